"""The seeded site, on either engine."""

import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../http")]

import pytest                                   # noqa: E402

from engines import ENGINES                     # noqa: E402
from raw import THIMBLE                         # noqa: E402
from seed import Site                           # noqa: E402

PG = [] if os.environ.get("THIMBLE_TEST_PG") else [pytest.mark.skip(
    reason="THIMBLE_TEST_PG is not set: run below tests/with-pg")]


@pytest.fixture(scope="session", params=["sqlite", pytest.param(
    "pg", marks=PG)])
def site(request):
    engine = ENGINES[request.param](THIMBLE)
    home = tempfile.mkdtemp(prefix="thimble-clients-")
    s = Site(engine, home)
    yield s
    s.close()
    engine.close()
    shutil.rmtree(home)


@pytest.fixture
def relay(site):
    """Where clients are sent; all that they said is looked at in the end."""
    yield site.relay
    site.relay.take()
