"""A professional asks for a pair, an organisation offers one, they meet, and hours are counted."""

from datetime import timedelta
from typing import Any

from services.platform.demo.people import fixed_id
from shared.kernel.clock import Clock
from tests.platform import Caller, Stepped
from tests.referral.family_contacts.families import get

ROOT = "/referral/api/v1/pair-work"
HOURS = "/referral/api/v1/pair-work-hours"
PAGES = "/referral/professionals/pair-work"
ASKER, COLLEAGUE = "municipal-turku", "municipal-varha"
HELPER, OTHER = "coordinator-mll", "coordinator-folkhalsan"
OUTSIDE = "coordinator-sastamala"
TEXT = "Kuusivuotias pelkää vaihtopäivää. Tavataan vanhemmat yhdessä."


def in_days(platform: Stepped, days: int) -> str:
    today = platform.platform.services["referral"].clock.today()
    return (today + timedelta(days)).isoformat()


def request_of(platform: Stepped, **changed: Any) -> dict[str, Any]:
    return {
        "theme": "ero",
        "profession": "STUDENT_WELFARE",
        "municipality": "853",
        "first_day": in_days(platform, 3),
        "first_begins": "09:00",
        "minutes": 60,
        "venue": "MUNICIPALITY",
        "language": "fi",
        "text": TEXT,
    } | changed


def a_request(platform: Stepped, **changed: Any) -> str:
    """Ask for a pair; its address."""
    made = platform.caller(ASKER).post(ROOT, request_of(platform, **changed))
    assert made.status_code == 201, made.text
    platform.settle()
    return f"{ROOT}/{made.json['id']}"


def offer_of(platform: Stepped, worker: str = HELPER, days: int = 3, **more: Any) -> dict[str, Any]:
    time = {"day": in_days(platform, days), "begins": "09:00", "minutes": 60}
    return {"worker": str(fixed_id(worker)), **time, **more}


def an_agreement(platform: Stepped, **offered: Any) -> str:
    """Ask, offer and agree; its address."""
    at = a_request(platform)
    answer = platform.caller(HELPER).put(f"{at}/offer", offer_of(platform, **offered), of=at)
    assert answer.status_code == 200, answer.text
    assert platform.caller(ASKER).put(f"{at}/agreement", {}, of=at).json["status"] == "AGREED"
    platform.settle()
    return at


def seen_by(caller: Caller) -> list[str]:
    return [line["id"] for line in caller.get(ROOT).json["requests"]]


def test_who_knows_the_theme_there_reads_it_until_somebody_is_agreed_on(
    platform: Stepped,
) -> None:
    at = a_request(platform)
    asker, colleague, helper, other, outside = (
        platform.caller(each) for each in (ASKER, COLLEAGUE, HELPER, OTHER, OUTSIDE)
    )
    for each in (helper, other, asker):
        assert seen_by(each) == [at[-36:]]
    for each in (colleague, outside):
        assert seen_by(each) == []
        assert each.get(at).status_code == 404
    before = other.get(at).headers["ETag"]
    assert helper.put(f"{at}/offer", offer_of(platform), of=at).json["status"] == "OFFERED"
    platform.settle()
    seen = other.get(at).json
    assert (seen["status"], seen["partner"], seen["proposed"]) == ("OFFERED", None, None)
    second = other.put(f"{at}/offer", offer_of(platform, OTHER), seen=before)
    assert (second.status_code, second.json["code"]) == (409, "offered")
    assert asker.put(f"{at}/agreement", {}, of=at).json["agreed"]["minutes"] == 60
    platform.settle()
    assert other.get(at).status_code == 404
    assert (seen_by(other), seen_by(helper)) == ([], [at[-36:]])


def test_two_that_agreed_meet_and_each_writes_its_minutes(platform: Stepped) -> None:
    at = an_agreement(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    ours = {"work_minutes": 90, "travel_minutes": 30, "brought": ["NEXT_STEP"], "text": "Hyvä."}
    early = helper.put(f"{at}/minutes", ours, of=at)
    assert (early.status_code, early.json["code"]) == (409, "to_come")
    later(platform, days=4)
    named = helper.put(f"{at}/minutes", ours | {"text": "Soita 040 123 4567."}, of=at)
    assert named.status_code == 422 and "phone" in named.text
    assert helper.put(f"{at}/minutes", ours, of=at).json["status"] == "HELD"
    theirs = {"work_minutes": 75, "travel_minutes": 0, "brought": []}
    seen = asker.put(f"{at}/minutes", theirs, of=at).json
    assert seen["ngo_minutes"] == ours
    assert seen["municipal_minutes"] == theirs | {"text": ""}
    platform.settle()
    (line,) = asker.get(HOURS).json["hours"]
    given = [line[name] for name in ("ngo_work", "ngo_travel", "municipal_work")]
    assert (given, line["municipality"]) == ([90, 30, 75], "853")
    assert helper.get(HOURS).json["hours"] == [line]
    assert platform.caller(OTHER).get(HOURS).json["hours"] == []
    shown = get(platform.browser(HELPER), f"{PAGES}-hours", "en").text
    assert "2 h" in shown and "1 h 15 min" in shown


def later(platform: Stepped, days: int) -> None:
    """Let so many days go by."""
    service = platform.platform.services["referral"]
    moment = service.clock.now() + timedelta(days=days)
    service.clock = Clock(service.clock.zone, lambda: moment)
