"""Whether an answer is the one that was expected: `...` stands for anything.

In JSON it is a member that lets others follow, an element that lets others
follow, or any value; in text, any characters. Keys come in the order given.
"""

import json
import re

MORE = "\ue000more"       # no text of ours has a private character


def quote_dots(text):
    """JSON with bare `...` to JSON with a string in its place."""
    out, stack, i = [], [], 0
    expects_key = False
    while i < len(text):
        c = text[i]
        if c == '"':
            end = i + 1
            while text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            out.append(text[i:end + 1])
            i = end + 1
            continue
        if text.startswith("...", i):
            out.append('"%s"' % MORE)
            if stack and stack[-1] == "{" and expects_key:
                out.append(":0")
            i += 3
            continue
        if c in "{[":
            stack.append(c)
            expects_key = c == "{"
        elif c in "}]":
            stack.pop()
        elif c == ",":
            expects_key = bool(stack) and stack[-1] == "{"
        elif c == ":":
            expects_key = False
        out.append(c)
        i += 1
    return "".join(out)


def text_pattern(text):
    parts = [re.escape(p) for p in text.split("...")]
    return re.compile("(?s:" + ".*".join(parts) + r")\Z")


def text_fits(want, got):
    if "..." not in want:
        return want == got
    return text_pattern(want).match(got) is not None


def object_differs(want, got, where):
    if not isinstance(got, dict):
        return "%s: an object was expected, not %r" % (where, got)
    more = MORE in want
    names = [k for k in want if k != MORE]
    for name in names:
        if name not in got:
            return "%s: no member %s" % (where, name)
        fault = differs(want[name], got[name], "%s.%s" % (where, name))
        if fault:
            return fault
    others = [k for k in got if k not in want]
    if others and not more:
        return "%s: also has %s" % (where, ", ".join(others))
    if [k for k in got if k in want] != names:
        return "%s: members are in the order %s" % (where, ", ".join(got))
    return None


def array_differs(want, got, where):
    if not isinstance(got, list):
        return "%s: an array was expected, not %r" % (where, got)
    more = bool(want) and want[-1] == MORE
    if more:
        want = want[:-1]
    if len(got) < len(want) or (len(got) > len(want) and not more):
        return "%s: has %d elements, not %d" % (where, len(got), len(want))
    for i, (w, g) in enumerate(zip(want, got)):
        fault = differs(w, g, "%s[%d]" % (where, i))
        if fault:
            return fault
    return None


def differs(want, got, where="body"):
    """None, or where two values differ."""
    if want == MORE:
        return None
    if isinstance(want, dict):
        return object_differs(want, got, where)
    if isinstance(want, list):
        return array_differs(want, got, where)
    if isinstance(want, str) and isinstance(got, str):
        same = text_fits(want, got)
    else:
        same = type(want) is type(got) and want == got
    return None if same else "%s: is %r, not %r" % (where, got, want)


def body_differs(want, body):
    """want: JSON with ..., or text."""
    if want[:1] in ("{", "["):
        try:
            value = json.loads(quote_dots(want))
        except (ValueError, IndexError) as e:
            return "the expectation is no JSON: %s" % e
        try:
            got = json.loads(body)
        except ValueError:
            return "the body is no JSON: %.300s" % body
        return differs(value, got)
    if text_fits(want, body):
        return None
    return "the body is: %.1000s" % body
