"""Long replies: what a page shows of them is little, and so is what the server
holds of them while it makes the page."""

import os
import threading
import urllib.request

import pytest

from engines import ENGINES, Server
from raw import THIMBLE, rss_kb
from rows import Rows

PG = [] if os.environ.get("THIMBLE_TEST_PG") else [pytest.mark.skip(
    reason="THIMBLE_TEST_PG is not set: run below tests/with-pg")]
LINE = "Acked-by: somebody who is of one mind with the rest of them or more\\n"
REPLIES = 32
DOUBLED = 16        # 4.5 MB each
SHOWN = 5000


def multiply(db, reply, first, count):
    """As many replies like that one, with ids from first on."""
    db.run("INSERT INTO patchwork_patchcomment (id, msgid, date, headers,"
           " content, submitter_id, patch_id) WITH RECURSIVE n(i) AS (SELECT %d"
           " UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i,"
           " '<r' || i || '@x>', date, headers, content, submitter_id, patch_id"
           " FROM patchwork_patchcomment c, n WHERE c.id = %d"
           % (first, first + count - 1, reply))


@pytest.fixture(scope="module", params=["sqlite", pytest.param(
    "pg", marks=PG)])
def server(request):
    engine = ENGINES[request.param](THIMBLE)
    db = engine.new()
    Rows(db).add_text(
        'project linkname=linux; cover id=1; patch id=1 msgid=<1@x>; '
        'patch id=2 msgid=<2@x>; patch-comment id=1 patch=1 content="%s"; '
        'patch-comment id=2 patch=2 content="%s"' % (LINE, LINE))
    for _ in range(DOUBLED):
        db.run("UPDATE patchwork_patchcomment SET content = content || content"
               " WHERE id = 1")
    multiply(db, 1, 3, REPLIES - 1)
    multiply(db, 2, 100, SHOWN)
    s = Server(THIMBLE, db.url)
    yield s
    assert s.stop() == 0
    db.close()
    engine.close()


def get(server, target):
    with urllib.request.urlopen("http://127.0.0.1:%d%s" % (
            server.port, target), timeout=60) as answer:
        return answer.read().decode()


def peak_kb(server, target):
    """How far its memory rose for one answer, and the answer. The peak that
    the kernel keeps is of no use: it has the mapped pages of SQLite's file."""
    before, peak, answer = rss_kb(server), 0, []
    asking = threading.Thread(
        target=lambda: answer.append(get(server, target)))
    asking.start()
    while asking.is_alive():
        peak = max(peak, rss_kb(server) - before)
    return peak, answer[0]


def test_a_page_holds_what_it_shows(server):
    peak, body = peak_kb(server, "/project/linux/patch/1@x/")
    assert "%d messages" % REPLIES in body
    assert body.count("too long for a page") == REPLIES
    assert 8 << 20 < len(body) < 16 << 20
    assert peak < 60000


def test_an_mbox_holds_the_trailers(server):
    peak, body = peak_kb(server, "/project/linux/patch/1@x/mbox/")
    assert body.count("Acked-by: somebody") == 1
    assert peak < 40000


def test_a_page_shows_so_many_replies(server):
    body = get(server, "/project/linux/patch/2@x/")
    assert body.count('<article class="msg') == SHOWN
    assert body.count("Later messages are not shown here.") == 1
    body = get(server, "/project/linux/patch/1@x/")
    assert "Later messages" not in body
