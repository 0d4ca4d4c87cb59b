"""`thimble serve` while passwords are checked: nobody else waits for that."""

import base64
import signal
import threading

import pytest

from engines import Server, Sqlite
from raw import THIMBLE, Raw, wait_for
from rows import Rows

# What Django 5.2 writes: a tenth of a second of CPU.
SLOW = ("pbkdf2_sha256$1000000$abcdefghijklmnopqrstuv$"
        "tW94pSigUM2AlIkWSQO4yVeVgz1Hy8/tw6HFhR010Gk=")


@pytest.fixture(scope="module")
def database():
    engine = Sqlite(THIMBLE)
    db = engine.new()
    rows = Rows(db)
    for name in ("ann", "bob"):
        rows.add("user", {"name": name})
    rows.add_text("project linkname=linux;"
                  " bundle name=secret owner=bob public=false")
    db.execute("UPDATE auth_user SET password = ?", [SLOW])
    yield db
    db.close()
    engine.close()


@pytest.fixture
def start(database):
    started = []

    def run(**settings):
        options = []
        for name, value in settings.items():
            options += ["--set", "%s=%s" % (name.replace("__", "."), value)]
        started.append(Server(THIMBLE, database.url, *options))
        return started[-1]

    yield run
    for s in started:
        if s.is_up():
            s.kill()


def ask(port, password, user="ann", path="/api/"):
    """A connection on which a password is being checked."""
    pair = base64.b64encode(("%s:%s" % (user, password)).encode()).decode()
    c = Raw(port)
    c.send(("GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: Basic %s\r\n\r\n"
            % (path, pair)).encode())
    return c


def test_one_worker_serves_others_meanwhile(start):
    s = start(http__workers=1, auth__hash_threads=1, http__threads=1)
    ended = []
    slow = [ask(s.port, "wrong%d" % i) for i in range(8)]

    def take(c):
        assert c.answer().status == 403
        ended.append("slow")

    threads = [threading.Thread(target=take, args=(c,)) for c in slow]
    for t in threads:
        t.start()
    with Raw(s.port) as c:
        for _ in range(20):
            c.get("/about/")
            assert c.answer().status == 200
        ended.append("quick")
    for t in threads:
        t.join(20)
    # The last of eight takes most of a second.
    assert ended.count("slow") == 8
    assert ended.index("quick") < 8
    assert s.stop() == 0


def test_where_too_many_wait_others_come_back(start):
    s = start(auth__hash_threads=1, auth__hash_queue=1)
    answers = [c.answer() for c in
               [ask(s.port, "wrong%d" % i) for i in range(6)]]
    full = [a for a in answers if a.status == 503]
    assert full and all(a.header("Retry-After") for a in full)
    assert any(a.status == 403 for a in answers)
    assert s.stop() == 0


def metrics(port):
    with Raw(port) as c:
        c.get("/metrics")
        return c.answer().body.decode()


def test_the_end_waits_for_passwords(start):
    s = start(auth__hash_threads=1)
    slow = [ask(s.port, "secret", user) for user in ("ann", "bob")]
    # These two, and who asks for the number.
    assert wait_for(lambda: "thimble_http_in_flight 3" in metrics(s.port))
    s.process.send_signal(signal.SIGTERM)
    assert [c.answer().status for c in slow] == [200, 200]
    assert s.stop() == 0


def test_the_log_tells_who_tried(start):
    s = start(auth__hash_threads=1)
    assert ask(s.port, "wrong", "a\nerror b").answer().status == 403
    assert s.stop() == 0
    assert "wrong password for a\\x0aerror b from 127.0.0.1\n" in s.text()
    assert "wrong\n" not in s.text()


def test_passwords_are_checked_whether_the_bundle_is_there_or_not(start):
    s = start(auth__hash_threads=1)
    for name in ("secret", "nosuch"):
        c = ask(s.port, "wrong", name, "/bundle/bob/%s/mbox/" % name)
        assert c.answer().status == 404
    assert s.stop() == 0
    for name in ("secret", "nosuch"):
        assert "wrong password for %s from" % name in s.text()


def test_each_start_has_a_secret_of_its_own(start):
    s = start()
    assert "secret_key is not set" in s.text()
    assert s.stop() == 0
    s = start(secret_key="x" * 50)
    assert "secret_key is not set" not in s.text()
    assert s.stop() == 0
