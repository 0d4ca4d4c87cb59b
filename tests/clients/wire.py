"""Requests as the HTTP libraries of clients write them, byte by byte: which
headers, in which order. Recorded from the libraries, whose clients cannot be
installed here; test_recorded.py compares with the one that is."""

import base64
import json
import urllib.parse

from raw import Raw
from relay import decoded

REQUESTS = {
    "Host": "", "User-Agent": "python-requests/2.28.1",
    "Accept-Encoding": "gzip, deflate", "Accept": "*/*",
    "Connection": "keep-alive", "Content-Length": "", "Content-Type": "",
    "Authorization": ""}
# A session whose token is a header like others.
SESSION = {
    "Host": "", "User-Agent": "python-requests/2.28.1",
    "Accept-Encoding": "gzip, deflate", "Accept": "*/*",
    "Connection": "keep-alive", "Authorization": "", "Content-Length": "",
    "Content-Type": ""}
AIOHTTP = {
    "Host": "", "Authorization": "", "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "Python/3.11 aiohttp/3.8.4", "Content-Length": "",
    "Content-Type": ""}
UREQ = {
    "Host": "", "User-Agent": "ureq/2.6.2", "Accept": "*/*",
    "Authorization": "", "Content-Type": "", "Content-Length": ""}
CURL = {"Host": "", "User-Agent": "curl/7.88.1", "Accept": "*/*"}
WGET = {"Host": "", "User-Agent": "Wget/1.21.3", "Accept": "*/*",
        "Accept-Encoding": "identity", "Connection": "Keep-Alive"}

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def basic(username, password):
    pair = "%s:%s" % (username, password)
    return "Basic " + base64.b64encode(pair.encode()).decode()


class Reply:
    def __init__(self, target, answer):
        self.target = target
        self.status = answer.status
        self.header = answer.header
        self.names = [name for name, _ in answer.headers]
        self.body = decoded(answer)

    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


class Caller:
    """A client on one connection that it keeps, as all of them do."""

    def __init__(self, site, library, agent=None, authorization=""):
        self.site = site
        self.host = site.relay.host
        self.headers = dict(library, Host=self.host,
                            Authorization=authorization)
        if agent:
            self.headers["User-Agent"] = agent
        self.connection = Raw(site.relay.port)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.connection.s.close()

    def request(self, method, target, body, kind, more):
        """The bytes of a request."""
        headers = dict(self.headers, **more)
        if body is not None:
            headers["Content-Length"] = str(len(body.encode()))
            headers["Content-Type"] = kind
        lines = ["%s %s HTTP/1.1" % (method, target)]
        lines += ["%s: %s" % pair for pair in headers.items() if pair[1]]
        return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()

    def start(self, method, target, body=None, kind=FORM, **more):
        self.connection.send(self.request(method, target, body, kind, more))

    def finish(self, method, target):
        return Reply(target, self.connection.answer(method.encode()))

    def once(self, method, target, *body, **more):
        self.start(method, target, *body, **more)
        return self.finish(method, target)

    def get(self, target, **more):
        """Follows where it is sent to, as all of them do."""
        reply = self.once("GET", target, **more)
        while reply.status in (301, 302):
            target = urllib.parse.urljoin(target, reply.header("Location"))
            reply = self.once("GET", target, **more)
        return reply

    def json(self, target):
        reply = self.get(target)
        assert reply.status == 200, (target, reply.status, reply.body)
        assert reply.header("Content-Type") == JSON
        return reply.json()

    def local(self, url):
        """A link of an answer, as the target of the next request."""
        start = "http://" + self.host
        assert url.startswith(start + "/"), url
        return url[len(start):]


def walk(caller, target, follow):
    """All rows of a list. follow: (header Link, target) -> the next target, or
    None."""
    rows = []
    while target is not None:
        reply = caller.get(target)
        assert reply.status == 200, (target, reply.body)
        assert "Link" in reply.names
        rows += reply.json()
        target = follow(reply.header("Link"), reply.target)
    return rows
