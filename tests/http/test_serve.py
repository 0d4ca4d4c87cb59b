"""thimble serve as an admin meets it: start and end, settings, log, what a
database that fails does to answers."""

import glob
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.parse

import pytest

from client import Client
from engines import ENGINES, Server, environment
from raw import HOST, THIMBLE, Raw, socket_path, wait_for
from rows import Rows

HERE = os.path.dirname(os.path.abspath(__file__))
PG = [] if os.environ.get("THIMBLE_TEST_PG") else [pytest.mark.skip(
    reason="THIMBLE_TEST_PG is not set: run below tests/with-pg")]


@pytest.fixture(scope="module", params=["sqlite", pytest.param(
    "pg", marks=PG)])
def engine(request):
    e = ENGINES[request.param](THIMBLE)
    yield e
    e.close()


@pytest.fixture
def db(engine):
    database = engine.new()
    yield database
    database.close()


@pytest.fixture
def serve():
    started = []

    def run(url, *options, **more):
        started.append(Server(THIMBLE, url, *options, **more))
        return started[-1]

    yield run
    for s in started:
        if s.is_up():
            s.kill()


@pytest.fixture
def folder():
    path = tempfile.mkdtemp(prefix="thimble-serve-")
    yield path
    shutil.rmtree(path, ignore_errors=True)


def get(server, target, more=b"", method=b"GET", body=b""):
    with Raw(server.port) as c:
        if body:
            more += b"Content-Length: %d\r\n" % len(body)
        c.get(target, more, method)
        c.send(body)
        return c.answer(method)


def fails_with(*arguments):
    """Status and last line of a start that fails."""
    done = subprocess.run([THIMBLE, *arguments], env=environment(),
                          stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          timeout=30, text=True)
    return done.returncode, done.stderr.strip().splitlines()[-1]


def test_an_empty_database_is_made(serve, folder):
    path = os.path.join(folder, "new.db")
    s = serve("sqlite:" + path)
    assert get(s, "/").status == 200
    assert s.stop() == 0
    # closed well: the journal of writes is in the file
    assert glob.glob(path + "*") == [path]


def test_workers_that_end_together_leave_no_log(serve, folder):
    path = os.path.join(folder, "a.db")
    for _ in range(10):
        s = serve("sqlite:" + path, "--set", "http.workers=32")
        assert s.stop() == 0
        assert glob.glob(path + "*") == [path]


def test_statuses_of_a_start_that_fails(serve, folder):
    url = "sqlite:" + os.path.join(folder, "a.db")
    s = serve(url)
    port = "127.0.0.1:%d" % s.port
    status, line = fails_with("--database", url, "serve", "--listen", port)
    assert status == 75 and port in line
    for address, want in (("nowhere", 78), ("192.0.2.1:8000", 78),
                          ("unix:/nonexistent/s", 78),
                          ("unix:" + "x" * 200, 78)):
        status, line = fails_with("--database", url, "serve",
                                  "--listen", address)
        assert status == want, line
    assert fails_with("--database", url, "serve", "--port", "1")[0] == 64
    assert fails_with("--database", url, "serve", "--rest", "maybe")[0] == 78
    status, line = fails_with(
        "--database", "postgresql://x@127.0.0.1:1/x", "serve")
    assert status == 75 and "127.0.0.1" in line
    with open(os.path.join(folder, "text"), "w") as f:
        f.write("no database\n" * 100)
    assert fails_with("--database", "sqlite:" + f.name, "serve",
                      "--listen", "127.0.0.1:0")[0] == 78


def test_options_are_settings(serve, db):
    path = socket_path()
    s = serve(db.url, "--rest", "off", "--xmlrpc", "on",
              listen=("127.0.0.1:0", "unix:" + path))
    about = get(s, "/about/").body.decode()
    assert re.search(r"<li>[^<]*REST[^<]*disabled", about)
    assert re.search(r"<li>[^<]*XML-RPC[^<]*enabled", about)
    assert get(s, "/api/").status == 404
    with Raw(path) as c:
        c.get("/about/")
        assert c.answer().status == 200
    assert s.stop() == 0
    os.rmdir(os.path.dirname(path))


def test_assets_are_right_for_ever(serve, db):
    s = serve(db.url)
    page = get(s, "/").body.decode()
    for name in ("style.css", "thimble.js", "thimble.svg"):
        path = re.search(r'"(/static/[0-9a-f]{16}/%s)"' % re.escape(name),
                         page).group(1)
        a = get(s, path)
        assert a.header("Cache-Control") == (
            "public, max-age=31536000, immutable")
        with open(os.path.join(HERE, "../../assets", name), "rb") as f:
            text = f.read()
        assert a.body == text
        for coding in ("gzip", "zstd"):
            a = get(s, path, b"Accept-Encoding: %s\r\n" % coding.encode())
            assert a.header("Content-Encoding") == coding
            assert a.header("Vary") == "Accept-Encoding"
            assert len(a.body) < len(text)
            assert subprocess.run([coding, "-dc"], input=a.body, check=True,
                                  stdout=subprocess.PIPE).stdout == text
        a = get(s, path)
        assert get(s, path, method=b"HEAD").header("Content-Length") == str(
            len(a.body))
        assert get(s, path.replace("/static/", "/static/0")).status == 404


@pytest.mark.parametrize("accept, kind", [
    (b"application/json", "application/json"),
    (b"application/json, */*;q=0.5", "application/json"),
    (b"*/*", "text/html; charset=utf-8"),
    (b"text/html, application/json;q=0.9", "text/html; charset=utf-8")])
def test_who_prefers_json_is_refused_in_json(serve, db, accept, kind):
    s = serve(db.url)
    more = b"Accept: " + accept + b"\r\n"
    for target, body in (("/api/patches/1/", b"x" * 2621441),
                         ("/api/nothing/", b""), ("/nothing/", b"")):
        method = b"POST" if body else b"GET"
        a = get(s, target, more, method, body)
        assert a.status == (400 if body else 404)
        assert a.header("Content-Type") == kind
        if kind == "application/json":
            assert list(json.loads(a.body)) == ["detail"]


def test_sighup_reads_the_settings_again(serve, db, folder):
    path = os.path.join(folder, "conf")

    def write(text):
        with open(path, "w") as f:
            f.write(text)

    def statements():
        return get(s, "/about/").header("X-Thimble-Statements")

    def reload(word):
        n = s.text().count(word)
        s.process.send_signal(signal.SIGHUP)
        assert wait_for(lambda: s.text().count(word) > n)

    write("[http]\ndebug_statements = off\n")
    s = serve(db.url, "--config", path)
    assert statements() is None
    write("[http]\ndebug_statements = on\n")
    reload("settings were read again")
    assert statements() is not None
    write("[http]\ndebug_statements = perhaps\n")
    reload("the old settings stay")
    assert statements() is not None
    write("[http]\ndebug_statements = off\nworkers = 7\n")
    reload("next start")
    assert statements() is None


def test_each_request_is_one_line_of_the_log(serve, db):
    s = serve(db.url)
    get(s, '/x"y\\?a=b', b"User-Agent: a\"b\r\nX-Request-Id: abc-12345\r\n")
    get(s, "/confirm/0123456789abcdef/", b"Cookie: sessionid=secret1\r\n"
        b"Authorization: Token secret2\r\n")
    get(s, "/login?next=%2Fconfirm%2F0123456789abcdef%2F")
    get(s, "/" + "z" * 3000)
    get(s, "/healthz")
    assert s.stop() == 0
    log = s.text()
    lines = [line for line in log.splitlines() if " request " in line]
    assert len(lines) == 4
    assert [line for line in lines if re.fullmatch(
        r'\S+Z info request id=abc-12345 from=127\.0\.0\.1 status=404 '
        r'bytes=\d+ us=\d+ sql=\d+ method="GET" target="/x%22y%5C\?a=b" '
        r'agent="a%22b"', line)]
    assert 'target="/confirm/..."' in log
    assert 'target="/login?next=%2Fconfirm%2F..."' in log
    assert max(len(line) for line in lines) < 1000
    for secret in ("0123456789abcdef", "secret1", "secret2"):
        assert secret not in log


def test_a_fault_of_the_server_is_told_by_its_id_alone(serve, db):
    s = serve(db.url)
    db.run("ALTER TABLE patchwork_project RENAME TO hidden")
    a = get(s, "/", b"Accept: application/json\r\nX-Request-Id: find-me-1\r\n")
    assert a.status == 500
    assert a.header("X-Request-Id") == "find-me-1"
    assert a.header("Content-Type") == "application/json"
    assert b"find-me-1" in a.body and b"patchwork_project" not in a.body
    a = get(s, "/api/projects/", b"X-Request-Id: find-me-2\r\n")
    assert a.status == 500 and list(json.loads(a.body)) == ["detail"]
    assert b"find-me-2" in a.body and b"patchwork_project" not in a.body
    a = get(s, "/")
    assert a.status == 500 and b"patchwork_project" not in a.body
    assert a.header("X-Request-Id").encode() in a.body
    assert re.search("error request find-me-1: GET /: .*patchwork_project",
                     s.text())
    db.run("ALTER TABLE hidden RENAME TO patchwork_project")
    assert get(s, "/").status == 200


def test_a_database_that_goes_and_comes_back(serve, engine, db):
    if engine.name != "pg":
        pytest.skip("SQLite is a file")
    s = serve(db.url, "--set", "http.workers=2")
    name = db.execute("SELECT current_database()")[0][0]
    for _ in range(4):
        assert get(s, "/").status == 200
    end = ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
           " WHERE datname = '%s'" % name)
    with engine.admin.cursor() as c:
        c.execute(end)
        # At most one try for each worker tells of the loss.
        seen = [get(s, "/").status for _ in range(8)]
        assert set(seen) <= {200, 503} and seen[-4:] == [200] * 4
        c.execute("ALTER DATABASE %s ALLOW_CONNECTIONS false" % name)
        c.execute(end)
        a = get(s, "/")
        assert a.status == 503 and a.header("Retry-After")
        assert get(s, "/healthz").status == 200
        c.execute("ALTER DATABASE %s ALLOW_CONNECTIONS true" % name)
    assert wait_for(lambda: get(s, "/").status == 200)
    assert s.is_up()


def test_a_database_that_others_made_read_only_for_a_while(serve, engine, db):
    if engine.name != "pg":
        pytest.skip("of SQLite that is the mode of a file")
    Rows(db).add_text("user id=1 name=ann maintainer=linux; patch id=1")
    s = serve(db.url)
    ann = Client(s, "ann")
    name = db.execute("SELECT current_database()")[0][0]

    def now(how):
        with engine.admin.cursor() as c:
            c.execute("ALTER DATABASE %s %s" % (name, how))
            c.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      " WHERE datname = '%s'" % name)

    def change(text):
        return ann.send("PATCH", "/api/patches/1/", {"commit_ref": text})[0]

    assert change("one") == 200
    now("SET default_transaction_read_only = on")
    for target in ("/project/linux/list/", "/api/patches/1/"):
        assert wait_for(lambda: get(s, target).status == 200)
    assert change("two") == 503
    now("RESET default_transaction_read_only")
    assert wait_for(lambda: change("three") == 200)
    assert ann.get("/api/patches/1/")["commit_ref"] == "three"


def test_writes_that_wait_stop_no_reader(serve, db, engine):
    if engine.name != "sqlite":
        pytest.skip("one writer at a time is SQLite")
    Rows(db).add_text("user id=1 name=ann maintainer=linux; patch id=1")
    s = serve(db.url, "--set", "http.workers=2")
    holder = sqlite3.connect(db.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    got = []

    def change(n):
        got.append(Client(s, "ann").send(
            "PATCH", "/api/patches/1/", {"commit_ref": "c%d" % n})[0])

    threads = [threading.Thread(target=change, args=(n,)) for n in range(4)]
    for t in threads:
        t.start()
    assert wait_for(lambda: b'queue{class="write"} 3' in get(
        s, "/metrics").body)
    assert get(s, "/api/patches/1/").status == 200
    assert Client(s, "ann").get("/api/patches/1/")["id"] == 1
    assert got == []
    holder.execute("COMMIT")
    for t in threads:
        t.join()
    assert got == [200] * 4


ODD = [
    "/%2F", "/%252F", "/%00", "/%", "/%zz", "/..", "/../", "/./", "//", "///",
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/project/..%2f../list/",
    "/project/%00/", "/project/a%00b/", "/project/%ff%fe/", "/project/\xff/",
    "/project/%F0%9F%98%80/", "/project/" + "x" * 5000 + "/",
    "/project/" + "%2F" * 1000 + "/", "/" + "a/" * 4000, "/?" + "a=b&" * 900,
    "/?page=%00", "/?page=-1&page=99999999999999999999", "/?\xe9=%e9&=&&==",
    "/project/?", "/project/linux/pwclientrc/%20", "/static/",
    "/static/../../etc/passwd", "/static/%2e%2e/x",
    "/static/0123456789abcdef/..%2fstyle.css", "/static/a/b/c/d",
    "/user/login/?next=//evil.example/", "/user/login/?next=%0d%0aX:y",
    "/api", "/api/", "/api/1.9/", "/api/9.9/", "/api/1.2/x%00/",
    "/api/?format=%00", "/project/'%22%3E%3Cscript%3E/", "/;a=b", "/a;b/c",
    "/about/%20", "/about/?x=" + "y" * 7000, "/healthz/x", "/metrics?x=y",
]


@pytest.fixture(scope="module")
def site(engine):
    database = engine.new()
    s = Server(THIMBLE, database.url)
    yield s
    assert s.is_up()
    assert s.stop() == 0
    database.close()


def test_odd_targets_are_no_fault_of_the_server(site):
    for target in ODD:
        for method in (b"GET", b"HEAD", b"POST", b"DELETE", b"FOO"):
            a = get(site, target, method=method)
            assert a is not None and a.status < 500, target
            location = a.header("Location") or "/"
            assert re.match(r"/(?!/)", location), target


# What an id may hold, and the ways to write it in an address.
CHARACTERS = ([chr(c) for c in range(0x21, 0x7f) if chr(c) not in "<>"]
              + ["\u00e9", "\U0001f600", "/mbox", "/raw/", "%252F",
                 "..", "/../", "//", " "])


def writings(text):
    """As links are written here; slashes raw and encoded once, too."""
    slashes = ["%252F"]
    if "/" in text and "//" not in text:
        slashes += ["/", "%2F"]
    for slash in slashes:
        yield slash.join(urllib.parse.quote(piece, safe="-._~:@!$&'()*+,;=")
                         for piece in text.split("/"))


def test_every_character_of_a_message_id_can_be_asked_for(serve, db):
    rows = Rows(db)
    for kind in ("patch", "cover"):
        for i, c in enumerate(CHARACTERS):
            rows.add(kind, {"id": str(i + 1), "msgid": "<a%sb@h>" % c,
                            "name": "%s number %d." % (kind, i + 1)})
    s = serve(db.url)
    with Raw(s.port) as client:
        for kind in ("patch", "cover"):
            for i, c in enumerate(CHARACTERS):
                name = "%s number %d." % (kind, i + 1)
                for written in writings("a%sb@h" % c):
                    target = "/project/linux/%s/%s/" % (kind, written)
                    client.get(target)
                    a = client.answer()
                    if a.status == 302:     # to the one that links have
                        location = a.header("Location")
                        assert "%252F" in location and location != target
                        client.get(location)
                        a = client.answer()
                    assert a.status == 200, target
                    assert name.encode() in a.body, target
                    if "/" in c:
                        continue
                    client.get(target + "mbox/")
                    a = client.answer()
                    assert a.status == 200 and b"Text of" in a.body, target


def test_forms_past_their_bounds(site):
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    big = b"username=" + b"a" * 8000000
    a = get(site, "/user/login/", kind, b"POST", big)
    assert a.status == 400 and b"Bad Request" in a.body
    assert a.header("Content-Type") == "text/html; charset=utf-8"
    a = get(site, "/user/login/", kind, b"POST", b"a=b&" * 1001)
    assert a.status in (400, 403)


def test_what_the_server_refuses_is_a_page_of_the_site(site):
    with Raw(site.port) as c:
        c.send(b"GET /x HTTP/1.1\r\n\r\n")
        a = c.answer()
    assert a.status == 400 and b"<h1>400" in a.body
    assert a.header("Content-Security-Policy")
    a = get(site, "/" + "x" * 9000)
    assert a.status == 414
    a = get(site, "/", b"Accept: application/json\r\nX: " + b"y" * 33000 +
            b"\r\n")
    assert a.status == 431


def test_connections_stay_after_faults_of_a_request(site):
    with Raw(site.port) as c:
        for target, status in (("/nothing/", 404), ("/about", 301),
                               ("/about/", 200)):
            c.get(target)
            assert c.answer().status == status
        c.get("/about/", method=b"PUT")
        assert c.answer().status == 405
        c.get("/about/")
        assert c.answer().status == 200


def test_many_at_once(site):
    def ask_all():
        clients = [Raw(site.port) for _ in range(40)]
        for c in clients:
            for _ in range(5):
                c.get("/")
        for c in clients:
            for _ in range(5):
                assert c.answer().status == 200
            c.s.close()

    began = time.monotonic()
    ask_all()
    assert time.monotonic() - began < 20


def test_a_server_on_the_socket_of_systemd(db):
    listening = socket.create_server(("127.0.0.1", 0))
    fd = os.dup2(listening.fileno(), 100, inheritable=True)

    class Inheriting(Server):
        def command(self, thimble, url, options, listen):
            plain = super().command(thimble, url, options, listen)
            return ["/bin/bash", "-c", "exec 3<&%d; LISTEN_FDS=1"
                    " LISTEN_PID=$$ exec \"$0\" \"$@\"" % fd, *plain]

    s = Inheriting(THIMBLE, db.url, pass_fds=(fd,))
    try:
        assert s.port == listening.getsockname()[1]
        with Raw(s.port) as c:
            c.send(b"GET /about/ HTTP/1.1\r\n" + HOST + b"\r\n")
            assert c.answer().status == 200
    finally:
        assert s.stop() == 0
        os.close(fd)
        listening.close()
