"""A course, from its plan to the training in the record: coordinator and support persons."""

from datetime import timedelta
from typing import Any

from services.platform.demo.people import fixed_id
from tests.casework.visiting import Browser
from tests.clocks import unread
from tests.platform import Stepped, platform
from tests.volunteers.bodies import applicant, vetted
from tests.volunteers.expenses.test_way_through import log_visit

__all__ = ["platform"]
COORDINATOR, STRANGER, PERSON = "coordinator-mll", "coordinator-siipisulka", "volunteer-mll"
SUPPORTER = str(fixed_id(PERSON))
COURSES, GUIDANCE = "/volunteers/api/v1/courses", "/volunteers/api/v1/guidance"
COURSE = {"title": "Tukihenkilön peruskurssi", "seats": 1, "materials": "https://example.org/a"}
EVENING = {"begins": "18:00", "minutes": 120, "place": "Turku", "link": "https://example.org/v"}


def day(platform: Stepped, days: int) -> str:
    return (platform.platform.clock.today() + timedelta(days)).isoformat()


def planned(platform: Stepped, first: int, **more: Any) -> str:
    """A course whose first session is so many days from now, and open until tomorrow."""
    coordinator = platform.caller(COORDINATOR)
    made = coordinator.post(COURSES, COURSE | {"registers_until": day(platform, 1)})
    assert made.status_code == 201, made.text
    course: str = made.headers["Location"]
    added = coordinator.post(f"{course}/sessions", EVENING | {"day": day(platform, first)} | more)
    assert added.status_code == 201, added.text
    platform.settle()
    return course


def person(platform: Stepped) -> str:
    """The id of a support person who signs in."""
    where = vetted(platform)
    linked = platform.caller(COORDINATOR).put(f"{where}/sign-in", {"person": SUPPORTER})
    assert linked.status_code == 200, linked.text
    platform.settle()
    return where.rpartition("/")[2]


def on_pages(platform: Stepped, sign_in: str) -> Browser:
    return Browser(platform.browser(sign_in, "volunteers"), platform)


def test_a_course_becomes_a_training(platform: Stepped) -> None:
    own = person(platform)
    coordinator, browser = platform.caller(COORDINATOR), on_pages(platform, PERSON)
    other = applicant(coordinator).rpartition("/")[2]
    platform.settle()
    course = planned(platform, -8, times=2)
    page = course.replace("/api/v1", "")
    assert coordinator.post(f"{course}/registrations", {"participant": other}).status_code == 201

    assert browser.get(page).status_code == 200
    assert browser.send(f"{page}/own-registration", {}, shown_at=page).status_code == 303
    shown = platform.caller(PERSON).get(course).json
    assert [each["status"] for each in shown["registrations"]] == ["WAITING"]
    assert (shown["waiting"], shown["sessions"][0]["link"], shown["materials"]) == (1, "", "")

    gone = coordinator.put(f"{course}/registrations/{other}/withdrawal", {}, of=course)
    assert gone.status_code == 200, gone.text
    platform.settle()
    shown = platform.caller(PERSON).get(course).json
    assert shown["registrations"][0] | {"status": "REGISTERED"} == shown["registrations"][0]
    assert shown["sessions"][0]["link"] == EVENING["link"]
    assert "seat_given" in unread(platform, "volunteers", PERSON)

    for session in shown["sessions"]:
        where = f"{page}/sessions/{session['id']}/attendance"
        form = {"attendance.0.participant": own, "attendance.0.presence": "PRESENT"}
        assert on_pages(platform, COORDINATOR).send(where, form).status_code == 303
    done = on_pages(platform, COORDINATOR).send(f"{page}/completion", {}, shown_at=page)
    assert done.status_code == 303
    record = coordinator.get(f"/volunteers/api/v1/volunteers/{own}").json
    assert [(each["course"], each["hours"]) for each in record["trainings"]][-1] == (
        COURSE["title"],
        4,
    )
    again = coordinator.put(f"{course}/completion", {})
    assert again.status_code == 200
    assert len(coordinator.get(f"/volunteers/api/v1/volunteers/{own}").json["trainings"]) == 2


def test_who_takes_part_is_told_what_changes(platform: Stepped) -> None:
    own = person(platform)
    coordinator = platform.caller(COORDINATOR)
    course = planned(platform, 8, times=2)
    page = course.replace("/api/v1", "")
    coordinator.post(f"{course}/registrations", {"participant": own})
    first, second = (each["id"] for each in coordinator.get(course).json["sessions"])
    later = EVENING | {"day": day(platform, 9)}
    assert coordinator.put(f"{course}/sessions/{first}/time", later, of=course).status_code == 200
    platform.settle()
    assert "session_moved" in unread(platform, "volunteers", PERSON)
    where = f"{page}/sessions/{second}/cancellation"
    assert on_pages(platform, COORDINATOR).send(where, {}).status_code == 303
    assert "session_cancelled" in unread(platform, "volunteers", PERSON)
    assert coordinator.put(f"{course}/cancellation", {}).status_code == 200
    platform.settle()
    assert "gathering_cancelled" in unread(platform, "volunteers", PERSON)


def test_strangers_find_no_course(platform: Stepped) -> None:
    course = planned(platform, 8)
    session = platform.caller(COORDINATOR).get(course).json["sessions"][0]["id"]
    stranger = platform.caller(STRANGER)
    assert stranger.get(course).status_code == 404
    assert stranger.get(COURSES).json == {"courses": [], "next": None}
    for what in ("cancellation", f"sessions/{session}/cancellation", "completion"):
        assert stranger.put(f"{course}/{what}", {}, seen='"1"').status_code == 404
    assert platform.caller(PERSON).get(course).status_code == 404  # nobody's support person
    guidance = course.replace("courses", "guidance")
    assert platform.caller(COORDINATOR).get(guidance).status_code == 404


def test_who_supports_a_family_unguided_is_seen_until_they_have_a_group(platform: Stepped) -> None:
    platform.after(log_visit)
    coordinator, page = platform.caller(COORDINATOR), "/volunteers/guidance/people?lang=fi"
    own = coordinator.get("/volunteers/api/v1/volunteers").json["volunteers"][0]["id"]
    assert "Ei ohjausryhmää" in on_pages(platform, COORDINATOR).get(page).text
    group = coordinator.post(GUIDANCE, COURSE).headers["Location"]
    held = EVENING | {"day": day(platform, -3)}
    session = coordinator.post(f"{group}/sessions", held).json["id"]
    coordinator.post(f"{group}/registrations", {"participant": own})
    entry = {"attendance": [{"participant": own, "presence": "PRESENT"}]}
    written = coordinator.put(f"{group}/sessions/{session}/attendance", entry, of=group)
    assert written.status_code == 200, written.text
    platform.settle()
    shown = on_pages(platform, COORDINATOR).get(page).text
    assert "Ei ohjausryhmää" not in shown
    assert "Kaikilla perheen rinnalla" in shown
