"""Servers for the tests by raw sockets."""

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import pytest               # noqa: E402

from raw import Echo        # noqa: E402


@pytest.fixture(scope="module")
def server():
    s = Echo()
    yield s
    assert s.is_up()
    assert s.stop() == 0


@pytest.fixture
def start():
    """Servers of one test, with options."""
    started = []

    def run(*options, **more):
        started.append(Echo(*options, **more))
        return started[-1]

    yield run
    for s in started:
        if s.is_up():
            s.kill()
