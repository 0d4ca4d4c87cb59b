"""The API as a program calls it: one connection, one user."""

import http.client
import json
import os

import pytest

from engines import ENGINES, Server
from raw import THIMBLE
from rows import Rows, token

BOTH_ENGINES = ["sqlite", pytest.param("pg", marks=[] if os.environ.get(
    "THIMBLE_TEST_PG") else pytest.mark.skip(
        reason="THIMBLE_TEST_PG is not set: run below tests/with-pg"))]


def serve(engine, rows):
    """For a fixture: a server over these rows, with its database as db."""
    made = ENGINES[engine](THIMBLE)
    db = made.new()
    Rows(db).add_text(rows.replace("\n", " "))
    server = Server(THIMBLE, db.url)
    server.db = db
    yield server
    assert server.stop() == 0
    db.close()
    made.close()


class Client:
    def __init__(self, server, user=None):
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", server.port, timeout=60)
        self.headers = {"Host": "pw.example.org"}
        if user:
            self.headers["Authorization"] = "Token " + token(user)

    def send(self, method, target, body=None, kind="application/json"):
        """Status and value of the answer; a body that is no bytes is sent as
        JSON."""
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = kind
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        self.connection.request(method, target, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None

    def get(self, target):
        status, value = self.send("GET", target)
        assert status == 200, (target, status, value)
        return value

    def close(self):
        self.connection.close()
