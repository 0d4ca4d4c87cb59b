"""The server by raw sockets: what it refuses, and what a handler sees of the
rest. docs/http.md has the rules."""

import socket
import time

import pytest

from raw import CHUNKED, GET, HOST, POST, Raw, ask

# What is sent, and the status it gets.
STRICT = [
    ("a plain request", GET + HOST + b"\r\n", 200),
    ("no Host", GET + b"\r\n", 400),
    ("no Host in HTTP/1.0", b"GET /a HTTP/1.0\r\n\r\n", 200),
    ("two Hosts", GET + HOST + HOST + b"\r\n", 400),
    ("an empty Host", GET + b"Host:\r\n\r\n", 400),
    ("a Host that is none", GET + b"Host: a b\r\n\r\n", 400),
    ("markup for a Host", GET + b"Host: \"><script>\r\n\r\n", 400),
    ("blanks around a value", GET + b"Host: \t h \t \r\n\r\n", 200),
    ("length and coding", POST + HOST + b"Content-Length: 5\r\n"
     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("coding and length", POST + HOST + b"Transfer-Encoding: chunked\r\n"
     b"Content-Length: 5\r\n\r\n0\r\n\r\n", 400),
    ("two lengths", POST + HOST + b"Content-Length: 3\r\n"
     b"Content-Length: 4\r\n\r\nabcd", 400),
    ("the same length twice", POST + HOST + b"Content-Length: 3\r\n"
     b"Content-Length: 3\r\n\r\nabc", 400),
    ("a list of lengths", POST + HOST + b"Content-Length: 3, 3\r\n\r\nabc",
     400),
    ("a signed length", POST + HOST + b"Content-Length: +3\r\n\r\nabc", 400),
    ("a negative length", POST + HOST + b"Content-Length: -3\r\n\r\n", 400),
    ("a hexadecimal length", POST + HOST + b"Content-Length: 0x3\r\n\r\nabc",
     400),
    ("an empty length", POST + HOST + b"Content-Length:\r\n\r\n", 400),
    ("gzip, chunked", POST + HOST + b"Transfer-Encoding: gzip, chunked\r\n"
     b"\r\n0\r\n\r\n", 400),
    ("chunked twice", POST + HOST + b"Transfer-Encoding: chunked\r\n"
     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("an odd coding", POST + HOST + b"Transfer-Encoding: xchunked\r\n\r\n"
     b"0\r\n\r\n", 400),
    ("identity", POST + HOST + b"Transfer-Encoding: identity\r\n\r\n", 400),
    ("chunked in HTTP/1.0", b"POST /a HTTP/1.0\r\nHost: h\r\n"
     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("a blank before the colon", GET + HOST + b"Foo : x\r\n\r\n", 400),
    ("a blank before the colon of a coding", POST + HOST +
     b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
    ("a header without a name", GET + HOST + b": x\r\n\r\n", 400),
    ("a header without a name between", GET + b": x\r\n" + HOST + b"\r\n",
     400),
    ("a header without a colon", GET + HOST + b"Foo\r\n\r\n", 400),
    ("an odd name", GET + HOST + b"F(o)o: x\r\n\r\n", 400),
    ("a name of 8 bit", GET + HOST + b"F\xe9: x\r\n\r\n", 400),
    ("a value of 8 bit", GET + HOST + b"Foo: \xe9\r\n\r\n", 200),
    ("an empty value", GET + HOST + b"Foo:\r\nBar: x\r\n\r\n", 200),
    ("NUL in a value", GET + HOST + b"Foo: a\0b\r\n\r\n", 400),
    ("NUL in a value, more after it",
     GET + b"Foo: a\0b\r\n" + HOST + b"\r\n", 400),
    ("NUL in a name", GET + HOST + b"Fo\0o: a\r\n\r\n", 400),
    ("NUL in the target", b"GET /a\0b HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("a continued line", GET + HOST + b"Foo: a\r\n b\r\n\r\n", 400),
    ("a continued line, more after it",
     GET + b"Foo: a\r\n\tb\r\n" + HOST + b"\r\n", 400),
    ("a length made of two lines", POST + HOST +
     b"Content-Lengt: 3\r\n h\r\n\r\nabc", 400),
    ("a coding made of two lines", POST + HOST +
     b"T: chunked\r\n ransfer-Encoding\r\n\r\n0\r\n\r\n", 400),
    ("a blank before the first header", GET + b" Foo: a\r\n" + HOST + b"\r\n",
     400),
    ("LF for CR LF", b"GET /a HTTP/1.1\nHost: h\n\n", 400),
    ("LF for one CR LF", GET + b"Foo: x\n" + HOST + b"\r\n", 400),
    ("CR for CR LF", GET + b"Foo: x\r" + HOST + b"\r\n", 400),
    ("an empty line before", b"\r\n" + GET + HOST + b"\r\n", 200),
    ("a blank in the target", b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("a tab in the target", b"GET /a\tb HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("no target", b"GET HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("the target of OPTIONS *", b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
     400),
    ("the target of CONNECT", b"CONNECT h:80 HTTP/1.1\r\n" + HOST + b"\r\n",
     400),
    ("another scheme", b"GET ftp://h/a HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("an absolute target without a host",
     b"GET http:///a HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("an odd host in an absolute target",
     b"GET http://u@h/a HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("an unknown method", b"FOO /a HTTP/1.1\r\n" + HOST + b"\r\n", 200),
    ("an odd method", b"G(T /a HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    ("no version", b"GET /a\r\n" + HOST + b"\r\n", 400),
    ("an odd version", b"GET /a FOO\r\n" + HOST + b"\r\n", 400),
    ("HTTP/2 by its preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ("HTTP/0.9", b"GET /a HTTP/0.9\r\n" + HOST + b"\r\n", 505),
    ("a bad chunk", CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n", 400),
    ("a negative chunk", CHUNKED + b"-3\r\nabc\r\n0\r\n\r\n", 400),
    ("a chunk longer than it says", CHUNKED + b"3\r\nabcd\r\n0\r\n\r\n", 400),
    ("an enormous chunk", CHUNKED + b"ffffffffffffffff0\r\na\r\n0\r\n\r\n",
     413),
    ("a long target", b"GET /" + b"a" * 8192 + b" HTTP/1.1\r\n" + HOST +
     b"\r\n", 414),
    ("a very long target", b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\n" + HOST +
     b"\r\n", 414),
    ("headers of 40 KB", GET + HOST + b"X: " + b"a" * 40000 + b"\r\n\r\n",
     431),
    ("headers of 70 KB", GET + HOST + b"X: " + b"a" * 70000 + b"\r\n\r\n",
     431),
    ("5,000 headers", GET + HOST + b"X: yyyyyy\r\n" * 5000 + b"\r\n", 431),
    ("1,000 parameters", b"GET /?" + b"a&" * 1000 + b" HTTP/1.1\r\n" + HOST +
     b"\r\n", 200),
    ("too many parameters", b"GET /?" + b"a&" * 1001 + b" HTTP/1.1\r\n" +
     HOST + b"\r\n", 400),
]


@pytest.mark.parametrize("sent, status", [row[1:] for row in STRICT],
                         ids=[row[0] for row in STRICT])
def test_what_is_not_plain_is_refused_and_the_connection_closed(
        server, sent, status):
    with Raw(server.port) as c:
        c.send(sent)
        a = c.answer()
        assert a is not None and a.whole
        assert a.status == status
        if status != 200:
            assert a.header("Connection") == "close"
            assert c.is_closed(5), "the connection stays open"
            # The library writes the head of this one twice.
            assert c.buffer == b"" or b"Content-Length" in sent
    assert ask(server.port, GET + HOST + b"\r\n").status == 200


def test_what_a_handler_sees(server):
    target = "/a%2Fb%252F/%00/../?x=%41+b&%zz;y=1"
    with Raw(server.port) as c:
        c.get(target, b"X-One:  1 \r\nx-two:\r\n")
        assert c.answer().lines() == [
            "method GET", "target " + target, "path /a%2Fb%252F/%00/../",
            "host h", "query x = A b", "query %zz;y = 1", "header Host = h",
            "header X-One = 1", "header x-two = ", "body 0 0"]


def test_an_absolute_target_names_the_host(server):
    with Raw(server.port) as c:
        c.get("http://other:81/x?y")
        lines = c.answer().lines()
        assert "host other:81" in lines and "path /x" in lines


def test_a_head_may_come_byte_by_byte(server):
    with Raw(server.port) as c:
        c.s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in GET + HOST + b"Foo: bar\r\n\r\n":
            c.send(bytes([byte]))
            time.sleep(0.001)
        assert c.answer().status == 200


def test_large_heads_in_pieces_one_after_another(server):
    with Raw(server.port) as c:
        for size in (10, 3000, 30000, 10, 30000):
            head = (GET + HOST + b"A: " + b"x" * size + b"\r\nB: y\r\n\r\n")
            for i in range(0, len(head), 1400):
                c.send(head[i:i + 1400])
            a = c.answer()
            assert a.status == 200 and "header B = y" in a.lines()


def test_pipelined_requests_are_answered_in_order(server):
    with Raw(server.port) as c:
        c.send(b"".join(b"GET /%d HTTP/1.1\r\n%s\r\n" % (i, HOST)
                        for i in range(200)))
        for i in range(200):
            assert "path /%d" % i in c.answer().lines()


def test_pipelined_requests_of_all_kinds(server):
    with Raw(server.port) as c:
        c.send(b"GET /early HTTP/1.1\r\n" + HOST + b"\r\n" +
               b"POST /1 HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\n\r\nabc"
               + b"HEAD /2 HTTP/1.1\r\n" + HOST + b"\r\n" +
               b"GET /stream?pieces=3&bytes=100 HTTP/1.1\r\n" + HOST + b"\r\n"
               + CHUNKED + b"3;x=y\r\nabc\r\n0\r\nT: x\r\n\r\n" +
               b"GET /3 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        assert c.answer().body == b"early\n"
        assert "body 3 96354" in c.answer().lines()
        assert c.answer(b"HEAD").status == 200
        assert len(c.answer().body) == 300
        assert "body 3 96354" in c.answer().lines()
        assert "path /3" in c.answer().lines()
        assert c.is_closed(5)


def test_head_has_the_length_of_get_and_no_body(server):
    with Raw(server.port) as c:
        for target in ("/early", "/big?bytes=5000"):
            c.get(target)
            length = c.answer().header("Content-Length")
            c.get(target, method=b"HEAD")
            assert c.answer(b"HEAD").header("Content-Length") == length
        # one whose length is not known ends with the connection
        c.get("/stream?pieces=9&bytes=99999", method=b"HEAD")
        a = c.answer(b"HEAD")
        assert a.status == 200 and a.header("Content-Length") is None
        assert a.header("Connection") == "close"
        assert c.is_closed(5) and c.buffer == b""


def test_a_stream_for_http_1_0_ends_with_the_connection(server):
    with Raw(server.port) as c:
        c.send(b"GET /stream?pieces=40&bytes=10000 HTTP/1.0\r\n\r\n")
        head = c.until(b"\r\n\r\n")
        assert b"chunked" not in head
        assert len(c.take(500000)) == 400000


def test_100_continue_comes_before_the_body(server):
    with Raw(server.port) as c:
        c.send(POST + HOST + b"Expect: 100-continue\r\n"
               b"Content-Length: 3\r\n\r\n")
        assert c.answer().status == 100
        c.send(b"abc")
        assert "body 3 96354" in c.answer().lines()


def test_who_expects_to_send_too_much_is_told_before(server):
    with Raw(server.port) as c:
        c.send(POST + HOST + b"Expect: 100-continue\r\n"
               b"Content-Length: 9000000\r\n\r\n")
        assert c.answer().status == 400
