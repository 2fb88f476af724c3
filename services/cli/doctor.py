"""`rinnalla doctor`: is everything there that the services need? One line for each check.

It changes nothing, and goes on after an error, so that one run shows all errors.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import requests
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from services.cli import backup_check
from services.cli.index_check import wrong_with_index
from services.platform import key_store, registry, wiring
from services.platform.backup_settings import of_environment
from services.platform.database_check import not_apart, too_old, too_powerful
from services.platform.isolation import POLICIES
from services.platform.partner_topics import topic_of, topic_of_partner
from services.platform.settings import Settings
from shared.database.engine import Database
from shared.database.migrating import Steps
from shared.identity.issuer import Issuer
from shared.keys.wrapping import NoWrappingKey
from shared.store import Store
from shared.store.roles import RIGHTS
from shared.transport.kafka.cluster import BrokerAway, NoChecksums

DRIFT = 2.0  # seconds that two clocks may be apart
ROOM = 1 << 30  # bytes
ALL = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")


@dataclass(frozen=True)
class Finding:
    """One check and its error; empty when all is well."""

    check: str
    wrong: str = ""

    def __str__(self) -> str:
        return f"WRONG  {self.check}: {self.wrong}" if self.wrong else f"ok     {self.check}"


def examine(settings: Settings) -> Iterator[Finding]:
    """Check what services that run each on its own need."""
    yield from _machine(Path(tempfile.gettempdir()))
    yield Finding(*backup_check.last_backup(settings))
    yield _check("issuer", lambda: _issuer(settings))
    if settings.kafka:
        yield _check("brokers", lambda: _brokers(settings))
    for name in registry.NAMES:
        database = Database(settings.database_of(name), connections=1)
        yield from _database(name, database)
        keys = key_store.of(settings, name)
        yield _check(f"{name}: people found", partial(wrong_with_index, name, database, keys))
        if settings.kafka:
            yield _check(f"{name}: topic", partial(_topic_of, settings, Store(name, database)))
        database.close()
    yield _check("keys", lambda: _keys(settings))
    for client in settings.partners if settings.kafka else ():
        where = partial(_topic, settings, topic_of_partner(client), 1)
        yield _check(f"{client}: topic", where)


def examine_folder(folder: Path) -> Iterator[Finding]:
    """Check the embedded default's data folder."""
    yield from _machine(folder if folder.exists() else folder.parent)
    yield Finding(*backup_check.last_backup(of_environment(os.environ)))
    for name in registry.NAMES:
        path = folder / f"{name}.sqlite"
        if not path.exists():
            yield Finding(f"{name}: database", f"{path} is not there; `rinnalla run` makes it.")
            continue
        database = Database(f"sqlite:///{path}")
        yield _check(f"{name}: database", partial(_whole, database))
        yield _check(f"{name}: tables", partial(_steps, registry.steps_of(name), database))
        yield _check(f"{name}: following", partial(_following, database))
        if keys := key_store.lying_in(folder):
            yield _check(f"{name}: people found", partial(wrong_with_index, name, database, keys))
        database.close()


def _check(check: str, run: Callable[[], str]) -> Finding:
    try:
        return Finding(check, run())
    except SQLAlchemyError as trouble:
        why = getattr(trouble, "orig", None) or trouble
        return Finding(check, str(why).strip().splitlines()[0])
    except (BrokerAway, NoChecksums) as trouble:
        return Finding(check, str(trouble))
    except (OSError, requests.RequestException, ValueError) as trouble:
        return Finding(check, f"{type(trouble).__name__}: {trouble}")


def _machine(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    wrong = f"{free >> 20} MiB are free, not {ROOM >> 20}." if free < ROOM else ""
    yield Finding(f"room on {folder}", wrong)
    missing = "The package crc32c is missing; without it Kafka is five to ten times slower."
    yield Finding("checksums in C", "" if find_spec("crc32c") else missing)


def _issuer(settings: Settings) -> str:
    issuer = Issuer(settings.issuer, inside=settings.issuer_inside)
    named = issuer.fetch(issuer.configuration).get("issuer")
    if named != issuer.url:
        return f"It calls itself {named}, not {issuer.url}."
    with issuer.mount(requests.Session()) as session:
        day = session.get(issuer.configuration, allow_redirects=False).headers.get("Date")
    return _drift("The issuer's clock", parsedate_to_datetime(day), more=1.0) if day else ""


def _keys(settings: Settings) -> str:
    """The key store answers, and what it holds can be unwrapped."""
    keys = key_store.of(settings, registry.NAMES[0])
    try:
        keys.try_one()
    except NoWrappingKey as wrong:
        return str(wrong)
    finally:
        keys.database.close()
    return ""


def _database(name: str, database: Database) -> Iterator[Finding]:
    yield _check(f"{name}: server", lambda: _answer_of(database, _server))
    yield _check(f"{name}: tables", lambda: _steps(registry.steps_of(name), database))
    yield _check(f"{name}: rights", lambda: _answer_of(database, _rights))
    apart = partial(not_apart, policies=POLICIES[name])
    yield _check(f"{name}: rows", lambda: _answer_of(database, apart))
    yield _check(f"{name}: clock", lambda: _answer_of(database, _clock))
    yield _check(f"{name}: following", lambda: _following(database))


def _answer_of(database: Database, question: Callable[[Connection], str]) -> str:
    with database.reading() as db:
        return question(db)


def _server(db: Connection) -> str:
    if wrong := too_old(db):
        return wrong
    unsafe = [
        setting
        for setting in ("fsync", "full_page_writes")
        if db.execute(text(f"SHOW {setting}")).scalar() == "off"
    ]
    return f"{' and '.join(unsafe)} off: a power cut loses what was kept." if unsafe else ""


def _steps(steps: Steps, database: Database) -> str:
    with database.reading() as db:
        if unknown := steps.unknown(db):
            return f"A newer version took away what this one needs: {' and '.join(unknown)}."
    missing = steps.missing(database)
    return f"`rinnalla migrate` has to go on to {' and '.join(missing)}." if missing else ""


def _rights(db: Connection) -> str:
    """The role may do what its service does, and cannot change history."""
    if power := too_powerful(db):
        return power
    wrong = []
    for table, rights in RIGHTS.items():
        wanted = set(rights.split(", "))
        for right in ALL:
            has = db.execute(select(func.has_table_privilege(table.name, right))).scalar()
            if has is not (right in wanted):
                wrong.append(f"{'may' if has else 'may not'} {right} {table.name}")
    return f"The service {', '.join(wrong)}." if wrong else ""


def _clock(db: Connection) -> str:
    return _drift("The database's clock", db.execute(text("SELECT clock_timestamp()")).scalar_one())


def _drift(clock: str, moment: datetime, *, more: float = 0.0) -> str:
    seconds = (moment - datetime.now(UTC)).total_seconds()
    return f"{clock} is {seconds:+.1f} s from ours." if abs(seconds) > DRIFT + more else ""


def _brokers(settings: Settings) -> str:
    with wiring.cluster_of(settings).admin() as admin:
        brokers = {broker["broker_id"] for broker in admin.describe_cluster()["brokers"]}
    return "" if brokers else "The cluster names no broker."


def _topic_of(settings: Settings, store: Store) -> str:
    return _topic(settings, topic_of(store.service), store.epoch.partitions)


def _topic(settings: Settings, name: str, wanted: int) -> str:
    topic = wiring.cluster_of(settings).topic(name)
    if topic is None:
        return f"{name} is not there; `rinnalla relay` makes it."
    if topic.partitions != wanted:
        return f"{name} has {topic.partitions} partitions, not {wanted}."
    return ""


def _following(database: Database) -> str:
    """Whether any consumer waits for a person."""
    return " ".join(backup_check.standing_still(database))


def _whole(database: Database) -> str:
    with database.reading() as db:
        result: str = db.execute(text("PRAGMA quick_check(1)")).scalar_one()
    return "" if result == "ok" else result
