"""Each form of courses and guidance groups, refused by a rule, in three languages."""

import pytest

from services.platform.demo.people import fixed_id
from tests.platform import Stepped, platform
from tests.refusals.test_each_form_says_no import Typed, wrong_in
from tests.volunteers.bodies import applicant
from tests.volunteers.gatherings.test_way_through import (
    COORDINATOR,
    COURSE,
    EVENING,
    PERSON,
    day,
    person,
)

__all__ = ["platform"]
TITLE: Typed = {"title": "Kurssi"}
WHERE: Typed = {"begins": "18.00", "minutes": "60", "place": "Turku", "day": "2026-12-31"}
OF_CANCELLED: dict[str, Typed] = {
    "plan": TITLE,
    "sessions": WHERE,
    "sessions/{session}/time": WHERE,
    "registrations": {"participant": "{other}"},
}
OF_BEGUN: dict[str, Typed] = {"sessions/{session}/cancellation": {}}
OF_ATTENDED: dict[str, Typed] = {"registrations/{own}/withdrawal": {}}
OF_COMING: dict[str, Typed] = {
    "sessions/{session}/attendance": {
        "attendance.0.participant": "{own}",
        "attendance.0.presence": "PRESENT",
    },
}
OWN_OF_CANCELLED: dict[str, Typed] = {"own-registration": {}}
OWN_OF_ATTENDED: dict[str, Typed] = {"own-withdrawal": {}}
OF_BOTH = (OF_CANCELLED, OF_BEGUN, OF_ATTENDED, OF_COMING)
OF_GUIDING: dict[str, Typed] = {
    "away": {
        "guide": "{staff}",
        "substitute": "{staff}",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-24",
    },
}
TABLES: dict[str, tuple[dict[str, Typed], ...]] = {
    "/volunteers/courses/<>": (*OF_BOTH, OWN_OF_CANCELLED, OWN_OF_ATTENDED),
    "/volunteers/guidance/<>": OF_BOTH,
    "/volunteers/guidance/people": (OF_GUIDING,),
}


def made(platform: Stepped, kind: str, days: int, *people: str) -> dict[str, str]:
    """One with a session so many days from now, and who takes part."""
    coordinator, root = platform.caller(COORDINATOR), f"/volunteers/api/v1/{kind}"
    where = coordinator.post(root, COURSE | {"seats": 9}).headers["Location"]
    evening = EVENING | {"day": day(platform, days)}
    session = coordinator.post(f"{where}/sessions", evening).json["id"]
    for each in people:
        coordinator.post(f"{where}/registrations", {"participant": each})
    platform.settle()
    return {"where": where, "page": where.replace("/api/v1", ""), "session": session}


@pytest.mark.parametrize("kind", ["courses", "guidance"])
def test_forms_of_courses_and_guidance(platform: Stepped, kind: str) -> None:
    own, coordinator = person(platform), platform.caller(COORDINATOR)
    ids = {"own": own, "other": applicant(coordinator).rpartition("/")[2]}
    coming, over = made(platform, kind, 5, own), made(platform, kind, -5, own)
    for of, table in ((coming, OF_COMING), (over, OF_BEGUN)):
        at = {"session": of["session"], **ids}
        assert wrong_in(platform, of["page"], COORDINATOR, table, **at) == {}
    where, entry = over["where"], {"participant": own, "presence": "PRESENT"}
    attended = f"{where}/sessions/{over['session']}/attendance"
    answer = coordinator.put(attended, {"attendance": [entry]}, of=where)
    assert answer.status_code == 200, answer.text
    platform.settle()
    assert wrong_in(platform, over["page"], COORDINATOR, OF_ATTENDED, **ids) == {}
    coming_too = made(platform, kind, 5)
    assert coordinator.put(f"{coming_too['where']}/cancellation", {}).status_code == 200
    platform.settle()
    of = {"session": coming_too["session"], **ids}
    assert wrong_in(platform, coming_too["page"], COORDINATOR, OF_CANCELLED, **of) == {}
    if kind == "courses":
        assert wrong_in(platform, over["page"], PERSON, OWN_OF_ATTENDED) == {}
        assert wrong_in(platform, coming_too["page"], PERSON, OWN_OF_CANCELLED) == {}


def test_forms_of_who_guides(platform: Stepped) -> None:
    staff = str(fixed_id(COORDINATOR))
    page, table = "/volunteers/guidance/people", {"away": OF_GUIDING["away"]}
    assert wrong_in(platform, page, COORDINATOR, table, staff=staff) == {}
