"""A notice that was given stays given."""

from datetime import date
from uuid import UUID

from services.common.codes import AnswerDelivery
from services.referral.notices.domain import Delivery
from services.referral.notices.events import NoticeGiven
from shared.kernel.testing import given

NOTICE = UUID(int=1)
GIVEN = NoticeGiven(
    notice_id=NOTICE,
    referral_id=UUID(int=2),
    organisation=UUID(int=3),
    programme="kaveri",
    version=1,
    language="fi",
    delivery=AnswerDelivery.POST,
    on=date(2026, 3, 2),
)


def test_a_family_is_given_it_once() -> None:
    delivered = given(Delivery(NOTICE), GIVEN)
    assert (Delivery(NOTICE).give(GIVEN), delivered.give(GIVEN)) == ([GIVEN], [])
    assert delivered == Delivery(NOTICE, given=GIVEN)
