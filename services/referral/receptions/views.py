"""What the pages of the rota show, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, geography, people
from services.common.codes import Role, Theme
from services.common.labels import choices
from services.common.phrases import language_name
from services.referral.networks.queries import coordinators
from services.referral.receptions import policy, queries, texts
from services.referral.receptions.queries import ListedReception, ReceptionView
from services.referral.receptions.schemas import NAMES
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import N_, gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.paging import PageRequest, after
from shared.web.parts import Option
from shared.work import Work

LANGUAGES = ("fi", "sv", "en", "ar", "so", "ru", "fa", "ku", "sq", "et", "uk")
SHOWN, AHEAD = 8, timedelta(weeks=6)  # times of one reception's page, and how far it looks
FRESH = {"language": "fi", "every_weeks": "1", "minutes": "45"}
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class RotaLine:
    href: str
    who: str
    organisation: str
    when: str
    where: str
    themes: str


@dataclass(frozen=True)
class RotaPage:
    lines: list[RotaLine]
    more: str
    may_keep: bool
    meets: bool  # families: the way to the booked times


@dataclass(frozen=True)
class ReceptionPage:
    view: ReceptionView
    title: str
    facts: Facts
    days_off: list[str]
    coming: list[str]
    may_keep: bool


def rota(work: Work, who: Principal, cursor: str) -> RotaPage:
    """Every reception that goes on, one's own organisation's first."""
    everything = queries.listed(work)
    ours = sorted(everything, key=lambda each: each.plan.organisation != who.organisation)
    part = after(ours, lambda each: str(each.id), PageRequest(cursor=cursor))
    called = {
        key: each.name_in(language()) for key, each in catalogue.all_organisations(work.db).items()
    }
    return RotaPage(
        lines=[_line(work, who, each, called) for each in part.items],
        more=url_for("receptions.show_rota", cursor=part.next) if part.next else "",
        may_keep=who.has(Role.NGO_COORDINATOR) and who.organisation is not None,
        meets=who.has(*policy.STAFF),
    )


def page(work: Work, who: Principal, reception_id: UUID) -> ReceptionPage:
    """One reception: what it is, and its next times."""
    view = queries.reception(work, who, reception_id)
    plan, off = view.reception.plan_of_today, view.reception.days_off
    coming = ListedReception(plan, off).slots(work.today, work.today + AHEAD)
    days = sorted(day for day in off if day >= work.today)
    return ReceptionPage(
        view=view,
        title=texts.when(plan),
        facts=_facts(work, who, view),
        days_off=[format_date(day, "EEEE d.M.yyyy") for day in days],
        coming=[texts.at(each) for each in coming[:SHOWN]],
        may_keep=policy.keeps.allows(who, view.reception),
    )


def fields_of(work: Work, organisation: UUID) -> Mapping[str, Any]:
    """What the form of a reception lets choose from."""
    here = people.members(work, organisation)
    staff = [each for each in here if each.has(Role.NGO_COORDINATOR, Role.NGO_WORKER)]
    names = catalogue.names_of_programmes(work.db, language())
    given = catalogue.all_providers(work.db)
    ours = [code for code, several in given.items() if organisation in several and code in names]
    towns = sorted(
        (each.name(language()), each.code) for each in geography.municipalities().values()
    )
    return {
        "staff": [Option(str(each.id), each.name) for each in staff],
        "programmes": [Option(code, names[code]) for code in sorted(ours)],
        "themes": [Option(value, text) for value, text in choices(Theme, language())],
        "languages": [Option(code, language_name(code)) for code in LANGUAGES],
        "municipalities": [Option(code, name) for name, code in towns],
    }


def new_form(work: Work, organisation: UUID) -> Mapping[str, Any]:
    return {"heading": gettext("Plan a reception"), "seen": None, **fields_of(work, organisation)}


def _line(
    work: Work, who: Principal, listed: ListedReception, called: Mapping[UUID, str]
) -> RotaLine:
    plan = listed.plan
    return RotaLine(
        href=url_for("receptions.show", reception_id=plan.reception_id),
        who=_worker(work, who, plan.organisation, plan.worker),
        organisation=called.get(plan.organisation, "–"),
        when=texts.when(plan),
        where=texts.where(plan),
        themes=texts.themes(plan),
    )


def _worker(work: Work, who: Principal, organisation: UUID, worker: UUID) -> str:
    """By name for colleagues and for who coordinates the network; for others the organisation."""
    if who.organisation in (organisation, *coordinators(work.db, organisation)):
        return people.names(work)(str(worker))
    return ""


def _facts(work: Work, who: Principal, view: ReceptionView) -> Facts:
    plan = view.reception.plan_of_today
    home = catalogue.organisation(work.db, plan.organisation)
    facts = (
        (gettext("Organisation"), home.name_in(language()) if home else ""),
        (gettext("Who meets families"), _worker(work, who, plan.organisation, plan.worker)),
        (gettext("Themes"), texts.themes(plan)),
        (gettext("Where"), texts.where(plan)),
        (gettext("How to get in"), plan.way_in),
        (gettext("Link for taking part from afar"), plan.link if view.is_own else ""),
        (gettext("Language"), language_name(plan.language)),
        (gettext("Minutes of each appointment"), str(plan.minutes)),
        (gettext("First day"), format_date(plan.starts_on)),
        (gettext("Last day"), format_date(plan.ends_on) if plan.ends_on else ""),
    )
    return [(term, text) for term, text in facts if text]


def _draw_plan(work: Work, view: ReceptionView) -> Mapping[str, Any]:
    ours = view.reception.plan_of_today.organisation
    return {"heading": gettext("Change the reception"), **fields_of(work, ours)}


def _fill_plan(_work: Work, view: ReceptionView) -> Mapping[str, object]:
    plan = view.reception.plan_of_today
    names = (name for name in NAMES if name not in ("reception_id", "organisation"))
    return {name: getattr(plan, name) for name in names}


def _draw_day(heading: str, field: str, _work: Work, _view: ReceptionView) -> Mapping[str, Any]:
    return {"heading": gettext(heading), "field": field}


def _frame(view: ReceptionView) -> Mapping[str, Any]:
    return {"title": texts.when(view.reception.plan_of_today), "seen": view.version}


PLAN = OwnForm[ReceptionView]("referral/reception_plan.html", _draw_plan, filled=_fill_plan)
DAY_OFF, GIVEN_BACK, END = (
    OwnForm[ReceptionView]("referral/reception_day.html", partial(_draw_day, heading, field))
    for heading, field in (
        (N_("Take a day off"), "day"),
        (N_("Give a day back"), "day"),
        (N_("End it"), "last_day"),
    )
)
forms = OwnForms[ReceptionView](
    key="reception_id",
    read=queries.reception,
    home=lambda reception_id: url_for("receptions.show", reception_id=reception_id),
    lists=("receptions",),
    frame=_frame,
)
