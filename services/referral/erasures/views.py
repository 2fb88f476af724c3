"""The page on which a family is erased: what goes, what is kept, what is final."""

from typing import Any

from flask import url_for

from services.common.erasure.viewing import ErasureView, explain
from services.referral.erasures import queries
from services.referral.referrals.domain import Referral
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms


def _frame(view: ErasureView[Referral]) -> dict[str, Any]:
    return {
        "heading": gettext("Erase a family's data"),
        "final": gettext(
            "Names, contacts, notes, messages and visits of the family become unreadable for "
            "everybody, in every service and in every backup. Days and counts stay in the "
            "statistics. Nothing of it can be brought back."
        ),
        "back": "/privacy/requests",
    }


forms = OwnForms[ErasureView[Referral]](
    key="referral_id",
    read=queries.erasure,
    home=lambda referral_id: url_for("erasures.erasure", referral_id=referral_id),
    lists=("worklist",),
    frame=_frame,
    explain=explain,
)
