"""Requests of snowpatch, NIPA and kernel-patches-daemon, as they send them,
and what they need of the answers."""

import datetime
import re
import urllib.parse

import pytest

from wire import AIOHTTP, JSON, REQUESTS, UREQ, Caller, walk

pytestmark = pytest.mark.usefixtures("relay")


@pytest.fixture
def patch(site):
    """A patch of the test's own."""
    return site.add("patch", name="of a CI", project="kettle",
                    submitter="sam@example.org")


# snowpatch: everything is typed, and a GET has no final slash.

URL = re.compile(r"https?://[^\s/]+/\S*\Z")
TEXT, BOOL, UINT, LINK = "text", "bool", "uint", "link"
SUBMITTER = {"id": UINT, "url": LINK, "name": [TEXT], "email": TEXT}
DELEGATE = {"id": UINT, "url": LINK, "first_name": TEXT, "last_name": TEXT,
            "email": TEXT}
PROJECT = {"id": UINT, "url": LINK, "name": TEXT, "link_name": TEXT,
           "list_email": TEXT, "list_id": TEXT}
PATCH = {
    "id": UINT, "url": LINK, "project": PROJECT, "msgid": TEXT, "date": TEXT,
    "name": TEXT, "commit_ref": [TEXT], "pull_url": [LINK], "state": TEXT,
    "archived": BOOL, "hash": [TEXT], "submitter": SUBMITTER,
    "delegate": [DELEGATE], "mbox": TEXT,
    "series": ({"id": UINT, "url": LINK, "date": TEXT, "name": [TEXT],
                "version": UINT, "mbox": LINK},),
    "check": {"pending", "success", "warning", "fail"}, "checks": TEXT,
    "tags": {TEXT: UINT}}
SERIES = {
    "cover_letter": [{"date": TEXT, "id": UINT, "msgid": TEXT, "name": TEXT,
                      "url": LINK}],
    "date": TEXT, "id": UINT, "mbox": LINK, "name": [TEXT],
    "patches": ({"date": TEXT, "id": UINT, "mbox": LINK, "msgid": TEXT,
                 "name": TEXT, "url": LINK},),
    "project": PROJECT, "received_all": BOOL, "received_total": UINT,
    "submitter": SUBMITTER, "total": UINT, "url": LINK, "version": UINT}
CHECK = {
    "id": UINT, "url": LINK,
    "user": {"id": UINT, "url": LINK, "username": TEXT, "first_name": TEXT,
             "last_name": TEXT, "email": TEXT},
    "date": TEXT, "state": TEXT, "target_url": [TEXT], "context": TEXT,
    "description": [TEXT]}


def decode(value, kind, where=""):
    """Fails as a decoder does that knows types: [kind] may be null, (kind,) is
    an array, {TEXT: kind} any object of it, a set some names."""
    if isinstance(kind, list):
        if value is not None:
            decode(value, kind[0], where)
    elif isinstance(kind, tuple):
        assert isinstance(value, list), where
        for one in value:
            decode(one, kind[0], where + "[]")
    elif isinstance(kind, dict):
        assert isinstance(value, dict), where
        for name, inner in kind.items():
            if name == TEXT:
                for one in value.values():
                    decode(one, inner, where)
            else:
                assert name in value, where + "." + name
                decode(value[name], inner, where + "." + name)
    elif isinstance(kind, set):
        assert value in kind, (where, value)
    elif kind == UINT:
        assert type(value) is int and value >= 0, (where, value)
    elif kind == BOOL:
        assert type(value) is bool, (where, value)
    else:
        assert isinstance(value, str), (where, value)
        assert kind == TEXT or URL.match(value), (where, value)


@pytest.fixture
def snow(site):
    with Caller(site, UREQ) as caller:
        yield caller


def test_snowpatch_tries_the_version(snow):
    assert snow.get("/api/1.2").status == 200
    assert snow.get("/api/6.9").status == 404


def test_snowpatch_lists_series(snow):
    got = snow.json("/api/1.2/series?order=-id&per_page=2&project=kettle")
    assert len(got) == 2
    assert got[0]["id"] > got[1]["id"]
    decode(got, (SERIES,))
    reply = snow.once("GET", "/api/1.2/series?order=-id&per_page=2")
    assert reply.status == 301 and reply.body == b""
    assert reply.header("Location") == "/api/1.2/series/?order=-id&per_page=2"


def test_snowpatch_reads_what_it_found(snow, site):
    series = snow.json("/api/1.2/series/%d" % site.series("Oil all gears"))
    decode(series, SERIES)
    # What it tests is the last one.
    assert [p["name"] for p in series["patches"]] == [
        "[1/2] gear: oil it", "[2/2] spring: wind it"]
    for patch in series["patches"]:
        whole = snow.json("/api/1.2/patches/%d" % patch["id"])
        decode(whole, PATCH)
        assert whole["pull_url"] is None and whole["state"] == "new"
        checks = snow.json("/api/1.2/patches/%d/checks" % patch["id"])
        decode(checks, (CHECK,))
        reply = snow.get(snow.local(patch["mbox"]))
        assert reply.status == 200 and reply.body.startswith(b"From ")
    assert len(snow.json("/api/1.2/patches/%d/checks"
                         % series["patches"][0]["id"])) == 2
    assert snow.get(snow.local(series["mbox"])).status == 200


def test_snowpatch_decodes_every_patch(snow, site):
    site.add("patch", name="a pull", project="kettle", diff="NULL",
             pull_url="https://git.example.org/x", delegate="ann")
    for order in ("id", "-id"):
        decode(snow.json("/api/1.2/patches?per_page=250&order=" + order),
               (PATCH,))


@pytest.mark.parametrize("number", [0, 99999, 2 ** 31, 2 ** 63, 2 ** 64 - 1])
def test_snowpatch_asks_for_any_number(snow, number):
    for path in ("series/%d", "patches/%d", "patches/%d/checks"):
        reply = snow.get("/api/1.2/" + path % number)
        assert reply.status == 404 and "detail" in reply.json()


@pytest.mark.parametrize("link, text", [
    ("null", "null"), ('"https://ci.example.org/1"', '"it boots"')])
def test_snowpatch_posts_a_check(site, patch, link, text):
    with Caller(site, UREQ, authorization="Token " + site.token("ci")) as c:
        target = "/api/1.2/patches/%d/checks/" % patch
        reply = c.once("POST", target, '{"state":"success","target_url":%s,'
                       '"description":%s,"context":"snowpatch-boot_1"}' % (
                           link, text), JSON, Accept=JSON)
        assert 200 <= reply.status < 300, reply.body
        decode(reply.json(), CHECK)
        got = c.json(target)
        assert [x["context"] for x in got] == ["snowpatch-boot_1"]


# NIPA

def next_of_nipa(link, _):
    """A blank before the first element, and it would ask for the wrong
    thing."""
    for element in link.split(","):
        parts = element.split(";")
        if parts[1].strip() == 'rel="next"':
            url = parts[0][1:-1]
            assert url.startswith("http://"), url
            return url[url.index("/", 7):]
    return None


@pytest.fixture
def nipa(site):
    token = "Token " + site.token("ci")
    with Caller(site, REQUESTS, authorization=token) as c:
        yield c


def test_nipa_finds_its_project(nipa, site):
    rows = walk(nipa, "/api/1.1/projects/", next_of_nipa)
    assert [p["id"] for p in rows if p["name"] == "Kettle"] == [
        site.project("kettle")]


def test_nipa_takes_all_pages(nipa, site):
    rows = walk(nipa, "/api/1.1/patches/?project=%d&state=1&state=2"
                "&archived=false" % site.project("big"), next_of_nipa)
    assert len(rows) == len({p["id"] for p in rows}) == 260
    first = nipa.get("/api/1.1/patches/?project=%d" % site.project("big"))
    assert first.header("Link").startswith("<http://")


def test_nipa_polls_series(nipa, site):
    rows = nipa.json("/api/1.1/series/?project=%d&since=2026-01-01%%2000:00:00"
                     ".123456&" % site.project("kettle"))
    assert {s["name"] for s in rows} >= {"Oil all gears"}
    series = [s for s in rows if s["name"] == "Oil all gears"][0]
    when = datetime.datetime.fromisoformat(series["date"])
    assert when.tzinfo is None and when < datetime.datetime.utcnow()
    assert series["received_all"] is True and series["total"] == 2
    assert series["submitter"]["name"] == "Sam"
    assert series["cover_letter"]["id"] > 0
    assert [p["name"] for p in series["patches"]] == [
        "[1/2] gear: oil it", "[2/2] spring: wind it"]
    later = nipa.json("/api/1.1/series/?project=%d&since=2999-01-01%%2000:00:"
                      "00.000001&" % site.project("kettle"))
    assert later == []


def test_nipa_lists_by_numbers_of_states(nipa, site):
    rows = nipa.json(
        "/api/1.1/patches/?project=%d&delegate=%d&since=2026-01-01%%2000:00:00"
        "&state=1&state=2&archived=false" % (site.project("kettle"),
                                             site.user("ann")))
    assert isinstance(rows, list)
    number = site.add("patch", name="for nipa", project="kettle",
                      delegate="ann", state="under-review")
    rows = nipa.json("/api/1.1/patches/?project=%d&delegate=%d&state=1&state=2"
                     "&archived=false" % (site.project("kettle"),
                                          site.user("ann")))
    assert [(p["state"], p["delegate"]["username"], p["pull_url"], p["series"])
            for p in rows if p["id"] == number] == [
        ("under-review", "ann", None, [])]


@pytest.mark.parametrize("base", ["/api/", "/api/1.2/"])
def test_nipa_looks_message_ids_up(nipa, site, base):
    project = site.project("kettle")
    rows = nipa.json(base + "patches/?msgid=gears-1%%40example.org&project=%d"
                     % project)
    assert [p["name"] for p in rows] == ["[1/2] gear: oil it"]
    rows = nipa.json(base + "covers/?msgid=gears-0%%40example.org&project=%d"
                     % project)
    assert [c["name"] for c in rows] == ["[0/2] Oil all gears"]


def test_nipa_reads_objects_and_mails(nipa, site):
    series = nipa.json("/api/1.1/series/%d/" % site.series("Oil all gears"))
    cover = nipa.json("/api/1.1/covers/%d/" % series["cover_letter"]["id"])
    assert "They squeak." in cover["content"]
    assert cover["headers"]["Subject"] == "[PATCH 0/2] Oil all gears"
    patch = nipa.json("/api/1.1/patches/%d/" % series["patches"][0]["id"])
    assert patch["headers"]["Message-Id"] == "<gears-1@example.org>"
    for path, first in (("/series/%d/mbox/" % series["id"], 200),
                        ("/patch/%d/mbox/" % patch["id"], 302),
                        ("/cover/%d/mbox/" % cover["id"], 302)):
        assert nipa.once("GET", path).status == first, path
        reply = nipa.get(path)
        assert reply.status == 200 and reply.text().startswith("From "), path


def test_nipa_lists_checks(nipa, site):
    number = site.patch("[1/2] gear: oil it")
    rows = walk(nipa, "/api/1.1/patches/%d/checks/" % number, next_of_nipa)
    assert [(c["context"], c["state"], c["user"]["id"]) for c in rows] == [
        ("build", "success", site.user("ci")),
        ("test", "fail", site.user("ci"))]
    assert datetime.datetime.fromisoformat(rows[0]["date"]).microsecond == 456


@pytest.mark.parametrize("who", ["its own", ""])
def test_nipa_posts_a_check(nipa, site, patch, who):
    user = site.user("ci") if who else ""
    reply = nipa.once(
        "POST", "/api/1.1/patches/%d/checks/" % patch,
        "user=%s&state=success&target_url=https%%3A%%2F%%2Fnipa.example.org"
        "%%2F1.html&context=build_32bit&description=Errors+and+warnings+"
        "before%%3A+0+this+patch%%3A+0" % user)
    assert reply.status == 201
    got = reply.json()
    assert got["user"]["id"] == site.user("ci")
    assert (got["state"], got["context"], got["target_url"]) == (
        "success", "build_32bit", "https://nipa.example.org/1.html")
    assert got["description"] == "Errors and warnings before: 0 this patch: 0"


def test_nipa_sets_a_state(nipa, patch):
    reply = nipa.once("PATCH", "/api/1.1/patches/%d/" % patch,
                      "state=changes-requested")
    assert reply.status == 200
    assert reply.json()["state"] == "changes-requested"


# kernel-patches-daemon

STATES = "&".join("state=%d" % n for n in (1, 2, 5, 7, 13, 15))


def next_of_kpd(mine):
    """The next link, with its own parameters added again."""

    def follow(link, _):
        found = re.search(r'<([^>]*)>; rel="next"', link)
        if found is None:
            return None
        url = urllib.parse.urlsplit(found.group(1))
        # Its library writes ':' as it is.
        query = url.query.replace("%3A", ":")
        return "%s?%s&%s" % (url.path, query, mine)

    return follow


@pytest.fixture
def kpd(site):
    with Caller(site, AIOHTTP, authorization="Token " + site.token("ci")) as c:
        yield c


def test_kpd_takes_all_pages_with_parameters_twice(kpd, site):
    mine = "archived=False&%s&since=2026-01-01T00:00:00&project=%d" % (
        STATES, site.project("big"))
    rows = walk(kpd, "/api/1.2/patches/?" + mine, next_of_kpd(mine))
    # States 13 and 15 are of another site: they are no matter here.
    assert len(rows) == len({p["id"] for p in rows}) == 260


def test_kpd_lists_by_delegate(kpd, site):
    number = site.add("patch", name="for kpd", project="kettle",
                      delegate="annika", date="2026-06-01 00:00:00")
    rows = kpd.json("/api/1.2/patches/?archived=False&%s&since=2026-05-01T00:"
                    "00:00&delegate=%d" % (STATES, site.user("annika")))
    assert [p["id"] for p in rows] == [number]


def test_kpd_finds_series_by_their_subject(kpd, site):
    rows = kpd.json("/api/1.2/series/?q=Oil+all+gears")
    same = [s for s in rows if s["name"] == "Oil all gears"
            and s["submitter"]["email"] == "sam@example.org"
            and s["project"]["link_name"] == "kettle"]
    assert [s["id"] for s in same] == [site.series("Oil all gears")]
    series = kpd.json("/api/1.2/series/%d/" % same[0]["id"])
    assert {"id", "name", "date", "url", "web_url", "version", "submitter",
            "mbox", "patches", "cover_letter", "received_all"} <= set(series)
    assert kpd.json("/api/1.2/patches/%d/" % series["patches"][0]["id"])
    reply = kpd.get(kpd.local(series["mbox"]))
    assert reply.status == 200 and "gear: oil it" in reply.text()


def test_kpd_reads_the_newest_check_of_a_context(kpd, site, patch):
    for i, state in enumerate(("pending", "fail", "success")):
        site.add("check", patch=patch, user="ci", context="vmtest",
                 state=state, date="2026-06-01 00:00:0%d" % i)
    site.add("check", patch=patch, user="ci", context="other",
             date="2026-06-02 00:00:00")
    rows = kpd.json("/api/1.2/patches/%d/checks/?context=vmtest&order=-date"
                    "&per_page=1" % patch)
    assert [c["state"] for c in rows] == ["success"]


def test_kpd_posts_a_check(kpd, patch):
    reply = kpd.once(
        "POST", "/api/1.2/patches/%d/checks/" % patch,
        "target_url=https%3A%2F%2Fgithub.com%2Fx%2Fy%2Factions%2Fruns%2F1"
        "&context=bpf-VM_Test-1&description=Logs+for+x86_64-gcc&state=fail")
    assert 200 <= reply.status < 300, reply.body
    assert reply.json()["state"] == "fail"
    assert kpd.json("/api/1.2/patches/%d/" % patch)["check"] == "fail"
