"""The page on which a support person is erased: what goes, what is kept, what is final."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.common.erasure.queries import Done
from services.common.erasure.viewing import ErasureView
from services.common.erasure.views import listed
from services.volunteers.erasures import queries
from services.volunteers.people.domain import Volunteer
from shared.identity.principals import Principal
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms
from shared.web.paging import PageRequest
from shared.work import Work


def _frame(view: ErasureView[Volunteer]) -> dict[str, Any]:
    return {
        "heading": gettext("Erase a support person's data"),
        "final": gettext(
            "Name, contacts, interview and vetting become unreadable for everybody, in every "
            "service and in every backup. Training is kept for as long as the law says. Days and "
            "counts stay in the statistics. Nothing of it can be brought back."
        ),
        "back": "/privacy/requests",
    }


forms = OwnForms[ErasureView[Volunteer]](
    key="volunteer_id",
    read=queries.erasure,
    home=lambda volunteer_id: url_for("erasures.erasure", volunteer_id=volunteer_id),
    lists=("volunteers", "erasures"),
    frame=_frame,
)


def done(work: Work, who: Principal, query: Mapping[str, str]) -> dict[str, Any]:
    """What was erased here."""
    part = queries.done(work, who, PageRequest(cursor=query.get("cursor", "")))
    here = url_for("erasures.show_done")
    return {
        "heading": gettext("Erasures of support persons"),
        "lead": gettext("Whose data was erased, when, by whom and why."),
        "home": "/referral/privacy",
        "page": listed(work, part, address=_address, here=here, query=query),
        "refused": [],  # requests are kept by the referral service
        "other": ("/referral/privacy/families", gettext("Erasures of families")),
    }


def _address(each: Done) -> str:
    return url_for("erasures.erasure", volunteer_id=each.record_id)
