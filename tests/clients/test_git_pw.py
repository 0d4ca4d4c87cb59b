"""git-pw, every command of it that reads: the requests it sends, and what it
makes of the answers."""

import re

import pytest

from gitpw import (MBOX, OIL, POLISH, WIND, api, column, downloaded, make,
                   needed, pw, table, values)

pytestmark = needed
__all__ = ["make", "pw"]        # fixtures


# Lists

def test_patch_list_asks_for_what_is_new(pw):
    done = pw("patch", "list")
    assert done.lines == [api(
        "GET patches/?state=under-review&state=new&archived=false"
        "&order=-date&project=kettle")]
    rows = {row[2]: row[3:] for row in table(done)}
    for name in (OIL, WIND, POLISH):
        assert rows[name] == ["Sam (sam@example.org)", "new", "no", ""]


def test_every_request_carries_name_and_token(pw, site):
    request = pw("patch", "list").said[0][0]
    assert request.header("User-Agent").startswith("git-pw (")
    assert request.header("Authorization") == "Token " + site.token("ann")


def test_patch_list_by_all_its_options(pw, site):
    number = site.add("patch", name="all options", project="kettle",
                      delegate="ann", state="rfc", hash="ab" * 20,
                      archived="true")
    done = pw("patch", "list", "--state", "RFC", "--state", "new",
              "--submitter", "sam@example.org", "--delegate", "ann", "--hash",
              "AB" * 20, "--archived", "--page", 1, "--limit", 5, "--sort",
              "-name", "options")
    assert done.lines == [api(
        "GET patches/?state=RFC&state=new&submitter=sam%%40example.org"
        "&delegate=ann&hash=%s&q=options&archived=true&page=1&per_page=5"
        "&order=-name&project=kettle" % ("AB" * 20))]
    assert [(r[0], r[4:]) for r in table(done)] == [
        (str(number), ["rfc", "yes", "ann"])]


def test_people_are_looked_up_by_name_and_users_by_address(pw, site):
    done = pw("patch", "list", "--submitter", "Sam", "--submitter",
              str(site.one("SELECT id FROM patchwork_person"
                           " WHERE name = 'Tess'")))
    assert done.lines[0] == api("GET people/?q=Sam&project=kettle")
    assert re.search(r"\?state=.*&submitter=\d+&submitter=\d+&archived",
                     done.lines[1])
    assert OIL in column(done, 2)
    site.add("patch", name="delegated", project="kettle", delegate="ann")
    done = pw("patch", "list", "--delegate", "ann@example.org")
    assert done.lines[0] == api(
        "GET users/?q=ann%40example.org&project=kettle")
    assert "&delegate=%d&" % site.user("ann") in done.lines[1]
    assert {row[6] for row in table(done)} == {"ann"}


@pytest.mark.parametrize("page, first", [(1, 260), (2, 10)])
def test_pages_of_250(make, page, first):
    done = make(project="big").run(
        "git-pw", "patch", "list", "--limit", "250", "--page", str(page),
        "--sort", "-id")
    names = column(done, 2)
    assert len(names) == min(first, 250)
    assert names[0] == "[%d/260] tooth %d" % (first, first)


def test_a_page_past_the_end_is_told(make):
    done = make(project="big").run("git-pw", "patch", "list", "--page", "99")
    assert done.status == 1 and "Resource not found" in done.err


def test_patch_list_sorts(make):
    client = make(project="big")
    for order in ("id", "-id", "name", "-name", "date", "-date"):
        done = client.run("git-pw", "patch", "list", "--limit", "250",
                          "--sort", order)
        names = column(done, 2)
        assert len(set(names)) == 250, order
        if "name" in order:
            assert names == sorted(names, reverse=order[0] == "-"), order


def test_all_projects_are_no_filter(make):
    done = make(project="*").run("git-pw", "patch", "list", "oil it")
    assert done.lines[0].endswith("&order=-date&project=")
    assert OIL in column(done, 2)
    for words in (["series", "list"], ["bundle", "list"]):
        done = make(project="*").run("git-pw", *words)
        assert done.lines[0].endswith("&project=") and table(done), words


def test_a_state_that_is_not_there_finds_nothing(pw):
    assert table(pw("patch", "list", "--state", "nosuch")) == []


def test_series_list(pw, site):
    done = pw("series", "list", "--submitter", "sam@example.org", "--limit",
              5, "--page", 1, "--sort", "id", "gear")
    assert done.lines == [api(
        "GET series/?submitter=sam%40example.org&q=gear&page=1&per_page=5"
        "&order=id&project=kettle")]
    assert [[r[0], *r[2:]] for r in table(done)] == [
        [str(site.series(name)), name, "1", "Sam (sam@example.org)"]
        for name in ("Oil all gears", POLISH)]
    done = pw("series", "list")
    assert done.lines == [api("GET series/?order=-date&project=kettle")]


def test_bundle_list_shows_ones_own(pw):
    done = pw("bundle", "list")
    assert done.lines == [api("GET bundles/?order=name&project=kettle")]
    assert [r[1:] for r in table(done) if r[1] in (
        "merge", "mine", "theirs")] == [["merge", "ann", "yes"],
                                        ["mine", "ann", "no"]]
    done = pw("bundle", "list", "--owner", "ann", "--owner", "bob@example.org",
              "--sort", "-id", "m")
    assert done.lines[0] == api("GET users/?q=bob%40example.org"
                                "&project=kettle")
    assert re.search(r"bundles/\?owner=ann&owner=\d+&q=m&order=-id",
                     done.lines[1])
    assert [r[1] for r in table(done) if r[1] in ("merge", "mine")] == [
        "mine", "merge"]


# One object

def test_patch_show(pw, site):
    number = site.patch(OIL)
    done = pw("patch", "show", number)
    assert done.lines == [api("GET patches/%d/" % number)]
    assert values(done) == {
        "ID": str(number), "Message ID": "<gears-1@example.org>",
        "Date": "2026-03-04T04:06:07", "Name": OIL,
        "URL": site.relay.url + MBOX[:-5] % "gears-1",
        "Submitter": "Sam (sam@example.org)", "State": "new",
        "Archived": "False", "Project": "Kettle", "Delegate": "",
        "Commit Ref": "",
        "Series": "%-4d Oil all gears" % site.series("Oil all gears")}


def test_series_show(pw, site):
    number = site.series("Oil all gears")
    done = pw("series", "show", number)
    assert done.lines == [api("GET series/%d/" % number)]
    got = values(done)
    assert (got["Name"], got["Version"], got["Received"], got["Complete"]) == (
        "Oil all gears", "1", "2 of 2", "True")
    assert got["Cover"].endswith("[0/2] Oil all gears")
    assert got["Patches"] == ["%-4d %s" % (site.patch(n), n)
                              for n in (OIL, WIND)]
    assert got["URL"] == "%s/project/kettle/list/?series=%d" % (
        site.relay.url, number)


def test_bundle_show_by_name_and_by_id(pw):
    done = pw("bundle", "show", "merge")
    assert done.lines == [api("GET bundles/?q=merge&project=kettle")]
    got = values(done)
    assert (got["Owner"], got["Public"], got["Project"]) == (
        "ann", "True", "Kettle")
    assert [p[5:] for p in got["Patches"]] == [OIL, WIND]
    done = pw("bundle", "show", got["ID"])
    assert done.lines == [api("GET bundles/%s/" % got["ID"])]
    assert values(done) == got


def test_a_bundle_of_another_is_not_there(pw, site):
    number = site.one("SELECT id FROM patchwork_bundle WHERE name = 'theirs'")
    done = pw("bundle", "show", number)
    assert done.status == 1 and "Resource not found" in done.err
    done = pw("bundle", "show", "theirs")
    assert done.status == 1 and "No matching bundle found" in done.err


def test_what_is_not_there(pw):
    for words in (["patch", "show", 99999], ["series", "show", 99999],
                  ["bundle", "show", 99999], ["patch", "download", 99999],
                  ["patch", "show", 2 ** 64]):
        done = pw(*words)
        assert done.status == 1 and "Resource not found" in done.err, words


# Downloads

def test_patch_download(pw, site):
    number = site.patch(OIL)
    done = pw("patch", "download", number)
    assert done.lines == [api("GET patches/%d/" % number),
                          "GET " + MBOX % "gears-1"]
    name, text = downloaded(done)
    assert name == "1-2-gear-oil-it.patch"
    assert text.startswith("From patchwork ") and "\n+gear: oil it\n" in text
    done = pw("patch", "download", "--diff", number)
    assert done.lines[1] == "GET " + (MBOX % "gears-1").replace("mbox", "raw")
    name, diff = downloaded(done)
    assert name == "1-2-gear-oil-it.diff" and diff.startswith("diff --git")
    assert diff in text


def test_downloads_to_a_file_and_to_the_output(make, site):
    client = make()
    number = str(site.patch(OIL))
    client.run("git-pw", "patch", "download", number, "x.patch").good()
    done = client.run("git-pw", "patch", "download", number, "-")
    assert done.out == client.read("x.patch") != ""
    client.run("git-pw", "series", "download",
               str(site.series("Oil all gears")), "y.patch").good()
    assert client.read("y.patch").count("\nX-Patchwork-Id: ") == 2
    client.run("git-pw", "bundle", "download", "merge", "z.mbox").good()
    assert client.read("z.mbox").count("\nX-Patchwork-Id: ") == 2


def test_series_download(pw, site):
    number = site.series("Oil all gears")
    done = pw("series", "download", number)
    assert done.lines == [api("GET series/%d/" % number),
                          "GET /series/%d/mbox/" % number]
    name, text = downloaded(done)
    assert name == "Oil-all-gears.patch"
    assert re.findall(r"(?m)^\+(\w+: .*)", text) == [
        "gear: oil it", "spring: wind it"]


def test_bundle_download_of_a_private_one(pw, site):
    number = site.one("SELECT id FROM patchwork_bundle WHERE name = 'mine'")
    done = pw("bundle", "download", number)
    assert done.lines == [api("GET bundles/%d/" % number),
                          "GET /bundle/ann/mine/mbox/"]
    name, text = downloaded(done)
    assert name == "bundle-%d-mine.mbox" % number
    assert "spring: wind it" in text


# Applied

def test_patch_apply_brings_what_it_builds_on(make, site):
    client, number = make(), site.patch(WIND)
    done = client.run("git-pw", "patch", "apply", str(number)).good()
    assert done.lines == [api("GET patches/%d/" % number),
                          "GET " + MBOX % "gears-2" + "?series=%2A"]
    assert client.subjects() == ["gear: oil it", "spring: wind it"]
    assert client.git("diff", "--stat", "HEAD", "origin/master~1") == ""


def test_patch_apply_alone_and_of_a_series(make, site):
    client, number = make(), str(site.patch(WIND))
    done = client.run("git-pw", "patch", "apply", "--no-deps", number).good()
    assert done.lines[1] == "GET " + MBOX % "gears-2"
    assert client.subjects() == ["spring: wind it"]
    client, series = make(), site.series("Oil all gears")
    done = client.run("git-pw", "patch", "apply", "--series", str(series),
                      number, "--signoff").good()
    assert done.lines[1] == "GET " + MBOX % "gears-2" + "?series=%d" % series
    assert client.subjects() == ["gear: oil it", "spring: wind it"]
    assert "Signed-off-by" in client.git("log", "-1", "--format=%b")


def test_patch_apply_of_a_patch_without_series(make, site):
    number = site.add("patch", name="lonely", project="kettle")
    client = make()
    done = client.run("git-pw", "patch", "apply", str(number))
    assert done.status == 1 and "Resource not found" in done.err
    assert client.subjects() == []


def test_series_apply(make, site):
    client, number = make(), site.series("Oil all gears")
    done = client.run("git-pw", "series", "apply", str(number)).good()
    assert done.lines == [api("GET series/%d/" % number),
                          "GET /series/%d/mbox/" % number]
    assert client.subjects() == ["gear: oil it", "spring: wind it"]
    text = client.git("log", "-1", "--format=%an <%ae>%n%b", "HEAD~1")
    assert text.startswith("Sam <sam@example.org>\nSqueaks no more.\n")


def test_bundle_apply_in_its_order(make):
    client = make()
    done = client.run("git-pw", "bundle", "apply", "merge").good()
    assert done.lines == [api("GET bundles/?q=merge&project=kettle"),
                          "GET /bundle/ann/merge/mbox/"]
    assert client.subjects() == ["gear: oil it", "spring: wind it"]


# Credentials

def test_name_and_password(make):
    client = make(username="ann", password="secret")
    done = client.run("git-pw", "bundle", "list", "mine")
    assert done.said[0][0].header("Authorization").startswith("Basic ")
    assert column(done, 1) == ["mine"]
    client = make(username="ann", password="wrong")
    done = client.run("git-pw", "patch", "list")
    assert done.status == 1
    assert "Invalid username/password." in done.err


def test_a_wrong_token_is_told_also_for_what_is_public(make):
    done = make(user="nobody").run("git-pw", "patch", "list")
    assert done.status == 1 and "Invalid token." in done.err


# Versions

@pytest.mark.parametrize("version", ["1.0", "1.1", "1.3", "1.4"])
def test_every_version(make, site, version):
    client = make(version=version)
    for words in (["patch", "list", "--submitter", "sam@example.org",
                   "--delegate", "ann"],
                  ["patch", "show", str(site.patch(OIL))], ["series", "list"],
                  ["series", "show", str(site.series("Oil all gears"))],
                  ["bundle", "list"], ["bundle", "show", "merge"]):
        client.run("git-pw", *words).good()
