"""One run of pytest inside a child, in memory and in a folder of its own that goes with it.

Left out are tests that cannot meet a changed module, because they ask other processes, and those
that ask a server for what SQLite answers as well.
"""

import os
from collections.abc import Sequence
from tempfile import TemporaryDirectory

import hypothesis
import pytest

SERVERS = {"browser", "kafka", "kafka_server", "page", "postgres_server", "postgres_url"}
# A plugin that the parent has imported already cannot be rewritten, and need not be.
REWRITTEN = "ignore::pytest.PytestAssertRewriteWarning"
QUIET = ("-W", REWRITTEN, "-q", "--no-header", "--tb=short", "-p", "no:cacheprovider")


def run(files: Sequence[str], *options: str, plugin: object) -> int:
    """What pytest answers: 0 when all passed."""
    with TemporaryDirectory(prefix="rinnalla-mutant-") as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = f"{folder}/hypothesis"
        hypothesis.settings.register_profile(
            "mutants",
            database=None,
            derandomize=True,
            phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        )
        hypothesis.settings.load_profile("mutants")
        options = (*QUIET, f"--basetemp={folder}/pytest", *options)
        return int(pytest.main([*options, *files], plugins=[_Fit(), plugin]))


class _Fit:
    """Drops what cannot meet a changed module."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not _asks_servers(item)]


def _asks_servers(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    values = getattr(getattr(item, "callspec", None), "params", {}).values()
    return (
        bool(fixtures & SERVERS)
        or "postgresql" in values
        or bool(item.get_closest_marker("faults"))
    )
