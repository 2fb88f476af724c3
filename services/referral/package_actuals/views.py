"""What the forms of heads, costs and closing show; templates only draw it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.common import catalogue
from services.referral.package_pages.views import LISTS, frame
from services.referral.packages import queries, texts
from services.referral.packages.policy import PackageView
from services.referral.packages.rules import HEADS
from shared.kernel.aggregate import NotFound
from shared.web.formats import format_date, format_money
from shared.web.i18n import language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Option
from shared.work import Work


def _draw_heads(_work: Work, view: PackageView, session_id: UUID) -> Mapping[str, Any]:
    session = view.package.in_force.sessions.get(session_id)
    if session is None:
        raise NotFound
    return {"session": f"{session.title} · {texts.time(session)}"}


def _fill_heads(_work: Work, view: PackageView, session_id: UUID) -> Mapping[str, object]:
    held = view.package.books.held.get(session_id)
    if held is None:
        return {}
    estimate = "yes" if held.is_estimate else ""
    return {name: getattr(held, name) for name in HEADS} | {"is_estimate": estimate}


def _draw_cost(work: Work, view: PackageView) -> Mapping[str, Any]:
    """The lines of which the reader may write costs: all where it leads, else its own."""
    state, home = view.package, g.who.organisation
    several = catalogue.all_organisations(work.db)
    names = {key: each.name_in(language()) for key, each in several.items()}
    return {
        "lines": [
            Option(str(key), f"{each.purpose} · {texts.payer_of(each, names)}")
            for key, each in state.in_force.lines.items()
            if home in (state.lead, each.organisation)
        ]
    }


def _draw_withdrawal(_work: Work, view: PackageView, cost_id: UUID) -> Mapping[str, Any]:
    cost = view.package.books.costs.get(cost_id)
    if cost is None or cost.line_id not in view.lines(g.who):
        raise NotFound
    amount = format_money(cost.amount)
    return {"text": f"{format_date(cost.day)} · {cost.purpose} · {amount}"}


def _draw_closing(_work: Work, view: PackageView) -> Mapping[str, Any]:
    goals = view.package.in_force.goals
    return {"goals": [Option(str(key), text) for key, text in goals.items()]}


HEADS_FORM = OwnForm[PackageView]("referral/package_heads.html", _draw_heads, filled=_fill_heads)
COST = OwnForm[PackageView]("referral/package_cost.html", _draw_cost)
WITHDRAWAL = OwnForm[PackageView]("referral/package_cost_withdrawal.html", _draw_withdrawal)
CLOSING = OwnForm[PackageView]("referral/package_closing.html", _draw_closing)
forms = OwnForms[PackageView](
    key="package_id",
    read=queries.package,
    home=lambda package_id: url_for("packages.show", package_id=package_id),
    lists=LISTS,
    frame=frame,
)
