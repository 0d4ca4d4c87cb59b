"""Archives to measure with, and what Python's email package makes of them."""

import email
import email.header
import glob
import lzma
import os
import re
import subprocess
import time

from measure import TOP, program

PYTHON_MAILS = 1500


def archives(most=None):
    """Paths of unpacked archives of THIMBLE_SHARED, the smallest first;
    without, the sample's."""
    found = []
    packed = glob.glob(os.path.join(
        os.environ["THIMBLE_SHARED"], "corpora", "lists", "*.xz"))
    for path in sorted(packed, key=os.path.getsize)[:most]:
        name = os.path.abspath(os.path.basename(path)[:-3])
        with lzma.open(path) as source, open(name, "wb") as out:
            out.write(source.read())
        found.append(name)
    return found or [os.path.join(TOP, "sample", "kettle.mbox")]


def parse(paths):
    """What bench/parse.c says: numbers, and seconds."""
    out = subprocess.run([program("parse"), *paths], stdout=subprocess.PIPE,
                         text=True, check=True).stdout
    return {k: float(v) for k, v in (line.split()
                                     for line in out.splitlines())}


def clean(value):
    try:
        return str(email.header.make_header(email.header.decode_header(value)))
    except (UnicodeError, LookupError, ValueError):
        return ""


def read(data):
    message = email.message_from_bytes(data)
    headers = [clean(value) for _, value in message.items()]
    texts = []
    for part in message.walk():
        if part.get_content_maintype() == "text":
            data = part.get_payload(decode=True)
            try:
                texts.append(data.decode(part.get_content_charset("utf-8")))
            except (UnicodeError, LookupError):
                pass
    return headers, texts


def sample(paths):
    """Mails from every part of the archives."""
    mails = []
    for path in paths:
        with open(path, "rb") as f:
            mails += re.split(rb"(?:\A|(?<=\n)\n)From \S+ .*\d\d:\d\d.*\n",
                              f.read())[1:]
    return mails[::max(1, len(mails) // PYTHON_MAILS)]


def python(paths):
    """Seconds a mail."""
    mails = sample(paths)
    start = time.process_time()
    for mail in mails:
        read(mail)
    return (time.process_time() - start) / len(mails)
