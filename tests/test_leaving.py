"""Who leaves an organisation, joins another under the same sign-in, and comes back."""

from typing import Any
from uuid import UUID

import pytest

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import API, WORKER, Opened, a_case, ago
from tests.casework.visiting import employ
from tests.platform import BASE, Caller, Stepped, csrf_of, platform
from tests.sightings import revealed
from tests.volunteers.bodies import AGREEMENT, proposed, vetted, waiting_case

__all__ = ["platform"]

MLL, SIIPI = fixed_id("organisation:mll-vs"), fixed_id("organisation:siipi")
SUPPORTER = fixed_id("volunteer-mll")
NAMES = ("Aino", "Testinen", "Outi", "+358401234567")
VISIT = {"kind": "FACE", "status": "HELD", "minutes": 60, "present": 1}


@pytest.fixture
def case(platform: Stepped) -> Opened:
    opened = a_case(platform)
    seat = {"role": "RESPONSIBLE", "on": ago(platform, 100)}
    assert opened.put(f"team/{WORKER}", seat).status_code == 200
    return opened


def answers_of(platform: Stepped, case: Opened) -> dict[str, Any]:
    """What the worker learns of the case and its referral by every road."""
    worker = platform.caller("worker-siipisulka")
    referral = f"/referral/api/v1/referrals/{case.referral}"
    return {
        "case": worker.get(case.path).status_code,
        "cases": len(worker.get(API).json["cases"]),
        "by referral": len(worker.get(f"{API}?referral={case.referral}").json["cases"]),
        "visit": worker.post(
            f"{case.path}/visits", VISIT | {"held_on": ago(platform, 1)}
        ).status_code,
        "messages": worker.get(f"{referral}/messages").status_code,
        "referral": worker.get(referral).status_code,
        "page": platform.browser("worker-siipisulka", "casework")
        .get(f"/casework/cases/{case.id}", base_url=BASE)
        .status_code,
    }


INSIDE = {
    "case": 200,
    "cases": 1,
    "by referral": 1,
    "visit": 201,
    "messages": 200,
    "referral": 200,
    "page": 200,
}
OUTSIDE = {
    "case": 404,
    "cases": 0,
    "by referral": 0,
    "visit": 404,
    "messages": 404,
    "referral": 404,
    "page": 404,
}


def test_a_seat_ends_with_leaving_and_is_given_anew(platform: Stepped, case: Opened) -> None:
    assert answers_of(platform, case) == INSIDE
    employ(platform, WORKER, organisation=MLL)
    assert answers_of(platform, case) == OUTSIDE
    employ(platform, WORKER, organisation=SIIPI)
    assert answers_of(platform, case) == OUTSIDE | {"referral": 200}  # a worker outside the team
    assert case.read()["team"] == []
    case.put(f"team/{WORKER}", {"role": "WORKER"})
    assert answers_of(platform, case) == INSIDE


def test_a_colleagues_seat_stays(platform: Stepped, case: Opened) -> None:
    coordinator = fixed_id("coordinator-siipisulka")
    case.put(f"team/{coordinator}", {"role": "SUBSTITUTE"})
    employ(platform, WORKER, organisation=MLL)
    assert [seat["person"] for seat in case.read()["team"]] == [str(coordinator)]


def test_the_coordinators_are_told_that_the_responsible_worker_has_left(
    platform: Stepped, case: Opened
) -> None:
    coordinator, page = platform.caller("coordinator-siipisulka"), f"/casework/cases/{case.id}"
    assert letters(coordinator) == []
    employ(platform, WORKER, organisation=MLL)
    assert letters(coordinator) == [("responsible_left", page)]
    browser = platform.browser("coordinator-siipisulka", "casework")
    missing = "Nobody is responsible"
    assert missing in browser.get(f"{page}?lang=en", base_url=BASE).text
    assert missing in browser.get("/casework/?lang=en", base_url=BASE).text
    assert letters(coordinator) == []  # the page of the case has been read
    case.put(f"team/{fixed_id('coordinator-siipisulka')}", {"role": "RESPONSIBLE"})
    assert missing not in browser.get(f"{page}?lang=en", base_url=BASE).text
    assert missing not in browser.get("/casework/?lang=en", base_url=BASE).text


def test_who_was_not_responsible_leaves_without_a_letter(platform: Stepped) -> None:
    opened, other = a_case(platform), str(fixed_id("coordinator-siipisulka"))
    opened.put(f"team/{other}", {"role": "RESPONSIBLE"})
    opened.put(f"team/{WORKER}", {"role": "WORKER"})
    employ(platform, WORKER, organisation=MLL)
    assert letters(platform.caller("coordinator-siipisulka")) == []
    assert [seat["person"] for seat in opened.read()["team"]] == [other]


def test_the_last_worker_leaves_a_case_that_nobody_has(platform: Stepped) -> None:
    opened = a_case(platform)
    opened.put(f"team/{WORKER}", {"role": "WORKER"})
    employ(platform, WORKER, organisation=MLL)
    where = f"/casework/cases/{opened.id}"
    assert letters(platform.caller("coordinator-siipisulka")) == [("responsible_left", where)]
    assert opened.read()["team"] == []


def letters(reader: Caller) -> list[tuple[str, str]]:
    shown = reader.get("/casework/api/v1/inbox").json["letters"]
    return [(letter["kind"], letter["page"]) for letter in shown]


def supporting(platform: Stepped) -> tuple[str, str]:
    """A match of MLL's that has started, with somebody who signs in; and the person's address."""
    where = vetted(platform)
    coordinator = platform.caller("coordinator-mll")
    assert coordinator.put(f"{where}/sign-in", {"person": str(SUPPORTER)}).status_code == 200
    match = proposed(platform, waiting_case(platform), where)
    for step, body in AGREEMENT:
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    assert coordinator.put(f"{match}/start", {"on": "2026-03-06"}).status_code == 200
    return match, where


def seen_by_supporter(platform: Stepped, match: str) -> tuple[int, int, list[str], int]:
    """Their match, how many there are, names on their own pages, and a visit logged."""
    volunteer = platform.caller("volunteer-mll")
    case = platform.caller("coordinator-mll").get(match).json["case"]
    pages = ""
    for service, address in (
        ("volunteers", "/volunteers/me"),
        ("casework", "/casework/visits/new"),
    ):
        pages += platform.browser("volunteer-mll", service).get(address, base_url=BASE).text
    logged = volunteer.post(f"{API}/{case}/visits", VISIT | {"held_on": ago(platform, 1)})
    return (
        volunteer.get(match).status_code,
        len(volunteer.get("/volunteers/api/v1/matches").json["matches"]),
        revealed(pages, ("Lapsukainen", "+358401112222")),
        logged.status_code,
    )


def test_a_support_persons_match_ends_for_who_has_left(platform: Stepped) -> None:
    match, where = supporting(platform)
    everything = (200, 1, ["Lapsukainen", "+358401112222"], 201)
    assert seen_by_supporter(platform, match) == everything
    employ(platform, SUPPORTER, organisation=SIIPI)
    assert seen_by_supporter(platform, match) == (404, 0, [], 404)
    employ(platform, SUPPORTER, organisation=MLL)
    assert seen_by_supporter(platform, match) == (404, 0, [], 404)
    coordinator = platform.caller("coordinator-mll")
    assert coordinator.put(f"{where}/sign-in", {"person": str(SUPPORTER)}).status_code == 200
    assert seen_by_supporter(platform, match) == everything


def test_who_has_left_may_sign_in_as_another_organisations_support_person(
    platform: Stepped,
) -> None:
    _, where = supporting(platform)
    employ(platform, SUPPORTER, organisation=SIIPI)
    person = {
        "kind": "PROFESSIONAL",
        "given_name": "Testi",
        "family_name": "Tukihenkilö",
        "date_of_birth": "1990-05-01",
        "municipality": "853",
        "programmes": ["amm-tukihenkilo"],
    }
    siipi = platform.caller("coordinator-siipisulka")
    other = siipi.post("/volunteers/api/v1/volunteers", person).headers["Location"]
    assert siipi.put(f"{other}/sign-in", {"person": str(SUPPORTER)}).status_code == 200
    volunteer = platform.caller("volunteer-mll")
    assert [volunteer.get(each).status_code for each in (where, other)] == [404, 200]


def test_a_vetting_contact_checks_where_they_belong_now(platform: Stepped) -> None:
    where = vetted(platform)
    contact = platform.caller("vetting-mll")
    assert contact.get(where).status_code == 200
    employ(platform, UUID(str(fixed_id("vetting-mll"))), organisation=SIIPI)
    assert contact.get(where).status_code == 404
    assert contact.get("/volunteers/api/v1/volunteers").json["volunteers"] == []


def test_what_was_typed_in_one_organisation_is_not_found_in_another(platform: Stepped) -> None:
    supporting(platform)
    address = "/casework/visits/new"
    browser = platform.browser("volunteer-mll", "casework")
    token = csrf_of(browser.get(address, base_url=BASE).text)
    typed = {"csrf_token": token, "notes": "Lapsukainen voi hyvin."}
    assert browser.post(f"{address}/draft", base_url=BASE, data=typed).status_code == 204
    assert "voi hyvin" in browser.get(address, base_url=BASE).text
    employ(platform, SUPPORTER, organisation=SIIPI)
    after = platform.browser("volunteer-mll", "casework").get(address, base_url=BASE).text
    assert "voi hyvin" not in after
