"""What can be asked of notices. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.common.codes import AnswerDelivery
from services.common.notices.reading import newest_version
from services.referral.notices.domain import Delivery
from services.referral.notices.events import NoticeGiven
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Refused
from shared.work import Work


def give(
    work: Work, referral_id: UUID, *, delivery: AnswerDelivery, language: str, on: date | None
) -> UUID:
    """Record that the family was given the notice of its programme, as it is today."""
    programme = work.load(Referral(referral_id))[0].programme
    if programme is None:
        raise Refused(
            "Choose the programme first: each has a notice of its own.", code="no-programme"
        )
    given = NoticeGiven(
        notice_id=uuid4(),
        referral_id=referral_id,
        organisation=work.actor.organisation,
        programme=programme,
        version=newest_version(),
        language=language,
        delivery=delivery,
        on=work.day(on),
    )
    work.start(Delivery(given.notice_id), lambda notice: notice.give(given))
    return given.notice_id
