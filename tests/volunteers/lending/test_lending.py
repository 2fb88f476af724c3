"""Lending: nobody helps elsewhere without their own yes; trainings come along, checks never do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.platform.demo.people import fixed_id
from services.volunteers.lending.domain import Loan
from services.volunteers.lending.events import (
    LoanAgreed,
    LoanAnswered,
    LoanAsked,
    LoanEnded,
    LoanEvent,
    LoanOffered,
)
from shared.kernel.aggregate import Invalid, Refused, fold
from tests.clocks import unread
from tests.platform import Stepped, platform
from tests.volunteers.bodies import STEPS
from tests.volunteers.gatherings.test_way_through import COORDINATOR, PERSON, day, on_pages, person

__all__ = ["platform"]
LOAN, LENDER, BORROWER, ANA, THERE = (UUID(int=n) for n in range(90, 95))
TODAY = date(2026, 11, 28)
DAY = timedelta(days=1)
ASKED = LoanAsked(
    loan_id=LOAN,
    borrower=BORROWER,
    lender=LENDER,
    programme="rinnallakulkija",
    starts_on=TODAY,
    ends_on=TODAY + 90 * DAY,
    by="borrower",
)
OFFERED = LoanOffered(**{**vars(ASKED), "by": "lender", "volunteer_id": ANA})
SIDES = {"loan_id": LOAN, "lender": LENDER, "borrower": BORROWER, "volunteer_id": ANA}
YES = LoanAnswered(**SIDES, given=True, on=TODAY)
NO = replace(YES, given=False)
AGREED = LoanAgreed(**SIDES, applicant_id=THERE, on=TODAY, by="borrower")
ENDED = LoanEnded(**SIDES, on=TODAY, by="borrower")


def given(*history: LoanEvent) -> Loan:
    return fold(Loan(LOAN), history)


def test_it_takes_three_to_agree() -> None:
    assert given().ask(ASKED, today=TODAY) == [ASKED]
    assert given(ASKED).offer(OFFERED, today=TODAY) == [OFFERED]
    assert given().offer(OFFERED, today=TODAY) == [OFFERED]
    assert given(OFFERED).answer(given=True, on=TODAY) == [YES]
    assert given(OFFERED, YES).agree(THERE, on=TODAY, by="borrower") == [AGREED]
    assert given(ASKED, OFFERED, YES, AGREED).concerns == (LENDER, BORROWER)


@pytest.mark.parametrize("history", [[], [ASKED], [OFFERED], [OFFERED, NO], [OFFERED, YES, ENDED]])
def test_without_the_persons_yes_nobody_agrees(history: list[LoanEvent]) -> None:
    with pytest.raises(Refused):
        given(*history).agree(THERE, on=TODAY, by="borrower")


@pytest.mark.parametrize("history", [[], [ASKED], [OFFERED, YES], [OFFERED, NO], [OFFERED, ENDED]])
def test_a_person_answers_once_and_what_waits(history: list[LoanEvent]) -> None:
    with pytest.raises(Refused):
        given(*history).answer(given=True, on=TODAY)


@pytest.mark.parametrize(
    "terms",
    [
        replace(ASKED, borrower=LENDER),
        replace(ASKED, ends_on=TODAY - DAY, starts_on=TODAY - DAY),
        replace(ASKED, ends_on=TODAY - DAY),
    ],
)
def test_it_is_between_two_and_not_over(terms: LoanAsked) -> None:
    with pytest.raises(Invalid):
        given().ask(terms, today=TODAY)
    last = replace(ASKED, starts_on=TODAY, ends_on=TODAY)
    assert given().ask(last, today=TODAY) == [last]


def test_it_is_ended_by_whichever_side_and_once() -> None:
    for history in ([OFFERED], [OFFERED, YES], [OFFERED, YES, AGREED]):
        assert given(*history).end(on=TODAY, by="borrower") == [ENDED]
    assert given(OFFERED, ENDED).end(on=TODAY, by="lender") == []
    assert given(OFFERED, NO).end(on=TODAY, by="lender") == []


API = "/volunteers/api/v1/lending"
SASTA, STRANGER = "coordinator-sastamala", "coordinator-siipisulka"
LENDING, OWN = "/volunteers/lending", "/volunteers/me"


def lending_page(platform: Stepped) -> str:
    """The page of a lending that Sastamala asks for."""
    form: dict[str, Any] = {
        "organisation": str(fixed_id("organisation:mll-vs")),
        "programme": "rinnallakulkija",
        "starts_on": day(platform, 1),
        "ends_on": day(platform, 90),
    }
    answer = on_pages(platform, SASTA).send(f"{LENDING}/ask", form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def test_somebody_is_in_two_registers_and_checked_twice(platform: Stepped) -> None:
    own = person(platform)
    home, there, self_ = (on_pages(platform, each) for each in (COORDINATOR, SASTA, PERSON))
    page = lending_page(platform)
    assert "loan_asked" in unread(platform, "volunteers", COORDINATOR)
    assert on_pages(platform, STRANGER).get(page).status_code == 404
    assert self_.get(page).status_code == 404
    stolen = there.send(f"{page}/person", {"volunteer": own}, shown_at=page)
    assert stolen.status_code in (403, 404)
    assert home.send(f"{page}/person", {"volunteer": own}, shown_at=page).status_code == 303
    assert "Testi" not in there.get(page).text
    assert page in self_.get(OWN).text
    refused = home.send(f"{page}/consent", {"given": "true"}, shown_at=page)
    assert refused.status_code in (403, 404)
    assert self_.send(f"{page}/consent", {"given": "true"}, shown_at=page).status_code == 303
    assert "loan_willing" in unread(platform, "volunteers", SASTA)
    assert "Testi" in there.get(page).text
    assert there.send(f"{page}/agreement", {}, shown_at=page).status_code == 303
    assert "loan_agreed" in unread(platform, "volunteers", PERSON)

    register = platform.caller(SASTA).get("/volunteers/api/v1/volunteers").json["volunteers"]
    (lent,) = [each for each in register if each["given_name"] == "Testi"]
    record = platform.caller(SASTA).get(f"/volunteers/api/v1/volunteers/{lent['id']}").json
    assert lent["id"] != own
    assert [each["course"] for each in record["trainings"]] == [STEPS[2][1]["course"]]
    assert (record["status"], record["vetted"]) == ("applicant", [])
    assert not record["interview"]
    assert platform.caller(SASTA).get(f"/volunteers/api/v1/volunteers/{own}").status_code == 404

    assert self_.send(f"{page}/ending", {}, shown_at=page).status_code == 303
    assert "loan_ended" in unread(platform, "volunteers", SASTA)


def test_a_program_lends_as_pages_do(platform: Stepped) -> None:
    own = person(platform)
    home, there, self_ = (platform.caller(each) for each in (COORDINATOR, SASTA, PERSON))
    terms = {
        "programme": "rinnallakulkija",
        "starts_on": day(platform, 1),
        "ends_on": day(platform, 90),
    }
    made = there.post(f"{API}/requests", {"organisation": lender_id(), **terms})
    assert made.status_code == 201, made.text
    loan = made.headers["Location"]
    assert platform.caller(STRANGER).get(loan).status_code == 404
    assert self_.get(loan).status_code == 404
    assert there.put(f"{loan}/person", {"volunteer": own}).status_code in (403, 404)
    named = home.put(f"{loan}/person", {"volunteer": own})
    assert (named.json["status"], named.json["volunteer"]) == ("OFFERED", own)
    assert there.get(loan).json["volunteer"] is None
    assert home.put(f"{loan}/consent", {"given": True}).status_code in (403, 404)
    assert there.put(f"{loan}/agreement", {}).status_code == 409
    assert self_.put(f"{loan}/consent", {"given": True}).json["status"] == "WILLING"
    agreed = there.put(f"{loan}/agreement", {}).json
    assert (agreed["status"], agreed["volunteer"]) == ("AGREED", None)
    assert agreed["applicant"] not in (None, own)
    assert home.get(loan).json["applicant"] is None
    platform.settle()
    for side in (home, there):
        (listed,) = side.get(API).json["loans"]
        assert (listed["id"], listed["status"]) == (agreed["id"], "AGREED")
    assert platform.caller(STRANGER).get(API).json["loans"] == []
    assert self_.put(f"{loan}/ending", {}).json["status"] == "ENDED"


def test_a_program_offers_whom_its_organisation_has(platform: Stepped) -> None:
    offer: dict[str, Any] = {
        "organisation": str(fixed_id("organisation:sasta")),
        "volunteer": person(platform),
        "programme": "rinnallakulkija",
        "starts_on": day(platform, 1),
        "ends_on": day(platform, 90),
    }
    home = platform.caller(COORDINATOR)
    stolen = platform.caller(STRANGER).post(f"{API}/offers", offer)
    assert stolen.status_code == 422, stolen.text
    made = home.post(f"{API}/offers", offer)
    assert made.status_code == 201, made.text
    assert home.get(made.headers["Location"]).json["status"] == "OFFERED"


def lender_id() -> str:
    return str(fixed_id("organisation:mll-vs"))
