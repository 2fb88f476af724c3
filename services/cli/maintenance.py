"""Commands for consumers: compare, list parked events, replay, rebuild.

They work on the services of the environment's databases, or, where RINNALLA_DATABASE is not set,
on the embedded default's files under VAR. Processes that use these may go on running.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from sqlalchemy import func, select

from services.cli.errors import errors_as_sentences
from services.platform.registry import NAMES
from shared.consumer import Consumer
from shared.consumer.subscription import Projection
from shared.consumer.tables import parked as parked_table
from shared.kernel.locks import Held
from shared.maintenance.rebuild import NotBetter, rebuild as rebuild_projection
from shared.maintenance.reconcile import reconcile as compare
from shared.service import Service

SERVICE = click.argument("service", type=click.Choice(NAMES))
ANY_SERVICE = click.argument("service", type=click.Choice(NAMES), required=False)


@click.command()
@ANY_SERVICE
@errors_as_sentences()
def reconcile(service: str | None) -> None:
    """Compare what every consumer has passed with what its source holds.

    Fails if any differs, has not begun, or has something parked, which is named.
    """
    differing = not_applied = 0
    for opened in each_service(service):
        for finding in compare(*opened.followers.consumers):
            click.echo(f"{opened.name}: {finding}")
            for event in finding.parked:
                click.echo(f"  {event}")
            differing += not finding.agrees
            not_applied += len(finding.parked)
    if differing:
        raise click.ClickException("Rebuild what differs, and find out why.")
    if not_applied:
        raise click.ClickException(f"All agree, but {not_applied} events are not applied yet.")


@click.command()
@ANY_SERVICE
@errors_as_sentences()
def parked(service: str | None) -> None:
    """List the events that could not be applied, and why."""
    for opened in each_service(service):
        with opened.database.reading() as db:
            rows = db.execute(select(parked_table).order_by(parked_table.c.parked_at)).all()
        for row in rows:
            click.echo(
                f"{opened.name}: {row.consumer} < {row.source}/{row.partition} at {row.position}: "
                f"{row.name} v{row.schema_version} of {row.stream} {row.state} "
                f"since {row.parked_at:%Y-%m-%d %H:%M}Z, {row.reason}"
            )


@click.command()
@SERVICE
@click.option("--stream", help="Only the events of this stream.")
@errors_as_sentences()
def replay(service: str, stream: str | None) -> None:
    """Apply what is parked in SERVICE again, each stream in its order.

    Fails if something stays parked.
    """
    left = 0
    for opened in each_service(service):
        for consumer in opened.followers.consumers:
            for partition, of, count in _parked_streams(consumer):
                if stream in (None, of):
                    done = consumer.replay(partition, of)
                    left += count - done
                    result = f"{done} of {count} applied, {of}"
                    click.echo(f"{consumer.name} < {consumer.source.service}: {result}")
    if left:
        raise click.ClickException(f"{left} events stay parked; `rinnalla parked` says why.")


@click.command()
@SERVICE
@click.argument("projection")
@errors_as_sentences()
def rebuild(service: str, projection: str) -> None:
    """Build a PROJECTION of SERVICE anew from the first event, and swap it in."""
    for opened in each_service(service):
        try:
            done = rebuild_projection(opened, _projection(opened, projection))
        except Held:
            text = f"Another rebuild of {service} is under way; wait until it has ended."
            raise click.ClickException(text) from None
        except NotBetter as why:
            raise click.ClickException(f"{why} The live one stays.") from why
        rows = ", ".join(f"{table} {count}" for table, count in done.rows.items())
        click.echo(f"{done.projection}: {done.processed} events passed; rows: {rows}.")


COMMANDS = (reconcile, parked, replay, rebuild)


def _projection(service: Service, name: str) -> Projection:
    subscriptions = {c.name: c.subscription for c in service.followers.consumers}
    projection = subscriptions.get(name)
    if not isinstance(projection, Projection):
        projections = (n for n, s in subscriptions.items() if isinstance(s, Projection))
        names = ", ".join(sorted(projections))
        raise click.ClickException(f"{service.name} has no projection {name}; it has {names}.")
    return projection


def _parked_streams(consumer: Consumer) -> list[tuple[int, str, int]]:
    """Partition, stream, and how many of its events are parked."""
    c = parked_table.c
    query = select(c.partition, c.stream, func.count()).group_by(c.partition, c.stream)
    mine = (c.consumer == consumer.name, c.source == consumer.source.service)
    with consumer.database.reading() as db:
        rows = db.execute(query.where(*mine).order_by(func.min(c.position)))
        return [(partition, stream, count) for partition, stream, count in rows]


def each_service(name: str | None) -> Iterator[Service]:
    """The service of that name, or each in turn, able to read every source whole."""
    with _opened() as open_service:
        for service_name in (name,) if name else NAMES:
            with closing(open_service(service_name)) as service:
                yield service


@contextmanager
def _opened() -> Iterator[Callable[[str], Service]]:
    from services.platform import wiring
    from services.platform.embedded import Platform
    from services.platform.settings import settings_for

    if "RINNALLA_DATABASE" in os.environ:
        settings = settings_for("tools", os.environ)
        yield lambda name: wiring.reading_feeds(settings, name)
        return
    folder = Path(os.environ.get("VAR", "var")).resolve()
    if not folder.exists():
        raise click.ClickException(f"{folder} is not there; `rinnalla run` makes it.")
    platform = Platform(folder, "http://127.0.0.1").open()
    try:
        yield lambda name: platform.services[name]
    finally:
        platform.close()
