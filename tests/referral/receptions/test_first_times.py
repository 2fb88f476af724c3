"""How many days it takes to the first free time, by theme and place."""

from datetime import date

from services.common.codes import Theme
from services.referral.first_times.queries import FirstTime, firsts
from tests.platform import BASE, Stepped
from tests.referral.receptions.planning import BOOKINGS, SLOTS, planned

TODAY = date(2026, 12, 1)
FIRST = "/referral/api/v1/reception/first-free"
ELSEWHERE = [FirstTime(theme, "", None, None) for theme in Theme]


def test_nothing_is_free_anywhere() -> None:
    assert firsts([], TODAY) == ELSEWHERE


def test_the_first_of_each_place_in_the_order_of_their_days(platform: Stepped) -> None:
    planned(platform)
    ours = platform.caller("coordinator-mll")
    slots = ours.get(f"{SLOTS}?theme=ero&municipality=400").json["slots"]
    days = sorted({slot["day"] for slot in slots})
    lines = ours.get(FIRST).json["first_times"]
    assert [line["theme"] for line in lines if line["days"] is None] == [
        theme for theme in Theme if theme not in ("ero", "vanhemmuus")
    ]
    ero = [(line["place"], line["on"]) for line in lines if line["theme"] == "ero"]
    assert ero == [("400", days[0]), ("online", days[0])]
    for slot in (each for each in slots if each["day"] == days[0]):
        time = {name: slot[name] for name in ("reception", "day", "begins")}
        booked = {**time, "theme": "ero", "agreed": True, "calling_name": "Matti"}
        assert ours.post(BOOKINGS, booked).status_code == 201
    platform.settle()
    later = ours.get(FIRST).json["first_times"]
    assert {line["on"] for line in later if line["theme"] == "ero"} == {days[1]}
    page = platform.browser("regional", "referral").get(
        "/referral/reception/first-free?lang=fi", base_url=BASE
    )
    assert (page.status_code, "Laitila" in page.text, "Matti" in page.text) == (200, True, False)
