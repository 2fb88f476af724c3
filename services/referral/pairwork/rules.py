"""Who is asked for a pair, until when, and when a time may lie. Nothing here reads a clock."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.common import workdays
from services.common.codes import RetentionMoment
from services.common.erasure.rules import Moments
from services.common.sessions.rules import moment
from services.referral.pairwork.events import (
    MinutesWritten,
    PairWorkAgreed,
    PairWorkAsked,
    PairWorkHeld,
)
from shared.kernel.aggregate import Invalid

OFFERED_IN = 5  # working days
ANSWERED_IN = 2  # working days, before an offer lapses
MOST_WISHED = 3
Minutes = Mapping[bool, MinutesWritten]  # of the asker's side, and of the partner's


class Offering(Protocol):
    """What a member of a network does. An empty list limits nothing."""

    @property
    def themes(self) -> tuple[str, ...]: ...
    @property
    def municipalities(self) -> tuple[str, ...]: ...
    @property
    def counties(self) -> tuple[str, ...]: ...


class Time(Protocol):
    """A time on the wall in Helsinki."""

    @property
    def day(self) -> date: ...
    @property
    def begins(self) -> str: ...
    @property
    def minutes(self) -> int: ...


def serves(offer: Offering, *, theme: str, municipality: str, county: str) -> bool:
    """Does a member know the theme and take families of the municipality?"""
    is_limited = bool(offer.municipalities or offer.counties)
    is_there = municipality in offer.municipalities or county in offer.counties
    return (is_there or not is_limited) and (not offer.themes or theme in offer.themes)


def candidates(
    members: Iterable[Mapping[UUID, Offering]],
    *,
    theme: str,
    municipality: str,
    county: str,
    by: UUID,
) -> tuple[UUID, ...]:
    """Every organisation of a network that could send somebody, but the asker's own."""
    there = {
        organisation
        for network in members
        for organisation, offer in network.items()
        if serves(offer, theme=theme, municipality=municipality, county=county)
    }
    return tuple(sorted(there - {by}, key=str))


def due_on(on: date, wished: Iterable[date]) -> date:
    """The last day for an offer: before the last wished day is over, but never in the past."""
    return max(on, min(workdays.due(on, OFFERED_IN), max(wished)))


def answer_by(offered_on: date, day: date) -> date:
    """The last day on which an offer is answered: the offered one at the latest."""
    return min(workdays.due(offered_on, ANSWERED_IN), day)


def starts_at(time: Time) -> datetime:
    return moment(time.day, time.begins)


def ends_at(time: Time) -> datetime:
    return starts_at(time) + timedelta(minutes=time.minutes)


def must_come(day: date, begins: str, now: datetime, *, field: str = "day") -> None:
    """Raise `Invalid` for a time that has begun, or that no clock shows."""
    if moment(day, begins) <= now:
        raise Invalid("Choose a time that is still to come.", code="past", field=field)


def moments(latest: date | None) -> Moments:
    """From the last word or the meeting on, whichever is later."""
    return {} if latest is None else {RetentionMoment.CONTACT_LAST_WRITTEN: latest}


def held_of(request: PairWorkAsked, agreed: PairWorkAgreed, minutes: Minutes) -> PairWorkHeld:
    """The meeting as it is counted: the minutes that each side has written so far."""
    given = {side: each.work_minutes + each.travel_minutes for side, each in minutes.items()}
    return PairWorkHeld(
        pairwork_id=request.pairwork_id,
        organisation=agreed.partner,
        theme=request.theme,
        profession=request.profession,
        municipality=request.municipality,
        ngo_minutes=given.get(False, 0),
        municipal_minutes=given.get(True, 0),
        day=agreed.day,
    )
