"""HTTP over a socket, as it is: nothing is mended, nothing is hidden."""

import os
import re
import resource
import socket
import tempfile
import time

from engines import Server

HERE = os.path.dirname(os.path.abspath(__file__))
ECHO = os.environ.get("THIMBLE_ECHO", os.path.join(
    HERE, "../../build/tests/http/test-http-echo"))
THIMBLE = os.environ.get("THIMBLE", os.path.join(HERE, "../../build/thimble"))
HOST = b"Host: h\r\n"
GET = b"GET /a HTTP/1.1\r\n"
POST = b"POST /a HTTP/1.1\r\n"
CHUNKED = POST + HOST + b"Transfer-Encoding: chunked\r\n\r\n"


def allow_files(n):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < n:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(n, hard), hard))


class Echo(Server):
    """The server of echo.c."""

    def __init__(self, *options, listen=("127.0.0.1:0",), **more):
        self.options = options
        super().__init__(ECHO, None, *options, listen=listen, **more)

    def command(self, program, _url, options, listen):
        return [program, *options, *listen]


class Answer:
    def __init__(self, head, body, whole):
        lines = head.split(b"\r\n")
        self.status = int(lines[0].split()[1])
        self.headers = [tuple(part.strip().decode("latin-1")
                              for part in line.split(b":", 1))
                        for line in lines[1:]]
        self.body = body
        self.whole = whole      # ended as its framing says

    def header(self, name):
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return None

    def lines(self):
        return self.body.decode("latin-1").splitlines()


class Raw:
    """One connection."""

    def __init__(self, port, timeout=10.0):
        if isinstance(port, str):
            self.s = socket.socket(socket.AF_UNIX)
            self.s.settimeout(timeout)
            self.s.connect(port)
        else:
            self.s = socket.create_connection(("127.0.0.1", port), timeout)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.s.close()

    def send(self, data):
        self.s.sendall(data)

    def get(self, target, more=b"", method=b"GET"):
        self.send(b"%s %s HTTP/1.1\r\n%s%s\r\n" % (
            method, target.encode("latin-1"), HOST, more))

    def fill(self):
        """False at the end, or after a reset."""
        try:
            data = self.s.recv(65536)
        except ConnectionResetError:
            return False
        self.buffer += data
        return data != b""

    def take(self, n):
        while len(self.buffer) < n and self.fill():
            pass
        data, self.buffer = self.buffer[:n], self.buffer[n:]
        return data

    def until(self, mark):
        """None if the end comes first."""
        while mark not in self.buffer:
            if not self.fill():
                return None
        data, self.buffer = self.buffer.split(mark, 1)
        return data

    def answer(self, method=b"GET"):
        """None if the connection ended before one began."""
        head = self.until(b"\r\n\r\n")
        if head is None:
            assert self.buffer == b"", "cut within the head"
            return None
        a = Answer(head, b"", True)
        if method == b"HEAD" or a.status in (100, 204, 304):
            return a
        if (a.header("Transfer-Encoding") or "") == "chunked":
            a.whole = self.take_chunks(a)
        else:
            size = int(a.header("Content-Length"))
            a.body = self.take(size)
            a.whole = len(a.body) == size
        return a

    def take_chunks(self, a):
        while True:
            line = self.until(b"\r\n")
            if line is None:
                return False
            size = int(line.split(b";")[0], 16)
            piece = self.take(size)
            a.body += piece
            if len(piece) < size or self.take(2) != b"\r\n":
                return False
            if size == 0:
                return True

    def is_closed(self, seconds):
        """Whether the other side ends it within that time."""
        self.s.settimeout(seconds)
        try:
            while self.fill():
                pass
        except (socket.timeout, TimeoutError):
            return False
        return True


def ask(port, data, method=b"GET"):
    with Raw(port) as c:
        c.send(data)
        return c.answer(method)


def rss_kb(server):
    """Anonymous memory of a process; 0 under a sanitizer, whose own it is."""
    with open("/proc/%d/status" % server.process.pid) as f:
        status = f.read()
    if int(re.search(r"VmSize:\s+(\d+)", status).group(1)) > 1 << 30:
        return 0        # over 1 TiB is shadow memory
    return int(re.search(r"RssAnon:\s+(\d+)", status).group(1))


def wait_for(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def socket_path():
    return os.path.join(tempfile.mkdtemp(prefix="thimble-s-"), "s")
