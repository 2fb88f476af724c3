"""What an open event's days mean for whoever registers. Nothing here reads a clock."""

from datetime import date

from services.common.codes import HappeningStatus
from services.referral.event_seats.rules import Party
from services.referral.happenings.domain import Happening
from services.referral.happenings.events import HappeningPlanned
from services.referral.happenings.rules import is_closed
from shared.kernel.aggregate import Invalid

ALL = "all"  # of its times, as a form says it


def changes(happening: Happening, day: date | None) -> int:
    """How often that time, or all of them, were changed since they were planned."""
    is_off = happening.status is HappeningStatus.CANCELLED
    times = happening.calendar.times.values()
    return is_off + sum(each.moves for each in times if day in (None, each.day))


def has_news(happening: Happening, party: Party) -> bool:
    """Has something changed since they last heard of it?"""
    return party.changes < changes(happening, party.day)


def last_day(happening: Happening, party: Party) -> date | None:
    """The day from which on what they wrote is kept for its time; None: no day is planned."""
    return party.day or max(happening.calendar.times, default=None)


def chosen_day(text: str, days: tuple[date, ...], plan: HappeningPlanned) -> date | None:
    """The time that a form names; None: all of them. Of a single time, or of a closed group, nobody
    need say so."""
    if text == ALL or (is_closed(plan) and not text):
        return None
    if is_closed(plan):
        raise Invalid("Whoever joins a closed group joins for all times.", code="day", field="day")
    if not text and len(days) == 1:
        return days[0]
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("Choose one of the times.", code="day", field="day") from None
