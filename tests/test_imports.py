"""The contracts of the layout fail on an import of each kind that they forbid.

The tree is copied, every forbidden import is planted in the copy, and import-linter must name
each. That the tree itself keeps the contracts, `make lint` says.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tree import ROOT

PLANTED = {  # where, what, and how the report names it
    "shared looks up": (
        "shared/kernel/clock.py",
        "import shared.web.api",
        "shared.kernel.clock -> shared.web.api",
    ),
    "a store looks at its consumer": (
        "shared/store/history.py",
        "import shared.consumer.consumer",
        "shared.store.history -> shared.consumer.consumer",
    ),
    "shared knows a service": (
        "shared/kernel/locks.py",
        "import services.casework.cases.domain",
        "shared.kernel.locks -> services.casework.cases.domain",
    ),
    "a service knows another's rules": (
        "services/reporting/facts/queries.py",
        "import services.casework.cases.domain",
        "services.reporting.facts.queries -> services.casework.cases.domain",
    ),
    "a service knows the platform": (
        "services/reporting/editions/queries.py",
        "import services.platform.settings",
        "services.reporting.editions.queries -> services.platform.settings",
    ),
    "what is common knows a service": (
        "services/common/ages.py",
        "import services.volunteers.people.domain",
        "services.common.ages -> services.volunteers.people.domain",
    ),
    "the platform knows the command line": (
        "services/platform/settings.py",
        "import services.cli.errors",
        "services.platform.settings -> services.cli.errors",
    ),
    "two chapters stand in a circle": (
        "services/reporting/disclosure/rules.py",
        "import services.reporting.reports.queries",
        ".disclosure -> .reports",
    ),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the tree with everything planted."""
    copy = tmp_path_factory.mktemp("planted")
    for top in ("services", "shared", "deploy"):
        shutil.copytree(ROOT / top, copy / top, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for path, line, _ in PLANTED.values():
        with (copy / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    return _linted(copy)


@pytest.mark.parametrize("kind", PLANTED)
def test_the_contracts_forbid_that(report: str, kind: str) -> None:
    *_, named = PLANTED[kind]
    assert named in report


def _linted(folder: Path) -> str:
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run(
        [str(linter), "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return " ".join((run.stdout + run.stderr).split())
