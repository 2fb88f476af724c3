"""The page on which a support person is erased: what goes, what is kept, what is final."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common.erasure.texts import class_lines
from services.volunteers.erasures import queries
from services.volunteers.erasures.queries import ErasureView
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms, Refusal
from shared.web.problems import say
from shared.work import Stale, Work


def form(work: Work, view: ErasureView) -> dict[str, Any]:
    """The rows of the schedule that speak of them, and what stands in the way today."""
    return {
        "name": _name(view),
        "lines": class_lines(view.rows),
        "hold": say(view.hold) if view.hold else "",
        "is_erased": bool(view.erased),
    }


def _name(view: ErasureView) -> str:
    described = view.volunteer.steps.described
    names = (described.given_name, described.family_name) if described else ()
    return " ".join(name for name in names if name)


def _home(volunteer_id: UUID) -> str:
    return url_for("erasures.erasure", volunteer_id=volunteer_id)


def _frame(view: ErasureView) -> dict[str, Any]:
    return {"back": "/privacy/requests"}


def _explain(view: ErasureView, refusal: Refusal) -> dict[str, Any]:
    if isinstance(refusal, Stale):
        return {
            "problem": gettext(
                "Somebody changed this person's record meanwhile. Look at the page again."
            )
        }
    return {"problem": say(refusal)}


forms = OwnForms[ErasureView](
    key="volunteer_id",
    read=queries.erasure,
    home=_home,
    lists=("volunteers",),
    frame=_frame,
    explain=_explain,
)
