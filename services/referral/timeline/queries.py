"""A referral's own history, each event with who recorded it and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralEvent
from shared.identity.principals import Principal, Principals
from shared.kernel.events import decode
from shared.store.history import recorded
from shared.web.api import uuid_of
from shared.work import Work, stream_of


@dataclass(frozen=True)
class Happening:
    """One event, and the referral as it stood before."""

    event: ReferralEvent
    before: Referral
    by: Principal | None  # None: one of our own processes
    at: datetime


def happenings(work: Work, referral_id: UUID) -> list[Happening]:
    """What has happened, oldest first."""
    state, happened, person = Referral(referral_id), [], _people(work)
    for row in recorded(work.db, stream_of(state)):
        event = decode(row.name, row.schema_version, row.data, work.sealing)
        happened.append(Happening(event, state, person(row.metadata["actor"]), row.recorded_at))
        state = state.evolve(event)
    return happened


def _people(work: Work) -> Callable[[str], Principal | None]:
    principals = Principals.of(work)

    @cache
    def person(actor: str) -> Principal | None:
        person_id = uuid_of(actor)
        return principals.by_id(person_id) if person_id else None

    return person
