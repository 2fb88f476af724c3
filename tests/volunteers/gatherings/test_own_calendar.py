"""A support person's calendar: by its secret address alone, until it is made anew or withdrawn."""

import re
from typing import Any

from icalendar import Calendar

from tests.platform import BASE, Stepped, platform
from tests.volunteers.gatherings.test_way_through import (
    COORDINATOR,
    COURSE,
    EVENING,
    PERSON,
    day,
    on_pages,
    person,
    planned,
)

__all__ = ["platform"]
PAGE = "/volunteers/me/calendar"


def made(platform: Stepped) -> str:
    """The path of a new address."""
    answer = on_pages(platform, PERSON).send(PAGE, {})
    assert answer.status_code == 200, answer.text
    shown = re.search(r"<code>[a-z]+://[^/]+(/[^<]+)</code>", answer.text)
    assert shown
    return shown[1]


def read(platform: Stepped, path: str) -> Any:
    """As a calendar asks for it, that nobody has signed in to."""
    return platform.platform.apps["volunteers"].test_client().get(path, base_url=BASE)


def events(platform: Stepped, path: str) -> list[Any]:
    answer = read(platform, path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def test_a_calendar_shows_what_its_owner_has_a_place_at(platform: Stepped) -> None:
    own, coordinator = person(platform), platform.caller(COORDINATOR)
    course = planned(platform, 8)
    path = made(platform)
    assert events(platform, path) == []
    coordinator.post(f"{course}/registrations", {"participant": own})
    session = coordinator.get(course).json["sessions"][0]["id"]
    later = EVENING | {"day": day(platform, 9)}
    coordinator.put(f"{course}/sessions/{session}/time", later, of=course)
    platform.settle()
    (event,) = events(platform, path)
    assert (event["UID"], event["SEQUENCE"], event["SUMMARY"]) == (
        f"{session}@rinnalla",
        1,
        COURSE["title"],
    )
    assert event["DTSTART"].dt.date().isoformat() == day(platform, 9)
    assert event["URL"] == EVENING["link"]
    coordinator.put(f"{course}/cancellation", {})
    platform.settle()
    (event,) = events(platform, path)
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CANCELLED")


def test_only_the_newest_address_leads_somewhere_until_it_is_withdrawn(platform: Stepped) -> None:
    person(platform)
    first, second = made(platform), made(platform)
    assert first != second
    assert (read(platform, first).status_code, read(platform, second).status_code) == (404, 200)
    withdrawn = on_pages(platform, PERSON).send(f"{PAGE}/withdrawal", {}, shown_at=PAGE)
    assert withdrawn.status_code == 303
    assert read(platform, second).status_code == 404
    assert read(platform, "/volunteers/calendar/none.ics").status_code == 404


def test_who_has_left_has_no_calendar(platform: Stepped) -> None:
    own, coordinator = person(platform), platform.caller(COORDINATOR)
    path = made(platform)
    where = f"/volunteers/api/v1/volunteers/{own}"
    assert coordinator.put(f"{where}/ending", {"reason": "WITHDRAWN"}).status_code == 200
    platform.settle()
    assert read(platform, path).status_code == 404
