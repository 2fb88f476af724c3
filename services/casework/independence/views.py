"""The plan of independence as its page and form show it, in the reader's language."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import first_name, title
from services.casework.independence import queries, rules
from services.casework.independence.events import AreaPlan
from services.casework.independence.policy import IndependenceView
from services.casework.texts import day
from services.common.codes import LifeArea
from services.common.labels import label
from services.common.phrases import caution
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language, ngettext
from shared.web.own_form import OwnForms
from shared.work import Work

AREAS = list(LifeArea)


def page(work: Work, who: Principal, case_id: UUID) -> dict[str, Any]:
    view = cases.case(work, who, case_id)
    listed = queries.of_case(work, case_id)
    planned = listed[0].planned if listed else None
    areas = (planned.areas or ()) if planned else ()
    return {
        "case_id": case_id,
        "title": title(view),
        "is_open": view.is_open,
        "planned": day(planned.planned_on) if planned else "",
        "areas": [(_name(each.area), _facts(each)) for each in areas],
        "waits": _waits(areas),
        "earlier": [day(each.planned.planned_on) for each in listed[1:] if each.planned],
        "mistake": url_for("independence_plan.entered_in_error", plan_id=planned.plan_id)
        if planned
        else "",
    }


def new_form(work: Work, view: CaseView) -> dict[str, Any]:
    return {
        "today": work.today.isoformat(),
        "areas": [(number, area, _name(area)) for number, area in enumerate(AREAS)],
        "caution": caution(view.case.person.non_disclosure, is_short=True),
    }


def latest(work: Work, view: CaseView) -> Mapping[str, object]:
    """What the newest plan says stands in the form, to be carried on."""
    listed = queries.of_case(work, view.case.id)
    planned = listed[0].planned if listed else None
    filled: dict[str, object] = {}
    for each in (planned.areas or ()) if planned else ():
        number = AREAS.index(LifeArea(each.area))
        values = {**asdict(each), "until": each.until.isoformat() if each.until else ""}
        filled |= {f"areas.{number}.{name}": text for name, text in values.items()}
    return filled


def _name(area: str) -> str:
    return label(LifeArea(area), language())


def _facts(each: AreaPlan) -> list[tuple[str, str]]:
    facts = [
        (gettext("Goes well already"), each.can),
        (gettext("Still needed"), each.needs),
        (gettext("Supports now"), each.supporter),
        (gettext("Takes over"), each.replaced_by),
        (gettext("By when"), day(each.until) if each.until else ""),
    ]
    return [(term, text) for term, text in facts if text]


def _waits(areas: tuple[AreaPlan, ...]) -> str:
    """In how many areas nobody takes over yet."""
    count = len(rules.unreplaced(areas))
    if not count:
        return ""
    return ngettext(
        "In %(num)s area nobody takes over yet.", "In %(num)s areas nobody takes over yet.", count
    )


forms = OwnForms[CaseView](
    key="case_id",
    read=cases.case,
    home=lambda case_id: url_for("independence.show", case_id=case_id),
    lists=("independence_plans",),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
plan_forms = OwnForms[IndependenceView](
    key="plan_id",
    read=queries.plan,
    home=lambda plan_id: url_for("caseload.mine"),
    lists=("independence_plans",),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
