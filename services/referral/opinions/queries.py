"""Opinions as their readers may see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from services.common.codes import HappeningStatus, Register, RegistrationStatus
from services.common.erasure.schedule import schedule_of
from services.referral.happenings import policy
from services.referral.happenings.domain import Happening
from services.referral.happenings.projections import days
from services.referral.opinions import projections
from services.referral.opinions.domain import Opinions
from services.referral.opinions.projections import boxes
from services.referral.opinions.rules import Box, Counts, box_in, is_closed
from services.referral.registrations.queries import RegistrationView
from shared.identity.principals import Principal
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class OpinionsView:
    """What many thought of an open event, before whoever plans or holds it."""

    happening: Happening
    counts: Counts | None  # None: nothing is shown
    words: tuple[str, ...]
    is_closed: bool


def opinions(work: Work, who: Principal, happening_id: UUID) -> OpinionsView:
    """Those of one event; raises `NotFound` for whoever does not hold it."""
    happening, _ = work.load(Happening(happening_id))
    policy.holds.check(who, happening)
    kept = work.load(Opinions(happening_id))[0].counted
    if kept is not None:
        return OpinionsView(happening, Counts(kept.useful, kept.recommend), (), is_closed=True)
    if not is_closed(last_day(happening), work.today):
        return OpinionsView(happening, None, (), is_closed=False)
    box = box_of(projections.content(work.db, happening_id), work)
    counts = box.counts()
    return OpinionsView(happening, counts, box.words if counts else (), is_closed=True)


def may_answer(work: Work, view: RegistrationView) -> bool:
    """Had they a seat at something that has begun, and is it not too long ago?"""
    happening = view.happening
    has_seat = view.status is RegistrationStatus.REGISTERED
    is_public = happening.status is HappeningStatus.PUBLISHED
    begun = (each for each in happening.calendar.held if each.starts_at <= work.now)
    was_there = any(view.party.comes(each.day) for each in begun)
    is_over = is_closed(last_day(happening), work.today)
    return has_seat and is_public and was_there and not is_over


def last_day(happening: Happening) -> date | None:
    """The last day that was planned of it; None: there is none."""
    return max(happening.calendar.times, default=None)


def box_of(content: Any, work: Work) -> Box:
    text = opened(content, work.sealing)
    return box_in(text) if text else Box()


def ended(work: Work) -> list[UUID]:
    """Events whose answers' time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    over = (
        select(days.c.happening_id)
        .group_by(days.c.happening_id)
        .having(func.max(days.c.day) < since)
    )
    query = select(boxes.c.happening_id).where(boxes.c.happening_id.in_(over))
    return list(work.db.scalars(query.order_by(boxes.c.happening_id)))
