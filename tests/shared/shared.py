"""The shared material: where it is, and its files unpacked."""

import atexit
import lzma
import os
import shutil
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def root():
    return os.environ.get("THIMBLE_SHARED",
                          os.path.join(os.path.dirname(TOP), "shared"))


def folder(*names):
    """A folder of it. Without one the program ends, as skipped."""
    path = os.path.join(root(), *names)
    if not os.path.isdir(path):
        print("1..0 # SKIP no folder %s (THIMBLE_SHARED names it)" % path)
        sys.exit(0)
    return path


SCRATCH = []


def scratch():
    if not SCRATCH:
        SCRATCH.append(tempfile.mkdtemp(prefix="thimble-shared-"))
        atexit.register(shutil.rmtree, SCRATCH[0], ignore_errors=True)
    return SCRATCH[0]


def unpack(path):
    """PATH.xz unpacked into a file of our own; None if there is none."""
    if not os.path.exists(path + ".xz"):
        return None
    to = os.path.join(scratch(), os.path.basename(path))
    if not os.path.exists(to):
        with lzma.open(path + ".xz") as packed, open(to, "wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
    return to
