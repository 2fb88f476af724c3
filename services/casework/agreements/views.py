"""Agreements on their page and on paper, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.agreements import queries
from services.casework.agreements.domain import Agreement
from services.casework.agreements.events import AgreedGoal, AgreementDrawnUp
from services.casework.agreements.policy import AgreementView
from services.casework.agreements.rules import agreed
from services.casework.agreements.texts import place_name, tag
from services.casework.cases import queries as cases
from services.casework.cases.commands import programme_of
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import first_name, title
from services.casework.plan.texts import profession_name
from services.casework.texts import day
from services.common import catalogue
from services.common.phrases import caution
from services.common.programme import Frequency, Per, Programme
from services.common.summaries.views import confidentiality
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Option
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work


@dataclass(frozen=True)
class AgreementLine:
    """One agreement of the page."""

    drawn: str
    tag: tuple[str, str]
    facts: list[tuple[str, str]]
    goals: list[tuple[str, str]]
    signatures: list[tuple[str, str]]
    papers: list[tuple[str, str]]  # language, address
    sign: str  # address; empty: all have signed, or the case is closed
    mistake: str  # address


@dataclass(frozen=True)
class AgreementsPage:
    case_id: UUID
    title: str
    is_open: bool
    has_goals: bool
    lines: list[AgreementLine]


def page(work: Work, who: Principal, case_id: UUID) -> AgreementsPage:
    view = cases.case(work, who, case_id)
    return AgreementsPage(
        case_id=case_id,
        title=title(view),
        is_open=view.is_open,
        has_goals=bool(view.case.plan.goals),
        lines=[_line(view, each) for each in queries.of_case(work, case_id)],
    )


def new_form(_work: Work, view: CaseView) -> dict[str, Any]:
    return {
        "goals": [_goal(view.programme, each) for each in agreed(view.case.plan.goals)],
        "caution": caution(view.case.person.non_disclosure, is_short=True),
    }


def last_words(work: Work, view: CaseView) -> Mapping[str, object]:
    """What the last agreement said stands in the form; before it, the programme's rhythm."""
    last = next(iter(queries.of_case(work, view.case.id)), None)
    if last is None or last.drawn is None:
        return {"rhythm": _rhythm(view.programme.frequency)}
    drawn = last.drawn
    return {"rhythm": drawn.rhythm, "rules": drawn.ground_rules, "contact": drawn.contact}


def signing_form(work: Work, view: AgreementView) -> dict[str, Any]:
    programme = programme_of(work, view.case.id)
    return {
        "today": work.today.isoformat(),
        "places": [Option(code, place_name(programme, code)) for code in view.agreement.unsigned],
    }


def paper(work: Work, view: AgreementView) -> dict[str, Any]:
    """What the template of the paper is filled with: no address, no place, no number."""
    drawn, case = _drawn(view.agreement), view.case
    programme = programme_of(work, case.id)
    organisation = catalogue.organisation(work.db, case.opened.organisation)
    provider = organisation.name_in(language()) if organisation else ""
    name = f"{case.person.given_name} {case.person.family_name}".strip()
    facts = [
        (gettext("Programme"), programme.name_in(language())),
        (gettext("Provider"), provider),
        (gettext("Drawn up"), day(drawn.drawn_on)),
        (gettext("We look at this again"), day(drawn.review_on) if drawn.review_on else ""),
    ]
    goals = [_goal(programme, each) for each in drawn.goals or ()]
    return {
        "title": gettext("What we agreed: %(name)s", name=name or "–"),
        "author": provider,
        "language": language(),
        "confidential": confidentiality(programme),
        "facts": [{"label": term, "text": text} for term, text in facts if text],
        "goals": {
            "title": gettext("Our goals"),
            "rows": [{"text": text, "note": note} for text, note in goals],
        },
        "parts": [{"title": term, "text": text} for term, text in _words(drawn)],
        "signing": {
            "title": gettext("Signatures"),
            "lead": gettext("Everybody keeps a copy. Anything here may be changed together."),
            "columns": [gettext("Who"), gettext("Signature and name in print"), gettext("Day")],
            "places": [place_name(programme, place) for place in drawn.places],
        },
        "foot": f"{provider} · {day(drawn.drawn_on)}",
    }


def _line(view: CaseView, agreement: Agreement) -> AgreementLine:
    drawn, programme = _drawn(agreement), view.programme
    there: dict[str, Any] = {"paper_id": agreement.id}
    may_sign = view.is_open and agreement.unsigned
    facts = [*_words(drawn), (gettext("We look at this again"), day(drawn.review_on))]
    return AgreementLine(
        drawn=gettext("Drawn up %(day)s", day=day(drawn.drawn_on)),
        tag=tag(agreement),
        facts=[(term, text) for term, text in facts if text],
        goals=[_goal(programme, each) for each in drawn.goals or ()],
        signatures=[
            (place_name(programme, place), _signed(agreement, place)) for place in drawn.places
        ],
        papers=[
            (name, url_for("agreement.paper", **there, language=code))
            for code, name in LANGUAGE_NAMES.items()
        ],
        sign=url_for("agreement.signatures", **there) if may_sign else "",
        mistake=url_for("agreement.entered_in_error", **there),
    )


def _signed(agreement: Agreement, place: str) -> str:
    signed_on = agreement.signed.get(place)
    return gettext("signed %(day)s", day=day(signed_on)) if signed_on else gettext("not yet")


def _words(drawn: AgreementDrawnUp) -> list[tuple[str, str]]:
    words = [
        (gettext("How often we meet"), drawn.rhythm),
        (gettext("Our rules"), drawn.ground_rules),
        (gettext("How we keep in contact"), drawn.contact),
    ]
    return [(term, text) for term, text in words if text]


def _goal(programme: Programme, goal: AgreedGoal) -> tuple[str, str]:
    """What is aimed at; who answers for it, and who does what."""
    parts = (profession_name(programme, goal.profession), goal.doing)
    return goal.text, ": ".join(part for part in parts if part)


def _rhythm(agreed: Frequency | None) -> str:
    if agreed is None:
        return ""
    times = str(agreed.min) if agreed.min == agreed.max else f"{agreed.min}–{agreed.max}"
    if agreed.per is Per.WEEK:
        return gettext("%(times)s times a week", times=times)
    return gettext("%(times)s times a month", times=times)


def _drawn(agreement: Agreement) -> AgreementDrawnUp:
    if agreement.drawn is None:
        raise NotFound
    return agreement.drawn


def _home(case_id: UUID) -> str:
    return url_for("agreements.show", case_id=case_id)


forms = OwnForms[CaseView](
    key="case_id",
    read=cases.case,
    home=_home,
    lists=("plan_agreements", "timeline"),
    frame=lambda view: {
        "name": first_name(view.case),
        "case_id": view.case.id,
        "today": view.today.isoformat(),
    },
)
paper_forms = OwnForms[AgreementView](
    key="paper_id",
    read=queries.agreement,
    home=lambda paper_id: url_for("agreement.show_it", paper_id=paper_id),
    lists=("plan_agreements", "timeline"),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
