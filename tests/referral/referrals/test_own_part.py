"""A coordinator may send a referral to another organisation: then only that one answers it."""

from typing import Any

import pytest

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"
SENDER = "coordinator-siipisulka"  # of a referral to a programme of MLL
ANSWERS = [
    ("acceptance", {}),
    ("rejection", {"reason": "NO_CAPACITY"}),
    ("information-request", {"text": "Miksi?"}),
    ("waitlisting", {"reason": "NO_CAPACITY"}),
]


@pytest.fixture
def sent(platform: Stepped) -> dict[str, Any]:
    made = platform.caller(SENDER).post(ROOT, referral())
    assert made.status_code == 201, made.text
    body: dict[str, Any] = made.json
    return body


@pytest.mark.parametrize(("answer", "values"), ANSWERS)
def test_its_sender_cannot_answer_it_on_a_page(
    platform: Stepped, sent: dict[str, Any], answer: str, values: dict[str, str]
) -> None:
    browser, page = platform.browser(SENDER), f"/referral/referrals/{sent['id']}"
    shown = browser.get(page, base_url=BASE)
    form = {"csrf_token": csrf_of(shown.text), "seen": "3", **values}
    refused = browser.post(f"{page}/{answer}", base_url=BASE, data=form)
    assert (shown.status_code, refused.status_code) == (200, 409)
    assert platform.caller(SENDER).get(f"{ROOT}/{sent['id']}").json["status"] == "offered"


@pytest.mark.parametrize(("answer", "values"), ANSWERS)
def test_its_sender_cannot_answer_it_by_the_interface(
    platform: Stepped, sent: dict[str, Any], answer: str, values: dict[str, str]
) -> None:
    sender, address = platform.caller(SENDER), f"{ROOT}/{sent['id']}"
    refused = sender.put(f"{address}/{answer}", values)
    assert (refused.status_code, refused.json["code"]) == (409, "not-provider")
    assert sender.get(address).json["status"] == "offered"
