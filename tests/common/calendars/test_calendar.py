"""A calendar, read again by the rules of RFC 5545, property by property."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from services.common.calendars.making import Entry, calendar
from services.common.days import HELSINKI
from services.common.sessions.rules import moment

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ENTRY = Entry(
    id=UUID(int=7),
    starts_at=moment(date(2026, 6, 2), "18:00"),
    minutes=90,
    title="Tukihenkilön kurssi; 1, Ä",
    about="Kohtaaminen\nja rajat",
    place="Kirjasto, Turku",
    link="https://video.example.org/a?b=c,d",
)


def read(*entries: Entry) -> Calendar:
    return Calendar.from_ical(calendar("Omat ajat", entries, now=NOW))


def only(*entries: Entry) -> Any:
    (event,) = read(*entries).walk("VEVENT")
    return event


def test_what_is_written_is_read_again() -> None:
    whole, event = read(ENTRY), only(ENTRY)
    assert (whole["VERSION"], whole["METHOD"], whole["X-WR-CALNAME"]) == (
        "2.0",
        "PUBLISH",
        "Omat ajat",
    )
    assert whole["PRODID"]
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION")} == {
        "UID": "00000000-0000-0000-0000-000000000007@rinnalla",
        "SUMMARY": ENTRY.title,
        "DESCRIPTION": ENTRY.about,
        "LOCATION": ENTRY.place,
    }
    assert (event["URL"], event["STATUS"], event["SEQUENCE"], event["CLASS"]) == (
        ENTRY.link,
        "CONFIRMED",
        0,
        "PRIVATE",
    )
    assert event["DTSTART"].dt == ENTRY.starts_at
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert event["DURATION"].dt == timedelta(minutes=90)
    assert event["DTSTAMP"].dt == NOW


def test_every_line_is_as_short_as_calendars_take_it() -> None:
    long = calendar("x", [replace(ENTRY, title="ä" * 200)], now=NOW)
    lines = long.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert str(only(replace(ENTRY, title="ä" * 200))["SUMMARY"]) == "ä" * 200


def test_a_change_keeps_the_id_and_raises_the_sequence() -> None:
    moved = only(replace(ENTRY, changes=2, is_cancelled=True))
    assert (moved["UID"], moved["SEQUENCE"], moved["STATUS"]) == (
        only(ENTRY)["UID"],
        2,
        "CANCELLED",
    )


@pytest.mark.parametrize(
    ("day", "begins", "wall", "utc"),
    [
        (date(2026, 3, 28), "18:00", "20260328T180000", 16),
        (date(2026, 3, 29), "02:59", "20260329T025900", 0),
        (date(2026, 3, 29), "04:00", "20260329T040000", 1),
        (date(2026, 3, 29), "18:00", "20260329T180000", 15),
        (date(2026, 10, 24), "18:00", "20261024T180000", 15),
        (date(2026, 10, 25), "02:59", "20261025T025900", 23),
        (date(2026, 10, 25), "03:30", "20261025T033000", 0),
        (date(2026, 10, 25), "18:00", "20261025T180000", 16),
    ],
)
def test_the_wall_is_right_on_both_sides_of_the_nights_in_march_and_october(
    day: date, begins: str, wall: str, utc: int
) -> None:
    event = only(replace(ENTRY, starts_at=moment(day, begins)))
    assert event["DTSTART"].to_ical() == wall.encode()
    assert event["DTSTART"].dt.astimezone(UTC).hour == utc


@pytest.mark.parametrize("year", [2026, 2027, 2031])
@pytest.mark.parametrize("month", [3, 10])
def test_the_zone_that_comes_along_changes_when_the_clocks_do(year: int, month: int) -> None:
    zone: Any = read(ENTRY).walk("VTIMEZONE")[0]
    brought = zone.to_tz()
    for hour in range(24 * 31):
        wall = datetime(year, month, 1) + timedelta(hours=hour, minutes=30)  # noqa: DTZ001
        here = wall.replace(tzinfo=HELSINKI)
        if here.astimezone(UTC).astimezone(HELSINKI).replace(tzinfo=None) == wall:
            assert wall.replace(tzinfo=brought).utcoffset() == here.utcoffset(), wall


def test_a_session_over_the_night_in_october_takes_as_long_as_it_takes() -> None:
    event = only(replace(ENTRY, starts_at=moment(date(2026, 10, 25), "03:30"), minutes=60))
    assert event["DURATION"].dt == timedelta(hours=1)
    assert "DTEND" not in event
