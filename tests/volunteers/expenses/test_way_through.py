"""A visit becomes money: the support person, the coordinator, the bank and back, on their pages."""

from typing import Any

import pytest

from services.platform.demo.people import fixed_id
from tests.casework.visiting import Browser
from tests.clocks import unread
from tests.platform import Stepped, platform
from tests.volunteers.bodies import AGREEMENT, proposed, vetted, waiting_case
from tests.volunteers.expenses.examples import IBAN, PAYER_IBAN

__all__ = ["platform"]
COORDINATOR, STRANGER, PERSON = "coordinator-mll", "coordinator-siipisulka", "volunteer-mll"
SUPPORTER = str(fixed_id("volunteer-mll"))
EXPENSES, PAYMENTS = "/volunteers/api/v1/expenses", "/volunteers/api/v1/payments"


@pytest.fixture
def logged(platform: Stepped) -> dict[str, Any]:
    """A visit of 14 km and 12,50 € that the support person has logged, and its claim."""
    platform.after(log_visit)
    claims = platform.caller(PERSON).get(EXPENSES).json["expenses"]
    claim: dict[str, Any] = claims[0]
    return claim


def log_visit(platform: Stepped, reference: str = "R-1") -> None:
    volunteer = vetted(platform)
    match = proposed(platform, waiting_case(platform, reference), volunteer)
    coordinator = platform.caller(COORDINATOR)
    for step, body in (*AGREEMENT, ("start", {"on": "2026-03-06"})):
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    assert coordinator.put(f"{volunteer}/sign-in", {"person": SUPPORTER}).status_code == 200
    platform.settle()
    case = coordinator.get(match).json["case"]
    visit = {"minutes": 60, "kilometres": 14, "costs": "12.50"}
    made = platform.caller(PERSON).post(f"/casework/api/v1/cases/{case}/visits", visit)
    assert made.status_code == 201, made.text
    platform.settle()


def on_pages(platform: Stepped, sign_in: str) -> Browser:
    return Browser(platform.browser(sign_in, "volunteers"), platform)


def own_page(platform: Stepped) -> str:
    text: str = on_pages(platform, PERSON).get("/volunteers/me?lang=fi").text
    return text


def pay_from(platform: Stepped) -> None:
    account = {"account_name": "MLL ry", "iban": PAYER_IBAN}
    terms = "/volunteers/expenses/terms"
    answer = on_pages(platform, COORDINATOR).send(f"{terms}/account", account)
    assert (answer.status_code, answer.headers["Location"]) == (303, terms)


def approve(platform: Stepped, claim: dict[str, Any]) -> None:
    form = {"claims": [claim["id"]], "receipt_seen": "yes"}
    answer = on_pages(platform, COORDINATOR).send("/volunteers/expenses", form)
    assert answer.status_code == 303, answer.text


def test_a_visit_becomes_money(platform: Stepped, logged: dict[str, Any]) -> None:
    assert (logged["status"], logged["claimed"]) == ("WAITS", "20.20")
    assert "Odottaa hyväksyntää" in own_page(platform)
    assert "expenses_wait" in unread(platform, "volunteers", COORDINATOR)

    approve(platform, logged)
    pay_from(platform)
    account = on_pages(platform, PERSON).send("/volunteers/me/account", {"iban": IBAN})
    assert account.status_code == 303
    coordinator = on_pages(platform, COORDINATOR)
    run = coordinator.send("/volunteers/payments", {"claims": [logged["id"]]})
    assert run.status_code == 303, run.text
    page = run.headers["Location"]
    file = coordinator.get(f"{page}/file")
    assert (file.status_code, file.mimetype) == (200, "text/xml")
    assert file.data == coordinator.get(f"{page}/file").data
    assert f"<IBAN>{IBAN}</IBAN>" in file.text
    assert 'Ccy="EUR">20.20<' in file.text
    assert IBAN in coordinator.get(f"{page}/list").text
    assert "Maksatuksessa" in own_page(platform)

    assert coordinator.send(f"{page}/confirmation", {}, shown_at=page).status_code == 303
    assert "expenses_paid" in unread(platform, "volunteers", PERSON)
    assert "Maksettu" in own_page(platform)
    assert "expenses_wait" not in unread(platform, "volunteers", COORDINATOR)


def test_an_account_number_with_a_slip_is_not_taken(platform: Stepped) -> None:
    platform.after(log_visit)
    wrong = {"iban": IBAN[:-1] + "6"}
    answer = on_pages(platform, PERSON).send("/volunteers/me/account", wrong)
    assert answer.status_code == 422


def test_what_is_sent_back_is_corrected_and_waits_anew(
    platform: Stepped, logged: dict[str, Any]
) -> None:
    claim = f"{EXPENSES}/{logged['id']}"
    coordinator = platform.caller(COORDINATOR)
    assert coordinator.put(f"{claim}/return", {"reason": "Vain 4 km?"}).json["status"] == "RETURNED"
    platform.settle()
    assert "expenses_returned" in unread(platform, "volunteers", PERSON)
    assert "Vain 4 km?" in own_page(platform)
    visit = f"/casework/api/v1/cases/{logged['case']}/visits/{logged['id']}"
    person = platform.caller(PERSON)
    right = {"held_on": logged["held_on"], "minutes": 60, "kilometres": 4, "costs": "12.50"}
    corrected = person.put(f"{visit}/correction", right | {"reason": "Kirjoitusvirhe."})
    assert corrected.status_code == 200, corrected.text
    platform.settle()
    assert coordinator.get(claim).json["claimed"] == "14.70"
    assert coordinator.get(claim).json["status"] == "WAITS"


def test_strangers_find_neither_claim_nor_run(platform: Stepped, logged: dict[str, Any]) -> None:
    approve(platform, logged)
    pay_from(platform)
    on_pages(platform, PERSON).send("/volunteers/me/account", {"iban": IBAN})
    mine = platform.caller(COORDINATOR)
    run = mine.post(PAYMENTS, {"claims": [logged["id"]]}).headers["Location"]
    stranger = platform.caller(STRANGER)
    claim = f"{EXPENSES}/{logged['id']}"
    assert [stranger.get(path).status_code for path in (claim, run, f"{run}/file")] == [404] * 3
    assert stranger.put(f"{run}/confirmation", {}, seen='"1"').status_code == 404
    assert stranger.post(PAYMENTS, {"claims": [logged["id"]]}).status_code in (404, 409)
    assert [stranger.get(path).json for path in (EXPENSES, PAYMENTS)] == [
        {"expenses": [], "next": None},
        {"payments": [], "next": None},
    ]
    assert platform.caller(PERSON).get(run).status_code == 403
