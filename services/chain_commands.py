"""Commands about the chain of events: relay and follow, compare, park and replay, rebuild.

Those that look or mend work on the services of the environment's databases, or, where
RINNALLA_DATABASE is not set, on the embedded default's files under VAR.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import select

from services.runtime import NAMES
from shared.consumer import Consumer
from shared.consumer.tables import parked as parked_table
from shared.rebuild import rebuild as build_anew
from shared.reconcile import reconcile as compare
from shared.service import Service
from shared.subscription import Projection

SERVICE = click.argument("service", type=click.Choice(NAMES))
ANY_SERVICE = click.argument("service", type=click.Choice(NAMES), required=False)


@click.command()
@SERVICE
def relay(service: str) -> None:
    """Send SERVICE's events to Kafka. Of several such processes one is at work at a time."""
    from services import roads
    from services.settings import settings_for
    from services.telling import telling
    from shared.broker.readings import readings

    settings = settings_for("relay", os.environ)
    with telling(settings.metrics) as show:
        process = roads.relay(settings, service)
        show(service, lambda: readings(process, service))
        _stop_on_signal(process.ending)
        click.echo(f"Relaying {service}; Ctrl-C stops.")
        process.run()


@click.command()
@SERVICE
def consume(service: str) -> None:
    """Follow the other services, and SERVICE's own events, into its projections and reactions."""
    from services import roads
    from services.settings import settings_for
    from services.telling import telling
    from shared.telemetry.readings import readings

    settings, ending = settings_for("consume", os.environ), threading.Event()
    _stop_on_signal(ending)
    with telling(settings.metrics) as show:
        following = roads.Following(settings, service)
        show(service, lambda: readings(following.service))
        for consumer in following.service.followers.consumers:
            names = ", ".join(consumer.subscription.names)
            click.echo(f"{consumer.name} < {consumer.source.service}: {names}")
        following.start()
        ending.wait()
        following.close()


@click.command()
@ANY_SERVICE
def reconcile(service: str | None) -> None:
    """Compare what every consumer has passed with what its source holds; fails if any differs."""
    differs = False
    for one in _each(service):
        for consumer in one.followers.consumers:
            for finding in compare(consumer):
                click.echo(f"{one.name}: {finding}")
                differs |= not finding.agrees
    if differs:
        raise click.ClickException("Rebuild what differs, and find out why.")


@click.command()
@ANY_SERVICE
def parked(service: str | None) -> None:
    """List the events that could not be applied, and why."""
    for one in _each(service):
        with one.database.reading() as db:
            rows = db.execute(select(parked_table).order_by(parked_table.c.parked_at)).all()
        for row in rows:
            click.echo(
                f"{one.name}: {row.consumer} < {row.source}/{row.partition} at {row.position}: "
                f"{row.name} v{row.schema_version} of {row.stream} {row.state} "
                f"since {row.parked_at:%Y-%m-%d %H:%M}Z, {row.reason}"
            )


@click.command()
@SERVICE
@click.option("--stream", help="Only the events of this stream.")
def replay(service: str, stream: str | None) -> None:
    """Apply what is parked in SERVICE again, each stream in its order."""
    for one in _each(service):
        for consumer in one.followers.consumers:
            for partition, of in _parked_streams(consumer):
                if stream in (None, of):
                    done = consumer.replay(partition, of)
                    click.echo(f"{consumer.name} < {consumer.source.service}: {done} of {of}")


@click.command()
@SERVICE
@click.argument("projection")
def rebuild(service: str, projection: str) -> None:
    """Build a PROJECTION of SERVICE anew from the first event, and swap it in."""
    for one in _each(service):
        done = build_anew(one, _projection(one, projection))
        rows = ", ".join(f"{table} {count}" for table, count in done.rows.items())
        click.echo(f"{done.projection}: {done.passed} events passed; rows: {rows}.")


@click.command()
@click.option(
    "--user",
    default="rinnalla_{service}",
    show_default=True,
    help="As whom each service signs in to Kafka.",
)
def kafka_access(user: str) -> None:
    """Grant every service and partner on Kafka what it needs; an authorizer refuses the rest."""
    from services import partners, roads
    from services.settings import settings_for
    from shared.broker.access import give

    settings = settings_for("access", os.environ)
    users = {name: user.replace("{service}", name) for name in NAMES}
    grants = partners.grants(users=users, partners=settings.partners)
    give(roads.cluster_of(settings), grants)
    for grant in grants:
        many = "*" if grant.prefixed else ""
        click.echo(f"{grant.user} may {grant.deed} {grant.kind} {grant.name}{many}")


COMMANDS = (kafka_access, relay, consume, reconcile, parked, replay, rebuild)


def _stop_on_signal(ending: threading.Event) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())


def _projection(service: Service, name: str) -> Projection:
    known = {c.name: c.subscription for c in service.followers.consumers}
    found = known.get(name)
    if not isinstance(found, Projection):
        names = ", ".join(sorted(n for n, one in known.items() if isinstance(one, Projection)))
        raise click.ClickException(f"{service.name} has no projection {name}; it has {names}.")
    return found


def _parked_streams(consumer: Consumer) -> list[tuple[int, str]]:
    c = parked_table.c
    query = select(c.partition, c.stream).distinct().order_by(c.partition, c.stream)
    mine = query.where(c.consumer == consumer.name, c.source == consumer.source.service)
    with consumer.database.reading() as db:
        return [(row.partition, row.stream) for row in db.execute(mine)]


def _each(name: str | None) -> Iterator[Service]:
    """The service of that name, or each in turn, able to read every source whole."""
    with _opened() as open_service:
        for one in (name,) if name else NAMES:
            yield open_service(one)


@contextmanager
def _opened() -> Iterator[Callable[[str], Service]]:
    from services import roads
    from services.embedded import Platform
    from services.settings import settings_for

    if "RINNALLA_DATABASE" in os.environ:
        settings = settings_for("tools", os.environ)
        yield lambda name: roads.reading_feeds(settings, name)
        return
    folder = Path(os.environ.get("VAR", "var")).resolve()
    platform = Platform(folder, "http://127.0.0.1").open()
    try:
        yield lambda name: platform.services[name]
    finally:
        platform.close()
