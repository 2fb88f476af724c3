"""The parts of a package's page that show its plan and its budget; templates only draw them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import PackageSide
from services.common.labels import label
from services.referral.packages import policy, texts
from services.referral.packages.domain import Package
from services.referral.packages.policy import PackageView
from services.referral.packages.rules import Share, has_begun
from services.referral.packages.texts import Names
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_money
from shared.web.i18n import gettext, language


@dataclass(frozen=True)
class PartLine:
    """A goal, a session, a line of the budget or a cost, and where it is changed."""

    text: str
    note: str = ""
    amount: str = ""
    href: str = ""  # where it is changed; empty: not by the reader
    drop: str = ""  # where it is left out
    heads: str = ""  # who came
    warning: str = ""


@dataclass(frozen=True)
class PlanPart:
    """The newest edition, and how each side stands to it."""

    edition: int
    scope: str
    partners: str
    goals: list[PartLine]
    sessions: list[PartLine]
    lines: list[PartLine]
    approvals: list[str]
    changed: str  # since the edition that holds


@dataclass(frozen=True)
class BudgetPart:
    """What was agreed beside what was paid."""

    sessions: list[PartLine]
    lines: list[PartLine]
    rows: list[list[str]]
    warnings: list[str]
    costs: list[PartLine]
    own: str


def plan_part(view: PackageView, who: Principal, names: Names) -> PlanPart:
    state, plan = view.package, view.package.plan
    may = policy.plans.allows(who, view) and state.is_in_work
    every, home, used = view.sees_all(who), who.organisation, state.books.used

    def part(key: UUID, text: str, note: str, edit: str, name: str, amount: str = "") -> PartLine:
        free = may and key not in used
        place: dict[str, Any] = {"package_id": state.id, name: key}
        href = url_for(f"package_planning.{edit}", **place)
        drop = url_for("package_planning.parts", package_id=state.id, part_id=key)
        can_edit = may if name == "line_id" else free
        return PartLine(text, note, amount, href if can_edit else "", drop if free else "")

    shown = (key for key, each in plan.lines.items() if every or each.organisation == home)
    lines = [(key, plan.lines[key], texts.payer_of(plan.lines[key], names)) for key in shown]
    return PlanPart(
        edition=plan.edition,
        scope=plan.scope,
        partners=", ".join(names.get(each, "–") for each in plan.partners),
        goals=[part(key, text, "", "goals_wording", "goal_id") for key, text in plan.goals.items()],
        sessions=[
            part(
                each.session_id,
                each.title,
                f"{texts.time(each)} · {texts.where(each, names)}",
                "sessions_plan",
                "session_id",
            )
            for each in plan.in_order
        ],
        lines=[
            part(key, each.purpose, payer, "lines_plan", "line_id", format_money(each.amount))
            for key, each, payer in lines
        ],
        approvals=[*_approvals(state), *_partners(view, who, names)],
        changed=texts.changes(plan.changed_since(state.agreed.edition)) if state.agreed else "",
    )


def _approvals(state: Package) -> list[str]:
    """How far each side has agreed."""
    return [
        gettext(
            "%(side)s: agreed to edition %(edition)s",
            side=label(side, language()),
            edition=state.approved[side],
        )
        if side in state.approved
        else gettext("%(side)s: has not agreed yet", side=label(side, language()))
        for side in PackageSide
    ]


def _partners(view: PackageView, who: Principal, names: Names) -> list[str]:
    """What each partner says; why one takes no part both sides read, the region and itself."""
    return [
        texts.word_of_partner(
            names.get(each, "–"),
            view.package.words.get(each),
            sees_reason=view.sees_all(who) or each == who.organisation,
        )
        for each in view.package.partners
    ]


def budget_part(view: PackageView, who: Principal, names: Names, now: datetime) -> BudgetPart:
    plan, books = view.package.in_force, view.package.books
    lines, home = view.lines(who), who.organisation
    shares = books.by_payer(plan, lines)
    own = sum((share for (_, of, _), share in shares.items() if of and of == home), Share())
    warnings = [(texts.payer(key, names), texts.over(share)) for key, share in shares.items()]
    return BudgetPart(
        sessions=_sessions(view, who, names, now),
        lines=[
            PartLine(
                plan.lines[key].purpose,
                texts.payer_of(plan.lines[key], names),
                gettext(
                    "%(actual)s of %(budget)s",
                    actual=format_money(books.paid(key)),
                    budget=format_money(plan.lines[key].amount),
                ),
                warning=texts.over(books.of_line(plan, key)),
            )
            for key in lines
        ],
        rows=[[texts.payer(key, names), *_amounts(share)] for key, share in shares.items()],
        warnings=[f"{payer}: {text}" for payer, text in warnings if text],
        costs=_costs(view, who, lines),
        own=gettext(
            "You pay %(budget)s of it; %(actual)s so far.",
            budget=format_money(own.budget),
            actual=format_money(own.actual),
        )
        if own != Share()
        else "",
    )


def _sessions(view: PackageView, who: Principal, names: Names, now: datetime) -> list[PartLine]:
    """Those that were agreed, who came, and where they are counted."""
    state, books = view.package, view.package.books
    may = policy.counts.allows(who, view) and state.is_in_work
    return [
        PartLine(
            each.title,
            f"{texts.time(each)} · {texts.where(each, names)}",
            href=url_for(
                "package_actuals.sessions_heads", package_id=state.id, session_id=each.session_id
            )
            if may and has_begun(each, now)
            else "",
            heads=texts.heads(books.held[each.session_id]) if each.session_id in books.held else "",
        )
        for each in state.in_force.in_order
    ]


def _amounts(share: Share) -> list[str]:
    return [format_money(share.budget), format_money(share.actual)]


def _costs(view: PackageView, who: Principal, lines: list[UUID]) -> list[PartLine]:
    state, plan = view.package, view.package.in_force
    latest = sorted(state.books.costs.values(), key=lambda each: each.day, reverse=True)
    is_lead = state.lead is not None and state.lead == who.organisation
    return [
        PartLine(
            each.purpose,
            f"{format_date(each.day)} · {plan.lines[each.line_id].purpose}",
            format_money(each.amount),
            drop=url_for(
                "package_actuals.costs_withdrawal", package_id=state.id, cost_id=each.cost_id
            )
            if state.is_in_work and (is_lead or each.organisation == who.organisation)
            else "",
        )
        for each in latest
        if each.line_id in lines
    ]
