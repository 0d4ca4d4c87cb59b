"""docs/manual/clients.md, line by line: what it says to type is typed."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess

import pytest

from program import Client, needs

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "../../docs/manual/clients.md")


def commands():
    """Heading -> the indented lines below it."""
    found, heading = {}, None
    with open(PAGE, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#"):
                heading = line.strip("# \n")
            elif line.startswith("    "):
                found.setdefault(heading, []).append(line.strip())
    return found


COMMANDS = commands()


@pytest.fixture
def client(site, tmp_path):
    patch = site.add("patch", name="of the manual", project="kettle")
    client = Client(site, tmp_path, {"user.name": "Ann",
                                     "user.email": "ann@example.org",
                                     "b4.attestation-policy": "off"})
    client.patch = patch
    client.words = {"https://patches.example.org": site.relay.url,
                    "TOKEN": site.token("ann"), "PATCH": str(patch),
                    "SERIES": str(site.series("Oil all gears"))}
    return client


def filled(client, line):
    for name, value in client.words.items():
        line = line.replace(name, value)
    return line


def set_up(client, heading):
    """Types the lines that set something; the others."""
    rest = []
    for line in COMMANDS[heading]:
        words = shlex.split(filled(client, line))
        if words[:2] == ["git", "config"]:
            client.git(*words[1:])
        else:
            rest.append(words)
    return rest


@needs("git-pw", "git_pw.shell")
def test_git_pw(client, site):
    for words in set_up(client, "git-pw"):
        assert client.run(*words).good().said, words
    assert client.subjects() == ["gear: oil it", "spring: wind it"]
    assert site.one("SELECT slug FROM patchwork_state s JOIN patchwork_patch p"
                    " ON p.state_id = s.id WHERE p.id = ?",
                    client.patch) == "under-review"


@needs("b4", "b4.command")
def test_b4(client, site):
    stem = "manual-%d" % site.one("SELECT count(*) FROM patchwork_cover")
    texts = site.post(stem, site.gears, "gearbox")
    box = client.home + "/box"
    with open(box, "w", encoding="utf-8") as f:
        f.writelines("From x@y Thu Jan  1 00:00:00 1970\n%s\n" % t
                     for t in texts)
    (words,) = set_up(client, "b4")
    client.git("config", "--global", "b4.pw-project", "gearbox")
    # From a file: the archive of the list is not on this machine.
    link = words[2].replace("gears-1", stem + "-1")
    for command, state in ((["am", "-m", box, link], "under-review"),
                           (["ty", "-d", "all"], "rejected")):
        client.run("b4", "-n", "--offline-mode", "--no-stdin",
                   *command).good()
        assert {s for s, in site.db.execute(
            "SELECT slug FROM patchwork_state s JOIN patchwork_patch p"
            " ON p.state_id = s.id WHERE p.msgid LIKE ?",
            ["<%s-%%" % stem])} == {state}, command


def test_pwclient(client):
    said, given = configparser.ConfigParser(), configparser.ConfigParser()
    said.read_string(filled(client, "\n".join(COMMANDS["pwclient"])))
    with open(PAGE, encoding="utf-8") as f:
        url = re.search(r"`(\S+/pwclientrc/)`", f.read()).group(1)
    given.read_string(curl(client, [filled(client, url)])[0])
    token = said["kettle"].pop("token")
    assert dict(said["kettle"]) == dict(given["kettle"])
    rows, _ = curl(client, ["-H", "Authorization: Token " + token,
                            said["kettle"]["url"] + "patches/?per_page=1"])
    assert json.loads(rows)[0]["id"]


def curl(client, words):
    """What it prints, and what was said."""
    if shutil.which("curl") is None:
        pytest.skip("no curl: tools/deps test installs it")
    done = subprocess.run(["curl", "-sS", "-f", *words], check=True, text=True,
                          stdout=subprocess.PIPE, env=client.environment)
    return done.stdout, client.site.relay.take()


@pytest.mark.parametrize("heading", ["Continuous integration", "Scripts"])
def test_curl(client, site, heading):
    printed = []
    for line in COMMANDS[heading]:
        words = shlex.split(filled(client, line))
        assert words[0] == "curl"
        out, said = curl(client, words[1:])
        assert said[-1][1].status in (200, 201), line
        printed.append(out)
    if heading == "Scripts":
        events, series, patch, both, check = printed
        assert len(json.loads(events)) >= 2
        for text in (series, both):
            assert text.count("\nX-Patchwork-Id: ") == 2
        assert "\nX-Patchwork-Id: %d\n" % client.patch in patch
        assert json.loads(check)["context"] == "build"
    else:
        assert json.loads(printed[0])["id"] == site.project("kettle")
        assert json.loads(printed[1])[0]["id"] == site.user("ci")


def test_the_lines_are_there():
    assert set(COMMANDS) == {"git-pw", "b4", "pwclient",
                             "Continuous integration", "Scripts"}
