"""The page on which a family is erased: what goes, what the law keeps, what cannot be undone."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common.erasure.texts import class_lines
from services.referral.erasures import queries
from services.referral.erasures.queries import ErasureView
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms, Refusal
from shared.web.problems import say
from shared.work import Stale, Work


def form(work: Work, view: ErasureView) -> dict[str, Any]:
    """The rows of the schedule that speak of the family, and what stands in the way today."""
    return {
        "name": _name(view),
        "lines": class_lines(view.rows),
        "hold": say(view.hold) if view.hold else "",
        "is_erased": bool(view.erased),
    }


def _name(view: ErasureView) -> str:
    described = view.referral.described
    names = (described.given_name, described.family_name) if described else ()
    return " ".join(name for name in names if name)


def _home(referral_id: UUID) -> str:
    return url_for("erasures.erasure", referral_id=referral_id)


def _frame(view: ErasureView) -> dict[str, Any]:
    return {"back": url_for("rights.show_list")}


def _explain(view: ErasureView, refusal: Refusal) -> dict[str, Any]:
    if isinstance(refusal, Stale):
        return {"problem": gettext("The referral has changed meanwhile. Look at the page again.")}
    return {"problem": say(refusal)}


forms = OwnForms[ErasureView](
    key="referral_id",
    read=queries.erasure,
    home=_home,
    lists=("worklist",),
    frame=_frame,
    explain=_explain,
)
