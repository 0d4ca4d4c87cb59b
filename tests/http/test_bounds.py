"""The server by raw sockets: bounds of bytes, time and connections, and that
whoever passes them does not hold up others."""

import contextlib
import re
import select
import socket
import time

import pytest

from raw import (CHUNKED, GET, HOST, POST, Raw, allow_files, ask, rss_kb,
                 wait_for)


def test_a_body_is_taken_up_to_its_bound(server):
    most = 2621440
    with Raw(server.port) as c:
        for size, status in ((most, 200), (most + 1, 400)):
            c.send(POST + HOST + b"Content-Length: %d\r\n\r\n" % size +
                   b"a" * size)
            assert c.answer().status == status
        assert c.is_closed(5)
    with Raw(server.port) as c:
        piece = b"10000\r\n" + b"a" * 65536 + b"\r\n"
        c.send(CHUNKED + piece * 41 + b"0\r\n\r\n")
        assert c.answer().status == 400


def test_a_form_of_8_mb_gets_its_answer(server):
    before = rss_kb(server)
    with Raw(server.port) as c:
        c.send(POST + HOST + b"Content-Length: 8000000\r\n\r\n" +
               b"a" * 8000000)
        assert c.answer().status == 400
    assert rss_kb(server) - before < 16000


def test_endless_uploads_are_cut(server):
    piece = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    before = rss_kb(server)
    with Raw(server.port) as c:
        c.send(CHUNKED)
        with pytest.raises(OSError):
            for _ in range(1000):       # 64 MB, were it taken
                c.send(piece)
    with Raw(server.port) as c:
        c.send(POST + HOST + b"Content-Length: 100000000000\r\n\r\n")
        assert c.answer().status == 400
    assert rss_kb(server) - before < 16000


def connections(server):
    metrics = ask(server.port, b"GET /metrics HTTP/1.1\r\n" + HOST + b"\r\n")
    for line in metrics.lines():
        if line.startswith("thimble_http_connections "):
            return int(line.split()[1])
    return None


def test_a_client_that_goes_away_is_forgotten(start):
    s = start("header_ms=30000", "idle_ms=30000")
    for data in (b"", b"GET", GET, GET + HOST, POST + HOST +
                 b"Content-Length: 10\r\n\r\nabc"):
        with Raw(s.port) as c:
            c.send(data)
    for _ in range(50):
        with Raw(s.port) as c:
            c.get("/big?bytes=3000000")
            c.take(10)
    # "GET" alone is silence, and waits for its deadline
    assert wait_for(lambda: connections(s) <= 2)
    began = time.monotonic()
    assert s.stop() == 0
    assert time.monotonic() - began < 3


def test_a_thousand_half_open_connections_do_not_hold_others(start):
    allow_files(2048)
    s = start("connections=2000")
    held = []
    try:
        for i in range(1000):
            c = Raw(s.port)
            held.append(c)
            c.send((GET + HOST + b"X: y")[:i % 24 + 1])
        worst = 0
        for _ in range(50):
            began = time.monotonic()
            assert ask(s.port, GET + HOST + b"\r\n").status == 200
            worst = max(worst, time.monotonic() - began)
        assert worst < 1
        assert rss_kb(s) < 64000
    finally:
        for c in held:
            c.s.close()


def trickle(c, data, seconds):
    """A byte each 20 ms; seconds until the other side ends it."""
    began = time.monotonic()
    for i in range(int(seconds / 0.02)):
        try:
            c.send(data[i:i + 1] or b"x")
        except OSError:
            break
        c.s.settimeout(0.02)
        try:
            if not c.fill():
                break
        except (socket.timeout, TimeoutError):
            pass
    return time.monotonic() - began


def test_a_head_that_trickles_is_cut(start):
    s = start("header_ms=500", "idle_ms=60000")
    with Raw(s.port) as c:
        assert 0.4 < trickle(c, GET + HOST + b"X: ", 8) < 4
    # also the second one of a connection
    with Raw(s.port) as c:
        c.get("/")
        assert c.answer().status == 200
        assert 0.4 < trickle(c, GET + HOST + b"X: ", 8) < 4


def test_silence_is_cut(start):
    s = start("header_ms=500", "idle_ms=500")
    with Raw(s.port) as c:
        assert c.is_closed(6)
    with Raw(s.port) as c:
        c.get("/")
        assert c.answer().status == 200
        assert c.is_closed(6)


def test_a_body_that_trickles_is_cut(start):
    s = start("rate_ms=700")
    with Raw(s.port) as c:
        c.send(POST + HOST + b"Content-Length: 1000\r\n\r\n")
        assert 0.5 < trickle(c, b"", 8) < 4


def test_a_slow_body_that_keeps_the_rate_is_taken(start):
    s = start("rate_ms=300")
    with Raw(s.port) as c:
        c.send(POST + HOST + b"Content-Length: 4000\r\n\r\n")
        for _ in range(20):
            c.send(b"a" * 200)
            time.sleep(0.05)
        assert c.answer().status == 200


def test_streams_come_whole_at_any_speed(start):
    s = start("take_ms=1000")
    with Raw(s.port) as c:
        c.get("/stream?pieces=300&bytes=10000")
        a = c.answer()
        assert a.whole and len(a.body) == 3000000
        assert a.header("Transfer-Encoding") == "chunked"
        # one that fits in a turn has a length
        c.get("/stream?pieces=2&bytes=1000")
        a = c.answer()
        assert a.header("Content-Length") == "2000" and len(a.body) == 2000
        c.get("/stream?pieces=100&bytes=20000")
        got, last = 0, b""
        while not last.endswith(b"\r\n0\r\n\r\n"):
            time.sleep(0.002)
            piece = c.s.recv(20000)
            assert piece
            got += len(piece)
            last = (last + piece)[-10:]
        assert got > 2000000


def test_slow_readers_of_streams_hold_no_worker_and_little_memory(start):
    s = start("take_ms=60000", "workers=1")
    before = rss_kb(s)
    held = []
    for _ in range(20):
        c = Raw(s.port)
        c.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        c.get("/stream?pieces=1000&bytes=100000")
        held.append(c)
    for c in held:
        c.take(100)
    assert ask(s.port, GET + HOST + b"\r\n").status == 200
    # 20 x 256 KiB, doubled as it grew
    assert rss_kb(s) - before < 20 * 1000
    for c in held:
        c.s.close()


@pytest.mark.parametrize("target", [
    "/big?bytes=20000000", "/stream?pieces=1000&bytes=100000"])
def test_an_answer_that_nobody_takes_is_cut(start, target):
    s = start("take_ms=300")
    with Raw(s.port) as c:
        c.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        c.get(target)
        assert c.take(10)
        assert wait_for(lambda: "thimble_http_cut_total 1" in ask(
            s.port, b"GET /metrics HTTP/1.1\r\n" + HOST + b"\r\n").lines())


@pytest.mark.parametrize("targets", [
    ["/big?bytes=20000000"], ["/stream?pieces=200&bytes=100000"],
    ["/big?bytes=250000"] * 8 + ["/big?bytes=20000000"]])
def test_who_takes_answers_slowly_has_them_whole(start, targets):
    s = start("take_ms=500")
    with Raw(s.port) as c:
        c.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        for target in targets:
            c.get(target)
        # Less in that time than the kernel asks for at once.
        for _ in range(60):
            c.buffer += c.s.recv(15000)
            time.sleep(0.05)
        assert all(c.answer().whole for _ in targets)
    assert "thimble_http_cut_total 0" in ask(
        s.port, b"GET /metrics HTTP/1.1\r\n" + HOST + b"\r\n").lines()


def test_a_stream_that_fails_is_cut_before_its_end(server):
    with Raw(server.port) as c:
        c.get("/stream?pieces=300&bytes=10000&fail=200")
        a = c.answer()
        assert a.status == 200 and not a.whole and len(a.body) < 2000000
    with Raw(server.port) as c:
        c.get("/stream?pieces=3&bytes=10000&fail=1")
        assert c.answer().status == 500


def test_a_full_queue_is_503(start):
    s = start("workers=1", "queue=2")
    held = [Raw(s.port) for _ in range(3)]
    try:
        for c in held:
            c.get("/sleep?ms=400")
            time.sleep(0.05)
        with Raw(s.port) as c:
            began = time.monotonic()
            c.get("/")
            a = c.answer()
            assert a.status == 503 and a.header("Retry-After")
            assert time.monotonic() - began < 0.3
            # another class has a queue of its own
            c.get("/", b"Authorization: Token x\r\n")
            assert c.answer().status == 200
        for c in held:
            assert c.answer().status == 200
    finally:
        for c in held:
            c.s.close()


def test_an_answer_that_takes_too_long_is_503(start):
    s = start("workers=1", "answer_ms=300")
    with Raw(s.port) as c:
        c.get("/sleep?ms=900")
        assert c.answer().status == 503
        c.get("/early")
        assert c.answer().status == 200
        time.sleep(0.8)
        c.get("/")
        assert c.answer().status == 200


def test_the_limit_of_connections_is_that_of_all_addresses(start):
    s = start("connections=4", listen=("127.0.0.1:0", "127.0.0.1:0"))
    first, second = re.findall(r"listening on http://127.0.0.1:(\d+)/",
                               s.text())
    with contextlib.ExitStack() as held:
        some = [held.enter_context(Raw(int(first))) for _ in range(4)]
        for c in some:
            c.get("/")
            assert c.answer().status == 200
        with Raw(int(second)) as late:
            late.get("/")
            assert select.select([late.s], [], [], 0.3)[0] == []
            some[0].s.close()
            assert late.answer().status == 200


def test_the_limit_of_connections(start):
    s = start("connections=8", "threads=2", "header_ms=300")
    held = [Raw(s.port) for _ in range(30)]
    try:
        # Those that say nothing are cut in time, and others get their turn.
        with Raw(s.port, 12) as c:
            c.get("/")
            assert c.answer().status == 200
    finally:
        for c in held:
            c.s.close()
