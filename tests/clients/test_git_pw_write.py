"""git-pw, every command of it that changes something."""

import pytest

from gitpw import api, make, needed, pw, values

pytestmark = needed
__all__ = ["make", "pw"]        # fixtures


@pytest.fixture
def patch(site):
    """A patch of the test's own."""
    return site.add("patch", name="to be changed", project="gearbox")


@pytest.fixture
def three(site):
    return [site.add("patch", name="of three %d" % i, project="gearbox",
                     date="2026-05-0%d 01:02:03" % (9 - i)) for i in range(3)]


def row(site, columns, number, table="patch"):
    return site.db.execute("SELECT %s FROM patchwork_%s WHERE id = ?"
                           % (columns, table), [number])[0]


def members(site, bundle):
    """Ids of its patches, in its order."""
    return [r[0] for r in site.db.execute(
        "SELECT patch_id FROM patchwork_bundlepatch WHERE bundle_id = ?"
        ' ORDER BY "order"', [bundle])]


# patch update

def test_patch_update_of_everything(pw, site, patch):
    done = pw("patch", "update", "--commit-ref", "0123abc", "--state",
              "accepted", "--delegate", "ann@example.org", "--archived",
              "true", patch)
    ann = site.user("ann")
    assert done.lines == [
        api("GET users/?q=ann%40example.org&project=kettle"),
        api("PATCH patches/%d/ commit_ref=0123abc&state=accepted"
            "&archived=True&delegate=%d" % (patch, ann))]
    got = values(done)
    assert (got["State"], got["Archived"], got["Delegate"],
            got["Commit Ref"]) == ("accepted", "True", "ann", "0123abc")
    assert row(site, "commit_ref, archived, delegate_id", patch) == (
        "0123abc", True, ann)
    events = site.db.execute(
        "SELECT category, actor_id FROM patchwork_event WHERE patch_id = ?"
        " ORDER BY id", [patch])
    assert events == [("patch-state-changed", ann), ("patch-delegated", ann)]


@pytest.mark.parametrize("state", [
    "new", "under-review", "accepted", "rejected", "rfc", "not-applicable",
    "changes-requested", "awaiting-upstream", "superseded", "deferred"])
def test_patch_update_to_every_state(pw, patch, state):
    assert values(pw("patch", "update", "--state", state, patch))[
        "State"] == state


def test_patch_update_of_several_is_a_request_each(pw, site, three):
    done = pw("patch", "update", "--archived", "yes", *three)
    assert done.lines == [api("PATCH patches/%d/ archived=True" % p)
                          for p in three]
    assert [row(site, "archived", p)[0] for p in three] == [True] * 3
    pw("patch", "update", "--archived", "no", three[0]).good()
    assert row(site, "archived", three[0])[0] in (0, False)


def test_patch_update_with_a_delegate_that_is_not_there(pw, site, patch):
    done = pw("patch", "update", "--delegate", "nobody", patch)
    assert done.lines == [api("GET users/?q=nobody&project=kettle")]
    assert done.status == 1
    assert "No matching delegates found: nobody" in done.err
    done = pw("patch", "update", "--delegate", "example.org", patch)
    assert "More than one delegate found" in done.err
    assert row(site, "delegate_id", patch) == (None,)


def test_patch_update_with_a_delegate_who_maintains_nothing(pw, site, patch):
    done = pw("patch", "update", "--delegate", "bob", "--state", "rfc", patch)
    assert done.status == 1
    assert ("User 'bob' is not a maintainer for project 'Gearbox'"
            in done.err), done.err
    assert row(site, "delegate_id", patch) == (None,)
    assert done.said[-1][1].status == 400


def test_patch_update_by_who_may_not(make, patch):
    done = make(user="bob").run("git-pw", "patch", "update", "--state",
                                "accepted", str(patch))
    assert done.status == 1
    assert "You do not have permission to perform this action." in done.err
    assert done.said[0][1].status == 403


def test_patch_update_of_what_is_not_there(pw):
    done = pw("patch", "update", "--state", "accepted", 99999)
    assert done.status == 1 and "Resource not found" in done.err


# Bundles

def test_bundle_create(pw, site, three):
    done = pw("bundle", "create", "--public", "of git-pw", three[2], three[0],
              three[1])
    assert done.lines == [api(
        "POST bundles/ name=of+git-pw&patches=%d&patches=%d&patches=%d"
        "&public=True" % (three[2], three[0], three[1]))]
    request, answer = done.said[0]
    assert answer.status == 201
    got = values(done)
    assert answer.header("Location") == "%s/api/1.2/bundles/%s/" % (
        site.relay.url, got["ID"])
    assert (got["Name"], got["Owner"], got["Project"], got["Public"]) == (
        "of git-pw", "ann", "Gearbox", "True")
    assert got["URL"] == site.relay.url + "/bundle/ann/of%20git-pw/"
    assert members(site, got["ID"]) == [three[2], three[0], three[1]]


def make_bundle(pw, name, patches):
    return int(values(pw("bundle", "create", name, *patches))["ID"])


def test_bundle_create_is_private_unless_asked(pw, site, three):
    number = make_bundle(pw, "private", three)
    assert row(site, "public", number, "bundle")[0] in (0, False)


def test_bundle_create_refused(pw, site, three):
    make_bundle(pw, "taken", three)
    other = site.add("patch", name="of another", project="other")
    for words, status in (
            (["taken", three[0]], 400), (["a/b", three[0]], 400),
            (["x" * 51, three[0]], 400), (["none", 99999], 400),
            (["mixed", three[0], other], 400)):
        done = pw("bundle", "create", *words)
        assert done.status == 1, words
        assert done.said[0][1].status == status, words
    assert site.one("SELECT count(*) FROM patchwork_bundle WHERE name IN"
                    " ('a/b', 'none', 'mixed')") == 0


def test_bundle_update(pw, site, three):
    number = make_bundle(pw, "updated", three[:1])
    done = pw("bundle", "update", "--name", "new name", "--public", "--patch",
              three[2], "--patch", three[1], number)
    assert done.lines == [api(
        "PATCH bundles/%d/ name=new+name&public=True&patches=%d&patches=%d"
        % (number, three[2], three[1]))]
    got = values(done)
    assert (got["Name"], got["Public"]) == ("new name", "True")
    assert members(site, number) == [three[2], three[1]]
    done = pw("bundle", "update", "--private", number)
    assert done.lines == [api("PATCH bundles/%d/ public=False" % number)]
    assert values(done)["Public"] == "False"
    assert members(site, number) == [three[2], three[1]]


def test_bundle_add_puts_new_ones_first(pw, site, three):
    number = make_bundle(pw, "added", three[:1])
    done = pw("bundle", "add", number, three[1], three[2])
    assert done.lines == [
        api("GET bundles/%d/" % number),
        api("PATCH bundles/%d/ patches=%d&patches=%d&patches=%d" % (
            number, three[1], three[2], three[0]))]
    assert [p[:len(str(three[0]))] for p in values(done)["Patches"]] == [
        str(p) for p in members(site, number)]
    assert members(site, number) == [three[1], three[2], three[0]]


def test_bundle_add_of_what_is_in_it(pw, site, three):
    number = make_bundle(pw, "twice", three)
    pw("bundle", "add", number, three[2]).good()
    assert members(site, number) == [three[2], three[0], three[1]]


def test_bundle_remove(pw, site, three):
    number = make_bundle(pw, "removed", three)
    done = pw("bundle", "remove", number, three[1])
    assert done.lines[1] == api("PATCH bundles/%d/ patches=%d&patches=%d" % (
        number, three[0], three[2]))
    assert members(site, number) == [three[0], three[2]]
    done = pw("bundle", "remove", number, three[0], three[2])
    assert done.status == 1 and "Bundles cannot be empty" in done.err
    assert members(site, number) == [three[0], three[2]]


def test_bundle_delete(pw, site, three):
    number = make_bundle(pw, "deleted", three)
    done = pw("bundle", "delete", number).good()
    assert done.lines == [api("DELETE bundles/%d/" % number)]
    answer = done.said[0][1]
    assert answer.status == 204 and answer.body == b""
    done = pw("bundle", "delete", number)
    assert done.status == 1 and "Resource not found" in done.err
    assert members(site, number) == []


def test_bundles_of_others_stay_as_they_are(make, pw, site, three):
    number = make_bundle(pw, "not bob's", three)
    bob = make(user="bob")
    for words, status in ((["update", "--name", "x", str(number)], 404),
                          (["delete", str(number)], 404)):
        done = bob.run("git-pw", "bundle", *words)
        assert done.status == 1 and done.said[-1][1].status == status
    pw("bundle", "update", "--public", number).good()
    done = bob.run("git-pw", "bundle", "remove", str(number), str(three[0]))
    assert done.said[-1][1].status == 403
    assert row(site, "name", number, "bundle") == ("not bob's",)
    assert members(site, number) == three


def test_bundles_change_from_1_2_on(make, three):
    client = make(version="1.1")
    done = client.run("git-pw", "bundle", "create", "old", str(three[0]))
    assert done.status == 1 and done.lines == []
    assert "only supported from API version 1.2" in done.err


def test_what_was_put_together_is_applied_in_its_order(make, site):
    client = make()
    oil, wind = site.patch("[1/2] gear: oil it"), site.patch(
        "[2/2] spring: wind it")
    client.run("git-pw", "bundle", "create", "backwards", str(wind),
               str(oil)).good()
    client.run("git-pw", "bundle", "apply", "backwards").good()
    assert client.subjects() == ["spring: wind it", "gear: oil it"]
