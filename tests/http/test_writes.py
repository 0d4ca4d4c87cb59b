"""Writes of the API beside each other, and all or nothing."""

import contextlib
import datetime
import threading
import time

import pytest

from client import BOTH_ENGINES, Client, serve

ROWS = """
project linkname=linux; project linkname=git; user id=1 name=ann maintainer=linux;
user id=2 name=bob maintainer=linux,git; patch id=1; patch id=2; patch id=3;
patch id=4; patch id=5 project=git; patch id=6
"""
ROUNDS = 50


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def server(request):
    yield from serve(request.param, ROWS)


class Together:
    """Requests that start at the same time, each on its own connection."""

    def __init__(self, server, users):
        self.clients = [Client(server, user) for user in users]

    def send(self, *requests):
        """Their statuses."""
        start = threading.Barrier(len(requests))
        got = [None] * len(requests)

        def run(i):
            start.wait()
            got[i] = self.clients[i].send(*requests[i])

        threads = [threading.Thread(target=run, args=(i,))
                   for i in range(len(requests))]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return [status for status, _ in got]


# A path, and pairs of members with the values of a round.
EDITS = [
    ("/api/patches/1/", lambda n: {"commit_ref": "c%d" % n},
     lambda n: {"pull_url": "p%d" % n}),
    ("/api/patches/1/",
     lambda n: {"state": ["new", "accepted", "rfc"][n % 3]},
     lambda n: {"archived": n % 2 == 0}),
    ("/api/patches/2/", lambda n: {"commit_ref": "d%d" % n, "archived": True},
     lambda n: {"state": ["new", "rejected"][n % 2]}),
    ("/api/projects/1/", lambda n: {"web_url": "w%d" % n},
     lambda n: {"scm_url": "s%d" % n}),
    ("/api/bundles/1/", lambda n: {"public": n % 2 == 0},
     lambda n: {"name": "b%d" % n}),
]


@pytest.mark.parametrize("path, left, right", EDITS)
def test_edits_of_different_members_both_hold(server, path, left, right):
    both = Together(server, ["ann", "ann" if "bundles" in path else "bob"])
    if "bundles" in path:
        both.clients[0].send("POST", "/api/bundles/",
                             {"name": "b", "patches": [1]})
    for n in range(ROUNDS):
        assert both.send(("PATCH", path, left(n)),
                         ("PATCH", path, right(n))) == [200, 200]
        now = both.clients[0].get(path)
        for name, value in {**left(n), **right(n)}.items():
            assert now[name] == value, (n, name)


def test_each_of_many_checks_is_kept(server):
    together = Together(server, ["ann", "bob", "ann", "bob"])
    path = "/api/patches/3/checks/"
    for n in range(ROUNDS // 4):
        assert together.send(*[
            ("POST", path, {"state": "fail", "context": "c%d-%d" % (n, i)})
            for i in range(4)]) == [201] * 4
    rows = together.clients[0].get(path + "?per_page=250")
    assert len(rows) == len({r["context"] for r in rows}) == ROUNDS // 4 * 4
    events = server.db.execute(
        "SELECT COUNT(*) FROM patchwork_event"
        " WHERE category = 'check-created' AND patch_id = 3")
    assert events[0][0] == len(rows)


def relations(db):
    """Members by relation, in order."""
    found = {}
    for patch, relation in db.execute(
            "SELECT id, related_id FROM patchwork_patch"
            " WHERE related_id IS NOT NULL ORDER BY id"):
        found.setdefault(relation, []).append(patch)
    return sorted(found.values())


def test_relations_made_at_once_are_whole(server):
    both = Together(server, ["bob", "bob"])
    for n in range(ROUNDS):
        got = both.send(("PATCH", "/api/patches/1/", {"related": [4, 6]}),
                        ("PATCH", "/api/patches/6/", {"related": [2, 1]}))
        assert got in ([200, 200], [200, 409], [409, 200]), n
        assert relations(server.db) in (
            [[1, 4, 6]], [[1, 2, 6]], [[1, 2, 4, 6]]), n
        assert set(both.send(
            ("PATCH", "/api/patches/1/", {"related": []}),
            ("PATCH", "/api/patches/6/", {"related": []}))) == {200}, n
        for patch in (1, 2, 4, 6):
            both.clients[0].send("PATCH", "/api/patches/%d/" % patch,
                                 {"related": []})
        assert relations(server.db) == []
    left = server.db.execute("SELECT COUNT(*) FROM patchwork_patchrelation")
    assert left[0][0] == 0


def test_a_bundle_is_whole_whoever_looks(server):
    together = Together(server, ["bob", "bob", "bob"])
    owner = together.clients[0]
    _, made = owner.send("POST", "/api/bundles/",
                         {"name": "whole", "patches": [1]})
    path = "/api/bundles/%d/" % made["id"]
    contents = ([1, 2, 3], [6, 4, 2, 1])
    for n in range(ROUNDS):
        assert together.send(
            ("PATCH", path, {"patches": contents[0]}),
            ("PATCH", path, {"patches": contents[1]}),
            ("GET", path)) == [200, 200, 200]
        got = [p["id"] for p in owner.get(path)["patches"]]
        assert got in contents, n
    assert owner.send("DELETE", path) == (204, None)


def test_two_bundles_of_one_name_are_one(server):
    both = Together(server, ["bob", "bob"])
    for n in range(ROUNDS // 2):
        body = {"name": "same%d" % n, "patches": [1, 2]}
        assert sorted(both.send(("POST", "/api/bundles/", body),
                                ("POST", "/api/bundles/", body))) == [201, 400]


@pytest.mark.parametrize("bad", [999, -1, 0, "x", None, True, [], {},
                                 99999999999999, 5])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_bad_patch_leaves_all_as_it_was(server, bad, place):
    """5 is there, but of another project."""
    c = Client(server, "ann")
    _, made = c.send("POST", "/api/bundles/",
                     {"name": "kept", "patches": [3, 1]})
    patches = [1, 2]
    patches.insert(place, bad)
    events = server.db.execute("SELECT COUNT(*) FROM patchwork_event")
    path = "/api/bundles/%d/" % made["id"]
    for method, where, body in (
            ("POST", "/api/bundles/", {"name": "no", "patches": patches}),
            ("PATCH", path, {"name": "no", "public": True,
                             "patches": patches}),
            ("PATCH", "/api/patches/4/", {"commit_ref": "no",
                                          "related": patches})):
        status, answer = c.send(method, where, body)
        assert status == (403 if bad == 5 and "related" in body else 400)
        assert set(answer) <= {"patches", "related", "detail"}
    assert c.get(path)["name"] == "kept"
    assert [p["id"] for p in c.get(path)["patches"]] == [3, 1]
    assert c.get("/api/patches/4/")["commit_ref"] is None
    assert relations(server.db) == []
    assert server.db.execute("SELECT COUNT(*) FROM patchwork_event") == events
    assert len([b for b in c.get("/api/bundles/?per_page=250")
                if b["name"] == "no"]) == 0
    assert c.send("DELETE", path)[0] == 204


class Waiting:
    """On PostgreSQL: a write that waits for a row which another session has
    locked. Its status is there at the end."""

    def __init__(self, server, number, *request):
        import psycopg2
        self.failure = psycopg2.OperationalError
        self.db = server.db
        self.other = psycopg2.connect(server.db.url)
        self.lock(number)
        self.client = Client(server, "bob")
        self.thread = threading.Thread(target=self.run, args=request)
        self.thread.start()
        self.backend = self.wait()

    def run(self, *request):
        self.status, _ = self.client.send(*request)

    def lock(self, number):
        with self.other.cursor() as c:
            c.execute("SELECT 1 FROM patchwork_patch WHERE id = %d FOR UPDATE"
                      % number)

    def wait(self):
        """The backend that waits for the lock."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = self.db.execute(
                "SELECT pid FROM pg_stat_activity WHERE wait_event_type ="
                " 'Lock' AND datname = current_database()")
            if found:
                return found[0][0]
            time.sleep(0.01)
        raise AssertionError("nobody waits")

    def end(self):
        self.other.commit()
        self.thread.join()
        self.other.close()
        return self.status


@pytest.fixture
def sqlite(server):
    if not server.db.url.startswith("sqlite"):
        pytest.skip("several write at a time: the clock says no order")
    return server


@pytest.mark.parametrize("method, path, body", [
    ("PATCH", "/api/patches/1/", {"state": "superseded"}),
    ("PATCH", "/api/patches/1/", {"related": [2]}),
    ("POST", "/api/patches/1/checks/", {"state": "fail", "context": "late"}),
])
def test_who_asks_since_the_newest_event_sees_the_next(
        sqlite, method, path, body):
    """A write that waits for another is not dated before that one's end."""
    c = Client(sqlite, "bob")
    sqlite.db.execute("BEGIN IMMEDIATE")
    done = []
    thread = threading.Thread(
        target=lambda: done.append(c.send(method, path, body)[0]))
    thread.start()
    time.sleep(0.5)
    assert not done
    released = datetime.datetime.now(datetime.timezone.utc)
    sqlite.db.execute("COMMIT")
    thread.join()
    assert done[0] in (200, 201)
    since = released.strftime("%Y-%m-%dT%H:%M:%S.%f")
    assert len(c.get("/api/events/?since=" + since)) > 0


@pytest.fixture
def pg(server):
    if server.db.url.startswith("sqlite"):
        pytest.skip("one writer at a time: nobody waits inside")
    return server


def test_who_loses_a_deadlock_is_tried_again(pg):
    """It holds 3 and waits for 4, which we hold while we wait for 3."""
    w = Waiting(pg, 4, "PATCH", "/api/patches/3/",
                {"related": [4], "commit_ref": "deadlock"})
    with contextlib.suppress(w.failure):
        w.lock(3)
    assert w.end() == 200
    c = Client(pg, "bob")
    assert c.get("/api/patches/3/")["commit_ref"] == "deadlock"
    assert c.send("PATCH", "/api/patches/3/", {"related": []})[0] == 200
    assert relations(pg.db) == []


def test_who_loses_its_connection_is_tried_again(pg):
    before = len(Client(pg, "bob").get("/api/patches/4/checks/"))
    w = Waiting(pg, 4, "POST", "/api/patches/4/checks/", {"state": "success"})
    pg.db.execute("SELECT pg_terminate_backend(%d)" % w.backend)
    assert w.end() == 201
    assert len(Client(pg, "bob").get("/api/patches/4/checks/")) == before + 1
