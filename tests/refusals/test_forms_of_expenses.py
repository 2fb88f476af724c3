"""Each form of claims, payment runs and accounts, refused by a rule, in three languages."""

from typing import Any

from tests.platform import Stepped
from tests.refusals.test_each_form_says_no import WHY, Typed, wrong_in
from tests.volunteers.expenses.examples import IBAN
from tests.volunteers.expenses.test_way_through import (
    EXPENSES,
    approve,
    log_visit,
    on_pages,
    pay_from,
)

WHO, PERSON = "coordinator-mll", "volunteer-mll"
CHOSEN: dict[str, Typed] = {"expenses": {"claims": "{claim}"}}  # a receipt that nobody looked at
RUN: dict[str, Typed] = {"payments": {"claims": "{claim}"}}  # without an account to pay from
OF_CLAIM: dict[str, Typed] = {"approval": {"kilometres": "15", "costs": "12,50"} | WHY}
OF_APPROVED: dict[str, Typed] = {"return": WHY, "refusal": WHY}
OF_CALLED_OFF: dict[str, Typed] = {"confirmation": {}}
OF_PAID: dict[str, Typed] = {"cancellation": {}}
OF_TERMS: dict[str, Typed] = {
    "agreed": {"kilometres": "OWN", "rate": "9.99"},
    "account": {"account_name": "MLL ry", "iban": "FI2112345600000786"},
}
OF_PERSON: dict[str, Typed] = {"account": {"iban": "FI2112345600000786"}}
TABLES: dict[str, tuple[dict[str, Typed], ...]] = {
    "/volunteers": (CHOSEN, RUN),
    "/volunteers/expenses/<>": (OF_CLAIM, OF_APPROVED),
    "/volunteers/expenses/terms": (OF_TERMS,),
    "/volunteers/payments/<>": (OF_CALLED_OFF, OF_PAID),
    "/volunteers/me": (OF_PERSON,),
}


def claimed(platform: Stepped) -> dict[str, Any]:
    platform.after(log_visit)
    claim: dict[str, Any] = platform.caller(PERSON).get(EXPENSES).json["expenses"][0]
    return claim


def test_forms_of_claims(platform: Stepped) -> None:
    claim = claimed(platform)["id"]
    page = f"/volunteers/expenses/{claim}"
    assert wrong_in(platform, "/volunteers", WHO, CHOSEN, claim=claim) == {}
    assert wrong_in(platform, page, WHO, OF_CLAIM) == {}
    where = f"{EXPENSES}/{claim}"
    approved = platform.caller(WHO).put(f"{where}/approval", {"receipt_seen": True}, of=where)
    assert approved.status_code == 200, approved.text
    platform.settle()
    assert wrong_in(platform, page, WHO, OF_APPROVED) == {}
    assert wrong_in(platform, "/volunteers", WHO, RUN, claim=claim) == {}


def test_forms_of_payment_runs(platform: Stepped) -> None:
    claim = claimed(platform)
    approve(platform, claim)
    pay_from(platform)
    on_pages(platform, PERSON).send("/volunteers/me/account", {"iban": IBAN})
    coordinator = on_pages(platform, WHO)
    for last, table in (("cancellation", OF_CALLED_OFF), ("confirmation", OF_PAID)):
        run = coordinator.send("/volunteers/payments", {"claims": [claim["id"]]})
        page = run.headers["Location"]
        assert coordinator.send(f"{page}/{last}", {}, shown_at=page).status_code == 303
        assert wrong_in(platform, page, WHO, table) == {}


def test_forms_of_terms_and_accounts(platform: Stepped) -> None:
    claimed(platform)
    assert wrong_in(platform, "/volunteers/expenses/terms", WHO, OF_TERMS) == {}
    assert wrong_in(platform, "/volunteers/me", PERSON, OF_PERSON) == {}
