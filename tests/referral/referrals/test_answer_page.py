"""The forms on the page of one referral, and the same rules by API and by page."""

import pytest
from werkzeug.test import TestResponse

from tests.platform import BASE, Stepped, csrf_of
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"


def sent(platform: Stepped, sign_in: str = "municipal-turku") -> str:
    """The id of a referral that is offered to MLL."""
    made: str = platform.caller(sign_in).post(ROOT, referral()).json["id"]
    return made


def press(platform: Stepped, sign_in: str, page: str, form: str, **typed: str) -> TestResponse:
    """Send a form of the page as a browser does."""
    browser = platform.browser(sign_in)
    token = csrf_of(browser.get(page, base_url=BASE).text)
    return browser.post(f"{page}/{form}", base_url=BASE, data={"csrf_token": token, **typed})


def test_a_rejection_without_a_reason_shows_the_page_again(platform: Stepped) -> None:
    page = f"/referral/referrals/{sent(platform)}"
    answer = press(platform, "coordinator-mll", page, "rejection", seen="3")
    again = press(platform, "coordinator-mll", page, "waitlisting", seen="3", reason="BORED")
    assert (answer.status_code, again.status_code) == (422, 422)
    assert "Syy: Valitse jokin vaihtoehdoista." in answer.text


def test_an_answer_leads_back_to_the_page(platform: Stepped) -> None:
    page = f"/referral/referrals/{sent(platform)}"
    answer = press(platform, "coordinator-mll", page, "acceptance", seen="3")
    assert (answer.status_code, answer.headers["Location"]) == (303, page)


def test_who_looked_at_an_older_version_is_told_so(platform: Stepped) -> None:
    page = f"/referral/referrals/{sent(platform)}"
    stale = press(platform, "coordinator-mll", page, "rejection", seen="1", reason="OUT_OF_SCOPE")
    assert (stale.status_code, "Joku muu muutti" in stale.text) == (409, True)


def test_a_message_is_sent_whatever_happened_meanwhile(platform: Stepped) -> None:
    page = f"/referral/referrals/{sent(platform, 'coordinator-siipisulka')}"
    named = press(platform, "worker-siipisulka", page, "messages", text="aino on kiva")
    written = press(platform, "worker-siipisulka", page, "messages", text="Milloin sopii?")
    assert (named.status_code, written.status_code) == (422, 303)


def test_a_worker_writes_by_either_way(platform: Stepped) -> None:
    address = f"{ROOT}/{sent(platform, 'coordinator-siipisulka')}/messages"
    assert platform.caller("worker-siipisulka").post(address, {"text": "Sopii."}).status_code == 201


@pytest.mark.parametrize(
    ("sign_in", "change", "code"),
    [
        ("coordinator-siipisulka", "acceptance", "not-provider"),
        ("coordinator-mll", "withdrawal", "not-sender"),
    ],
)
def test_who_may_read_it_is_told_why_they_may_not_do_it(
    platform: Stepped, sign_in: str, change: str, code: str
) -> None:
    made = f"{ROOT}/{sent(platform, 'coordinator-siipisulka')}"
    body = {"reason": "MOVED"} if change == "withdrawal" else {}
    answer = platform.caller(sign_in).put(f"{made}/{change}", body)
    assert (answer.status_code, answer.json["code"]) == (409, code)
