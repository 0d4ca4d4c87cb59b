"""What the parser should make of a mail, by Python's email package.

The policy is compat32, which Patchwork uses. Where Thimble differs on purpose
there is a rule, and what it must make of the mail then is computed here from
the rule. So every answer is checked, and the rules that had a part in it are
named. RULES lists them: rows of section 27 of the specification of intake, and
differences in what that section takes for granted ("base").
"""

import calendar
import codecs
import datetime
import email
import email.feedparser
import email.header
import email.utils
import re

RULES = {
    "27.6": "raw 8-bit headers are UTF-8, else windows-1252; words beside them"
            " are decoded",
    "27.7": "each encoded word is decoded by itself, as far as it can be",
    "27.8": "a part whose charset does not fit is read as if it had none",
    "27.9": "codecs that are no charsets are unknown; names of charsets and"
            " transfer encodings are trimmed",
    "27.25": "an address needs no more than one @ between two texts",
    "27.26": "lists of addresses are read as mailers write them, never failing",
    "base lines": "header values have lines ended by LF alone: Python also"
                  " takes VT, FF, FS and others for line ends",
    "base report": "the blocks of a delivery report are fields, not text",
    "base base64": "text that is no base64 keeps its line breaks",
    "base uu": "uuencoded text with bad lines is decoded as far as it can be;"
               " Python fails",
    "base 2231": "pieces of parameters without or with equal numbers are in"
                 " order; Python fails or sorts them by their text",
    "base from": "an mbox line that ends a header block is followed by an empty"
                 " line in the text",
    "base digits": "numbers in a date are ASCII digits; Python's int() knows"
                   " more",
    "base limits": "past a bound of base/limits.h the rest is left out",
    "base hz": "the C library has no such charset: as if undeclared",
    "base codec": "the C library's charset differs in some characters (see"
                  " tests/diff-python/charsets)",
}

# Codecs that are no charsets (27.9), or which the C library lacks.
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape",
               "undefined", "mbcs", "oem"}
NOT_THERE = {"hz", "cp720", "cp1006", "mac_arabic", "mac_croatian",
             "mac_farsi", "mac_greek", "mac_iceland", "mac_romanian",
             "mac_turkish", "palmos", "iso2022_jp_1"}

# Where the C library differs in some characters; charsets says in which.
OTHERWISE = {
    "big5", "big5hkscs", "cp1026", "cp1255", "cp1258", "cp273", "cp424",
    "cp856", "cp875", "cp932", "cp950", "euc_jis_2004", "euc_jisx0213",
    "euc_kr", "gb18030", "gbk", "iso2022_jp", "iso2022_jp_2",
    "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr",
    "johab", "mac_cyrillic", "mac_roman", "shift_jis", "shift_jis_2004",
    "shift_jisx0213", "tis_620", "utf_7"}

WORD = re.compile(r"=\?([^?]*)\?([qQbB])\?(.*?)\?=", re.S)
ID = re.compile(r"<[^>]+>")
SEAM = re.compile(r"[\s\x1c-\x1f()\\]")


def squeeze(text):
    return " ".join(text.replace("\0", "").split())


def guess(data):
    for charset in ("utf-8", "windows-1252"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            pass
    return data.decode("iso-8859-1")


def codec(name):
    """The codec of a charset that Thimble should know, or None."""
    # Python fails at NUL and other characters, where we see one blank.
    name = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    if not info._is_text_encoding:
        return None
    plain = info.name.replace("-", "_")
    return None if plain in NO_CHARSETS | NOT_THERE else info


def is_otherwise(name):
    info = name and codec(name)
    return info and info.name.replace("-", "_") in OTHERWISE


# --- Header values ---------------------------------------------------------

def decode_word(charset, data):
    """The text of a word, or None."""
    if charset == "unknown-8bit":
        return guess(data)
    info = codec(charset)
    if info is None:
        return None
    try:
        return data.decode(info.name)
    except (UnicodeError, ValueError):
        return None


def replaced(data):
    return "".join(chr(c) if c < 0x80 else "\ufffd" for c in data)


def decode_q(text):
    out = bytearray()
    at = 0
    data = text.encode()
    while at < len(data):
        pair = data[at + 1:at + 3]
        if data[at:at + 1] == b"=" and re.fullmatch(rb"[0-9a-fA-F]{2}", pair):
            out.append(int(pair, 16))
            at += 3
        else:
            out += b" " if data[at:at + 1] == b"_" else data[at:at + 1]
            at += 1
    return bytes(out)


def decode_b64(text):
    """Lenient: foreign characters skipped, padding optional; or None."""
    import binascii
    import string
    good = (string.ascii_letters + string.digits + "+/").encode()
    quad, pads, out = [], 0, b""
    for c in text.encode():
        if c in good:
            pads = 0
            quad.append(c)
            if len(quad) == 4:
                out += binascii.a2b_base64(bytes(quad))
                quad = []
        elif c == 0x3D and len(quad) >= 2:
            pads += 1
            if len(quad) + pads >= 4:
                break
    if len(quad) == 1:
        return None
    if quad:
        out += binascii.a2b_base64(bytes(quad) + b"=" * (4 - len(quad)))
    return out


def runs_of(text):
    """Stretches (charset or None, bytes or text, first of its line)."""
    runs = []
    for line in text.split("\n"):
        line = line.lstrip() if line.strip() else ""
        at = 0
        for m in WORD.finditer(line):
            if m.start() > at:
                runs.append((None, line[at:m.start()], at == 0))
            charset = m[1].lower().split("*")[0]
            if not m[3].isascii():
                charset = "utf-8"
            data = decode_q(m[3]) if m[2] in "qQ" else decode_b64(m[3])
            if data is None:
                runs.append((None, m[0], m.start() == 0))
            else:
                if (len(runs) > 1 and runs[-1][0] is None and
                        runs[-2][0] is not None and not runs[-1][1].strip()):
                    runs.pop()
                runs.append((charset, data, m.start() == 0))
            at = m.end()
        if at < len(line):
            runs.append((None, line[at:], at == 0))
    return runs


def decode_runs(runs):
    """Words of one charset side by side: together, else one by one."""
    out = []
    at = 0
    while at < len(runs):
        charset, data, first = runs[at]
        end = at + 1
        if charset is None:
            out.append(("text", data, first))
        else:
            while end < len(runs) and runs[end][0] == charset:
                end += 1
            datas = [r[1] for r in runs[at:end]]
            text = decode_word(charset, b"".join(datas))
            if text is None:
                words = [decode_word(charset, d) for d in datas]
                text = "".join(replaced(d) if w is None else w
                               for w, d in zip(words, datas))
            kind = "ascii" if charset in ("us-ascii", "ascii") else "word"
            out.append((kind, text, first))
        at = end
    return out


def clean_by_rules(text):
    """A value with its words, as the rules have it."""
    if "=?" not in text:
        return squeeze(text)
    out = ""
    last, seam = "text", False
    for kind, text, first in decode_runs(runs_of(text)):
        if last == "word":
            blank = kind != "word" and not SEAM.match(text[:1])
        elif kind == "word":
            blank = not seam
        else:
            blank = first or "ascii" in (last, kind)
        out += " " + text if blank else text
        last, seam = kind, bool(SEAM.match(text[-1:]))
    return squeeze(out)


def clean(value, rules):
    """The clean text of a raw value (with surrogates for 8-bit bytes)."""
    raw = value.encode("ascii", "surrogateescape")
    if not raw.isascii():
        rules.add("27.6")
        return clean_by_rules(guess(raw))
    if "=?" not in value:
        return squeeze(value)
    try:
        text = str(email.header.make_header(email.header.decode_header(value)))
        text.encode()
    except Exception:
        # Whatever a codec or the package throws at hostile words.
        rules.add("27.7")
        return clean_by_rules(value)
    wanted = clean_by_rules(value)
    if squeeze(text) != wanted:
        if re.search("[\v\f\x1c-\x1e]", value):
            rules.add("base lines")
            return wanted
        if "?unknown-8bit?" in value.lower():
            rules.add("27.6")
            return wanted
        if any(decode_word(r[0], r[1]) is None for r in runs_of(value)
               if r[0] is not None):
            rules.add("27.7")
            return wanted
    return squeeze(text)


# --- Parts -----------------------------------------------------------------

class Input(email.feedparser.BufferedSubFile):
    last = None

    def readline(self):
        self.last = super().readline()
        return self.last


class Parser(email.feedparser.FeedParser):
    """Python's, which takes an mbox line that ends a header block for the
    first of the text, but has read the empty line behind it already."""

    def __init__(self, rules):
        super().__init__()
        self._input = Input()
        self.rules = rules

    def _parse_headers(self, lines):
        if (len(lines) > 1 and lines[-1].startswith("From ") and
                self._input.last == "\n"):
            self.rules.add("base from")
            self._input.unreadline("\n")
        super()._parse_headers(lines)


def parse(mail, rules):
    parser = Parser(rules)
    parser.feed(mail.decode("ascii", "surrogateescape"))
    return parser.close()


def parts_of(message, nested, rules):
    """(subtype, nested, text) of the text parts, depth first."""
    if message.get_content_type() == "message/delivery-status":
        if any(p.get_content_maintype() == "text" and
               p.get_payload(decode=True) for p in message.walk()):
            rules.add("base report")
        return
    if message.get_content_maintype() == "text":
        subtype = re.sub(r"[^ -~]", "?", message.get_content_subtype())
        text, slack = text_of(message, rules)
        yield [subtype, nested, text.replace("\0", "")], slack
        return
    if not message.is_multipart():
        return
    deeper = message.get_content_maintype() == "message"
    for part in message.get_payload():
        yield from parts_of(part, nested + deeper, rules)


def uu(raw):
    """Leniently, or None; short lines lost their blanks."""
    lines = raw.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    while lines and not re.match(rb"begin [0-7]+ ", lines[0]):
        lines.pop(0)
    out = b""
    for line in lines[1:]:
        if line.strip(b" \t\n\r\v\f") == b"end":
            return out
        if not line:
            continue
        length = (line[0] - 32) & 63
        values = [(c - 32) & 63 for c in line[1:]] + [0] * 88
        bits = 0
        for v in values[:88]:
            bits = bits << 6 | v
        out += bits.to_bytes(66, "big")[:length]
    return None


def bytes_of(part, rules):
    written = str(part.get("content-transfer-encoding", "")).lower()
    raw = next((value for name, value in part._headers
                if name.lower() == "content-transfer-encoding"), "")
    if not raw.isascii():
        # What is not ASCII may be blank, to be trimmed.
        rules.add("27.6")
        written = guess(raw.encode("utf-8", "surrogateescape")).lower()
    trimmed = written.split(";")[0].strip()
    if written != trimmed:
        rules.add("27.9")
        del part["content-transfer-encoding"]
        part["content-transfer-encoding"] = trimmed
    # get_payload() would decode the charset.
    raw = part._payload.encode("ascii", "surrogateescape")
    if trimmed in ("x-uuencode", "uuencode", "uue", "x-uue"):
        data = uu(raw)
        if data is not None and len(data) > len(raw):
            data = None
        try:
            python = part.get_payload(decode=True)
        except Exception:
            python = None
        if python == (raw if data is None else data):
            return python
        rules.add("base uu")
        return raw if data is None else data
    data = part.get_payload(decode=True)
    if trimmed == "base64" and data == b"".join(raw.splitlines()):
        if decode_b64(raw.decode("latin-1")) is None:
            rules.add("base base64")
            return raw
    return data


def text_of(part, rules):
    """The text, and a rule that allows for another."""
    data = bytes_of(part, rules)
    try:
        name = part.get_content_charset()
    except (TypeError, ValueError):
        return guess(data), "base 2231"
    if name is None:
        return guess(data), None
    info = codec(name)
    if info is None:
        try:
            known = codecs.lookup(name).name.replace("-", "_")
            rules.add("base hz" if known in NOT_THERE else "27.9")
        except (LookupError, ValueError, UnicodeError):
            pass
        return guess(data), None
    slack = "base codec" if is_otherwise(name) else None
    try:
        text = data.decode(info.name)
        text.encode()
        return text, slack
    except UnicodeError:
        rules.add("27.8")
        return guess(data), slack


# --- Fields ----------------------------------------------------------------

def first(headers, name):
    for n, value in headers:
        if n.lower() == name:
            return value
    return None


def every(headers, name):
    return [value for n, value in headers if n.lower() == name]


def id_of(headers):
    value = first(headers, "message-id")
    if not value:
        return None
    m = ID.search(value)
    return (m[0] if m else value)[:255]


def references_of(headers):
    ids = []
    for value in every(headers, "in-reply-to"):
        m = ID.search(value)
        if value:
            ids.append(m[0] if m else value)
    for value in every(headers, "references"):
        ids += reversed(ID.findall(value))
    return list(dict.fromkeys(ids))[:1000]


def lists_of(headers):
    ids = []
    for name in ("list-id", "x-mailing-list", "x-list"):
        value = first(headers, name)
        if not value:
            continue
        m = re.match(r".*<([^>]+)>", value, re.S)
        if m:
            ids.append(m[1])
        elif " " not in value:
            ids.append(value)
    return ids


def date_of(headers, rules):
    value = first(headers, "date")
    if not value:
        return None
    if re.search(r"\d_\d", value) or not value.isascii():
        rules.add("base digits")
        value = re.sub(r"(?<=\d)_(?=\d)|[^\x00-\x7f]", "x", value)
    try:
        fields = email.utils.parsedate_tz(value)
        if fields is None:
            return None
        seconds = calendar.timegm(fields[:6] + (0, 1, 0)) - (fields[9] or 0)
        moment = (datetime.datetime(1970, 1, 1) +
                  datetime.timedelta(seconds=seconds))
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return seconds if moment.year >= 1 else None


FORMS = [re.compile(r'"?(?P<n>.*?)"?\s*<(?P<e>[^>]+)>', re.S),
         re.compile(r'(?P<l>.*?)\sat\s(?P<d>[^(]*?)\s*\((?P<n>[^()]+)\)', re.S),
         re.compile(r'"?(?P<e>[^(]*?)"?\s*\((?P<n>[^()]+)\)', re.S),
         re.compile(r"(?P<e>.*)", re.S)]
ATOM = r"(?:[^\W]|[-!#$%&\"*+/=?^`{|}~])+"
ADDRESS = re.compile(
    rf"{ATOM}(?:\.{ATOM})*@[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?)+")


def valid(address):
    """27.25: one @ with text around it."""
    return (address.count("@") == 1 and not address.startswith("@") and
            not address.endswith("@") and
            not re.search(r"[\s\x00-\x1f\x7f<>]", address))


def from_of(headers, ours, rules):
    value = first(headers, "from")
    if not value:
        return None
    for form in FORMS:
        m = form.match(value)
        if not m:
            continue
        groups = m.groupdict()
        address = groups.get("e") or "{l}@{d}".format_map(
            {"l": "", "d": "", **groups})
        name = groups.get("n")
        address = address.strip()[:255]
        if ADDRESS.fullmatch(address):
            return [None if name is None else name.strip()[:255], address]
        break
    # Patchwork refuses it. What we make of it must at least be an address
    # that stands there.
    if ours is not None and valid(ours[1]) and (
            ours[1] in value or ours[1].replace("@", " at ") in value or
            re.search(r"\sat\s", value)):
        rules.add("27.25" if ADDRESS.fullmatch(ours[1]) is None else "27.26")
        return ours
    # ... and to find none, there must be none in plain sight.
    if ours is None and not any(
            valid(word.strip("<>()[]\",;:")) for word in value.split(" ")):
        return None
    return "an address"


PHRASE = r"[\w!#$%&'*+\-/=?^`{|}~]+(?: [\w!#$%&'*+\-/=?^`{|}~.]+)*"
QUOTED = r"\"(?:[^\"\\]|\\.)*\""
SPEC = r"[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*@[\w.-]+"
MAILBOX = rf"(?:(?:{PHRASE}|{QUOTED}) <{SPEC}>|<{SPEC}>|{SPEC})"
STRICT = re.compile(rf"{MAILBOX}(?:, {MAILBOX})*", re.A)


def others_of(headers, ours, rules):
    """The addresses of To and Cc, where they are as RFC 5322 wants them."""
    out = []
    for name in ("to", "cc"):
        for value in every(headers, name):
            if not value:
                continue
            if not STRICT.fullmatch(value):
                rules.add("27.26")
                return ours
            out += [[n, a] for n, a in email.utils.getaddresses([value])]
    return [[n.strip()[:255], a[:255]] for n, a in out]


def without_quotes(pair):
    """A name as getaddresses gives it. Of a quoted blank at its end only the
    backslash is left: ours is trimmed as it is written."""
    name, address = pair
    return [re.sub(r"\\(.|\Z)", r"\1", name or "", flags=re.S), address]


# --- All of it -------------------------------------------------------------

def expect(mail, ours):
    """(what, expected, ours) for all that differs, and the rules used."""
    rules = set()
    mail = mail.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        message = parse(mail, rules)
    except TypeError:
        return [], {"base 2231"}
    raw = list(message.raw_items())
    headers = [[n, clean(v, rules)] for n, v in raw]
    wrong = []

    def check(what, expected, got):
        if expected != got:
            wrong.append((what, expected, got))

    for pair, got, (_, value) in zip(headers, ours["headers"], raw):
        if pair != got and any(is_otherwise(m[1])
                               for m in WORD.finditer(value)):
            rules.add("base codec")
            pair[1] = got[1]
    check("headers", headers, ours["headers"])
    check("id", id_of(headers), ours["id"])
    check("references", references_of(headers), ours["references"])
    check("lists", lists_of(headers), ours["lists"])
    check("date", date_of(headers, rules), ours["date"])
    check("from", from_of(headers, ours["from"], rules), ours["from"])
    others = [without_quotes(p) for p in ours["others"]]
    check("others", others_of(headers, others, rules), others)
    if ours["truncated"]:
        rules.add("base limits")
        return wrong, rules
    if any(n.lower() == "content-type" and not v.isascii()
           for part in message.walk() for n, v in part.raw_items()):
        # What is not ASCII may be blank, to be trimmed.
        rules.add("27.6")
        return wrong, rules
    parts = []
    for part, slack in parts_of(message, 0, rules):
        got = ours["parts"][len(parts):len(parts) + 1]
        if slack and [part] != got and got and got[0][:2] == part[:2]:
            rules.add(slack)
            part = got[0]
        parts.append(part)
    check("parts", parts, ours["parts"])
    return wrong, rules
