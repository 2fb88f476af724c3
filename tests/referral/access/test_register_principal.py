"""The first administrator and our own processes are let in by a command."""

from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from services.cli.main import main
from shared.database.engine import Database
from shared.store.tables import events
from tests.apart import prepared
from tests.databases import NewDatabase, migrated

MAIJA, PROCESS = UUID(int=1, version=4), UUID(int=2, version=4)
THE_FIRST = ["administrator", "maija", str(MAIJA), "--name", "Maija Kokeiluniemi"]


@pytest.fixture
def address(new_postgres_url: NewDatabase) -> str:
    """The database of the referral service, as its own role reaches it."""
    own = prepared("referral", new_postgres_url(migrated("referral")))
    return f"{own}&application_name={{service}}"


def register_principal(address: str, *words: str) -> Result:
    environment = {"RINNALLA_DATABASE": address, "RINNALLA_DEMO": ""}
    return CliRunner().invoke(main, ["let-in", *words], env=environment)


def written(address: str) -> list[tuple[str, str, list[str]]]:
    database = Database(address)
    with database.reading() as db:
        rows = db.execute(select(events.c.name, events.c.stream, events.c.data)).all()
    database.close()
    return [(row.name, row.stream, row.data["roles"]) for row in rows]


def test_the_first_administrator_and_our_own_processes_are_let_in_once(address: str) -> None:
    service = ["service", "service-casework", str(PROCESS)]
    answers = [register_principal(address, *words) for words in (THE_FIRST, service, THE_FIRST)]
    assert [answer.output for answer in answers] == [
        "maija may sign in as administrator.\n",
        "service-casework may sign in as service.\n",
        "maija may sign in as administrator.\n",
    ]
    assert written(address) == [
        ("person.joined", f"person-{MAIJA}", ["administrator"]),
        ("client.registered", f"client-{PROCESS}", ["service"]),
    ]


def test_a_name_that_is_somebody_elses_is_refused(address: str) -> None:
    register_principal(address, *THE_FIRST)
    answer = register_principal(
        address, "administrator", "maija", str(PROCESS), "--name", "Maija Toinen"
    )
    assert (answer.exit_code, answer.output) == (1, "Error: maija is somebody else.\n")
    assert len(written(address)) == 1


def test_an_administrator_without_a_name_is_refused(address: str) -> None:
    answer = register_principal(address, "administrator", "maija", str(MAIJA))
    assert (answer.exit_code, "--name" in answer.output, written(address)) == (2, True, [])
