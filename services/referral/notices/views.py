"""What pages say of the notice that a family is given."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common.codes import AnswerDelivery
from services.common.labels import label, within
from services.referral.notices import queries
from services.referral.referrals.domain import Referral
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work


@dataclass(frozen=True)
class DeliveryPage:
    back: str
    notice: str  # address of the notice itself; empty while no programme is chosen
    given: list[str]
    languages: list[Option]


def delivery(work: Work, referral_id: UUID) -> DeliveryPage:
    """The form, with what the family has been given already."""
    programme = work.load(Referral(referral_id))[0].programme
    return DeliveryPage(
        back=url_for("referrals.show", referral_id=referral_id),
        notice=url_for("notices.show", code=programme) if programme else "",
        given=lines(work, referral_id),
        languages=[Option(code, name) for code, name in LANGUAGE_NAMES.items()],
    )


def lines(work: Work, referral_id: UUID) -> list[str]:
    """Who gave which notice, when and how; the latest first."""
    return [
        gettext(
            "%(day)s · version %(version)s, %(tongue)s, %(how)s · %(who)s",
            day=format_date(each.on, "d.M.yyyy"),
            version=each.version,
            tongue=LANGUAGE_NAMES.get(each.language, each.language),
            how=within(label(AnswerDelivery(each.delivery), language())),
            who=each.by or "–",
        )
        for each in queries.given_to(work, referral_id)
    ]
