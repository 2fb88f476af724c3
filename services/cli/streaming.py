"""Commands that move events from service to service: relay, consume, and access to Kafka."""

import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import structlog

from services.cli.errors import errors_as_sentences
from services.platform.registry import NAMES

log = structlog.get_logger(__name__)
if TYPE_CHECKING:
    from shared.transport.kafka.cluster import Cluster

SERVICE = click.argument("service", type=click.Choice(NAMES))


@click.command()
@SERVICE
@errors_as_sentences()
def relay(service: str) -> None:
    """Send SERVICE's events to Kafka. Of several such processes one is at work at a time."""
    from services.platform import wiring
    from services.platform.database_check import refuse_unsafe
    from services.platform.loaded import keep_what_is_loaded
    from services.platform.observability import observing
    from services.platform.settings import settings_for
    from shared.transport.kafka.readings import readings

    settings = settings_for("relay", os.environ, service)
    refuse_unsafe(service, settings.database_of(service))
    _check(wiring.cluster_of(settings))
    with observing(settings.metrics, settings.log_level) as show:
        process = wiring.relay(settings, service)
        show(service, lambda: readings(process, service))
        _stop_on_signal(process.stop)
        log.info("relay.starting", service=service, connections=settings.most("relay"))
        keep_what_is_loaded()
        process.run()


@click.command()
@SERVICE
@errors_as_sentences()
def consume(service: str) -> None:
    """Follow the other services, and SERVICE's own events, into its projections and reactions."""
    from services.platform import wiring
    from services.platform.database_check import refuse_unsafe
    from services.platform.loaded import keep_what_is_loaded
    from services.platform.observability import observing
    from services.platform.settings import settings_for
    from shared.observability.readings import readings

    settings, ending = settings_for("consume", os.environ, service), threading.Event()
    refuse_unsafe(service, settings.database_of(service))
    if settings.kafka:
        _check(wiring.cluster_of(settings))
    _stop_on_signal(ending.set)
    with observing(settings.metrics, settings.log_level) as show:
        following = wiring.Following(settings, service)
        show(service, lambda: readings(following.service))
        for consumer in following.service.followers.consumers:
            names = list(consumer.subscription.names)
            log.info("consumer.starting", service=service, consumer=consumer.key, events=names)
        log.info("consumers.starting", service=service, connections=settings.most("consume"))
        keep_what_is_loaded()
        following.start()
        ending.wait()
        following.close()


@click.command()
@click.option(
    "--user",
    default="rinnalla_{service}",
    show_default=True,
    help="As whom each service signs in to Kafka.",
)
@errors_as_sentences()
def kafka_access(user: str) -> None:
    """Grant every service and partner on Kafka what it needs; an authorizer refuses the rest."""
    from services.platform import partner_topics, wiring
    from services.platform.settings import settings_for
    from shared.transport.kafka.access import give

    settings = settings_for("access", os.environ)
    users = {name: user.replace("{service}", name) for name in NAMES}
    grants = partner_topics.grants(users=users, partners=settings.partners)
    give(wiring.cluster_of(settings), grants)
    for grant in grants:
        many = "*" if grant.prefixed else ""
        click.echo(f"{grant.user} may {grant.operation} {grant.kind} {grant.name}{many}")


COMMANDS = (kafka_access, relay, consume)


def _check(cluster: "Cluster") -> None:
    from shared.transport.kafka.cluster import NoChecksums

    try:
        cluster.check()
    except NoChecksums as why:
        raise click.ClickException(str(why)) from why


def _stop_on_signal(stop: Callable[[], object]) -> None:
    """In a thread: the interrupted one may hold a lock that stopping needs."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=stop).start())
