"""Writes made up at random: mostly of members that there are, with values
that fit or nearly, in every form a body can have."""

import json
import urllib.parse

# Path, methods, and its members with values that are good.
SETTINGS = [{}, {"send_email": True}, {"items_per_page": 5},
            {"items_per_page": -1, "show_ids": "on"}, 7]
PATCHES = [[1], [1, 3], [3, 1, 1], [2], [1, 4], [4], [], [99], ["1"], 1]
ROWS = [
    ("patches/@/", ("PATCH", "PUT"), {
        "state": ["new", "accepted", "Under Review", "3", "x"],
        "archived": [True, False, "no"], "delegate": [1, None, 2, ""],
        "commit_ref": ["abc", "", None], "pull_url": ["git://x/y z"],
        "related": PATCHES}),
    ("patches/@/checks/", ("POST",), {
        "state": ["success", "fail", 2, "warning"], "context": ["ci", "a b"],
        "target_url": ["https://x.org/", "", None, "x"],
        "description": ["d", "é", None], "user": [1, "", None, 2]}),
    ("patches/@/comments/@/", ("PATCH", "PUT"), {
        "addressed": [True, False, None, "y", ""]}),
    ("covers/@/comments/@/", ("PATCH", "PUT"), {
        "addressed": [True, False, None, "y", ""]}),
    ("projects/@/", ("PATCH", "PUT"), {
        "web_url": ["https://w/", ""], "scm_url": ["x y"],
        "list_archive_url_format": ["http://l/{}/", "", "{x}"],
        "commit_url_format": ["{}", "{"], "show_dependencies": [True, "f"]}),
    ("users/@/", ("PATCH", "PUT"), {
        "first_name": ["A", "é" * 151, ""], "last_name": ["B"],
        "settings": SETTINGS}),
    ("bundles/", ("POST",), {
        "name": ["a", "b", "c", "d", "a/b", " ", "x" * 51],
        "patches": PATCHES, "public": [True, "n"]}),
    ("bundles/@/", ("PATCH", "PUT", "DELETE"), {
        "name": ["a", "b", "c", "d"], "patches": PATCHES,
        "public": [True, False]}),
]
ODD = [None, "", "\0", "x" * 5000, 0, -1, 1.5, 1e300, 2 ** 63 - 1, True, [],
       [[]], {}, {"a": [1]}, "\u2028<>&'\"", "9" * 50, [1, "x", None]]
IDS = ["1", "1", "2", "3", "4", "9", "007", "99999999999999999999"]
BOUNDARY = "b"


def multipart(pairs):
    parts = "".join(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        % (BOUNDARY, name, value) for name, value in pairs)
    return (parts + "--%s--" % BOUNDARY).encode()


def pairs_of(body):
    """As a form sends it."""
    for name, value in body.items():
        if isinstance(value, dict):
            yield from ((name + "." + k, v) for k, v in value.items())
        elif isinstance(value, list):
            yield from ((name, v) for v in value)
        else:
            yield name, "" if value is None else value


def make_members(r, members):
    """All of them, as PUT wants, or some; now and then with odd ones."""
    names = [n for n in members if r.random() < r.choice([0.3, 0.6, 1])]
    body = {n: r.choice(members[n]) for n in names}
    if r.random() < 0.3:
        body[r.choice(list(members) + ["id", "zzz", ""])] = r.choice(ODD)
    return body


def break_it(r, body):
    at = r.randrange(len(body) + 1)
    return body[:at] + r.choice([b"", b"\0", b"\xff", b"[[[", b"\"", b"--"]) \
        + body[at + r.choice([0, 1, 10]):]


def make(r):
    """Method, what follows the version in the path, type, body."""
    path, methods, members = r.choice(ROWS)
    while "@" in path:
        path = path.replace("@", r.choice(IDS), 1)
    method = r.choice(methods)
    if method == "DELETE":
        return method, path, None, None
    body = make_members(r, members)
    kind, text = r.choice([
        ("application/json", json.dumps(body).encode()),
        ("application/json; charset=utf-8", json.dumps(body).encode()),
        ("application/x-www-form-urlencoded",
         urllib.parse.urlencode(list(pairs_of(body))).encode()),
        ("multipart/form-data; boundary=" + BOUNDARY,
         multipart(pairs_of(body)))])
    if r.random() < 0.1:
        text = break_it(r, text)
    if r.random() < 0.05:
        kind = r.choice(["text/plain", "application/json",
                         "application/x-www-form-urlencoded",
                         "multipart/form-data"])
    return method, path, kind, text
