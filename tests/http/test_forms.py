"""The forms of the browsable API, as a browser without script uses them."""

import json
import os
from random import Random

import pytest

from browser import Browser
from engines import Pg, Server, Sqlite
import hostile
import markup
from raw import THIMBLE
from rows import Rows

ROWS = """
project linkname=linux; project linkname=git
user id=1 name=ann password=secret maintainer=linux
user id=2 name=bob password=secret
person email=bob@example.org user=bob
patch id=1 project=linux submitter=bob@example.org state=new
patch id=2 project=linux; patch id=3 project=linux; patch id=4 project=git
patch-comment id=1 patch=1; cover id=1 project=linux
cover-comment id=1 cover=1
"""


@pytest.fixture(scope="module")
def engine():
    made = (Pg if os.environ.get("THIMBLE_TEST_PG") else Sqlite)(THIMBLE)
    yield made
    made.close()


@pytest.fixture
def site(engine):
    db = engine.new()
    rows = Rows(db)
    for line in ROWS.split("\n"):
        if line:
            rows.add_text(line)
    server = Server(THIMBLE, db.url)
    server.db = db
    yield server
    assert server.stop() == 0
    db.close()


@pytest.fixture
def ann(site):
    return Browser(site.port).sign_in("ann")


@pytest.fixture
def bob(site):
    return Browser(site.port).sign_in("bob")


def shown(browser):
    """The status line and the JSON of the page."""
    text = "".join(browser.named("pre", **{"class": "json c"})[0].itertext())
    head, _, body = text.partition("\n\n")
    return head.split("\n")[0], json.loads(body) if body.strip() else None


def method(browser):
    return markup.text_of(browser.named("pre", **{"class": "req"})[0])


def errors(browser, name):
    return [markup.text_of(li)
            for e in browser.named("div", id="h-" + name)
            for li in e.iter() if markup.name_of(li) == "li"]


def test_a_patch_is_changed_by_the_html_form(site, ann):
    form = ann.get("/api/patches/1/?format=api").form("PUT, HTML form")
    ann.submit(form.fill(state="accepted", archived="true", commit_ref=" <c> ",
                         delegate="1", related="3, 2"), "PUT")
    status, body = shown(ann)
    assert status == "HTTP 200 OK"
    assert method(ann) == "PUT /api/patches/1/?format=api"
    assert (body["state"], body["archived"], body["commit_ref"]) == (
        "accepted", True, "<c>")
    assert body["delegate"]["username"] == "ann"
    assert [p["id"] for p in body["related"]] == [2, 3]
    form = ann.form("PUT, HTML form")
    assert form.value("related") == "2 3" and form.value("delegate") == "1"
    ann.submit(form.fill(archived=None, delegate="", related=""), "PUT")
    _, body = shown(ann)
    assert (body["archived"], body["delegate"], body["related"],
            body["state"]) == (False, None, [], "accepted")


def test_what_is_not_changed_stays(site, ann):
    before = site.db.execute("SELECT * FROM patchwork_patch WHERE id = 1")
    for name in "PUT, raw data", "PUT, HTML form":
        form = ann.get("/api/patches/1/?format=api").form(name)
        ann.submit(form, "PUT")
        assert shown(ann)[0] == "HTTP 200 OK"
        assert before == site.db.execute(
            "SELECT * FROM patchwork_patch WHERE id = 1")
    assert not site.db.execute(
        "SELECT * FROM patchwork_event WHERE actor_id IS NOT NULL")


def test_a_submitter_does_not_touch_relations(site, bob):
    form = bob.get("/api/patches/1/?format=api").form("PUT, HTML form")
    assert form.value("related") is None
    bob.submit(form.fill(state="rejected"), "PUT")
    assert shown(bob)[0] == "HTTP 200 OK"
    assert shown(bob)[1]["state"] == "rejected"


def test_the_raw_form_sends_each_type(site, ann):
    page = "/api/patches/1/?format=api"
    form = ann.get(page).form("PUT, raw data")
    ann.submit(form.fill(_content='{"state": "rfc"}'), "PATCH")
    assert method(ann) == "PATCH " + page
    assert shown(ann)[1]["state"] == "rfc"
    form = ann.get(page).form("PUT, raw data")
    ann.submit(form.fill(
        _content_type="application/x-www-form-urlencoded",
        _content="archived=true&commit_ref=a%20b\n"), "PATCH")
    assert shown(ann)[1]["archived"] is True
    assert shown(ann)[1]["commit_ref"] == "a b"
    form = ann.get(page).form("PUT, raw data")
    ann.submit(form.fill(
        _content_type="multipart/form-data",
        _content='--x y\nContent-Disposition: form-data; name="pull_url"\n'
        '\ngit://x y\n--x y--\n'), "PATCH")
    assert shown(ann)[1]["pull_url"] == "git://x y"


def test_what_is_refused_is_shown_again(site, ann):
    form = ann.get("/api/patches/1/?format=api").form("PUT, HTML form")
    ann.submit(form.fill(commit_ref="x" * 256, state="nonsense", delegate="2",
                         archived="true", related="1 99 x"), "PUT")
    assert ann.status == 400 and shown(ann)[0] == "HTTP 400 Bad Request"
    assert set(shown(ann)[1]) == {"commit_ref", "state", "delegate",
                                  "related"}
    again = ann.form("PUT, HTML form")
    assert [again.value(n) for n in (
        "commit_ref", "delegate", "archived", "related", "pull_url")] == [
            "x" * 256, "2", "true", "1 99 x", ""]
    for name, said in shown(ann)[1].items():
        assert errors(ann, name) == said
        assert [e.get("aria-invalid") for e in ann.named(
            "select" if name == "state" else "input", name=name)] == ["true"]
    assert not ann.named("input", name="pull_url", **{"aria-invalid": "true"})
    assert site.db.execute("SELECT commit_ref FROM patchwork_patch"
                           " WHERE id = 1") == [(None,)]


@pytest.mark.parametrize("kind, content, status", [
    ("application/json", '{"state": "nonsense", "x": "</textarea><b>"}', 400),
    ("application/json", '{"state', 400),
    ("application/json", "[]", 400),
    ("multipart/form-data", "no parts", 400),
    ("text/plain", "x", 415),
])
def test_refused_raw_data_is_shown_again(site, ann, kind, content, status):
    form = ann.get("/api/patches/1/?format=api").form("PUT, raw data")
    ann.submit(form.fill(_content_type=kind, _content=content), "PATCH")
    assert ann.status == status
    again = ann.form("PUT, raw data")
    assert again.value("_content").strip() == content
    if status == 400:
        assert again.value("_content_type") == kind
    area = ann.named("textarea", name="_content")[0]
    assert area.get("aria-invalid") == "true"
    said = markup.text_of(ann.named("ul", id="c-errors")[0])
    body = shown(ann)[1]
    for value in body.values():
        for text in value if isinstance(value, list) else [value]:
            assert text in said


def test_bundles(site, ann, bob):
    form = ann.get("/api/bundles/?format=api").form("POST, HTML form")
    ann.submit(form.fill(name="Mine", patches="4 1"), "POST")
    assert ann.status == 400 and errors(ann, "patches") == [
        "Bundle patches must belong to the same project"]
    form = ann.form("POST, HTML form")
    assert form.value("name") == "Mine"
    ann.submit(form.fill(patches="3 1"), "POST")
    status, body = shown(ann)
    assert ann.status == 201 and status == "HTTP 201 Created"
    assert body["public"] is False
    assert [p["id"] for p in body["patches"]] == [3, 1]
    assert ann.headers["Location"].endswith(
        "/api/bundles/%d/?format=api" % body["id"])
    assert "Location:" in ann.text
    assert ann.form("POST, HTML form").value("name") == ""
    page = "/api/bundles/%d/?format=api" % body["id"]
    assert bob.get(page).status == 404
    form = ann.get(page).form("PUT, HTML form")
    ann.submit(form.fill(patches="1 2 3", public="true"), "PUT")
    assert [p["id"] for p in shown(ann)[1]["patches"]] == [1, 2, 3]
    assert bob.get(page).status == 200 and bob.form("DELETE it") is None
    ann.submit(ann.get(page).form("DELETE it"), "DELETE it")
    assert ann.status == 200 and shown(ann) == ("HTTP 204 No Content", None)
    assert method(ann) == "DELETE " + page
    assert ann.form("PUT, HTML form") is None
    assert ann.form("DELETE it") is None
    assert ann.get(page).status == 404


def test_a_bundle_that_is_deleted_without_its_session_stays(site, ann):
    form = ann.get("/api/bundles/?format=api").form("POST, HTML form")
    ann.submit(form.fill(name="Mine", patches="1"), "POST")
    page = "/api/bundles/%d/?format=api" % shown(ann)[1]["id"]
    form = ann.get(page).form("DELETE it")
    del ann.cookies["sessionid"]
    ann.submit(form, "DELETE it")
    assert ann.status in (403, 404, 405)
    assert site.db.execute("SELECT count(*) FROM patchwork_bundle") == [(1,)]


def test_checks(site, bob):
    page = "/api/patches/1/checks/?format=api"
    form = bob.get(page).form("POST, HTML form")
    bob.submit(form.fill(state="3", target_url="https://ci.example.org/1",
                         description="two\nlines"), "POST")
    status, body = shown(bob)
    assert status == "HTTP 201 Created"
    assert (body["user"]["username"], body["state"], body["context"]) == (
        "bob", "fail", "default")
    assert body["description"] == "two\r\nlines"
    form = bob.get(page).form("POST, HTML form")
    bob.submit(form.fill(user="1", context="two words",
                         target_url="javascript:alert(1)",
                         description="<kept>"), "POST")
    assert bob.status == 400
    assert all(errors(bob, n) for n in ("user", "context", "target_url"))
    assert bob.form("POST, HTML form").value("description").strip() == "<kept>"


def test_own_account(site, bob):
    page = "/api/users/2/?format=api"
    form = bob.get(page).form("PUT, HTML form")
    bob.submit(form.fill(first_name="Bøb", settings__send_email="true",
                         settings__items_per_page="7"), "PUT")
    body = shown(bob)[1]
    assert body["first_name"] == "Bøb"
    assert body["settings"] == {
        "send_email": True, "items_per_page": 7, "show_ids": False}
    form = bob.form("PUT, HTML form")
    bob.submit(form.fill(settings__send_email=None,
                         settings__items_per_page="-1"), "PUT")
    assert bob.status == 400
    assert errors(bob, "settings.items_per_page") == [
        "Ensure this value is greater than or equal to 0."]
    assert site.db.execute(
        "SELECT items_per_page FROM patchwork_userprofile"
        " WHERE user_id = 2") == [(7,)]


def test_an_older_version_changes_nothing_that_it_does_not_show(site, ann):
    site.db.execute("UPDATE patchwork_project SET show_dependencies = ?,"
                    " commit_url_format = 'https://x.example/{}'", [True])
    site.db.execute("UPDATE patchwork_userprofile SET send_email = ?", [True])
    form = ann.get("/api/1.1/projects/linux/?format=api").form(
        "PUT, HTML form")
    ann.submit(form.fill(web_url="https://w.example/"), "PUT")
    assert shown(ann)[0] == "HTTP 200 OK"
    assert site.db.execute(
        "SELECT web_url, commit_url_format, show_dependencies"
        " FROM patchwork_project WHERE linkname = 'linux'") == [
            ("https://w.example/", "https://x.example/{}", True)]
    form = ann.get("/api/1.1/users/1/?format=api").form("PUT, HTML form")
    ann.submit(form.fill(last_name="A"), "PUT")
    assert shown(ann)[0] == "HTTP 200 OK"
    assert site.db.execute("SELECT send_email FROM patchwork_userprofile"
                           " WHERE user_id = 1") == [(True,)]


@pytest.mark.parametrize("page", ["/api/patches/1/comments/1/",
                                  "/api/covers/1/comments/1/"])
def test_comments_are_addressed(site, ann, page):
    form = ann.get(page + "?format=api").form("PUT, HTML form")
    ann.submit(form.fill(addressed="true"), "PUT")
    assert shown(ann)[1]["addressed"] is True
    ann.submit(ann.form("PUT, HTML form").fill(addressed=None), "PUT")
    assert shown(ann)[1]["addressed"] is False
    form = ann.form("PUT, raw data")
    ann.submit(form.fill(_content='{"addressed": null}'), "PATCH")
    assert shown(ann)[1]["addressed"] is None


def test_options_by_its_button(site, ann):
    form = ann.get("/api/patches/1/?format=api").form("OPTIONS")
    ann.submit(form, "OPTIONS")
    assert ann.status == 200 and "PUT" in shown(ann)[1]["actions"]
    assert ann.form("PUT, HTML form").value("state") == "new"
    visitor = Browser(site.port).get("/api/patches/1/?format=api")
    visitor.submit(visitor.form("OPTIONS"), "OPTIONS")
    assert visitor.status == 200 and "actions" not in shown(visitor)[1]
    assert not visitor.cookies


def test_hostile_texts_come_back_as_they_were(site):
    rows = Rows(site.db)
    made = hostile.fill(rows)
    # What is written is trimmed.
    site.db.execute("UPDATE patchwork_patch SET pull_url = trim(pull_url)")
    rows.add("user", {"name": "boss", "password": "secret",
                      "maintainer": "evil,evil2"})
    rows.add("bundle", {"name": hostile.EVIL[:50], "owner": "boss",
                        "patches": ",".join(map(str, made["patches"][:3]))})
    boss = Browser(site.port).sign_in("boss")
    for n in made["patches"] + [made["lonely"]]:
        before = site.db.execute(
            "SELECT * FROM patchwork_patch WHERE id = ?", [n])
        form = boss.get("/api/patches/%d/?format=api" % n).form(
            "PUT, raw data")
        boss.submit(form, "PUT")
        assert shown(boss)[0] == "HTTP 200 OK", boss.text
        assert before == site.db.execute(
            "SELECT * FROM patchwork_patch WHERE id = ?", [n])
        boss.submit(boss.form("PUT, HTML form").fill(commit_ref=hostile.EVIL),
                    "PUT")
        shown_again = boss.form("PUT, HTML form").value("commit_ref")
        assert shown_again == hostile.EVIL.strip().replace("\r\n", "\n")
    for page in ("projects/evil/", "bundles/1/",
                 "patches/%d/checks/" % made["patches"][0],
                 "patches/%d/comments/1/" % made["patches"][0]):
        assert boss.get("/api/%s?format=api" % page).status in (200, 404)


WORDS = ["", " ", "1", "-1", "true", "x" * 300, "9" * 40, "\0", "é\r\n--x",
         "{", "[]", '{"state": 1}', '{"related": [1, "x"]}', "a=b&c=%zz",
         "--x\r\n\r\n", "<b>'\"", "null", "2 x,3", "\ud7ff\U0010ffff",
         "application/json", "multipart/form-data", "text/plain",
         "multipart/form-data; boundary=\"\"", "PUT", "PATCH", "DELETE",
         "OPTIONS", "GET", "put"]
FIELDS = ["_method", "_content", "_content_type", "state", "archived",
          "delegate", "related", "commit_ref", "name", "patches", "public",
          "user", "context", "target_url", "settings.items_per_page",
          "settings", "addressed", "csrfmiddlewaretoken"]
PAGES = ["patches/1/", "patches/1/checks/", "patches/1/comments/1/",
         "bundles/", "bundles/1/", "users/1/", "projects/linux/", "people/",
         "", "1.1/bundles/1/", "1.0/users/1/", "patches/999/"]


def test_made_up_forms_are_no_errors_of_the_server(site, ann):
    random = Random(7)
    Rows(site.db).add("bundle", {"name": "b", "owner": "ann", "patches": "1"})
    for _ in range(200):
        ann.get("/api/?format=api")
        form = ann.form("Sign out")
        form.action = "/api/%s?format=api" % random.choice(PAGES)
        form.enctype = random.choice(["multipart/form-data", ""])
        form.values += [("_method", random.choice(WORDS[-6:]))]
        form.values += [(random.choice(FIELDS), random.choice(WORDS))
                        for _ in range(random.randrange(8))]
        ann.submit(form, "Sign out")
        assert ann.status < 500, (form.action, form.values)
        if random.random() < 0.05:
            site.db.execute("DELETE FROM patchwork_bundlepatch")
            site.db.execute("DELETE FROM patchwork_bundle")
            Rows(site.db).add("bundle", {"name": "b", "owner": "ann",
                                         "patches": "1"})
