"""The whole platform on PostgreSQL, each service under a role of its own with row-level security.

`RINNALLA_TEST_PLATFORM=postgresql` lets every test that opens the platform by its fixture use it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from services.demo import region
from tests.answers import WatchedPlatform
from tests.apart import prepared
from tests.databases import OnServer, migrated
from tests.platform import BASE


@contextmanager
def secured_platform(folder: Path, databases: OnServer) -> Iterator[WatchedPlatform]:
    """Open, with the demo's directory and people written, and nobody's case yet."""
    with databases.opened() as new:
        address_of: Callable[[str], str] = cache(
            lambda name: prepared(name, new(migrated(name)), partitions=1)
        )
        opened = WatchedPlatform(folder, BASE, sync="OFF", address_of=address_of)
        try:
            opened.open()
            region.fill_directory(opened)
            yield opened
        finally:
            opened.close()
