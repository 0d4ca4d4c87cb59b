"""Pages of thousands of rows, for who comes with a token: the same rows as by
many short pages, sent in pieces."""

import json
import os
import re
import subprocess
import urllib.request

import pytest

from engines import ENGINES, Server
from raw import THIMBLE, rss_kb
from rows import Rows, token

PG = [] if os.environ.get("THIMBLE_TEST_PG") else [pytest.mark.skip(
    reason="THIMBLE_TEST_PG is not set: run below tests/with-pg")]
ROWS = 620


def multiply(db, table, rows=ROWS, **values):
    """As many rows like the first one, with these values in them."""
    sql = "SELECT name FROM pragma_table_info('%s')"
    if not db.url.startswith("sqlite"):
        sql = ("SELECT column_name FROM information_schema.columns "
               "WHERE table_name = '%s'")
    names = [row[0] for row in db.execute(sql % table)]
    values["id"] = "i"
    db.run("INSERT INTO %s (%s) WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL "
           "SELECT i + 1 FROM n WHERE i < %d) SELECT %s FROM %s x, n "
           "WHERE x.id = 1" % (
               table, ", ".join(names), rows,
               ", ".join(values.get(n, "x." + n) for n in names), table))


def fill(db):
    Rows(db).add_text(
        "project linkname=linux; user name=ann password=secret; "
        "series id=1 name=s; patch id=1 series=1 number=1 name=n msgid=<1@x>; "
        "check id=1 patch=1; event id=1 patch=1; "
        "patch-comment id=1 patch=1; bundle id=1 name=b owner=ann")
    multiply(db, "patchwork_patch", name="'n' || i * 37 % 100",
             msgid="'<' || i || '@x>'", number="i")


def fill_many(db):
    fill(db)
    multiply(db, "patchwork_series", name="'s' || i % 7")
    db.run("UPDATE patchwork_patch SET series_id = id")
    multiply(db, "patchwork_check", patch_id="i", state="i % 4")
    multiply(db, "patchwork_event", patch_id="i")


def fill_heavy(db):
    """Replies of 4 MB, and bundles of all patches."""
    fill(db)
    text = "printf('%.*c', 4000000, 'x')"
    if not db.url.startswith("sqlite"):
        text = "repeat('x', 4000000)"
    multiply(db, "patchwork_patchcomment", 16, msgid="'<r' || i || '@x>'",
             content=text)
    multiply(db, "patchwork_bundle", 90, name="'b' || i")
    db.run("INSERT INTO patchwork_bundlepatch (bundle_id, patch_id, "
           "\"order\") SELECT b.id, p.id, p.id FROM patchwork_bundle b, "
           "patchwork_patch p")


@pytest.fixture(scope="module", params=["sqlite", pytest.param(
    "pg", marks=PG)])
def engine(request):
    engine = ENGINES[request.param](THIMBLE)
    yield engine
    engine.close()


def serve(engine, filled):
    db = engine.new()
    filled(db)
    server = Server(THIMBLE, db.url)
    yield server, db
    assert server.stop() == 0
    db.close()


@pytest.fixture(scope="module")
def served(engine):
    yield from serve(engine, fill_many)


@pytest.fixture(scope="module")
def heavy(engine):
    yield from serve(engine, fill_heavy)


def get(server, target, user="Token " + token("ann"), **headers):
    request = urllib.request.Request(
        "http://127.0.0.1:%d%s" % (server.port, target))
    if user:
        request.add_header("Authorization", user)
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize("target", [
    "/api/patches/?", "/api/patches/?order=-name", "/api/1.0/patches/?",
    "/api/patches/?order=check,-date&state=new", "/api/series/?order=-name",
    "/api/events/?", "/api/1.1/events/?order=date", "/api/patches/?q=n1",
    "/api/patches/7/checks/?", "/api/projects/?", "/api/patches/?q=none"])
def test_a_long_page_is_the_short_ones(served, target):
    server, _ = served
    headers, body = get(server, target + "&per_page=10000")
    assert headers["ETag"] is None
    assert 'page=1&' in headers["Link"]
    rows, page = [], 1
    while page:
        short, text = get(server, "%s&per_page=200&page=%d" % (target, page))
        rows.append(text[1:-1])
        page = page + 1 if 'rel="next"' in short["Link"] else 0
    assert body == b"[" + b",".join(rows) + b"]"


def test_links_of_long_pages_are_exact(served):
    server, _ = served
    headers, body = get(server, "/api/patches/?per_page=300&page=2")
    assert [p["id"] for p in json.loads(body)] == list(range(301, 601))
    assert re.findall(r"page=(\d)&per_page=300[^;]*; rel=\"(\w+)", headers[
        "Link"]) == [("3", "next"), ("1", "first"), ("3", "last")]
    headers, body = get(server, "/api/patches/?per_page=300&page=last")
    assert len(json.loads(body)) == ROWS - 600
    with pytest.raises(urllib.error.HTTPError) as e:
        get(server, "/api/patches/?per_page=300&page=4")
    assert e.value.code == 404


def test_long_pages_are_readable_and_packed(served):
    server, _ = served
    target = "/api/patches/?per_page=600"
    _, plain = get(server, target)
    headers, indented = get(server, target, Accept="*/*; indent=2")
    assert json.loads(indented) == json.loads(plain)
    assert indented.startswith(b"[\n  {\n    \"id\": 1,\n")
    assert indented.endswith(b"  }\n]")
    headers, packed = get(server, target, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert subprocess.run(["gzip", "-dc"], input=packed, check=True,
                          stdout=subprocess.PIPE).stdout == plain


@pytest.mark.parametrize("user, accept", [
    (None, "*/*"), ("Basic YW5uOnNlY3JldA==", "*/*"),
    ("Token " + token("ann"), "text/html")])
def test_others_get_250_rows(served, user, accept):
    server, _ = served
    headers, body = get(server, "/api/patches/?per_page=10000", user,
                        Accept=accept)
    assert "?page=3&per_page=10000>; rel=\"last\"" in headers["Link"]
    assert body.count(b"/mbox/") >= 250


def test_a_list_of_large_mails_is_not_held(heavy):
    server, _ = heavy
    rows = [json.loads(get(server, "/api/patches/1/comments/%d/" % id, None)[
        1]) for id in range(1, 17)]
    before, held, body = rss_kb(server), 0, b""
    with urllib.request.urlopen(
            "http://127.0.0.1:%d/api/patches/1/comments/?per_page=100"
            % server.port, timeout=60) as answer:
        assert answer.headers["ETag"] is None
        while piece := answer.read(1000000):
            body += piece
            held = max(held, rss_kb(server) - before)
    assert held < 40000
    assert json.loads(body) == rows
    assert [len(row["content"]) for row in rows[1:]] == [4000000] * 15


def test_a_short_list_of_mails_is_whole(heavy):
    server, _ = heavy
    headers, body = get(server, "/api/patches/1/comments/?per_page=1", None)
    assert headers["ETag"] and len(json.loads(body)) == 1


@pytest.mark.parametrize("target", [
    "/api/bundles/?", "/api/bundles/?order=-name"])
def test_a_list_with_too_many_patches_is_sent_by_pieces(heavy, target):
    server, _ = heavy
    headers, body = get(server, target + "&per_page=250")
    assert headers["ETag"] is None
    assert 'per_page=250>; rel="last"' in headers["Link"]
    rows, page = [], 1
    while page:
        short, text = get(server, "%s&per_page=10&page=%d" % (target, page))
        assert short["ETag"]
        rows.append(text[1:-1])
        page = page + 1 if 'rel="next"' in short["Link"] else 0
    assert body == b"[" + b",".join(rows) + b"]"


def test_such_a_list_can_be_looked_at(heavy):
    server, _ = heavy
    _, page = get(server, "/api/bundles/?per_page=85", None,
                  Accept="text/html")
    assert page.count(b"/bundles/") >= 85 and b"HTTP 200 OK" in page


def test_memory_is_bounded(served):
    server, _ = served
    get(server, "/api/patches/?per_page=10000")
    before = rss_kb(server)
    for _ in range(5):
        get(server, "/api/patches/?per_page=10000")
    assert rss_kb(server) - before < 8000
