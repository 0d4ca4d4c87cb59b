"""pwclient over REST: its requests as it sends them, and what it needs of the
answers."""

import configparser
import re
import urllib.parse

import pytest

from wire import JSON, REQUESTS, Caller, basic, walk

pytestmark = pytest.mark.usefixtures("relay")
AGENT = "pwclient (2.3)"


@pytest.fixture
def pwclient(site):
    """Reads go without credentials."""
    with Caller(site, REQUESTS, AGENT) as caller:
        yield caller


@pytest.fixture(params=["Token", "Basic"])
def writer(request, site):
    who = ("Token " + site.token("ann") if request.param == "Token"
           else basic("ann", "secret"))
    with Caller(site, REQUESTS, AGENT, who) as caller:
        yield caller


@pytest.fixture
def patch(site):
    return site.add("patch", name="of pwclient", project="kettle")


def next_of_pwclient(link, target):
    """The page of the next link, put into the query it began with."""
    for element in link.split(","):
        url, _, rel = element.partition(";")
        if rel.strip() == 'rel="next"':
            query = urllib.parse.urlsplit(url.strip()[1:-1]).query
            page = urllib.parse.parse_qs(query)["page"][0]
            first = re.sub(r"[?&]page=\d+", "", target)
            return first + ("&" if "?" in first else "?") + "page=" + page
    return None


def test_projects(pwclient, site):
    rows = walk(pwclient, "/api/projects/", next_of_pwclient)
    assert {(p["id"], p["link_name"], p["name"]) for p in rows} >= {
        (site.project("kettle"), "kettle", "Kettle"),
        (site.project("big"), "big", "Big"),
        (site.project("other"), "other", "Other")}


def test_list_of_a_state_over_all_pages(pwclient):
    rows = walk(pwclient, "/api/patches/?state=under-review&project=big",
                next_of_pwclient)
    assert len(rows) == len({p["id"] for p in rows}) == 130
    assert {p["state"] for p in rows} == {"under-review"}
    wanted = {"id", "date", "msgid", "name", "project", "state", "archived",
              "submitter", "delegate", "commit_ref", "hash", "mbox"}
    assert all(wanted <= set(p) for p in rows)


def test_list_by_all_its_filters(pwclient, site):
    series = site.series("long")
    rows = pwclient.json(
        "/api/patches/?state=new&project=big&hash=%040x&msgid=big-2%%40"
        "example.org&series=%d&archived=False&submitter=sam%%40example.org"
        % (2, series))
    assert [p["name"] for p in rows] == ["[2/260] tooth 2"]
    assert pwclient.json("/api/patches/?project=big&archived=True") == []
    assert pwclient.json("/api/patches/?project=big&delegate=ann") == []


def test_list_by_a_message_id_with_or_without_brackets(pwclient):
    for msgid in ("gears-1%40example.org", "%3Cgears-1%40example.org%3E"):
        rows = pwclient.json("/api/patches/?project=kettle&msgid=" + msgid)
        assert [p["name"] for p in rows] == ["[1/2] gear: oil it"], msgid


def name_of(reply):
    """The name of the file, as it makes it: without the last six."""
    found = re.search("filename=(.+)", reply.header("Content-Disposition"))
    return found.group(1)[:-6]


def test_get_names_a_file(pwclient, site):
    patch = pwclient.json("/api/patches/%d/" % site.patch(
        "[2/2] spring: wind it"))
    reply = pwclient.get(pwclient.local(patch["mbox"]))
    assert reply.status == 200
    assert name_of(reply) == "2-2-spring-wind-it"
    assert reply.text().startswith("From patchwork ")
    assert "\n+spring: wind it\n" in reply.text()


def test_what_is_not_there(pwclient):
    for target in ("/api/patches/99999/", "/api/patches/99999/checks/",
                   "/api/patches/?page=99"):
        reply = pwclient.get(target)
        assert reply.status == 404 and isinstance(reply.json(), dict)


def test_update(pwclient, writer, patch):
    patch = writer.json("/api/patches/%d/" % patch)["id"]
    reply = writer.once(
        "PATCH", "/api/patches/%d/" % patch,
        '{"state": "under-review", "commit_ref": "0123abc", '
        '"archived": "yes"}', JSON)
    assert reply.status == 200, reply.body
    got = pwclient.json("/api/patches/%d/" % patch)
    assert (got["state"], got["commit_ref"], got["archived"]) == (
        "under-review", "0123abc", True)
    reply = writer.once("PATCH", "/api/patches/%d/" % patch,
                        '{"archived": "no"}', JSON)
    assert reply.json()["archived"] is False
    assert reply.json()["state"] == "under-review"


def test_update_refused(writer, patch):
    reply = writer.once("PATCH", "/api/patches/%d/" % patch,
                        '{"state": "nosuch"}', JSON)
    assert reply.status == 400 and "Invalid state nosuch" in reply.text()


def test_check_create_with_a_url_and_without(pwclient, writer, patch):
    target = "/api/patches/%d/checks/" % patch
    writer.json("/api/patches/%d/" % patch)
    for body, url in (
            ('{"context": "ci_1", "state": "success", "target_url": '
             '"https://ci.example.org/1", "description": "fine"}',
             "https://ci.example.org/1"),
            ('{"context": "ci_1", "state": "warning", "target_url": "", '
             '"description": ""}', "")):
        reply = writer.once("POST", target, body, JSON)
        assert reply.status == 201, reply.body
        assert reply.json()["target_url"] == url
    rows = pwclient.json(target)
    assert [c["state"] for c in rows] == ["success", "warning"]
    wanted = {"id", "date", "user", "state", "target_url", "description",
              "context"}
    assert all(wanted <= set(c) for c in rows)
    got = pwclient.json(target + "%d/" % rows[0]["id"])
    assert got == rows[0] and got["user"]["username"] == "ann"
    assert len(pwclient.json(target + "?user=ann")) == 2
    assert pwclient.json(target + "?user=bob") == []


def test_check_create_without_a_context(writer, patch):
    reply = writer.once(
        "POST", "/api/patches/%d/checks/" % patch,
        '{"context": null, "state": "success", "target_url": "", '
        '"description": ""}', JSON)
    assert reply.status == 400
    assert reply.json() == {"context": ["This field may not be null."]}


def test_event_list(pwclient, site):
    rows = walk(pwclient, "/api/events/?project=kettle&category=series-"
                "completed&since=2026-01-01", next_of_pwclient)
    assert len(rows) == 2
    for event in rows:
        assert event["category"] == "series-completed"
        series = event["payload"]["series"]
        assert {"id", "url", "name", "mbox"} <= set(series)
    assert {e["payload"]["series"]["id"] for e in rows} == {
        site.series("Oil all gears"), site.series("gear: polish it")}


def test_the_configuration_that_the_site_offers(pwclient, site):
    reply = pwclient.get("/project/kettle/pwclientrc/")
    assert reply.status == 200
    assert reply.header("Content-Disposition").endswith(
        "filename=.pwclientrc")
    config = configparser.ConfigParser()
    config.read_string(reply.text())
    assert config["kettle"]["backend"] == "rest"
    assert config["kettle"]["url"] == site.relay.url + "/api/"
