"""b4: looking a message up and setting states, by the commands that do; what
newer ones ask is in test_recorded.py."""

import argparse
import os

import pytest

from program import Client, needs

pytestmark = needs("b4", "b4.command")
LOOK_UP = ("GET /api/1.2/patches%s?project=gearbox&archived=false"
           "&msgid=%s%%40example.org")


@pytest.fixture
def client(site, tmp_path):
    c = Client(site, tmp_path, {
        "b4.pw-url": site.relay.url, "b4.pw-key": site.token("ann"),
        "b4.pw-project": "gearbox", "b4.pw-review-state": "under-review",
        "b4.pw-accept-state": "accepted", "b4.pw-discard-state": "rejected",
        "b4.attestation-policy": "off", "user.name": "Ann",
        "user.email": "ann@example.org"})
    c.environment.update(GIT_COMMITTER_EMAIL="ann@example.org")
    return c


@pytest.fixture
def thread(site, client):
    """The stem of the message ids of a series of its own; an mbox of it."""
    stem = "b4-%d" % site.one("SELECT count(*) FROM patchwork_cover")
    texts = site.post(stem, site.gears, "gearbox")
    with open(os.path.join(client.home, "thread.mbox"), "w",
              encoding="utf-8") as f:
        for text in texts:
            f.write("From mboxrd@z Thu Jan  1 00:00:00 1970\n%s\n" % text)
    return stem


def b4(client, *words, **more):
    return client.run("b4", "-n", "--offline-mode", "--no-stdin", *words,
                      **more)


def fetch(client, command):
    return b4(client, command, "-m", client.home + "/thread.mbox").good()


def numbers(site, stem):
    """Ids and states of the patches of a thread."""
    return site.db.execute(
        "SELECT p.id, s.slug FROM patchwork_patch p"
        " JOIN patchwork_state s ON s.id = p.state_id"
        " WHERE p.msgid LIKE ? ORDER BY p.id", ["<%s-%%" % stem])


def requests_to_set(site, stem, state):
    """A look-up a mail, each redirected; then a PATCH a patch."""
    lines = []
    for number in (0, 1, 2):
        for slash in ("", "/"):
            lines.append(LOOK_UP % (slash, "%s-%d" % (stem, number)))
    return lines + ["PATCH /api/1.2/patches/%d/ state=%s" % (number, state)
                    for number, _ in numbers(site, stem)]


def test_am_finds_patches_and_sets_their_state(client, site, thread):
    done = fetch(client, "am")
    assert done.lines == requests_to_set(site, thread, "under-review")
    assert " -> under-review : [1/2] gear: oil it" in done.err + done.out
    assert [s for _, s in numbers(site, thread)] == ["under-review"] * 2
    request, answer = done.said[0]
    assert request.header("User-Agent").startswith("b4/0.")
    assert request.header("Authorization") == "Token " + site.token("ann")
    assert answer.status == 301
    assert answer.header("Location") == (
        LOOK_UP % ("/", thread + "-0")).partition(" ")[2]


def test_a_state_that_is_set_is_not_set_again(client, site, thread):
    site.db.execute(
        "UPDATE patchwork_patch SET state_id = (SELECT id FROM"
        " patchwork_state WHERE slug = 'under-review') WHERE msgid LIKE ?",
        ["<%s-%%" % thread])
    done = fetch(client, "am")
    assert [line.split(" ")[0] for line in done.lines] == ["GET"] * 6


def test_shazam_and_ty(client, site, thread):
    done = fetch(client, "shazam")
    assert client.subjects() == ["gear: oil it", "spring: wind it"]
    assert done.lines == requests_to_set(site, thread, "under-review")
    done = b4(client, "ty", "-a", "-o", client.home).good()
    assert done.lines[-2:] == requests_to_set(site, thread, "accepted")[-2:]
    assert LOOK_UP % ("/", thread + "-2") in done.lines
    assert [s for _, s in numbers(site, thread)] == ["accepted"] * 2


def test_ty_of_chosen_ones_with_a_state_of_their_own(client, site, thread):
    fetch(client, "am")
    done = b4(client, "ty", "-d", "all", "--pw-set-state", "superseded")
    assert done.good().lines[-2:] == requests_to_set(
        site, thread, "superseded")[-2:]
    assert [s for _, s in numbers(site, thread)] == ["superseded"] * 2


def test_ty_of_discarded_ones(client, site, thread):
    fetch(client, "am")
    b4(client, "ty", "-d", "all").good()
    assert [s for _, s in numbers(site, thread)] == ["rejected"] * 2


def test_a_state_that_is_not_there_changes_nothing(client, site, thread):
    fetch(client, "am")
    done = b4(client, "ty", "-d", "all", "--pw-set-state", "nosuch").good()
    assert [a.status for r, a in done.said if r.method == "PATCH"] == [
        400, 400]
    assert " -> " not in done.out + done.err
    assert [s for _, s in numbers(site, thread)] == ["under-review"] * 2


def test_a_wrong_key_changes_nothing(client, site, thread):
    client.git("config", "--global", "b4.pw-key", "0" * 40)
    done = fetch(client, "am")
    assert {a.status for _, a in done.said} == {301, 403}
    assert [s for _, s in numbers(site, thread)] == ["new"] * 2


def test_pr(client, site):
    """This b4 looks up each character of the message id: nothing is found,
    and nothing changes."""
    client.git("config", "--global", "url.file://%s.insteadOf"
               % site.repository.path, "git://git.example.org/kettle")
    mail = ("From: Sam <sam@example.org>\nTo: kettle@example.org\n"
            "Subject: [GIT PULL] gears\nMessage-Id: <pull@example.org>\n"
            "Date: Wed, 4 Mar 2026 05:06:07 +0100\n\n"
            "The following changes since commit %s:\n\n"
            "  base (2026-03-04 05:06:07 +0100)\n\n"
            "are available in the Git repository at:\n\n"
            "  git://git.example.org/kettle master\n\n"
            "for you to fetch changes up to %s:\n\n" % (
                client.git("rev-parse", "origin/base").strip(),
                client.git("rev-parse", "origin/master").strip()))
    before = site.one("SELECT count(*) FROM patchwork_event")
    done = client.run("b4", "-n", "pr", stdin=mail).good()
    assert done.lines[:2] == [
        "GET /api/1.2/patches%s?project=gearbox&archived=false&msgid=p" % slash
        for slash in ("", "/")]
    assert {a.status for _, a in done.said} == {200, 301}
    assert site.one("SELECT count(*) FROM patchwork_event") == before


def test_a_link_to_a_patch_is_known(site):
    import b4 as library
    for bare in ("plain@example.org", "a+b/c@example.org", "a%b@x",
                 "=?x?=@x", "é@x"):
        number = site.add("patch", name="odd id", project="kettle",
                          msgid="<%s>" % bare)
        url = site.get("/api/1.2/patches/%d/" % number)["web_url"]
        got = library.get_msgid(argparse.Namespace(msgid=url, no_stdin=True))
        # A slash is written twice over.
        assert got.replace("%2F", "/") == bare, url


def test_both_make_the_same_hash(site):
    import b4 as library
    for name in ("[1/2] gear: oil it", "[2/2] spring: wind it"):
        patch = site.get("/api/1.2/patches/%d/" % site.patch(name))
        assert library.LoreMessage.get_patchwork_hash(patch["diff"]) == patch[
            "hash"]
