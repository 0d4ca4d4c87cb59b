"""A relay before the server that keeps what both sides say, byte by byte: so
a test sees the requests that a client sent and the answers that it got."""

import gzip
import json
import select
import socket
import threading
import zlib

import openapi
import schema
from raw import THIMBLE, Answer, Raw

DOCUMENTS = (schema.Schemas(), openapi.Documents(THIMBLE))


class Spoken(Raw):
    """What one side said on a connection, read again from its beginning."""

    def __init__(self, data):
        self.buffer = data

    def fill(self):
        return False


class Request:
    def __init__(self, head, body):
        lines = head.split(b"\r\n")
        self.method, self.target, _ = lines[0].decode("latin-1").split(" ")
        self.headers = Answer(b"x 0 x\r\n" + head.partition(b"\r\n")[2],
                              b"", True).headers
        self.body = body

    def header(self, name):
        return Answer.header(self, name)

    def path(self):
        return self.target.partition("?")[0]

    def line(self):
        """Method, target and body, as the tests list them."""
        words = [self.method, self.target]
        if self.body:
            words.append(self.body.decode())
        return " ".join(words)


def decoded(answer):
    """The body, unpacked."""
    coding = answer.header("Content-Encoding")
    if coding is None:
        return answer.body
    return {"gzip": gzip.decompress, "deflate": zlib.decompress}[coding](
        answer.body)


def requests_of(data):
    spoken = Spoken(data)
    while spoken.buffer:
        head = spoken.until(b"\r\n\r\n")
        request = Request(head, b"")
        request.body = spoken.take(int(request.header("Content-Length") or 0))
        yield request


def exchanges_of(asked, answered):
    """(request, answer) of one connection."""
    spoken = Spoken(answered)
    for request in requests_of(asked):
        answer = spoken.answer(request.method.encode())
        assert answer is not None and answer.whole, request.line()
        yield request, answer


def check(request, answer):
    """What no client may ever meet: a fault of the server, JSON that is none
    or not as the descriptions of the version say, Patchwork's and ours."""
    line = request.line()
    assert answer.status < 500, (line, answer.status, answer.body)
    if answer.header("Content-Type") == "application/json" and answer.body:
        text = decoded(answer).decode()
        json.loads(text)
        for documents in DOCUMENTS:
            faults = documents.faults(request.method, request.target,
                                      answer.status, text)
            assert not faults, (line, faults)


class Relay:
    def __init__(self, port):
        self.to = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = "http://127.0.0.1:%d" % self.port
        self.host = "127.0.0.1:%d" % self.port
        self.connections = []
        self.threads = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            kept = ([], [])
            self.connections.append(kept)
            thread = threading.Thread(target=self.carry, args=(client, kept),
                                      daemon=True)
            self.threads.append(thread)
            thread.start()

    def carry(self, client, kept):
        with client, socket.create_connection(
                ("127.0.0.1", self.to)) as server:
            others = {client: (server, kept[0]), server: (client, kept[1])}
            while True:
                for end in select.select(list(others), [], [])[0]:
                    other, pieces = others[end]
                    try:
                        data = end.recv(65536)
                        if not data:
                            return
                        pieces.append(data)
                        other.sendall(data)
                    except OSError:
                        return

    def take(self):
        """What was said since the last call, once the clients have gone:
        (request, answer) in the order of the connections."""
        for thread in self.threads:
            thread.join(20)
            assert not thread.is_alive(), "a connection stays open"
        kept, self.connections, self.threads = self.connections, [], []
        said = []
        for asked, answered in kept:
            said += exchanges_of(b"".join(asked), b"".join(answered))
        for request, answer in said:
            check(request, answer)
        return said

    def close(self):
        self.listener.close()
