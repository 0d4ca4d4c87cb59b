"""The OpenAPI documents: good ones, the same from the server as from the
command, and true to the version."""

import json
import os
import subprocess

import pytest

import openapi
from engines import ENGINES, Server, environment
from raw import HOST, THIMBLE, Raw

DOCUMENTS = openapi.Documents(THIMBLE)


@pytest.fixture(scope="module")
def server():
    engine = ENGINES["sqlite"](THIMBLE)
    db = engine.new()
    s = Server(THIMBLE, db.url)
    yield s
    assert s.stop() == 0
    db.close()
    engine.close()


def get(server, target, more=b""):
    with Raw(server.port) as c:
        c.get(target, more)
        return c.answer()


@pytest.mark.parametrize("version", openapi.VERSIONS)
def test_a_document_is_good(version):
    assert list(openapi.check(DOCUMENTS.of(version))) == []


@pytest.mark.parametrize("version", ("",) + openapi.VERSIONS)
def test_the_server_has_the_same(server, version):
    prefix = "/api/" + (version and version + "/")
    for more in (b"", b"Accept: text/html\r\n"):
        a = get(server, prefix + "openapi.json", more)
        assert a.status == 200
        assert a.header("Content-Type") == "application/json"
    served = json.loads(a.body)
    printed = json.loads(json.dumps(DOCUMENTS.of(version or "1.4").root))
    host = HOST.split()[1].decode()
    assert served.pop("servers") == [{"url": "http://" + host}]
    del printed["servers"]
    if not version:
        printed["paths"] = {path.replace("/api/1.4/", "/api/"): item
                            for path, item in printed["paths"].items()}
    assert served == printed


def test_a_document_is_of_its_version():
    old, new = DOCUMENTS.of("1.0"), DOCUMENTS.of("1.4")
    assert old.find("GET", "patches/1/comments/") is None
    assert old.find("POST", "bundles/") is None
    assert old.find("GET", "states/") is None
    assert "web_url" not in old.root["components"]["schemas"]["Patch"][
        "properties"]
    assert new.find("PATCH", "patches/1/comments/2/").body()
    assert new.find("GET", "states/")
    names = [p["name"] for p in new.find("GET", "patches/").parameters]
    assert names[:4] == ["page", "per_page", "order", "q"]
    assert "hash" in names
    assert {} in new.find("GET", "patches/").node["security"]
    assert {} not in new.find("GET", "users/").node["security"]
    assert {} not in new.find("PATCH", "patches/1/").node["security"]


def test_what_is_not_there_is_said():
    done = subprocess.run([THIMBLE, "api", "--openapi", "2.0"],
                          env=environment(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    assert done.returncode == 64 and not done.stdout
    assert os.path.basename(THIMBLE).encode() in done.stderr
