"""Speakers as their readers may see them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from services.common.codes import Register
from services.common.erasure.schedule import schedule_of
from services.referral.happenings import policy
from services.referral.happenings.domain import Happening
from services.referral.happenings.projections import days
from services.referral.speakers.domain import Speakers
from services.referral.speakers.projections import speakers as table
from shared.identity.principals import Principal
from shared.work import Work


@dataclass(frozen=True)
class SpeakersView:
    """The speakers of an open event before whoever plans or holds it."""

    happening: Happening
    speakers: Speakers
    version: int


def speakers(work: Work, who: Principal, happening_id: UUID) -> SpeakersView:
    """Those of one event; raises `NotFound` for whoever does not hold it."""
    happening, _ = work.load(Happening(happening_id))
    policy.holds.check(who, happening)
    state, version = work.load(Speakers(happening_id))
    return SpeakersView(happening, state, version)


def ended(work: Work) -> list[UUID]:
    """Speakers whose time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    over = (
        select(days.c.happening_id)
        .group_by(days.c.happening_id)
        .having(func.max(days.c.day) < since)
    )
    query = select(table.c.speaker_id).where(table.c.happening_id.in_(over))
    return list(work.db.scalars(query.order_by(table.c.speaker_id)))
