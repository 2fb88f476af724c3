"""What anybody writes about the pages reaches somebody, and is answered within fourteen days."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.referral.feedback.domain import Feedback
from services.referral.feedback.events import FeedbackAnswered, FeedbackReceived
from services.referral.feedback.rules import due_on
from shared.kernel.aggregate import Refused
from shared.web.public_forms import new_key
from tests.platform import BASE, Stepped, csrf_of

ID, DAY = UUID(int=1), date(2026, 3, 2)
RECEIVED = FeedbackReceived(
    feedback_id=ID, language="fi", received_on=DAY, code="x", text="Teksti on liian pientä."
)
ANSWERED = FeedbackAnswered(feedback_id=ID, on=DAY, by="admin", text="Kiitos!")


def test_it_is_due_in_fourteen_days() -> None:
    assert due_on(DAY) == date(2026, 3, 16)


def test_it_is_answered_once() -> None:
    waiting = Feedback(ID).evolve(RECEIVED)
    assert waiting.answer("Kiitos!", by="admin", on=DAY) == [ANSWERED]
    with pytest.raises(Refused):
        waiting.evolve(ANSWERED).answer("Kiitos!", by="admin", on=DAY)
    with pytest.raises(Refused):
        Feedback(ID).answer("Kiitos!", by="admin", on=DAY)


def send(browser: Client, **changed: str) -> Any:
    form = {"text": "Teksti on liian pientä.", "page": "/casework/", "form_key": new_key()}
    return browser.post("/referral/feedback?lang=fi", data=form | changed, base_url=BASE)


def test_feedback_reaches_the_administrator_and_its_answer_whoever_wrote(
    platform: Stepped,
) -> None:
    browser = Client(platform.platform, Response)
    assert "/referral/feedback" in browser.get("/accessibility", base_url=BASE).text
    sent = send(browser)
    assert sent.status_code == 303, sent.text
    platform.settle()
    admin = platform.browser("admin")
    listed = admin.get("/referral/feedback-received?lang=fi", base_url=BASE).text
    address = f"/referral/feedback-received/{listed.partition('/feedback-received/')[2][:36]}"
    page = admin.get(address, base_url=BASE).text
    assert "Teksti on liian pientä." in page
    form = {"csrf_token": csrf_of(page), "seen": "1", "text": "Kiitos! Suurennamme tekstiä."}
    assert admin.post(f"{address}/answer", data=form, base_url=BASE).status_code == 303
    own = browser.get(sent.headers["Location"].partition("?")[0], base_url=BASE).text
    assert "Kiitos! Suurennamme tekstiä." in own


@pytest.mark.parametrize("changed", [{"text": ""}, {"website": "x"}, {"form_key": "x"}])
def test_a_form_with_something_wrong_is_shown_again(
    platform: Stepped, changed: dict[str, str]
) -> None:
    assert send(Client(platform.platform, Response), **changed).status_code == 422


def test_nobody_else_reads_it(platform: Stepped) -> None:
    coordinator = platform.browser("coordinator-mll")
    assert coordinator.get("/referral/feedback-received", base_url=BASE).status_code == 403
    stranger = Client(platform.platform, Response)
    assert stranger.get(f"/referral/feedback/{'2' * 20}", base_url=BASE).status_code == 404
