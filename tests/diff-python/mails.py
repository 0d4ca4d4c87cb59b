"""Mails to compare: read from mbox files and folders, and mutated."""

import os
import random
import re

ENVELOPE = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\n]*\d\d:\d\d[^\n]*\n")

# Longer bodies only cost time: what is broken is broken near the beginning.
LONGEST = 24 * 1024

# What mutations put in: the material of headers and of MIME.
BITS = [
    b"=?utf-8?q?", b"=?iso-8859-1?b?", b"=?nosuch?q?=E9?=", b"?=", b"=?",
    b"=C3=A9", b"=?utf-8?q?a?=", b"=?utf-8?b?w6k=?=", b"=?us-ascii?q?x?=",
    b"\xc3\xa9", b"\xe9", b"\xff\xfe", b"\0", b"\r", b"\r\n", b"\n", b"\n\n",
    b" ", b"\t", b"\n ", b":", b";", b",", b'"', b"\\", b"<", b">", b"(", b")",
    b"@", b"--", b"=", b"_", b"\x0b", b"\x1c", b"\xc2\xa0", b"\xe2\x80\xa8",
    b"\nFrom a@b Thu Jan  1 00:00:00 1970\n", b"\n: x\n", b"\n folded\n",
    b"\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n",
    b"\nContent-Type: multipart/digest; boundary=\"b \"\n\n--b\n\n",
    b"\nContent-Type: message/rfc822\n\n",
    b"\nContent-Type: message/delivery-status\n\n", b"\n--b\n", b"\n--b--\n",
    b"\nContent-Type: text/plain; charset=utf-8\n",
    b"\nContent-Type: text/plain; charset*0*=us-ascii''ut; charset*1=f-8\n",
    b"\nContent-Type: text/x-patch; charset=\"gb2312\"\n",
    b"\nContent-Type: text/plain; charset=iso-2022-jp\n",
    b"\nContent-Type: text/plain; charset=hex\n", b"; charset=koi8-r",
    b"\nContent-Transfer-Encoding: base64\n",
    b"\nContent-Transfer-Encoding: quoted-printable \n",
    b"\nContent-Transfer-Encoding: x-uuencode\n", b"\nbegin 644 f\n", b"\nend\n",
    b"\nDate: Sun, 11 Sep 2016 23:22:03 +0100\n", b"\nDate: 11-Sep-16 1:2 EST\n",
    b"\nFrom: A <a@b.org>\n", b"\nTo: a at b.org (A), \"B, C\" <b@c.org>\n",
    b"\nMessage-Id: <a@b>\n", b"\nReferences: <a> <b>\n\t<c>\n",
    b"\nIn-Reply-To: <a@b> (x)\n", b"\nList-Id: x <a.b>\n",
    b"\nSubject: =?utf-8?q?a?=\n =?utf-8?q?b?=\n",
]


def read_mbox(path):
    with open(path, "rb") as f:
        data = f.read()
    return [m for m in ENVELOPE.split(data)[1:] if m]


def read_folder(path):
    mails = []
    for name in sorted(os.listdir(path)):
        with open(os.path.join(path, name), "rb") as f:
            mails.append(f.read())
    return mails


def head_length(mail):
    """Bytes up to the first empty line."""
    at = mail.find(b"\n\n")
    return len(mail) if at < 0 else at


def place(rng, mail):
    """An offset, mostly in a header block or where a part begins."""
    if rng.random() < 0.6:
        return rng.randrange(head_length(mail) + 2)
    if rng.random() < 0.5:
        at = mail.find(b"\n--", rng.randrange(len(mail) + 1))
        if at >= 0:
            return min(len(mail), at + rng.randrange(80))
    return rng.randrange(len(mail) + 1)


def change_byte(rng, mail, others):
    at = place(rng, mail)
    return mail[:at] + bytes([rng.randrange(256)]) + mail[at + 1:]


def put_bit(rng, mail, others):
    at = place(rng, mail)
    return mail[:at] + rng.choice(BITS) + mail[at:]


def drop_bytes(rng, mail, others):
    at = place(rng, mail)
    return mail[:at] + mail[at + rng.randrange(1, 12):]


def drop_line(rng, mail, others):
    at = place(rng, mail)
    end = mail.find(b"\n", at)
    return mail[:at] + mail[end + 1:] if end >= 0 else mail[:at]


def repeat_line(rng, mail, others):
    start = mail.rfind(b"\n", 0, place(rng, mail)) + 1
    end = mail.find(b"\n", start) + 1
    line = mail[start:end]
    at = mail.rfind(b"\n", 0, place(rng, mail)) + 1
    return mail[:at] + line + mail[at:]


def cut(rng, mail, others):
    return mail[:place(rng, mail)]


def splice(rng, mail, others):
    other = rng.choice(others)[:LONGEST]
    return mail[:place(rng, mail)] + other[place(rng, other):]


MUTATIONS = [change_byte] * 4 + [put_bit] * 8 + [
    drop_bytes, drop_line, repeat_line, repeat_line, splice, cut]


def make(mails, number, seed):
    """Mail number of a run: the same for the same mails and seed."""
    # Every other one is taken as it is, once.
    if number % 2 == 0 and number // 2 < len(mails):
        return mails[number // 2][:LONGEST]
    rng = random.Random(f"{seed}/{number}")
    mail = mails[number % len(mails)][:LONGEST]
    for _ in range(rng.randrange(1, 8)):
        mail = rng.choice(MUTATIONS)(rng, mail, mails)[:LONGEST]
    return mail
