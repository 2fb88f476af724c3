"""Whose data is restricted stays so, also where an older key store knows nothing of it.

What the history of requests says holds. So does what the key store in use says, which may be newer
than the history that was put back: hiding too much for a day harms nobody, and the officer can lift
it. Only who is lifted by the one and not restricted by the other may be used again.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.referral.rights.events import RestrictionLifted, UseRestricted
from shared.database.engine import Database
from shared.kernel.events import decode, kind_of
from shared.keys import KeyStore
from shared.store.tables import events

KINDS = (UseRestricted, RestrictionLifted)


def of(database: Database) -> dict[UUID, bool]:
    """By the referral service's history: person -> may nobody use their data?"""
    names = [kind_of(kind).name for kind in KINDS]
    query = select(events).where(events.c.name.in_(names)).order_by(events.c.seq)
    with database.reading() as db:
        rows = db.execute(query).all()
    steps = [decode(row.name, row.schema_version, row.data, None) for row in rows]
    return {person: isinstance(e, UseRestricted) for e in steps for person in e.persons}


def apply_restrictions(
    keys: KeyStore, by_history: Mapping[UUID, bool], before: Collection[UUID], *, now: datetime
) -> int:
    """Restrict anew what the history and the replaced store say; how many were not so any more."""
    here = keys.restricted()
    wanted = {person for person, holds in by_history.items() if holds} | set(before)
    for person in wanted - here:
        keys.restrict(person, now=now)
    for person in here & (by_history.keys() - wanted):
        keys.lift(person)
    return len(wanted - here)
