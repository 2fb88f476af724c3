"""The first administrator and our own processes are let in by a command."""

from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from services.cli.main import main
from shared.database.engine import Database
from shared.store.tables import events
from tests.apart import CLERK, prepared
from tests.databases import NewDatabase, migrated
from tests.key_settings import key_settings, prepare_keys

MAIJA, PROCESS = UUID(int=1, version=4), UUID(int=2, version=4)
THE_FIRST = ["administrator", "maija", str(MAIJA), "--name", "Maija Kokeiluniemi"]


@pytest.fixture
def settings(new_postgres_url: NewDatabase, tmp_path: Path) -> dict[str, str]:
    """The database of the referral service, as its own role reaches it, and its keys there."""
    url = new_postgres_url(migrated("referral"))
    own = f"{prepared('referral', url)}&application_name={{service}}"
    prepare_keys(url, role=CLERK, service="referral")
    return {"RINNALLA_DATABASE": own, **key_settings(own, tmp_path)}


def register_principal(settings: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(main, ["let-in", *words], env=settings | {"RINNALLA_DEMO": ""})


def written(settings: dict[str, str]) -> list[tuple[str, str, list[str]]]:
    database = Database(settings["RINNALLA_DATABASE"])
    with database.reading() as db:
        rows = db.execute(select(events.c.name, events.c.stream, events.c.data)).all()
    database.close()
    return [(row.name, row.stream, row.data["roles"]) for row in rows]


def test_the_first_administrator_and_our_own_processes_are_let_in_once(
    settings: dict[str, str],
) -> None:
    service = ["service", "service-casework", str(PROCESS)]
    answers = [register_principal(settings, *words) for words in (THE_FIRST, service, THE_FIRST)]
    assert [answer.output for answer in answers] == [
        "maija may sign in as administrator.\n",
        "service-casework may sign in as service.\n",
        "maija may sign in as administrator.\n",
    ]
    assert written(settings) == [
        ("person.joined", f"person-{MAIJA}", ["administrator"]),
        ("client.registered", f"client-{PROCESS}", ["service"]),
    ]


def test_a_name_that_is_somebody_elses_is_refused(settings: dict[str, str]) -> None:
    register_principal(settings, *THE_FIRST)
    answer = register_principal(
        settings, "administrator", "maija", str(PROCESS), "--name", "Maija Toinen"
    )
    assert (answer.exit_code, answer.output) == (1, "Error: maija is somebody else.\n")
    assert len(written(settings)) == 1


def test_an_administrator_without_a_name_is_refused(settings: dict[str, str]) -> None:
    answer = register_principal(settings, "administrator", "maija", str(MAIJA))
    assert (answer.exit_code, "--name" in answer.output, written(settings)) == (2, True, [])
