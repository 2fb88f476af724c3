"""Who reads what of receptions, open events and consultations: booked, held and counted first."""

from typing import Any

import pytest
from werkzeug.test import Client

from tests.platform import BASE, Stepped
from tests.referral.receptions.planning import BOOKINGS, SLOTS, planned

HELP = "/reporting/api/v1/open-help"
PAGE = "/reporting/open-help"


@pytest.fixture
def booked(platform: Stepped) -> str:
    """An hour about separation in Laitila, booked on the phone; its day's half-year."""
    planned(platform)
    ours = platform.caller("coordinator-mll")
    slot = ours.get(f"{SLOTS}?theme=ero&municipality=400").json["slots"][0]
    time = {name: slot[name] for name in ("reception", "day", "begins")}
    made = ours.post(BOOKINGS, {**time, "theme": "ero", "agreed": True, "calling_name": "Matti"})
    assert made.status_code == 201, made.text
    platform.settle()
    return f"{slot['day'][:4]}-{1 if slot['day'][5:7] < '07' else 2}"


def test_an_organisation_reads_its_own_as_they_stand(platform: Stepped, booked: str) -> None:
    ours = platform.caller("coordinator-mll").get(f"{HELP}?half={booked}").json
    row = {"codes": ["ero"], "count": 1, "held": 0}
    assert ours["shown"] == "EXACTLY"
    assert ours["bookings"]["total"] == {"codes": [], "count": 1, "held": 0}
    assert ours["bookings"]["tables"] == {"theme": [row], "place": [row | {"codes": ["400"]}]}
    theirs = platform.caller("coordinator-siipisulka").get(f"{HELP}?half={booked}").json
    assert theirs["bookings"]["total"]["count"] == 0


def test_the_region_reads_a_single_booking_nowhere(platform: Stepped, booked: str) -> None:
    region = platform.caller("regional").get(f"{HELP}?half={booked}").json
    assert region["shown"] == "IN_FIVES"
    assert region["bookings"]["total"] == {"codes": [], "count": None, "held": None}
    assert region["bookings"]["tables"] == {"theme": [], "place": []}


def texts_of(browser: Client, address: str) -> tuple[int, str]:
    answer = browser.get(address, base_url=BASE)
    return answer.status_code, answer.text


def test_the_page_says_how_far_its_figures_go(platform: Stepped, booked: str) -> None:
    ours = platform.browser("coordinator-mll", "reporting")
    status, text = texts_of(ours, f"{PAGE}?half={booked}&lang=fi")
    assert (status, "Oman järjestön luvut" in text, "Laitila" in text) == (200, True, True)
    region = platform.browser("regional", "reporting")
    status, text = texts_of(region, f"{PAGE}?half={booked}&lang=sv")
    assert (status, "avrundat till närmaste fem" in text, "&lt;5" in text) == (200, True, True)
    status, text = texts_of(region, f"{PAGE}?half=2026-3&lang=fi")
    assert (status, "2026-3 ei ole puolivuosi" in text) == (422, True)
    front = texts_of(region, "/reporting/?lang=fi")
    assert "Apu ilman lähetettä" in front[1]


@pytest.mark.parametrize("half", ["2026-3", "x", "2026"])
def test_a_wrong_half_year_is_refused_by_name(platform: Stepped, half: str) -> None:
    refused: Any = platform.caller("regional").get(f"{HELP}?half={half}")
    assert refused.status_code == 422
    assert refused.json["code"] == "half"


def test_no_support_person_reads_them(platform: Stepped) -> None:
    assert platform.caller("volunteer-mll").get(HELP).status_code == 403
