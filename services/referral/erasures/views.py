"""The page on which a family is erased: what goes, what is kept, what is final."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.common.codes import Register
from services.common.erasure.queries import Done
from services.common.erasure.viewing import ErasureView
from services.common.erasure.views import listed
from services.referral.erasures import queries
from services.referral.referrals.domain import Referral
from services.referral.rights.views import refused_erasures
from shared.identity.principals import Principal
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms
from shared.web.paging import PageRequest
from shared.work import Work


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
    lists=("worklist", "erasures"),
    frame=_frame,
)


def done(work: Work, who: Principal, query: Mapping[str, str]) -> dict[str, Any]:
    """What was erased here, and what was refused."""
    part = queries.done(work, who, PageRequest(cursor=query.get("cursor", "")))
    here = url_for("erasures.show_done")
    return {
        "heading": gettext("Erasures"),
        "lead": gettext("Whose data was erased, when, by whom and why, and what was refused."),
        "home": url_for("privacy.show"),
        "page": listed(work, part, address=_address, here=here, query=query),
        "refused": refused_erasures(work, who),
        "other": ("/volunteers/privacy/people", gettext("Erasures of support persons")),
    }


def _address(each: Done) -> str:
    if each.register is Register.REQUESTS:
        return url_for("rights.show", request_id=each.record_id)
    return url_for("erasures.erasure", referral_id=each.record_id)
