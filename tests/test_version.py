"""`rinnalla version`, what has landed, and what an older version says to newer tables."""

import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from services.cli.main import main
from services.platform.database_check import refuse_unsafe
from services.platform.registry import NAMES, steps_of
from services.platform.versions import VERSION, commit, landed
from shared.database.engine import Database
from shared.database.migrating import NUMBERED, NewerTables, migrate
from shared.database.required import require
from tests.apart import prepared
from tests.databases import NewDatabase, migrated
from tests.missing import Missing
from tests.tree import ROOT


def test_the_version_is_the_packages_and_newer_than_all_that_landed() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert package == VERSION
    numbers = [tuple(map(int, each.split("."))) for each in [*_numbers(), VERSION]]
    assert numbers == sorted(set(numbers))


def test_the_changelog_has_a_section_for_each_version_newest_first() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings == [VERSION, *reversed(_numbers())]


def test_what_landed_is_in_the_history_with_the_steps_that_are_listed() -> None:
    listed = {version.version: dict(version.steps) for version in landed()}
    assert {version.version: _steps_at(version.commit) for version in landed()} == listed


def test_version_commit_and_schema_are_printed(tmp_path: Path) -> None:
    lines = _lines({"VAR": str(tmp_path)})
    assert lines[:2] == [f"version {VERSION}", f"commit {commit()}"]
    steps = steps_of("referral").ends
    assert lines[2] == (
        f"schema of referral referral_{steps['referral']:04} shared_{steps['shared']:04}"
    )
    assert len(lines) == 2 + len(NAMES)


def test_each_database_at_hand_is_told_how_it_stands(tmp_path: Path) -> None:
    states = {
        "referral": "",
        "volunteers": "UPDATE alembic_version_volunteers SET version_num = 'shared_0001'"
        " WHERE version_num LIKE 'shared%'",
        "casework": "UPDATE alembic_version_casework SET version_num = 'casework_9999'"
        " WHERE version_num LIKE 'casework%'",
        "reporting": "INSERT INTO required_steps VALUES ('shared', 9999)",
    }
    for name, statement in states.items():
        _make(f"sqlite:///{tmp_path}/{name}.sqlite", name, statement)
    end = f"shared_{steps_of('volunteers').ends['shared']:04}"
    assert _lines({"VAR": str(tmp_path)})[-4:] == [
        "database of referral as this version needs it",
        f"database of volunteers behind: `rinnalla migrate` goes on to {end}",
        "database of casework ahead at casework_9999: this version runs on it",
        "database of reporting too new for this version, which does not know shared_9999",
    ]


def test_a_database_that_is_away_is_told_and_does_not_hide_the_version() -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/rinnalla_{service}"
    lines = _lines({"RINNALLA_DATABASE": away})
    assert lines[0] == f"version {VERSION}"
    assert all(" cannot be asked: " in line for line in lines[-4:])


def test_no_process_starts_on_tables_that_it_does_not_know(new_postgres_url: NewDatabase) -> None:
    address = new_postgres_url(migrated("casework"))
    own = prepared("casework", address)
    database = Database(address)
    with database.writing() as db:
        require(db, "casework_9999")
    database.close()
    with pytest.raises(NewerTables, match="casework: a newer version has taken away"):
        refuse_unsafe("casework", own)


def _numbers() -> list[str]:
    return [version.version for version in landed()]


def _steps_at(commit: str) -> Mapping[str, int]:
    tree = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", commit],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tree.returncode:
        raise Missing(
            "the history", reason=f"{commit} is not here", command="git fetch --unshallow"
        )
    steps: dict[str, int] = {}
    for path in map(Path, tree.stdout.splitlines()):
        if path.parent.name == "migrations" and (step := NUMBERED.fullmatch(path.name)):
            steps[step["branch"]] = max(int(step["number"]), steps.get(step["branch"], 0))
    return steps


def _lines(environment: Mapping[str, str]) -> list[str]:
    result = CliRunner().invoke(main, ["version"], env=dict(environment))
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def _make(address: str, service: str, statement: str) -> None:
    database = Database(address)
    migrate(database, steps_of(service))
    if statement:
        with database.writing() as db:
            db.execute(text(statement))
    database.close()
