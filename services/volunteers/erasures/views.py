"""The page on which a support person is erased: what goes, what is kept, what is final."""

from typing import Any

from flask import url_for

from services.common.erasure.viewing import ErasureView, explain
from services.volunteers.erasures import queries
from services.volunteers.people.domain import Volunteer
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms


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
    lists=("volunteers",),
    frame=_frame,
    explain=explain,
)
