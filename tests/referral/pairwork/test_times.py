"""Who is offered or agreed as a pair is met by no family then, nor the other way round."""

from typing import Any

import pytest

from services.platform.demo.people import fixed_id
from tests.platform import Stepped
from tests.referral.pairwork.test_way_through import ASKER, HELPER, OTHER, a_request, offer_of
from tests.referral.receptions.planning import BOOKINGS, SLOTS, planned

TIMES = ["12:00", "12:45", "13:30", "14:15", "15:00"]  # of the rota, 45 minutes each
FAMILY = {"theme": "ero", "agreed": True}
REASON = {"reason": "Työntekijä sairastui."}


def slots(platform: Stepped) -> list[dict[str, Any]]:
    """The free times of the rota's first day."""
    free: list[dict[str, Any]] = platform.caller(ASKER).get(f"{SLOTS}?theme=ero").json["slots"]
    return [each for each in free if each["day"] == free[0]["day"]]


def begun(platform: Stepped) -> list[str]:
    platform.settle()
    return [each["begins"] for each in slots(platform)]


def book(platform: Stepped, slot: dict[str, Any]) -> Any:
    time = {name: slot[name] for name in ("reception", "day", "begins")}
    return platform.caller(ASKER).post(BOOKINGS, time | FAMILY)


def pair(slot: dict[str, Any], begins: str, minutes: int) -> dict[str, Any]:
    """An offer of whoever meets the families, on the day of that time."""
    return {
        "worker": str(fixed_id(HELPER)),
        "day": slot["day"],
        "begins": begins,
        "minutes": minutes,
    }


@pytest.mark.parametrize(
    ("begins", "minutes", "left"),
    [
        ("12:45", 45, ["12:00", "13:30", "14:15", "15:00"]),
        ("12:44", 45, ["13:30", "14:15", "15:00"]),
        ("12:45", 46, ["12:00", "14:15", "15:00"]),
        ("10:00", 120, TIMES),
        ("15:45", 60, TIMES),
    ],
)
def test_no_family_books_the_time_of_an_offered_pair(
    platform: Stepped, begins: str, minutes: int, left: list[str]
) -> None:
    planned(platform)
    before = slots(platform)
    at = a_request(platform)
    offer = pair(before[0], begins, minutes)
    assert platform.caller(HELPER).put(f"{at}/offer", offer, of=at).status_code == 200
    statuses = [book(platform, each).status_code for each in before]
    assert statuses == [201 if each in left else 409 for each in TIMES]


@pytest.mark.parametrize("over", ["refusal", "offer-withdrawal", "withdrawal", "cancellation"])
def test_a_time_that_is_not_kept_any_more_is_free_again(platform: Stepped, over: str) -> None:
    planned(platform)
    before = slots(platform)
    at = a_request(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    helper.put(f"{at}/offer", pair(before[0], "12:45", 45), of=at)
    assert begun(platform) == ["12:00", "13:30", "14:15", "15:00"]
    if over == "cancellation":
        asker.put(f"{at}/agreement", {}, of=at)
        assert begun(platform) == ["12:00", "13:30", "14:15", "15:00"]
    who = helper if over == "offer-withdrawal" else asker
    body = REASON if over in ("refusal", "cancellation") else {}
    assert who.put(f"{at}/{over}", body, of=at).status_code == 200
    assert begun(platform) == TIMES
    assert book(platform, before[1]).status_code == 201


def test_a_move_keeps_both_times_until_it_is_agreed_on(platform: Stepped) -> None:
    planned(platform)
    day = slots(platform)[0]
    at = a_request(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    helper.put(f"{at}/offer", pair(day, "12:00", 45), of=at)
    asker.put(f"{at}/agreement", {}, of=at)
    move = {"day": day["day"], "begins": "12:30", "minutes": 60}
    assert asker.put(f"{at}/time", move, of=at).status_code == 200
    assert begun(platform) == ["13:30", "14:15", "15:00"]
    assert helper.put(f"{at}/refusal", REASON, of=at).status_code == 200
    assert begun(platform) == ["12:45", "13:30", "14:15", "15:00"]
    asker.put(f"{at}/time", move, of=at)
    assert helper.put(f"{at}/agreement", {}, of=at).status_code == 200
    assert begun(platform) == ["13:30", "14:15", "15:00"]
    assert book(platform, day).status_code == 409  # the last quarter of it is the new time's first


def test_nobody_is_offered_who_meets_somebody_then(platform: Stepped) -> None:
    """The organisation reads what stands there, whoever asks only that they are not free."""
    planned(platform)
    day = slots(platform)
    assert book(platform, day[1]).status_code == 201  # 12:45 to 13:30
    at, second = a_request(platform), a_request(platform)
    asker, helper = platform.caller(ASKER), platform.caller(HELPER)
    wrong = helper.put(f"{at}/offer", pair(day[0], "13:29", 60), of=at)
    assert (wrong.status_code, wrong.json["code"]) == (409, "busy")
    assert "meet a family" in wrong.json["detail"]
    assert helper.put(f"{at}/offer", pair(day[0], "13:30", 60), of=at).status_code == 200
    wrong = helper.put(f"{second}/offer", pair(day[0], "14:29", 60), of=second)
    assert (wrong.status_code, "another meeting" in wrong.json["detail"]) == (409, True)
    assert helper.put(f"{second}/offer", pair(day[0], "14:30", 60), of=second).status_code == 200
    asker.put(f"{at}/agreement", {}, of=at)
    move = {"day": day[0]["day"], "begins": "12:00", "minutes": 46}
    wrong = asker.put(f"{at}/time", move, of=at)
    assert (wrong.status_code, "not free" in wrong.json["detail"]) == (409, True)
    assert asker.put(f"{at}/time", move | {"minutes": 45}, of=at).status_code == 200


def test_others_of_the_organisation_are_free_then(platform: Stepped) -> None:
    planned(platform)
    day = slots(platform)[0]
    at = a_request(platform)
    theirs = offer_of(platform, OTHER) | {"day": day["day"], "begins": "12:00"}
    assert platform.caller(OTHER).put(f"{at}/offer", theirs, of=at).status_code == 200
    assert begun(platform) == TIMES
