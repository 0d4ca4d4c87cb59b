"""git-pw as its users have it, and what it prints."""

import csv
import io
import os
import re

import pytest

from program import Client, needs

needed = needs("git-pw", "git_pw.shell")
OIL, WIND, POLISH = ("[1/2] gear: oil it", "[2/2] spring: wind it",
                     "gear: polish it")
MBOX = "/project/kettle/patch/%s@example.org/mbox/"


@pytest.fixture
def make(site, tmp_path):
    def client(user="ann", project="kettle", version="1.2", **settings):
        home = tmp_path / ("home%d" % len(os.listdir(tmp_path)))
        home.mkdir()
        settings = {"pw." + k: v for k, v in settings.items()}
        if "pw.username" not in settings:
            settings["pw.token"] = site.token(user)
        return Client(site, home, dict(settings, **{
            "pw.server": site.relay.url + "/api/" + version,
            "pw.project": project, "pw.format": "csv"}))

    return client


@pytest.fixture
def pw(make):
    client = make()
    return lambda *words: client.run("git-pw", *[str(w) for w in words])


def table(done):
    """Rows of what was printed, without the headings."""
    done.good()
    return list(csv.reader(io.StringIO(done.out.strip())))[1:]


def values(done):
    """Property -> value; of a property with several lines, a list."""
    found, last = {}, None
    for name, value in table(done):
        last = name or last
        found.setdefault(last, []).append(value)
    return {k: v[0] if len(v) == 1 else v for k, v in found.items()}


def column(done, number):
    return [row[number] for row in table(done)]


def downloaded(done):
    """Name and text of the file."""
    done.good()
    path = re.search(r"Downloaded \w+ to (\S+)$", done.err.strip()).group(1)
    with open(path, encoding="utf-8") as f:
        return os.path.basename(path), f.read()


def api(line, version="1.2"):
    method, _, rest = line.partition(" ")
    return "%s /api/%s/%s" % (method, version, rest)
