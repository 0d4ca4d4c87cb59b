"""Where the published OpenAPI documents differ from what Patchwork does
(spec/rest-api.md 16): each row shows what they say, and that the server does
as Patchwork does. What is not here they say rightly: `schema.py` compares."""

import http.client
import json
import re

import pytest

import schema
from engines import Server, Sqlite
from raw import THIMBLE
from rows import Rows, token

SCHEMAS = schema.Schemas()
pytestmark = pytest.mark.skipif(
    not SCHEMAS.texts, reason="no folder %s/schemas (THIMBLE_SHARED names "
    "that with schemas)" % schema.SHARED)
LONG = "x" * 150
PATCH, COMMENT = "/api/1.4/patches/{id}", (
    "/api/1.4/patches/{patch_id}/comments/{comment_id}")
CHECKS = "/api/1.4/patches/{patch_id}/checks"


class Says:
    """What the document of 1.4 says; '/' in a key is written as it is."""

    def __init__(self, *keys, version="1.4"):
        node = SCHEMAS.document(version).root
        for key in keys:
            node = SCHEMAS.document(version).follow(node)
            node = node[key]
        self.node = node


def of(name, field):
    return Says("components", "schemas", name, "properties", field).node


def parameter(path, name):
    for p in Says("paths", path, "get", "parameters").node:
        if p.get("name") == name:
            return p["schema"]
    return None


@pytest.fixture(scope="module")
def ask():
    """(status, JSON or text, headers) of a request by a maintainer."""
    engine = Sqlite(THIMBLE)
    db = engine.new()
    rows = Rows(db)
    rows.add_text("""
        project linkname=linux; user name=ann password=secret maintainer=linux;
        user name=root is_superuser=true; user name=ci maintainer=linux;
        person email=sam@example.org; patch id=1;
        patch-comment id=1 patch=1; event id=1 patch=1""".replace("\n", " "))
    server = Server(THIMBLE, db.url, "--set", "secret_key=" + "0" * 50)
    c = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def send(method, target, body=None, user="ann", headers=(), text=None):
        headers = dict(headers)
        if user:
            headers["Authorization"] = "Token " + token(user)
        headers["Content-Type"] = "application/json"
        if text is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        c.request(method, target, text or body and json.dumps(body), headers)
        answer = c.getresponse()
        text = answer.read().decode()
        kind = answer.getheader("Content-Type", "")
        if kind == "application/json":
            faults = SCHEMAS.faults(method, target, answer.status, text)
            assert not faults, faults
            text = json.loads(text)
        return answer.status, text, answer.headers

    yield send
    c.close()
    assert server.stop() == 0
    db.close()
    engine.close()


def test_paths_end_in_a_slash(ask):
    assert "/api/1.4/patches" in Says("paths").node
    status, _, headers = ask("GET", "/api/1.4/patches")
    assert (status, headers["Location"]) == (301, "/api/1.4/patches/")


def test_who_does_not_say_who_he_is_gets_403(ask):
    assert "401" not in Says("paths", "/api/1.4/users", "get",
                             "responses").node
    assert ask("GET", "/api/1.4/users/", user=None)[0] == 403


def test_a_check_has_a_user_that_may_be_given(ask):
    assert "user" not in of("CheckCreate", "context")
    status, got, _ = ask("POST", "/api/1.4/patches/1/checks/",
                         {"state": "success", "user": 1})
    assert (status, got["user"]["id"]) == (201, 1)
    status, got, _ = ask("POST", "/api/1.4/patches/1/checks/",
                         {"state": "success", "user": 2})
    assert status == 400 and "user" in got


def test_checks_are_found_by_name_and_by_number(ask):
    assert parameter(CHECKS, "state")["enum"] == [
        "pending", "success", "warning", "fail"]
    ask("POST", "/api/1.4/patches/1/checks/", {"state": "warning"})
    for value in ("warning", "2"):
        _, rows, _ = ask("GET", "/api/1.4/patches/1/checks/?state=" + value)
        assert [c["state"] for c in rows] == ["warning"], value


def test_urls_of_a_project_are_texts_and_never_null(ask):
    for field in ("list_archive_url", "list_archive_url_format"):
        assert {"type": "null"} in of("Project", field)["oneOf"]
        _, got, _ = ask("GET", "/api/1.4/projects/1/")
        assert got[field] == ""
        status, _, _ = ask("PATCH", "/api/1.4/projects/1/", {field: None})
        assert status == 400
    assert of("Project", "web_url")["format"] == "uri"
    status, got, _ = ask("PATCH", "/api/1.4/projects/1/",
                         {"web_url": "see the wiki"})
    assert (status, got["web_url"]) == (200, "see the wiki")


def test_a_pull_url_is_a_text(ask):
    assert of("PatchList", "pull_url")["oneOf"][1]["format"] == "uri"
    status, got, _ = ask("PATCH", "/api/1.4/patches/1/",
                         {"pull_url": "git://host/x.git next"})
    assert (status, got["pull_url"]) == (200, "git://host/x.git next")


def test_names_are_longer(ask):
    assert of("User", "first_name")["maxLength"] == 30
    status, got, _ = ask("PATCH", "/api/1.4/users/1/", {"first_name": LONG})
    assert (status, got["first_name"]) == (200, LONG)
    status, _, _ = ask("PATCH", "/api/1.4/users/1/",
                       {"first_name": LONG + "x"})
    assert status == 400


def test_superusers_change_nobody_else(ask):
    status, _, _ = ask("PATCH", "/api/1.4/users/1/", {"first_name": "x"},
                       "root")
    assert status == 403


def test_comments_can_be_put(ask):
    assert "put" not in Says("paths", COMMENT).node
    status, got, _ = ask("PUT", "/api/1.4/patches/1/comments/1/",
                         {"addressed": True})
    assert (status, got["addressed"]) == (200, True)


def test_tags_are_empty(ask):
    assert of("PatchList", "tags")["additionalProperties"] == {
        "type": "string"}
    assert ask("GET", "/api/1.4/patches/1/")[1]["tags"] == {}


def test_the_cookie_is_of_django(ask):
    name = Says("components", "securitySchemes", "cookieAuth", "name").node
    assert name == "JSESSIONID"
    _, page, headers = ask("GET", "/user/login/", user=None)
    field = re.search('csrfmiddlewaretoken" value="([^"]*)"', page).group(1)
    cookie = headers["Set-Cookie"].partition(";")[0]
    _, _, headers = ask(
        "POST", "/user/login/", user=None, headers={"Cookie": cookie},
        text="username=ann&password=secret&csrfmiddlewaretoken=" + field)
    assert any(c.startswith("sessionid=")
               for c in headers.get_all("Set-Cookie"))


def test_dates_have_no_zone(ask):
    assert of("PatchList", "date")["format"] == "iso8601"
    assert ask("GET", "/api/1.4/patches/1/")[1]["date"] == (
        "2026-01-02T03:01:00")


def test_events_had_an_actor_before_1_2(ask):
    assert "actor" not in Says("components", "schemas", "EventBase",
                               "properties", version="1.0").node
    _, rows, _ = ask("GET", "/api/1.0/events/?patch=1")
    assert all("actor" in event for event in rows) and rows
