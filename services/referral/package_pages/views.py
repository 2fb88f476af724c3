"""What the pages of packages show, in the reader's language; templates only draw it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row

from services.common import catalogue, geography
from services.common.codes import PackageAudience, PackageKind, Role, Theme
from services.common.desk import DeskItem, Urgency
from services.common.labels import choices, label
from services.common.phrases import place
from services.referral.package_parts.views import BudgetPart, PlanPart, budget_part, plan_part
from services.referral.packages import policy, queries, texts
from services.referral.packages.domain import Package
from services.referral.packages.events import PartnerAgreed, PartnerDeclined
from services.referral.packages.policy import PackageView
from services.referral.packages.schemas import TERMS
from services.referral.packages.texts import Names
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.paging import PageRequest
from shared.web.parts import Kind, Option
from shared.work import Work

SHOWN = 50
LISTS = ("packages",)
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class PackageLine:
    href: str
    title: str
    about: str
    by_when: str
    who: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class PackageList:
    lines: list[PackageLine]
    more: str
    may_ask: bool


@dataclass(frozen=True)
class PackagePage:
    view: PackageView
    title: str
    tag: tuple[Kind, str]
    facts: Facts
    plan: PlanPart
    budget: BudgetPart | None
    outcome: Facts
    may: Mapping[str, bool]


def board(work: Work, who: Principal, cursor: str) -> PackageList:
    """The reader's own, and what organisations of the network may take."""
    shown = queries.listed(work, who, PageRequest(SHOWN, cursor))
    names = _names(work)
    return PackageList(
        lines=[_line(row, names) for row in shown.items],
        more=url_for("packages.show_list", cursor=shown.next) if shown.next else "",
        may_ask=who.has(Role.MUNICIPAL_WORKER),
    )


def page(work: Work, who: Principal, package_id: UUID) -> PackagePage:
    """One: what was asked, what is planned, what was agreed, done and paid."""
    view = queries.package(work, who, package_id)
    state, request, names = view.package, view.package.request, _names(work)
    return PackagePage(
        view=view,
        title=texts.title(request.kind, request.municipality),
        tag=texts.tag(state.status),
        facts=_facts(state, names),
        plan=plan_part(view, who, names),
        budget=budget_part(view, who, names, work.now) if state.agreed else None,
        outcome=_outcome(state),
        may=_may(view, who),
    )


def begun(chosen: Mapping[str, str]) -> Mapping[str, object]:
    """What stands in a new request that a template begins."""
    names = ("template_id", "kind", "theme", "audience")
    return {name: chosen[name] for name in names if name in chosen}


def desk(work: Work, who: Principal) -> Iterator[DeskItem]:
    """What the reader's organisation could take, and plans that wait for its word."""
    if not who.has(*policy.TAKE_PART):
        return
    open_ones, plans = queries.waiting(work, who)
    texts_of = (
        (open_ones, gettext("Municipalities ask for help made to measure")),
        (plans, gettext("A plan waits for you to agree")),
    )
    for number, text in texts_of:
        if number:
            yield DeskItem(
                text=text,
                href=url_for("packages.show_list"),
                action=gettext("Look"),
                tag=("wait", str(number)),
                urgency=Urgency.SOON,
            )


def choices_of_request(work: Work, organisation: UUID) -> dict[str, Any]:
    """What the form of a request lets choose from."""
    home = catalogue.organisation(work.db, organisation)
    towns = (
        each
        for each in geography.municipalities().values()
        if home and home.area in geography.areas_of(each.code)
    )
    return {
        "organisations": [],  # it is one's own
        "kinds": _options(PackageKind),
        "themes": _options(Theme),
        "audiences": _options(PackageAudience),
        "municipalities": [Option(each.code, each.name(language())) for each in towns],
    }


def _options(codes: Any) -> list[Option]:
    return [Option(value, text) for value, text in choices(codes, language())]


def _names(work: Work) -> dict[UUID, str]:
    several = catalogue.all_organisations(work.db)
    return {key: each.name_in(language()) for key, each in several.items()}


def _line(row: Row[Any], names: Names) -> PackageLine:
    return PackageLine(
        href=url_for("packages.show", package_id=row.package_id),
        title=texts.title(row.kind, row.municipality),
        about=texts.about(row.theme, row.audience),
        by_when=format_date(row.by_when),
        who=names.get(row.lead or row.organisation, "–"),
        tag=texts.tag(row.status),
    )


def _facts(state: Package, names: Names) -> Facts:
    request = state.request
    facts = (
        (gettext("What is going on"), request.phenomenon),
        (gettext("Theme"), label(Theme(request.theme), language())),
        (gettext("Whom it is for"), label(PackageAudience(request.audience), language())),
        (gettext("For about how many people"), str(request.people)),
        (gettext("Municipality"), place(request.municipality)),
        (gettext("By when"), format_date(request.by_when)),
        (gettext("Wishes"), request.wishes),
        (gettext("Who asked for it"), names.get(request.organisation, "–")),
        (gettext("Lead organisation"), names.get(state.lead, "–") if state.lead else ""),
    )
    return [(term, text) for term, text in facts if text]


def _outcome(state: Package) -> Facts:
    ended = state.ended
    reached = [state.in_force.goals.get(each, "–") for each in getattr(ended, "reached", ())]
    facts = (
        (gettext("What came of it"), getattr(ended, "outcome", "")),
        (gettext("Goals that were reached"), ", ".join(reached)),
        (gettext("Why it was cancelled"), getattr(ended, "reason", "")),
    )
    return [(term, text) for term, text in facts if text]


def _may(view: PackageView, who: Principal) -> Mapping[str, bool]:
    """What the reader can do with it now."""
    state, is_askers = view.package, policy.is_askers.allows(who, view)
    side, in_work = state.side_of(who.organisation), state.is_in_work
    agrees = policy.agrees.allows(who, view) and in_work and state.plan.edition > 0
    is_agreed = in_work and state.agreed is not None
    coordinates = policy.agrees_as_lead.allows(who, view)
    return {
        "take": state.is_open and policy.takes.allows(who, view),
        "ask_anew": state.is_open and is_askers,
        "plan": in_work and policy.plans.allows(who, view),
        "agree": agrees and (side is None or state.approved.get(side) != state.plan.edition),
        "join": policy.is_partner.allows(who, view) and in_work and not _has_joined(state, who),
        "decline": policy.is_partner.allows(who, view) and in_work and not _declined(state, who),
        "give_back": coordinates and in_work and state.agreed is None,
        "count": is_agreed and policy.counts.allows(who, view),
        "pay": is_agreed and policy.pays.allows(who, view),
        "close": is_agreed and coordinates and bool(state.books.held),
        "cancel": policy.agrees.allows(who, view) and (in_work or state.is_open),
    }


def _has_joined(state: Package, who: Principal) -> bool:
    """Has the reader's organisation agreed to the newest edition?"""
    word = state.words.get(who.organisation) if who.organisation else None
    return isinstance(word, PartnerAgreed) and word.edition == state.plan.edition


def _declined(state: Package, who: Principal) -> bool:
    word = state.words.get(who.organisation) if who.organisation else None
    return isinstance(word, PartnerDeclined)


def _draw_request(work: Work, view: PackageView) -> Mapping[str, Any]:
    home = view.package.request.organisation
    return {"heading": gettext("Change the request"), **choices_of_request(work, home)}


def _fill_request(_work: Work, view: PackageView) -> Mapping[str, object]:
    return {name: getattr(view.package.request, name) for name in TERMS}


def frame(view: PackageView) -> Mapping[str, Any]:
    """What every form of a package shows around it."""
    request = view.package.request
    return {
        "title": texts.title(request.kind, request.municipality),
        "seen": view.version,
        "home": url_for("packages.show", package_id=view.package.id),
    }


REQUEST = OwnForm[PackageView]("referral/package_request.html", _draw_request, filled=_fill_request)
forms = OwnForms[PackageView](
    key="package_id",
    read=queries.package,
    home=lambda package_id: url_for("packages.show", package_id=package_id),
    lists=LISTS,
    frame=frame,
)
