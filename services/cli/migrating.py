"""Commands for the tables of services: make or change them, and wait until somebody has.

A process of the version after starts when its tables are there: `rinnalla migrated` stands before
it where an orchestrator starts both at once.
"""

import os
from time import monotonic, sleep

import click

from services.cli.errors import errors_as_sentences
from services.platform.registry import NAMES

MOST_PARTITIONS = 1000
PAUSE = 2.0  # seconds between two looks


@click.command()
@click.argument("service", type=click.Choice(NAMES), required=False)
@click.option(
    "--partitions",
    default=4,
    type=click.IntRange(1, MOST_PARTITIONS),
    show_default=True,
    help="Of a store that is made now.",
)
@errors_as_sentences()
def migrate(service: str | None, partitions: int) -> None:
    """Bring the databases of all services, or of one, to what this version needs.

    Runs as the owner of the tables and gives the service's own role its rights. The version
    before goes on running meanwhile and afterwards.
    """
    from services.platform import web_processes
    from services.platform.settings import settings_for

    settings = settings_for("migrate", os.environ)
    for name in [service] if service else NAMES:
        taken = web_processes.migrate(settings, name, partitions=partitions)
        click.echo(f"{name}: {', '.join(taken) or 'nothing to do'}")


@click.command("raise-partitions")
@click.argument("service", type=click.Choice(NAMES))
@click.option("--to", type=click.IntRange(1, MOST_PARTITIONS), required=True)
@errors_as_sentences()
def raise_partitions(service: str, to: int) -> None:
    """Spread the events of SERVICE over more partitions, so that more processes may share them.

    Runs as the owner of the tables, and on Kafka as who may alter topics, while everything runs.
    What has begun stays in its partition, what begins is spread; there can never be fewer.
    """
    from services.platform import partitions
    from services.platform.settings import settings_for

    settings = settings_for("raise-partitions", os.environ)
    try:
        before = partitions.raise_partitions(settings, service, to)
    except ValueError as why:
        raise click.ClickException(str(why)) from why
    click.echo(f"{service}: {before} partitions before, {to} now")


@click.command()
@click.argument("service", type=click.Choice(NAMES))
@click.option(
    "--within",
    default=0.0,
    type=click.FloatRange(0, 86_400),
    show_default=True,
    help="How many seconds to wait for it.",
)
@errors_as_sentences()
def migrated(service: str, within: float) -> None:
    """Tell whether the tables of SERVICE are what this version needs; fails if not.

    A newer version's tables are: the version before goes on running on them.
    """
    from services.platform.settings import settings_for

    address = settings_for("migrated", os.environ, service).database_of(service)
    deadline = monotonic() + within
    while lack := _lack(service, address):
        if monotonic() >= deadline:
            raise click.ClickException(lack)
        sleep(min(PAUSE, max(0.0, deadline - monotonic())))
    click.echo(f"{service}: the tables are as this version needs them")


def _lack(service: str, address: str) -> str:
    """What is not there yet, in a sentence; empty when the service can start."""
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from services.platform import registry
    from shared.database.engine import Database

    database = Database(address, connections=1)
    try:
        missing = registry.steps_of(service).missing(database)
    except (OperationalError, ProgrammingError) as away:
        return f"The database of {service} refused: {away.orig}"
    finally:
        database.close()
    return f"`rinnalla migrate` has to go on to {' and '.join(missing)}." if missing else ""


COMMANDS = (migrate, migrated, raise_partitions)
