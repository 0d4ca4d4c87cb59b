"""Every row of the permissions of the API (spec/rest-api.md 12): each method
of each path, by everybody that somebody can be to an object."""

import pytest

from client import BOTH_ENGINES, Client, serve

ROWS = """
project id=1 linkname=linux; project id=2 linkname=git; user id=1 name=maintainer maintainer=linux;
user id=2 name=elsewhere maintainer=git; user id=3 name=submitter; user id=4 name=delegate;
user id=5 name=commenter; user id=6 name=owner; user id=7 name=user; user id=8 name=staff is_staff=true;
user id=9 name=root is_superuser=true is_staff=true; user id=10 name=gone is_active=false;
person id=1 email=s@x.org user=submitter; person id=2 email=c@x.org user=commenter;
patch id=1 submitter=s@x.org delegate=delegate; cover id=1 submitter=s@x.org;
patch-comment id=1 patch=1 submitter=c@x.org; cover-comment id=1 cover=1 submitter=c@x.org;
series id=1; check id=1 patch=1 user=user; bundle id=1 name=open owner=owner patches=1;
bundle id=2 name=secret owner=owner public=false patches=1; event patch=1
"""
USERS = ["maintainer", "elsewhere", "submitter", "delegate", "commenter",
         "owner", "user", "staff", "root"]
WHO = [None] + USERS
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
SAFE = METHODS[:3]
# What each method sends: all that it needs.
BODIES = {
    "POST patches/1/checks/": {"state": "success"},
    "POST bundles/": {"name": "made", "patches": [1]},
    "PUT patches/1/": {"state": "new", "delegate": None},
    "PUT users/": {"settings": {}},
    "PUT bundles/": {"name": "same", "patches": [1]},
}


def all_of(*methods, by, others=403, anonymous=403):
    """Of those methods: who may, and what the others get."""
    return {m: {None: anonymous, **{u: others for u in USERS},
                **{u: 200 for u in by}} for m in methods}


EDITORS = ["maintainer", "submitter", "delegate"]
USERS_ONLY = all_of(*SAFE, by=USERS)
NOT_THERE = all_of("POST", "PUT", "PATCH", "DELETE", by=[], others=405)
# By path: what is not plain reading by everybody, and 405 for the rest.
ROUTES = {
    "": {}, "projects/": {}, "covers/": {}, "covers/1/": {}, "patches/": {},
    "series/": {}, "series/1/": {}, "events/": {}, "patches/1/checks/1/": {},
    "patches/1/comments/": {}, "covers/1/comments/": {}, "states/": {},
    "people/": {**USERS_ONLY, **NOT_THERE},
    "people/1/": {**USERS_ONLY, **NOT_THERE},
    "users/": {**USERS_ONLY, **NOT_THERE},
    "users/7/": {**USERS_ONLY, **NOT_THERE,
                 **all_of("PUT", "PATCH", by=["user"])},
    "users/9/": {**USERS_ONLY, **NOT_THERE,
                 **all_of("PUT", "PATCH", by=["root"])},
    "projects/1/": all_of("PUT", "PATCH", by=["maintainer"]),
    "projects/linux/": all_of("PUT", "PATCH", by=["maintainer"]),
    "patches/1/": all_of("PUT", "PATCH", by=EDITORS),
    "patches/1/checks/": all_of("POST", by=EDITORS),
    "patches/1/comments/1/": all_of(
        "PUT", "PATCH", by=EDITORS + ["commenter"]),
    "covers/1/comments/1/": all_of(
        "PUT", "PATCH", by=["maintainer", "submitter", "commenter"]),
    "bundles/": all_of("POST", by=USERS),
    "bundles/1/": all_of("PUT", "PATCH", "DELETE", by=["owner"]),
    "bundles/2/": all_of(*METHODS[:2], "PUT", "PATCH", "DELETE",
                         by=["owner"], others=404, anonymous=404),
}
SUCCESS = {"POST": 201, "DELETE": 204}


def wanted(path, method, who):
    row = ROUTES[path].get(method)
    if row is None:
        return 200 if method in SAFE else 405
    return SUCCESS.get(method, 200) if row[who] == 200 else row[who]


def body_of(path, method):
    family = path.split("/")[0] + "/"
    return BODIES.get("%s %s" % (method, path),
                      BODIES.get("%s %s" % (method, family), {}))


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def server(request):
    yield from serve(request.param, ROWS)


def put_back(db):
    """What writes of the table have changed that the next ones need."""
    db.run("UPDATE patchwork_patch SET delegate_id = 4 WHERE id = 1")
    db.run("DELETE FROM patchwork_bundlepatch")
    db.run("DELETE FROM patchwork_bundle")
    db.run("INSERT INTO patchwork_bundle (id, name, public, owner_id,"
           " project_id) VALUES (1, 'open', TRUE, 6, 1),"
           " (2, 'secret', FALSE, 6, 1)")


@pytest.mark.parametrize("version", ["", "1.4/", "1.3/", "1.2/"])
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what(server, who, version):
    c = Client(server, who)
    for path in ROUTES:
        for method in METHODS:
            if path == "states/" and version not in ("", "1.4/"):
                continue
            if "/comments/1/" in path and version == "1.2/":
                continue
            body = None if method in SAFE + ["DELETE"] \
                else body_of(path, method)
            status, value = c.send(method, "/api/" + version + path, body)
            assert status == wanted(path, method, who), (method, path, value)
            if method not in SAFE and status < 300:
                put_back(server.db)


@pytest.mark.parametrize("who", WHO)
def test_options_offers_what_may_be_done(server, who):
    """Checks are offered to everybody (spec/rest-api.md 5)."""
    c = Client(server, who)
    for path in ROUTES:
        if wanted(path, "OPTIONS", who) != 200:
            continue
        actions = c.send("OPTIONS", "/api/" + path)[1].get("actions", {})
        may = [m for m in ("POST", "PUT") if wanted(path, m, who) < 300]
        assert list(actions) == (["POST"] if path.endswith("checks/")
                                 else may), path


@pytest.mark.parametrize("who", WHO)
def test_old_versions_write_no_bundles(server, who):
    c = Client(server, who)
    for version in ("1.0", "1.1"):
        for method, path in (("POST", ""), ("PUT", "1/"), ("PATCH", "2/"),
                             ("DELETE", "1/"), ("DELETE", "99/")):
            status, _ = c.send(method, "/api/%s/bundles/%s" % (version, path),
                               {"name": "x", "patches": [1]})
            assert status == 405


@pytest.mark.parametrize("who", WHO)
def test_related_is_for_maintainers_alone(server, who):
    c = Client(server, who)
    for value in ([], [1]):
        status, answer = c.send("PATCH", "/api/patches/1/",
                                {"related": value, "commit_ref": "x"})
        assert status == (200 if who == "maintainer" else 403)
        if who in ("submitter", "delegate"):
            assert answer == {"detail": "At least one patch is part of a "
                                        "project you are not maintaining."}


def test_who_is_not_active_is_refused_everywhere(server):
    c = Client(server, "gone")
    for path in ROUTES:
        for method in METHODS[:1] + METHODS[2:]:
            status, answer = c.send(method, "/api/" + path)
            assert (status, answer) == (
                403, {"detail": "User inactive or deleted."}), (method, path)
