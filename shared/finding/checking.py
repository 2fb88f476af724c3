"""Does the index find whom it should? For `rinnalla doctor`, which changes nothing."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from shared.consumer.tables import checkpoints
from shared.finding.tables import ITSELF, NAMES, searchable, tokens
from shared.kernel.sealing import token
from shared.keys import KeyStore
from shared.keys.envelope import key_of
from shared.keys.sealing import FINDING
from shared.store.tables import events, positions

NEWEST = 50  # events that are looked at
OWN = -1  # a service's own dense positions


def trouble(db: Connection, keys: KeyStore, names: list[str]) -> str:
    """What is wrong with the index that is made from events of these names; empty: nothing."""
    if older := _older(db, keys):
        return (
            f"The key store does not hold the keys with which it was made, for {older} "
            f"organisation{'s' * (older > 1)}: {_way_out(keys.service)}"
        )
    if missing := _missing(db, keys, names):
        return f"{missing} of those described last are not in it: {_way_out(keys.service)}"
    return ""


def _way_out(service: str) -> str:
    return f"`rinnalla rebuild {service} finding` makes it anew."


def _older(db: Connection, keys: KeyStore) -> int:
    """How many organisations have tokens of another key than the key store's."""
    own: dict[UUID, set[str]] = {}
    for home in db.scalars(select(tokens.c.organisation).distinct()):
        own[home] = set()
    for home, token_of_home in db.execute(
        select(tokens.c.organisation, tokens.c.token).where(tokens.c.thing == tokens.c.organisation)
    ):
        own[home].add(token_of_home)
    return sum(kept != {_token_of_home(keys, home)} for home, kept in own.items())


def _token_of_home(keys: KeyStore, home: UUID) -> str | None:
    key = keys.existing(home, f"{FINDING}-{keys.service}")
    return token(key.secret, ITSELF, str(home)) if key else None


def _missing(db: Connection, keys: KeyStore, names: list[str]) -> int:
    """How many people of the newest events that were passed stand nowhere, and are not erased."""
    passed = select(checkpoints.c.position).where(
        checkpoints.c.consumer == FINDING, checkpoints.c.partition == OWN
    )
    query = select(events.c.stream, events.c.data).join(positions, positions.c.seq == events.c.seq)
    query = query.where(events.c.name.in_(names), positions.c.position <= passed.scalar_subquery())
    newest = db.execute(query.order_by(positions.c.position.desc()).limit(NEWEST)).all()
    described = {row.stream: row.data for row in newest if _is_there(row.data, keys)}
    things = {UUID(stream[-36:]) for stream in described}
    listed = db.scalars(select(searchable.c.thing).where(searchable.c.thing.in_(things)))
    return len(things - set(listed))


def _is_there(data: dict[str, Any], keys: KeyStore) -> bool:
    """Does it name somebody who has not been erased?"""
    sealed = data.get(NAMES[0])
    return sealed is not None and keys.key(key_of(sealed)) is not None
