"""What can be asked of open events. Each function runs in the caller's one transaction."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.common import catalogue, geography
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import events
from services.referral.happenings.domain import Happening
from services.referral.happenings.events import HappeningPlanned
from shared.kernel.aggregate import Invalid
from shared.work import Work

WEEK = timedelta(weeks=1)
OF_PLAN = ("organisation", "programme", "kind", "themes", "audience")


def plan(work: Work, organisation: UUID, **terms: Any) -> tuple[UUID, int]:
    """Plan an open event of one's own organisation; nobody else reads of it yet."""
    happening_id = uuid4()
    planned = _planned(happening_id=happening_id, organisation=organisation, on=work.today, **terms)
    _check(work, planned)
    _, version = work.start(Happening(happening_id), lambda new: new.plan(planned))
    return happening_id, version


def plan_anew(work: Work, happening_id: UUID, **terms: Any) -> None:
    """Say anew what it is."""
    state, _ = work.load(Happening(happening_id))
    values = vars(state.plan_of_today) | terms | {"on": work.today}
    planned = _planned(**values)
    _check(work, planned)
    work.change(state, lambda each: each.plan(planned))


def publish(work: Work, happening_id: UUID) -> None:
    """Let everybody read of it."""
    offer = work.load(EventSeats(happening_id))[0].offer
    seats, drop_in = (offer.seats, offer.drop_in) if offer else (0, True)
    work.change(
        Happening(happening_id),
        lambda each: each.publish(on=work.today, seats=seats, drop_in=drop_in),
    )


def cancel(work: Work, happening_id: UUID) -> None:
    """Cancel all that is still to come."""
    work.change(Happening(happening_id), lambda each: each.cancel(on=work.today))


def plan_days(
    work: Work, happening_id: UUID, *, day: date, times: int, every_weeks: int, **terms: Any
) -> None:
    """Plan a day, or a series of them at the same time on the wall."""
    for number in range(times):
        planned = events.DayPlanned(
            happening_id=happening_id,
            day=_after(day, number * every_weeks),
            on=work.today,
            **terms,
        )
        _plan_day(work, planned)


def cancel_day(work: Work, happening_id: UUID, *, day: date) -> None:
    """Let it not take place on that day; whoever waited because of that day alone has seats."""
    state, _ = work.change(Happening(happening_id), lambda each: each.cancel_day(day, now=work.now))
    days = state.days_to_join(work.now)
    work.change(EventSeats(happening_id), lambda each: each.fill(coming=days, on=work.today))


def count(work: Work, happening_id: UUID, *, day: date, is_estimate: bool, **heads: Any) -> None:
    """Say how many came on a day; said wrong, it is said again."""
    state, _ = work.load(Happening(happening_id))
    plan = state.plan_of_today
    counted = events.HeadsCounted(
        happening_id=happening_id,
        day=day,
        municipality=plan.municipality if plan.place else "",
        is_estimate=is_estimate,
        **{name: getattr(plan, name) for name in OF_PLAN},
        **heads,
    )
    work.change(state, lambda each: each.count(counted, now=work.now))


def _planned(*, language: str, languages: Iterable[str] = (), **terms: Any) -> HappeningPlanned:
    """The plan; each language that is spoken stands in it once."""
    others = tuple(each for each in dict.fromkeys(languages) if each != language)
    return HappeningPlanned(language=language, languages=others, **terms)


def _plan_day(work: Work, planned: events.DayPlanned) -> None:
    work.change(Happening(planned.happening_id), lambda each: each.plan_day(planned, now=work.now))


def _after(day: date, weeks: int) -> date:
    try:
        return day + weeks * WEEK
    except OverflowError:
        raise Invalid("That is too far ahead.", code="too_far", field="day") from None


def _check(work: Work, planned: HappeningPlanned) -> None:
    if planned.municipality and planned.municipality not in geography.municipalities():
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            field="municipality",
            codes=planned.municipality,
        )
    if not catalogue.provides(work.db, planned.organisation, planned.programme):
        raise Invalid(
            "Your organisation does not provide that.", code="not_provided", field="programme"
        )
