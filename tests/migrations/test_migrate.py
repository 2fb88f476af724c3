"""`rinnalla migrate` works as the owner; the service then works in a role with fewer rights."""

import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from shared.consumer.subscription import Projection
from shared.database.engine import Database
from shared.maintenance.rebuild import rebuild
from tests.migrations.composed import service_on
from tests.tree import ROOT


@pytest.fixture
def addresses(postgres_url: str) -> Iterator[dict[str, str]]:
    """Owner's and clerk's way into one empty database, which is not named for the service."""
    clerk = f"clerk_{uuid4().hex[:8]}"
    _as_owner(postgres_url, f"CREATE ROLE {clerk} LOGIN")
    owner = make_url(postgres_url)
    urls = {"owner": owner, "clerk": owner.set(username=clerk)}
    yield {name: url.render_as_string(hide_password=False) for name, url in urls.items()}
    _as_owner(postgres_url, f"DROP OWNED BY {clerk}", f"DROP ROLE {clerk}")


def test_an_empty_database_is_made_ready_for_its_service(addresses: dict[str, str]) -> None:
    first, again = _migrate(addresses), _migrate(addresses)
    assert {"casework_0001", "shared_0001"} <= set(first.replace(",", "").split())
    assert again == "casework: nothing to do\n"
    database = Database(addresses["clerk"])
    service = service_on("casework", database)
    assert (service.store.epoch.partitions, service.store.head()) == (2, 0)
    for statement in ("DELETE FROM events", "UPDATE alembic_version_casework SET version_num = ''"):
        with pytest.raises(ProgrammingError, match="permission denied"), database.writing() as db:
            db.execute(text(statement))
    database.close()


def test_the_services_role_can_rebuild_its_projections(addresses: dict[str, str]) -> None:
    _migrate(addresses)
    database = Database(addresses["clerk"])
    service = service_on("casework", database)
    subscriptions = [consumer.subscription for consumer in service.followers.consumers]
    projections = [each for each in dict.fromkeys(subscriptions) if isinstance(each, Projection)]
    assert {rebuild(service, each).processed for each in projections} == {0}
    database.close()


@pytest.mark.parametrize(
    ("to", "code", "output"),
    [
        ("2", 0, "casework: 2 partitions before, 2 now\n"),
        ("6", 0, "casework: 2 partitions before, 6 now\n"),
        ("1", 1, "Error: The store has 2 partitions already, and keeps them.\n"),
    ],
)
def test_partitions_are_raised_and_never_lowered(
    addresses: dict[str, str], to: str, code: int, output: str
) -> None:
    _migrate(addresses)
    raised = _run(_both(addresses), "raise-partitions", "casework", "--to", to)
    assert (raised.returncode, raised.stdout + raised.stderr) == (code, output)
    database = Database(addresses["clerk"])
    assert service_on("casework", database).store.epoch.partitions == max(2, int(to))
    database.close()


def test_what_is_wrong_is_told_in_a_line(addresses: dict[str, str]) -> None:
    done = _run({"RINNALLA_DATABASE": "x", "RINNALLA_DATABASE_OWNER": ""})
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("Error: RINNALLA_DATABASE is no database address")
    assert done.stderr.splitlines()[1].startswith("RINNALLA_DATABASE_OWNER is missing")


def _migrate(addresses: dict[str, str]) -> str:
    run = _run(_both(addresses) | {"RINNALLA_KEYS": _named(addresses["clerk"])})
    assert run.returncode == 0, run.stderr
    return run.stdout


def _both(addresses: dict[str, str]) -> dict[str, str]:
    return {
        "RINNALLA_DATABASE": _named(addresses["clerk"]),
        "RINNALLA_DATABASE_OWNER": _named(addresses["owner"]),
    }


def _named(url: str) -> str:
    """The address says whose it is."""
    return f"{url}&application_name={{service}}"


def _run(environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    arguments = command or ("migrate", "casework", "--partitions", "2")
    return subprocess.run(
        [sys.executable, "-m", "services", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _as_owner(url: str, *statements: str) -> None:
    database = Database(url)
    with database.writing() as db:
        for statement in statements:
            db.execute(text(statement))
    database.close()
