"""From entries to the file that a calendar reads.

An entry keeps its id for ever; each change raises its sequence, and what is cancelled stays in the
file as cancelled, so that it goes from the reader's calendar too. How long it takes is a duration:
an end on the wall would be no clear moment in the night in October.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from services.common.days import HELSINKI

TYPE = "text/calendar"
MAKER = "-//Rinnalla//Rinnalla//FI"
HOST = "rinnalla"  # after the id: who gave it, as RFC 7986 (5.3) wishes
FRESH = timedelta(hours=1)  # after which a calendar asks again
SUMMER, WINTER = timedelta(hours=3), timedelta(hours=2)
# The first changes by the rule that holds since: the last Sundays of March and October, on the
# clock that goes before.
ONSETS = (
    (TimezoneDaylight, "EEST", datetime(1997, 3, 30, 3), 3, WINTER, SUMMER),  # noqa: DTZ001
    (TimezoneStandard, "EET", datetime(1997, 10, 26, 4), 10, SUMMER, WINTER),  # noqa: DTZ001
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry: on which day it begins at what time on the wall, and how long it takes."""

    id: UUID
    starts_at: datetime
    minutes: int
    title: str
    about: str = ""
    place: str = ""
    link: str = ""
    changes: int = 0  # since it was first there
    is_cancelled: bool = False
    reminds: timedelta = timedelta()  # how long before it the calendar says so; none: as it likes


def calendar(name: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """The whole calendar, as it is at that moment."""
    made = Calendar()
    for key, value in (("prodid", MAKER), ("version", "2.0"), ("method", "PUBLISH")):
        made.add(key, value)
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", FRESH, parameters={"VALUE": "DURATION"})
    made.add_component(_helsinki())
    for entry in sorted(entries, key=lambda each: (each.starts_at, str(each.id))):
        made.add_component(_event(entry, now))
    return bytes(made.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    made = Event()
    made.add("uid", f"{entry.id}@{HOST}")
    made.add("dtstamp", now.replace(microsecond=0))
    made.add("dtstart", entry.starts_at.astimezone(HELSINKI))
    made.add("duration", timedelta(minutes=entry.minutes))
    made.add("sequence", entry.changes)
    made.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    made.add("summary", entry.title)
    made.add("class", "PRIVATE")
    for key, text in (("description", entry.about), ("location", entry.place)):
        if text:
            made.add(key, text)
    if entry.link:
        made.add("url", entry.link)
    if entry.reminds and not entry.is_cancelled:
        made.add_component(_alarm(entry, entry.reminds))
    return made


def _alarm(entry: Entry, before: timedelta) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", entry.title)
    made.add("trigger", -before)
    return made


def _helsinki() -> Timezone:
    zone = Timezone()
    zone.add("tzid", HELSINKI.key)
    for kind, name, onset, month, before, after in ONSETS:
        part = kind()
        part.add("dtstart", onset)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
