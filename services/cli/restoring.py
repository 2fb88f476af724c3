"""Commands for a store that was put back to an earlier time.

They work on the databases of the environment, all of which the operator must reach, or, where
RINNALLA_DATABASE is not set, on the embedded default's files under VAR.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from services.cli.errors import errors_as_sentences
from services.platform.registry import NAMES
from shared.consumer import reacting
from shared.maintenance.rebuild import NotBetter
from shared.maintenance.restored import begin_epoch, mend
from shared.service import Service
from shared.store import Store


@dataclass(frozen=True)
class Region:
    """All services, and their stores as whoever owns the tables opens them."""

    services: Mapping[str, Service]
    owned: Mapping[str, Store]


@click.command()
@click.argument("services", type=click.Choice(NAMES), nargs=-1, required=True)
@errors_as_sentences()
def restored(services: tuple[str, ...]) -> None:
    """Say that the stores of SERVICES were put back, and bring all others together with them.

    Each store begins a new epoch. What had followed its lost history is built anew or goes back to
    where both agree; `rinnalla lost` then lists what people have to judge. Safe to repeat.
    """
    with standing_still(), opened_region() as region:
        mend_region(region, services)


@click.command()
@errors_as_sentences()
def lost() -> None:
    """List what was done in answer to events that a restore has taken away.

    People judge what of it stands: the events that led to it are no more.
    """
    with opened_region() as region:
        sentences = [
            f"{name}: {_sentence(each)}"
            for name, service in region.services.items()
            for each in _lost_of(service)
        ]
    click.echo("\n".join(sentences) or "Nothing was answered to an event that is lost.")


COMMANDS = (restored, lost)


def mend_region(region: Region, put_back: tuple[str, ...]) -> None:
    """Begin new epochs of these stores and mend every service, telling what is done."""
    for name in put_back:
        epoch = begin_epoch(region.owned[name])
        click.echo(f"{name}: epoch {epoch.number} begins.")
    for name, service in region.services.items():
        try:
            for mended in mend(service):
                click.echo(f"{name}: {mended}")
        except NotBetter as why:
            raise click.ClickException(f"{name}: {why} `rinnalla parked` says more.") from why
    restrict_again(region.services["referral"])
    count = sum(len(_lost_of(service)) for service in region.services.values())
    if count:
        click.echo(f"`rinnalla lost` lists {count} answers to events that are no more.")


def restrict_again(referral: Service) -> None:
    """Restrict what its history restricts: a key store that was put back may not know of it."""
    from services.platform.backups import restrictions

    for person, is_restricted in restrictions.of(referral.database).items():
        if is_restricted:
            referral.sealing.restrict(person)


@contextmanager
def standing_still() -> Iterator[None]:
    """Let no server use the embedded default's files meanwhile."""
    from services.platform.embedded import InUse, lock

    if "RINNALLA_DATABASE" in os.environ:
        yield
        return
    try:
        held = lock(data_folder())
    except InUse as why:
        raise click.ClickException(f"{why} Stop it first.") from why
    with held:
        yield


def data_folder() -> Path:
    """The embedded default's."""
    return Path(os.environ.get("VAR", "var")).resolve()


@contextmanager
def opened_region() -> Iterator[Region]:
    """The whole region; nothing of it moves by itself."""
    if "RINNALLA_DATABASE" in os.environ:
        with _apart() as region:
            yield region
        return
    from services.platform.embedded import Platform

    if not data_folder().exists():
        raise click.ClickException(f"{data_folder()} is not there; `rinnalla run` makes it.")
    platform = Platform(data_folder(), "http://127.0.0.1").open()
    try:
        stores = {name: service.store for name, service in platform.services.items()}
        yield Region(platform.services, stores)
    finally:
        platform.close()


@contextmanager
def _apart() -> Iterator[Region]:
    from services.platform import wiring
    from services.platform.settings import settings_for
    from shared.database.engine import Database

    settings = settings_for("restored", os.environ)
    with ExitStack() as opened:
        services = wiring.reading_stores(settings)
        owned = {name: Database(settings.owner_of(name), connections=2) for name in NAMES}
        for service in services.values():
            opened.callback(service.close)
        for database in owned.values():
            opened.callback(database.close)
        yield Region(services, {name: Store(name, owned[name]) for name in NAMES})


def _lost_of(service: Service) -> list[reacting.Lost]:
    with service.database.reading() as db:
        return reacting.lost(db)


def _sentence(lost: reacting.Lost) -> str:
    event = f"{lost.name} of {lost.stream} in {lost.source}, which is no more"
    if lost.answer is None:
        return f"nothing was stored in answer to {event}."
    return f"{lost.answer} of {lost.answered_in} was written in answer to {event}."
