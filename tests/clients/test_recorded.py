"""What is asked by newer b4 and git-pw than are installed, by the bots of
kernel.org, by pwcli, patman, the scripts of DPDK and others."""

import datetime
import re
import urllib.parse

import pytest

from wire import CURL, JSON, REQUESTS, SESSION, WGET, Caller, walk

pytestmark = pytest.mark.usefixtures("relay")


@pytest.fixture
def patch(site):
    return site.add("patch", name="of somebody", project="kettle")


@pytest.fixture
def token(site):
    return "Token " + site.token("ann")


def next_of_most(link, _):
    found = re.search(r'<http://[^/]+([^>]*)>; rel="next"', link)
    return found and found.group(1)


def test_the_heads_are_those_of_the_library(site):
    requests = pytest.importorskip("requests")
    url = site.relay.url + "/api/1.2/patches/1/"
    session = requests.Session()
    session.trust_env = False
    session.headers.update({"User-Agent": "b4/0.14", "Authorization": "x"})
    session.patch(url, data={"state": "new"})
    session.close()
    with requests.Session() as session:
        session.trust_env = False
        session.post(url, json={"a": None}, headers={"User-Agent": "pwclient"},
                     auth=lambda r: r.headers.update(Authorization="y") or r)
    ours = []
    for library, agent, who, words in (
            (SESSION, "b4/0.14", "x", ("PATCH", url, "state=new")),
            (REQUESTS, "pwclient", "y", ("POST", url, '{"a": null}', JSON))):
        with Caller(site, library, agent, who) as caller:
            method, target, *body = words
            caller.once(method, caller.local(target), *body)
    said = site.relay.take()
    for theirs, mine in zip(said[:2], said[2:]):
        version = re.compile(r"requests/[\d.]+")
        assert [(n, version.sub("", v)) for n, v in theirs[0].headers] == [
            (n, version.sub("", v)) for n, v in mine[0].headers]
        assert theirs[0].line() == mine[0].line()


# b4 review: counts, then the rows, 250 a page

@pytest.fixture
def b4(site, token):
    with Caller(site, SESSION, "b4/0.15", token) as caller:
        yield caller


def count_of_b4(reply):
    """By the page of the last link, of pages of one."""
    found = re.search(r'<([^>]*)>; rel="last"', reply.header("Link"))
    query = urllib.parse.urlsplit(found.group(1)).query
    return int(urllib.parse.parse_qs(query)["page"][0])


@pytest.fixture
def project_of(site):
    """A project with so many patches."""

    def make(n):
        name = "of%d" % n
        if not site.db.execute("SELECT 1 FROM patchwork_project"
                               " WHERE linkname = ?", [name]):
            site.add("project", linkname=name)
            site.db.execute("BEGIN")
            for i in range(n):
                site.add("patch", name="%d" % i, project=name,
                         msgid="<%s-%d@example.org>" % (name, i))
            site.db.execute("COMMIT")
        return name

    return make


@pytest.mark.parametrize("n", [0, 1, 251])
def test_b4_counts_and_fetches(b4, project_of, n):
    query = ("/api/1.2/patches?project=%s&state=new&state=under-review"
             "&order=-date&per_page=%d&archived=false"
             "&since=2026-01-01T00%%3A00%%3A00")
    reply = b4.get(query % (project_of(n), 1))
    # Of nothing there is one page, which is empty.
    assert count_of_b4(reply) == max(n, 1)
    assert len(reply.json()) == min(n, 1)
    rows = walk(b4, query % (project_of(n), 250), next_of_most)
    assert len({p["id"] for p in rows}) == len(rows) == n
    wanted = {"id", "name", "date", "state", "msgid", "check", "submitter",
              "delegate", "series"}
    assert all(wanted <= set(p) for p in rows)


def test_b4_reads_checks(b4, site):
    rows = b4.json("/api/1.2/patches/%d/checks/" % site.patch(
        "[1/2] gear: oil it"))
    assert [(c["state"], c["context"], c["description"], c["target_url"])
            for c in rows] == [
        ("success", "build", "all well", "http://ci.example.org/1"),
        ("fail", "test", None, None)]


def test_b4_sets_the_state_of_a_series(b4, site):
    series = site.add("series", name="of b4", project="kettle", total=2)
    for number in (1, 2):
        site.add("patch", name="of b4 %d" % number, project="kettle",
                 series=series, number=number)
    got = b4.json("/api/1.2/series/%d/" % series)
    assert len(got["patches"]) == 2
    for patch in got["patches"]:
        reply = b4.once("PATCH", "/api/1.2/patches/%d/" % patch["id"],
                        "state=accepted&archived=True")
        assert reply.status == 200
        assert (reply.json()["state"], reply.json()["archived"]) == (
            "accepted", True)


# git-pw from 2.1 on

@pytest.fixture
def git_pw(site, token):
    with Caller(site, REQUESTS, "git-pw (2.7.0)", token) as caller:
        yield caller


def test_git_pw_lists_by_dates(git_pw):
    for path, name in (("patches", "[2/260] tooth 2"), ("series", "long"),
                       ("covers", "[0/2] Oil all gears")):
        dates = [o["date"] for o in git_pw.json(
            "/api/1.2/%s/?per_page=250" % path) if o["name"] == name]
        when = datetime.datetime.fromisoformat(dates[0])
        after = (when + datetime.timedelta(seconds=1)).isoformat()
        target = "/api/1.2/%s/?per_page=250&since=%%s&before=%%s&project=" % (
            path)
        quote = urllib.parse.quote
        rows = git_pw.json(target % (quote(dates[0]), quote(after)))
        assert name in {o["name"] for o in rows}
        assert {o["date"] for o in rows} == {dates[0]}
        assert git_pw.json(target % (quote(after), quote(dates[0]))) == []


def test_git_pw_applies_what_a_series_depends_on(git_pw, site):
    series = git_pw.json("/api/1.4/series/%d/" % site.series(
        "gear: polish it"))
    assert len(series["dependencies"]) == 1
    first = git_pw.json(git_pw.local(series["dependencies"][0]))
    assert first["name"] == "Oil all gears"
    assert [d.rsplit("/", 2)[1] for d in first["dependents"]] == [
        str(series["id"])]
    for one, subjects in ((first, ["gear: oil it", "spring: wind it"]),
                          (series, ["gear: polish it"])):
        text = git_pw.get(git_pw.local(one["mbox"])).text()
        assert re.findall(r"(?m)^\+(\w+: .*)", text) == subjects


def test_git_pw_downloads_the_patches_of_a_series(git_pw, site):
    series = git_pw.json("/api/1.4/series/%d/" % site.series("Oil all gears"))
    names = []
    for patch in series["patches"]:
        reply = git_pw.get(git_pw.local(patch["mbox"]))
        names.append(reply.header("Content-Disposition").partition(
            "filename=")[2])
    assert names == ["1-2-gear-oil-it.patch", "2-2-spring-wind-it.patch"]


# patchwork-bot

@pytest.fixture
def bot(site, token):
    with Caller(site, SESSION, "git-patchwork-bot", token) as caller:
        yield caller


def test_the_bot_walks_pages_until_there_is_none(bot):
    numbers, page = set(), 1
    while True:
        reply = bot.get("/api/1.1/patches?project=big&archived=false&state=new"
                        "&state=under-review&order=-date&page=%d&per_page=100"
                        % page)
        if reply.status == 404:
            assert reply.json() == {"detail": "Invalid page."}
            break
        numbers |= {p["id"] for p in reply.json()}
        page += 1
    assert (len(numbers), page) == (260, 4)


def test_the_bot_finds_by_hash(bot, site):
    patch = bot.json("/api/1.2/patches/%d/" % site.patch("[1/2] gear: oil it"))
    for text in (patch["hash"], patch["hash"].upper()):
        rows = bot.json("/api/1.2/patches?hash=" + text)
        assert patch["id"] in {p["id"] for p in rows}
    assert bot.json("/api/1.2/patches?hash=" + "0" * 40) == []
    assert "X-Patchwork-Bot" not in patch["headers"]
    assert patch["diff"].startswith("diff --git")


def test_the_bot_closes_a_patch(bot, patch, site):
    reply = bot.once("PATCH", "/api/1.2/patches/%d/" % patch,
                     "state=accepted&archived=True&commit_ref=" + "ab" * 20)
    assert reply.status == 200
    got = reply.json()
    assert (got["state"], got["archived"], got["commit_ref"]) == (
        "accepted", True, "ab" * 20)
    reply = bot.once("PATCH", "/api/1.2/patches/%d/" % patch,
                     "delegate=%d" % site.user("ann"))
    assert reply.json()["delegate"]["username"] == "ann"


# pwcli

@pytest.fixture
def pwcli(site, token):
    with Caller(site, REQUESTS, "pwcli/0.1", token) as caller:
        yield caller


def test_pwcli_lists_what_is_pending(pwcli, site):
    site.add("patch", name="pending", project="kettle", delegate="ann",
             state="awaiting-upstream", date="2026-06-07 08:09:10")
    rows = walk(pwcli, "/api/patches/?project=kettle&per_page=1&delegate=ann"
                "&state=new&state=under-review&state=awaiting-upstream"
                "&state=deferred", next_of_most)
    assert "pending" in {p["name"] for p in rows}
    for p in rows:
        datetime.datetime.strptime(p["date"], "%Y-%m-%dT%H:%M:%S")
        assert re.match(r"<.*>\Z", p["msgid"])
        assert p["submitter"]["email"] and p["delegate"]["username"] == "ann"


def test_pwcli_updates(pwcli, patch):
    for body, member, value in (('{"state": "accepted"}', "state",
                                 "accepted"),
                                ('{"commit_ref": "12ab"}', "commit_ref",
                                 "12ab")):
        reply = pwcli.once("PATCH", "/api/patches/%d/" % patch, body, JSON)
        assert reply.status == 200 and reply.json()[member] == value
    assert pwcli.get("/api/patches/99999/").status == 404


# patman

def test_patman_finds_its_series(site):
    with Caller(site, REQUESTS) as c:
        project = [p["id"] for p in c.json("/api/1.2/projects/")
                   if p["link_name"] == "kettle"][0]
        found = c.json("/api/1.2/series/?project=%d&q=Oil+all+gears" % project)
        assert [(s["name"], s["version"]) for s in found] == [
            ("Oil all gears", 1)]
        series = c.json("/api/1.2/series/%d/" % found[0]["id"])
        patch = series["patches"][0]["id"]
        assert c.json("/api/1.2/patches/%d/" % patch)["state"] == "new"
        for target, content in (
                ("patches/%d" % patch, "Fine.\n"),
                ("covers/%d" % series["cover_letter"]["id"], "Good.\n")):
            (comment,) = c.json("/api/1.2/%s/comments/" % target)
            assert comment["content"] == content
            assert comment["submitter"]["name"] == "Tess"
            assert comment["subject"].startswith("Re: gear")
            assert comment["date"]


def test_patman_asks_fifty_at_once(site):
    targets = ["/api/1.2/patches/%d/" % n for n in range(1, 51)]
    callers = [Caller(site, REQUESTS) for _ in targets]
    try:
        for _ in range(3):
            for caller, target in zip(callers, targets):
                caller.start("GET", target)
            for caller, target in zip(callers, targets):
                assert caller.finish("GET", target).status == 200
    finally:
        for caller in callers:
            caller.close()


# DPDK

def test_dpdk_polls_events_until_a_page_is_none(site):
    with Caller(site, CURL) as c:
        names = {p["name"]: p["id"] for p in c.json("/api/projects/")}
        numbers, page = [], 1
        while True:
            reply = c.once("GET", "/api/events/?category=series-completed"
                           "&page=%d&since=2026-01-01T00:00:00" % page)
            if isinstance(reply.json(), dict):
                break
            numbers += [e["payload"]["series"]["id"] for e in reply.json()
                        if names[e["project"]["name"]] == names["Kettle"]]
            page += 1
        assert sorted(numbers) == [site.series("Oil all gears"),
                                   site.series("gear: polish it")]
        assert reply.status == 404


def test_dpdk_runs_again_what_comments_ask_for(site):
    patch, cover = site.patch("[1/2] gear: oil it"), site.one(
        "SELECT id FROM patchwork_cover WHERE name = '[0/2] Oil all gears'")
    for kind, parent in (("patch", patch), ("cover", cover)):
        site.add("event", category=kind + "-comment-created",
                 project="kettle", date="2026-07-01 00:00:00.000010",
                 **{kind: parent, kind + "_comment": 1})
    with Caller(site, REQUESTS) as c:
        for kind in ("cover", "patch"):
            target = "/api/events/?since=%s&category=%s-comment-created"
            (event,) = c.json(target % ("2026-06-30T00:00:00.000001", kind))
            payload = event["payload"]
            parent = c.json(c.local(payload[kind]["url"]))
            assert parent["series"][0]["id"] == site.series("Oil all gears")
            comment = c.json(c.local(payload["comment"]["url"]))
            assert comment["content"] in ("Fine.\n", "Good.\n")
            when = datetime.datetime.fromisoformat(event["date"])
            again = (when + datetime.timedelta(microseconds=1)).isoformat()
            assert c.json(target % (again, kind)) == []
            assert len(c.json(target % (when.isoformat(), kind))) == 1


def test_dpdk_downloads(site):
    with Caller(site, WGET) as c:
        number = site.series("Oil all gears")
        assert c.once("GET", "/api/series/%d" % number).status == 301
        series = c.json("/api/series/%d" % number)
        patch = c.json("/api/patches/%d/" % series["patches"][0]["id"])
        assert c.get(c.local(patch["mbox"])).text().startswith("From ")
        checks = c.json("/api/patches/%d/checks/" % patch["id"])
        assert [x["context"] for x in checks] == ["build", "test"]


# Others

def test_a_state_may_be_written_as_it_is_shown(site):
    number = site.add("patch", name="capital", project="other",
                      state="deferred")
    with Caller(site, REQUESTS, "git-pw (2.6.0)") as c:
        rows = c.json("/api/1.2/patches/?state=Deferred&archived=false"
                      "&order=-date&project=other")
        assert [p["id"] for p in rows] == [number]


def test_a_browser_sees_a_page(site):
    with Caller(site, CURL) as c:
        for accept, kind in (
                ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;"
                 "q=0.8", "text/html; charset=utf-8"), ("*/*", JSON)):
            reply = c.get("/api/patches/%d/" % site.patch(
                "[1/2] gear: oil it"), Accept=accept)
            assert reply.header("Content-Type") == kind


def test_a_large_body_waits_for_its_turn(site, token, patch):
    """curl asks before it sends much."""
    with Caller(site, CURL, authorization=token) as c:
        body = "description=" + "x" * 2000 + "&state=success&context=large"
        head, _, rest = c.request(
            "POST", "/api/patches/%d/checks/" % patch, body,
            "application/x-www-form-urlencoded",
            {"Expect": "100-continue"}).partition(b"\r\n\r\n")
        c.connection.send(head + b"\r\n\r\n")
        assert c.connection.answer().status == 100
        c.connection.send(rest)
        assert c.connection.answer().status == 201
