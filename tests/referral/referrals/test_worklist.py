"""How the worklist says that a referral stands."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from services.common.codes import ReferralStatus
from services.referral.referrals.texts import tag

LATE, WAITS = ("late", "Answer is late"), ("wait", "Waiting for an answer")


@pytest.fixture(autouse=True)
def an_english_page() -> Iterator[None]:
    app = Flask("worklist")
    Babel(app, default_locale="en")
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize("status", [ReferralStatus.RECEIVED, ReferralStatus.OFFERED])
def test_an_answer_is_late_after_the_promised_days_and_not_on_the_last(status: str) -> None:
    assert tag(status, None, is_late=False) == WAITS
    assert tag(status, None, is_late=True) == LATE


def test_no_answer_is_late_while_the_sender_is_asked_or_when_it_is_given() -> None:
    awaiting = tag(ReferralStatus.AWAITING_INFORMATION, None, is_late=True)
    given = tag(ReferralStatus.REJECTED, None, is_late=True)
    assert (awaiting[0], given[0]) == ("info", "idle")
