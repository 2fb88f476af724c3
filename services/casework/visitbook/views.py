"""Logged visits as pages show them, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.casefile import queries as casefile, texts
from services.casework.cases import queries as cases
from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.texts import first_name, title
from services.casework.people import names
from services.casework.receipts import queries as receipts
from services.casework.receipts.texts import ReceiptPane, pane
from services.casework.texts import day
from services.casework.visiting import views as visiting
from services.casework.visits import policy, queries
from services.casework.visits.policy import VisitView
from services.casework.visits.queries import ListedVisit
from services.casework.visits.rules import VisitFacts
from services.common.codes import VisitStatus
from services.common.labels import label, listed
from services.common.phrases import caution
from shared.identity.principals import Principal
from shared.web.formats import format_duration, format_money, format_number
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Moment
from shared.work import Work

MOST = 100  # visits of a list


@dataclass(frozen=True)
class VisitLine:
    """One visit of a list, ready to draw."""

    href: str
    day: str
    whom: str
    text: str
    paid: str
    tag: tuple[str, str]  # kind, text; empty kind for none


@dataclass(frozen=True)
class VisitPage:
    view: VisitView
    title: str
    whom: str
    facts: list[tuple[str, str]]
    history: list[Moment]
    receipts: ReceiptPane | None  # None: of what cost nothing
    is_supporter: bool
    may_correct: bool


def own(work: Work, who: Principal) -> list[VisitLine]:
    """The reader's own visits, newest first."""
    return [_line(work, each, with_whom=True) for each in queries.own(work, who, most=MOST)]


def of_case(work: Work, who: Principal, case_id: UUID) -> tuple[str, list[VisitLine]]:
    """All visits of a case, newest first, and what the case is called."""
    view = cases.case(work, who, case_id)
    return title(view), [
        _line(work, each, with_whom=False) for each in queries.of_case(work, who, view.case)
    ]


def page(work: Work, who: Principal, visit_id: UUID) -> VisitPage:
    """One visit, for whoever may read it."""
    view = queries.visit(work, who, visit_id)
    return VisitPage(
        view=view,
        title=gettext("The visit of %(day)s", day=day(view.visit.facts.held_on)),
        whom=first_name(view.visited.case),
        facts=_facts(work, view),
        history=_history(work, view),
        receipts=pane(receipts.of_visit(work, who, visit_id), "visit"),
        is_supporter=visiting.is_supporter(),
        may_correct=policy.corrects.allows(who, view) and not view.visit.is_error,
    )


def correction(work: Work, _view: VisitView) -> dict[str, Any]:
    return {"lengths": visiting.lengths(), "today": work.today.isoformat()}


def filled(_work: Work, view: VisitView) -> Mapping[str, object]:
    return visiting.filled(view.visit.facts)


def _line(work: Work, visit: ListedVisit, *, with_whom: bool) -> VisitLine:
    case, _ = work.load(Case(visit.row.case_id)) if with_whom else (None, 0)
    status = visit.facts.status
    tag = ("wait", label(status, language())) if status is not VisitStatus.HELD else ("", "")
    return VisitLine(
        href=url_for("visitbook.show", visit_id=visit.row.visit_id),
        day=day(visit.facts.held_on),
        whom=first_name(case) if case else "",
        text=summary(visit.facts),
        paid=_paid(visit.facts),
        tag=("info", gettext("Corrected")) if visit.row.is_corrected and not tag[0] else tag,
    )


def summary(facts: VisitFacts) -> str:
    """How they met, how long, and what they did, in one line."""
    parts = [label(facts.kind, language())]
    if facts.minutes:
        parts.append(format_duration(facts.minutes))
    if facts.activities:
        parts.append(listed(facts.activities, language()).lower())
    return " · ".join(parts)


def _paid(facts: VisitFacts) -> str:
    """Kilometres and costs; empty when there were none."""
    parts = [gettext("%(number)s km", number=facts.kilometres)] if facts.kilometres else []
    parts += [format_money(facts.costs)] if facts.costs else []
    if facts.hours_away:
        away = {"hours": format_number(facts.hours_away), "distance": facts.distance}
        parts.append(gettext("away for %(hours)s h, %(distance)s km from home", **away))
    if facts.free_meals:
        parts.append(gettext("with free meals"))
    return " · ".join(parts)


def _facts(work: Work, view: VisitView) -> list[tuple[str, str]]:
    facts, name = view.visit.facts, names(work)
    began = gettext("at %(time)s", time=facts.began_at.replace(":", ".")) if facts.began_at else ""
    rows = [
        (gettext("Day"), " ".join(part for part in (day(facts.held_on), began) if part)),
        (gettext("How did you meet?"), label(facts.kind, language())),
        (gettext("Was it held?"), label(facts.status, language())),
        (gettext("How long?"), format_duration(facts.minutes) if facts.minutes else ""),
        (gettext("What did you do?"), listed(facts.activities, language())),
        (
            gettext("How did it go?"),
            label(facts.impression, language()) if facts.impression else "",
        ),
        (gettext("Who was there?"), ", ".join(facts.participants)),
        (gettext("Message to the coordinator"), facts.notes),
        (gettext("Kilometres and costs"), _paid(facts)),
        (gettext("Logged by"), name(view.by)),
    ]
    return [(term, text) for term, text in rows if text]


def _history(work: Work, view: VisitView) -> list[Moment]:
    """What was said of it earlier, and why it was corrected, newest first."""
    name, programme = names(work), programme_of(work, view.visited.case.id)
    happenings = casefile.of_part(work, view.visit.id)
    if len(happenings) < 2 and not view.visit.is_error:
        return []
    return [
        Moment(
            at=texts.moment(happening),
            text=texts.sentence(happening, programme, name),
            by=name(happening.by),
        )
        for happening in happenings
    ]


def _home(visit_id: UUID) -> str:
    return url_for("visitbook.show", visit_id=visit_id)


forms = OwnForms[VisitView](
    key="visit_id",
    read=queries.visit,
    home=_home,
    lists=("visits", "timeline"),
    frame=lambda view: {
        "title": gettext("The visit of %(day)s", day=day(view.visit.facts.held_on)),
        "is_supporter": visiting.is_supporter(),
        "caution": caution(view.visited.case.person.non_disclosure, is_short=True),
    },
)
