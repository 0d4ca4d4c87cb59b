"""What may be sent for a field or as a body: it is done, or refused with a
form that clients know, and then nothing was."""

import itertools
import json
import random
import urllib.parse

import pytest

from client import BOTH_ENGINES, Client, serve

ROWS = """
project linkname=linux; project id=9 linkname=hostile; user id=1 name=ann;
user id=2 name=bob; user id=3 name=hal; user id=4 name=hans maintainer=hostile;
patch id=1; patch id=9 project=hostile; patch-comment id=9 patch=9;
cover id=9 project=hostile; cover-comment id=9 cover=9
"""


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def server(request):
    yield from serve(request.param, ROWS)


# What may stand for a value: other types, empty, null, huge, deep, odd.
def deep(n):
    value = []
    for _ in range(n):
        value = [value]
    return value


VALUES = [
    None, "", " ", "x", "\0", "a\0b", "\u2028", "é" * 60, "x" * (1 << 20),
    "1", "0", "-1", "999", "9" * 400, "1.0", "1e5", "+1", "true", "False",
    "null", "new", "success", "https://x.org/", "javascript:x", "{}", "{x}",
    "%s", "'", "\"", "<b>", "../..", "a/b", "\ud7ff", "\U0001f389", True,
    False, 0, 1, 2, -1, 5, 999, 2147483647, 2147483648, 9223372036854775807,
    -9223372036854775808, 1.0, 1.5, -0.5, 1e300, -1e300, 1e-300, [], [[]],
    [1], [1, 1], ["1"], [None], [True], [1, "x"], [{}], [999],
    [1] * 300, ["x"] * 20000, list(range(1, 12000)), {}, {"id": 1},
    {"a": {"b": {}}}, {"send_email": 1}, deep(60),
]
TEXTS = [b"", b"+", b"x", b"%00", b"a%00b", b"%ff%fe", b"%ED%A0%80", b"1",
         b"-1", b"999", b"9" * 400, b"true", b"null", b"new", b"0", b"fail",
         b"%7Bx%7D", b"a/b", b"https%3A%2F%2Fx.org%2F", b"x" * (1 << 20),
         b"%", b"%zz", b"=", b"[1]", b"%7B%7D", b"1%2C2"]
PLACES = [
    ("PATCH", "/api/patches/9/", "hans"), ("PUT", "/api/patches/9/", "hans"),
    ("POST", "/api/patches/9/checks/", "hans"),
    ("PATCH", "/api/patches/9/comments/9/", "hans"),
    ("PUT", "/api/covers/9/comments/9/", "hans"),
    ("PATCH", "/api/projects/9/", "hans"), ("PUT", "/api/projects/9/", "hans"),
    ("PATCH", "/api/users/3/", "hal"), ("PUT", "/api/users/3/", "hal"),
    ("POST", "/api/bundles/", "hal"), ("PATCH", "BUNDLE", "hal"),
    ("PUT", "BUNDLE", "hal"),
]
# What makes a request one that would be done.
WHOLE = {
    "PUT patches": {"state": "new", "delegate": None},
    "POST checks": {"state": "success"},
    "PUT users": {"settings": {}},
    "POST bundles": {"name": "made", "patches": [9]},
    "PUT bundles": {"name": "hostile", "patches": [9]},
}


def place(server, method, path, user):
    """Client, path, the fields that OPTIONS offers, and a whole body."""
    c = Client(server, user)
    if path == "BUNDLE":
        # Every request may have left one.
        for b in c.get("/api/bundles/?owner=hal&per_page=250"):
            c.send("DELETE", "/api/bundles/%d/" % b["id"])
        _, made = c.send("POST", "/api/bundles/",
                         {"name": "hostile", "patches": [9]})
        path = "/api/bundles/%d/" % made["id"]
    _, options = c.send("OPTIONS", path)
    fields = options["actions"]["POST" if method == "POST" else "PUT"]
    names = [n for n, f in fields.items() if not f["read_only"]]
    family = [p for p in path.split("/") if p.isalpha()][-1]
    return c, path, names, WHOLE.get("%s %s" % (method, family), {})


def check_refusal(answer):
    """{"field": ["text"]}, nested once; or why the body could not be read."""
    assert isinstance(answer, dict) and answer
    for name, texts in answer.items():
        if isinstance(texts, dict):
            check_refusal(texts)
            continue
        if name == "detail" and isinstance(texts, str):
            continue
        assert texts and all(isinstance(t, str) and t for t in texts)
        assert all(len(t) < 1100 for t in texts)


def try_one(c, method, path, body, kind="application/json"):
    before = c.get(path) if method != "POST" else None
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    status, answer = c.send(method, path, body, kind)
    # 403: related to a patch of another project.
    assert status in (200, 201, 400, 403), (status, method, path, body[:200])
    if status >= 400:
        check_refusal(answer)
        assert before is None or c.get(path) == before
    elif status == 201:
        assert c.get(answer["url"].replace("http://pw.example.org", "")) \
            == answer
        if "bundles" in path:
            c.send("DELETE", path + "%d/" % answer["id"])
    else:
        assert c.get(path) == answer
    return status


@pytest.mark.parametrize("method, path, user", PLACES)
def test_any_value_of_any_field(server, method, path, user):
    c, path, names, whole = place(server, method, path, user)
    seen = set()
    for name in names:
        for value in VALUES:
            seen.add(try_one(c, method, path, {**whole, name: value}))
    assert {200, 400} <= seen or {201, 400} <= seen
    for name, value in itertools.product(
            ["settings"] if "settings" in names else [], VALUES):
        for inner in ("send_email", "items_per_page", "show_ids", "x"):
            try_one(c, method, path, {**whole, name: {inner: value}})


def pairs_of(whole):
    """As a form."""
    pairs = []
    for name, value in whole.items():
        if isinstance(value, dict):
            pairs.append((name + ".show_ids", "on"))
        elif isinstance(value, list):
            pairs += [(name, str(v)) for v in value]
        else:
            pairs.append((name, value or ""))
    return urllib.parse.urlencode(pairs).encode()


@pytest.mark.parametrize("method, path, user", PLACES)
def test_any_text_of_any_field_of_a_form(server, method, path, user):
    c, path, names, whole = place(server, method, path, user)
    names += ["settings.items_per_page", "settings.", "settings.x", "zzz", ""]
    form = "application/x-www-form-urlencoded"
    for name, text in itertools.product(names, TEXTS):
        rest = pairs_of({k: v for k, v in whole.items() if k != name})
        pair = name.encode() + b"=" + text
        try_one(c, method, path, b"&".join([rest, pair]), form)
        if len(text) < 100:
            try_one(c, method, path, b"&".join([rest, pair, pair, pair]), form)


MULTIPART = [
    b"--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n--x--",
    b"--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n"
    b"Content-Type: application/octet-stream\r\n\r\n%s\r\n--x--\r\n",
    b"junk\r\n--x\r\n%s\r\n\r\n%s\r\n--x--",
    b"--x\r\nContent-Disposition: form-data; name=%s\r\n\r\n%s\r\n--x",
    b"--x\n%s\n\n%s\n--x--", b"--x--%s%s", b"%s%s",
]


@pytest.mark.parametrize("method, path, user", PLACES[1:3])
def test_any_multipart_form(server, method, path, user):
    c, path, names, _ = place(server, method, path, user)
    for name, text, form in itertools.product(names, [
            b"", b"1\0", b"\xff--x", b"x" * 70000], MULTIPART):
        for boundary in (b"x", b"\"x\"", b"y", b"x" * 300):
            kind = b"multipart/form-data; boundary=" + boundary
            try_one(c, method, path, form % (name.encode(), text),
                    kind.decode())


def test_any_bytes_as_json(server):
    """Good bodies with bytes changed, left out and put in."""
    c, path, _, whole = place(server, "PUT", "/api/patches/9/", "hans")
    good = json.dumps(dict(
        whole, commit_ref="a\u2028\"\\b", related=[9, "9", 1.5], archived=True,
        x={"y": [[], {}, None, -1e5]})).encode()
    r = random.Random(1)
    seen = set()
    for _ in range(500):
        bad = bytearray(good)
        for _ in range(r.choice([1, 1, 1, 2, 5])):
            at = r.randrange(len(bad))
            change = r.randrange(3)
            if change == 0:
                bad[at] = r.randrange(256)
            elif change == 1:
                del bad[at:at + r.choice([1, 2, 8])]
            else:
                bad[at:at] = r.choice([b"[", b"{", b"\"", b"\\u0000", b"\\ud8",
                                       b",", b"\0", b"\xff", b"1e999", b":"])
        if bad:
            seen.add(try_one(c, "PUT", path, bytes(bad)))
    assert {200, 400} <= seen


@pytest.mark.parametrize("body", [
    b"[" * 2000000, b"{\"a\":" * 400000, b"[" * 101 + b"]" * 101,
    b"\"" + b"[" * 1000000 + b"\"", b"{" + b"\"a\":1," * 300000 + b"\"b\":1}",
    b"[" + b"1," * 1000000 + b"1]", b"9" * 1000000, b" " * 2000000,
    b"\"\\u0000\"", b"{\"\\u0000\": 1}", b"\xef\xbb\xbf{}", b"nul", b"null"])
def test_huge_and_deep_bodies(server, body):
    c = Client(server, "hans")
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        status, _ = c.send("PATCH", "/api/patches/9/", body, kind)
        assert status in (200, 400)
    assert c.send("PATCH", "/api/patches/9/", body, "text/plain")[0] == 415


def test_a_form_has_at_most_1000_fields(server):
    c = Client(server, "hans")
    form = "application/x-www-form-urlencoded"
    for n, want in ((1000, 200), (1001, 400)):
        body = b"&".join([b"x=1"] * n)
        assert c.send("PATCH", "/api/patches/9/", body, form)[0] == want


def test_fields_that_options_does_not_offer_are_not_written(server):
    for method, path, user in PLACES:
        c, path, names, whole = place(server, method, path, user)
        if method == "POST":
            continue
        before = c.get(path)
        others = {n: "odd" for n in before if n not in names}
        status, after = c.send(method, path, {**whole, **others})
        assert status == 200
        for name in others:
            assert after[name] == before[name], (path, name)
