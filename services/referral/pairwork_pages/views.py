"""Forms of pair work with a page of their own: what stands in them, and what can be chosen."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.common import people
from services.common.codes import PairWorkResult
from services.referral.pairwork import policy, queries, texts
from services.referral.pairwork.policy import PairWorkView
from services.referral.pairwork.views import options
from shared.web.i18n import N_, gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Option
from shared.work import Work

LISTS = ("pairwork",)


def _staff(work: Work) -> list[Option]:
    """Of the reader's organisation, whoever can come along."""
    if g.who.organisation is None or not g.who.has(*policy.STAFF):
        return []
    here = people.members(work, g.who.organisation)
    return [Option(str(each.id), each.name) for each in here if each.has(*policy.STAFF)]


def _draw(heading: str, work: Work, view: PairWorkView) -> Mapping[str, Any]:
    wished = (texts.when(each.day, each.begins) for each in view.pairwork.request.wished)
    return {"heading": gettext(heading), "staff": _staff(work), "wished": list(wished)}


def _fill_offer(_work: Work, view: PairWorkView) -> Mapping[str, object]:
    request = view.pairwork.request
    first = request.wished[0]
    time = {"day": first.day, "begins": first.begins, "minutes": request.minutes}
    return {"worker": g.who.id, **time}


def _fill_move(_work: Work, view: PairWorkView) -> Mapping[str, object]:
    last = view.pairwork.proposal or view.pairwork.agreed
    names = ("worker", "day", "begins", "minutes")
    return {name: getattr(last, name) for name in names} if last else {}


def _draw_minutes(_work: Work, _view: PairWorkView) -> Mapping[str, Any]:
    return {"results": options(PairWorkResult)}


def _fill_minutes(_work: Work, view: PairWorkView) -> Mapping[str, object]:
    state = view.pairwork
    home: UUID = g.who.organisation or UUID(int=0)
    before = state.minutes.get(state.is_askers(home))
    if before is None:
        return {"work_minutes": state.agreed.minutes if state.agreed else ""}
    names = ("work_minutes", "travel_minutes", "brought", "text")
    return {name: getattr(before, name) for name in names}


def _frame(view: PairWorkView) -> Mapping[str, Any]:
    return {"title": texts.theme(view.pairwork.request.theme), "seen": view.version}


OFFER = OwnForm[PairWorkView](
    "referral/pairwork_time.html", partial(_draw, N_("Offer somebody")), filled=_fill_offer
)
MOVE = OwnForm[PairWorkView](
    "referral/pairwork_time.html", partial(_draw, N_("Propose another time")), filled=_fill_move
)
MINUTES = OwnForm[PairWorkView](
    "referral/pairwork_minutes.html", _draw_minutes, filled=_fill_minutes
)
forms = OwnForms[PairWorkView](
    key="pairwork_id",
    read=queries.pairwork,
    home=lambda pairwork_id: url_for("pairwork.show", pairwork_id=pairwork_id),
    lists=LISTS,
    frame=_frame,
)
