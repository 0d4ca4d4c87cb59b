"""Who may do what through the API: every row of spec/rest-api.md 12, asked by
everybody with every kind of credentials. What is refused changes nothing."""

import json

import pytest

from client import BOTH_ENGINES, Client, serve
from matrix import IDS, ROLES, ROWS as OBJECTS, Site

VERSIONS = ["", "1.0/", "1.1/", "1.2/", "1.3/", "1.4/"]
READ, EDIT = ("GET", "HEAD", "OPTIONS"), ("PUT", "PATCH")
METHODS = READ + ("POST",) + EDIT + ("DELETE",)

EVERYBODY = set(ROLES)
USERS = EVERYBODY - {"anonymous"}

# What is refused, and how.
CREDENTIALS = (403, "Authentication credentials were not provided.")
PERMISSION = (403, "You do not have permission to perform this action.")
MAINTAINING = (403, "At least one patch is part of a project you are not "
                    "maintaining.")
NO_BUNDLE = (404, "No Bundle matches the given query.")

BUNDLE = {"name": "renamed", "patches": ["{patch}"], "public": True}
SECRET = dict(BUNDLE, name="kept", public=False)
NEW = {"name": "{new}", "patches": ["{patch}"]}
PATCHED = {"state": "new", "delegate": None}
CHECKED = {"state": "success", "context": "ci"}
FLAG = {"addressed": True}

# Path below the version, methods, first version, who may, what the others are
# told: the anonymous, those who are signed in; the body.
ROWS = [
    ("", READ, "1.0", EVERYBODY, None, None, None),
    ("projects/", READ, "1.0", EVERYBODY, None, None, None),
    ("projects/{project}/", READ, "1.0", EVERYBODY, None, None, None),
    ("projects/linux/", READ, "1.0", EVERYBODY, None, None, None),
    ("covers/", READ, "1.0", EVERYBODY, None, None, None),
    ("covers/{cover}/", READ, "1.0", EVERYBODY, None, None, None),
    ("covers/{cover}/comments/", READ, "1.1", EVERYBODY, None, None, None),
    ("covers/{cover}/comments/{creply}/", READ, "1.3", EVERYBODY, None, None,
     None),
    ("patches/", READ, "1.0", EVERYBODY, None, None, None),
    ("patches/{patch}/", READ, "1.0", EVERYBODY, None, None, None),
    ("patches/{patch}/checks/", READ, "1.0", EVERYBODY, None, None, None),
    ("patches/{patch}/checks/{check}/", READ, "1.0", EVERYBODY, None, None,
     None),
    ("patches/{patch}/comments/", READ, "1.1", EVERYBODY, None, None, None),
    ("patches/{patch}/comments/{reply}/", READ, "1.3", EVERYBODY, None, None,
     None),
    ("series/", READ, "1.0", EVERYBODY, None, None, None),
    ("series/{series}/", READ, "1.0", EVERYBODY, None, None, None),
    ("events/", READ, "1.0", EVERYBODY, None, None, None),
    ("states/", READ, "1.4", EVERYBODY, None, None, None),

    ("users/", READ, "1.0", USERS, CREDENTIALS, None, None),
    ("users/{olive}/", READ, "1.0", USERS, CREDENTIALS, None, None),
    ("users/{gone}/", READ, "1.0", USERS, CREDENTIALS, None, None),
    ("people/", READ, "1.0", USERS, CREDENTIALS, None, None),
    ("people/{person}/", READ, "1.0", USERS, CREDENTIALS, None, None),

    ("bundles/", READ, "1.0", EVERYBODY, None, None, None),
    ("bundles/{open}/", READ, "1.0", EVERYBODY, None, None, None),
    ("bundles/{secret}/", ("GET", "HEAD"), "1.0", {"owner"}, NO_BUNDLE,
     NO_BUNDLE, None),
    ("bundles/{secret}/", ("OPTIONS",), "1.0", EVERYBODY, None, None, None),
    ("bundles/", ("POST",), "1.2", USERS, CREDENTIALS, None, NEW),
    ("bundles/{open}/", EDIT, "1.2", {"owner"}, CREDENTIALS, PERMISSION,
     BUNDLE),
    ("bundles/{doomed}/", ("DELETE",), "1.2", {"owner"}, CREDENTIALS,
     PERMISSION, None),
    ("bundles/{secret}/", EDIT, "1.2", {"owner"}, NO_BUNDLE, NO_BUNDLE,
     SECRET),
    ("bundles/{doomed secret}/", ("DELETE",), "1.2", {"owner"}, NO_BUNDLE,
     NO_BUNDLE, None),

    ("projects/{project}/", EDIT, "1.0", {"maintainer"}, CREDENTIALS,
     PERMISSION, {"web_url": "https://www.example.org"}),
    ("patches/{patch}/", EDIT, "1.0", {"maintainer", "submitter", "delegate"},
     CREDENTIALS, PERMISSION, PATCHED),
    ("patches/{patch}/checks/", ("POST",), "1.0",
     {"maintainer", "submitter", "delegate"}, PERMISSION, PERMISSION, CHECKED),
    ("patches/{patch}/comments/{reply}/", EDIT, "1.3",
     {"commenter", "submitter", "delegate", "maintainer"}, CREDENTIALS,
     PERMISSION, FLAG),
    ("covers/{cover}/comments/{creply}/", EDIT, "1.3",
     {"commenter", "submitter", "maintainer"}, CREDENTIALS, PERMISSION, FLAG),
    ("users/{olive}/", EDIT, "1.0", {"owner"}, CREDENTIALS, PERMISSION,
     {"first_name": "Olive", "settings": {}}),
]


def case(row, method):
    return pytest.param(row, method, id="%s %s" % (method, row[0] or "index"))


CASES = [case(row, method) for row in ROWS for method in row[1]]
# What no row allows: everything else. Some rows are of one path.
SAME = {"bundles/{secret}/": "bundles/{open}/",
        "bundles/{doomed}/": "bundles/{open}/",
        "bundles/{doomed secret}/": "bundles/{open}/",
        "projects/linux/": "projects/{project}/",
        "users/{gone}/": "users/{olive}/"}
PATHS = {}
for _row in ROWS:
    PATHS.setdefault(SAME.get(_row[0], _row[0]), (_row[2], set()))[1].update(
        _row[1])
ELSE = [pytest.param(path, since, method, id="%s %s" % (
            method, path or "index"))
        for path, (since, allowed) in PATHS.items()
        for method in METHODS if method not in allowed]


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def server(request):
    yield from serve(request.param, OBJECTS)


@pytest.fixture(scope="module")
def site(server):
    s = Site(server)
    yield s
    s.close()


def good(method):
    return {"POST": 201, "DELETE": 204}.get(method, 200)


def expected(row, role, method):
    """(status, text of the refusal or None)"""
    _, _, _, who, anonymous, others, _ = row
    if role in who:
        return good(method), None
    return anonymous if role == "anonymous" else others


def check(site, want, how, method, target, body):
    """want: role -> what its answer is. What is refused changes nothing."""
    target = site.fill_in(target)
    refused = [role for role in want if want[role][1] is not None]
    if refused:
        site.restore()
        before = site.state()
        for role in refused:
            answer(site, want[role], role, how, method, target, body)
        assert site.state() == before, (how, method, target)
    for role in want:
        if role not in refused:
            if method not in READ:
                site.restore()
            answer(site, want[role], role, how, method, target, body)


def answer(site, want, role, how, method, target, body):
    status, detail = want
    got, text = site.ask(role, how, method, target, body)
    assert got == status, (role, how, method, target, got, text)
    if detail and method != "HEAD":
        assert json.loads(text) == {"detail": detail}, (role, how)


def versions_of(since):
    return [v for v in VERSIONS if v == "" or v >= since]


@pytest.mark.parametrize("row, method", CASES)
def test_by_token_in_every_version(site, row, method):
    want = {role: expected(row, role, method) for role in ROLES}
    for version in versions_of(row[2]):
        check(site, want, "token", method, "/api/" + version + row[0], row[6])


@pytest.mark.parametrize("how", ["basic", "session"])
@pytest.mark.parametrize("row, method", CASES)
def test_by_password_and_by_session(site, row, method, how):
    want = {role: expected(row, role, method) for role in USERS}
    check(site, want, how, method, "/api/" + row[0], row[6])


@pytest.mark.parametrize("row, method", CASES)
def test_by_session_without_a_csrf_value(site, row, method):
    want = {role: expected(row, role, method) if method in READ else
            (403, "CSRF Failed: CSRF token missing.") for role in USERS}
    check(site, want, "bare session", method, "/api/" + row[0], row[6])


@pytest.mark.parametrize("path, since, method", ELSE)
def test_everything_else_is_not_allowed(site, path, since, method):
    want = {role: (405, 'Method "%s" not allowed.' % method) for role in ROLES}
    if path.startswith(("users/", "people/")):
        want["anonymous"] = CREDENTIALS
    for version in versions_of(since):
        check(site, want, "token", method, "/api/" + version + path, {})


@pytest.mark.parametrize("method, path", [
    ("POST", "bundles/")] + [(m, "bundles/%s/" % b) for b in (
        "{open}", "{secret}", "99999") for m in EDIT + ("DELETE",)])
def test_bundles_do_not_change_before_1_2(site, method, path):
    want = {role: (405, 'Method "%s" not allowed.' % method) for role in ROLES}
    for version in ("1.0/", "1.1/"):
        check(site, want, "token", method, "/api/" + version + path, BUNDLE)


@pytest.mark.parametrize("related", [[], ["{patch}"], ["{other}"]])
@pytest.mark.parametrize("method", EDIT)
def test_relations_are_for_maintainers(site, method, related):
    want = dict({role: PERMISSION for role in ROLES},
                anonymous=CREDENTIALS, submitter=MAINTAINING,
                delegate=MAINTAINING, maintainer=(200, None))
    for version in ("", "1.1/"):
        check(site, want, "token", method,
              "/api/" + version + "patches/{patch}/",
              dict(PATCHED, related=related))
        # Alone again for the next one.
        check(site, {"maintainer": (200, None)}, "token", method,
              "/api/patches/{patch}/", dict(PATCHED, related=[]))


MISSING = [
    ("patches/99999/", EDIT, "Patch"), ("projects/99999/", EDIT, "Project"),
    ("patches/99999/checks/", ("POST",), "Patch"),
    ("patches/{patch}/comments/99999/", EDIT, "PatchComment"),
    ("covers/{cover}/comments/99999/", EDIT, "CoverComment"),
    ("bundles/99999/", EDIT + ("DELETE",), "Bundle")]


@pytest.mark.parametrize("path, methods, noun", MISSING)
def test_what_is_missing_is_so_for_everybody(site, path, methods, noun):
    want = {role: (404, "No %s matches the given query." % noun)
            for role in ROLES}
    for method in methods:
        check(site, want, "token", method, "/api/" + path, {})


def test_a_list_of_bundles_shows_what_one_may_see(site):
    for role in ROLES:
        _, text = site.ask(role, "token", "GET", "/api/bundles/", None)
        names = {b["id"] for b in json.loads(text)}
        assert IDS["open"] in names
        assert (IDS["secret"] in names) == (role == "owner"), role


def test_options_offer_what_one_may(site):
    """Of PUT by object; POST of checks is offered to everybody."""
    for row in ROWS:
        for method in set(row[1]) & {"PUT", "POST"}:
            for role in ROLES:
                site.restore()
                _, text = site.ask(role, "token", "OPTIONS",
                                   site.fill_in("/api/" + row[0]), None)
                offered = method in json.loads(text).get("actions", {})
                may = role in row[3] or "checks" in row[0]
                assert offered == may, (role, method, row[0])


def test_who_is_not_active_is_refused_everywhere(site, server):
    c = Client(server, "gone")
    for path in PATHS:
        for method in METHODS:
            status, value = c.send(method, "/api/" + site.fill_in(path))
            assert status == 403, (method, path)
            if method != "HEAD":
                assert value == {"detail": "User inactive or deleted."}
