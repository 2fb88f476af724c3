"""What the pages of a hand-over show, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.casework.cases.rules import reference
from services.casework.cases.texts import first_name
from services.casework.entries.texts import summary as entry_summary
from services.casework.handover import queries
from services.casework.handover.policy import HandOverView
from services.casework.handover.queries import ReadFirst
from services.casework.handover.schemas import status
from services.casework.people import names, staff_of
from services.casework.texts import day
from services.common import catalogue
from services.common.codes import EarlierNotes, HandOverReason, TeamRole
from services.common.labels import label
from services.common.summaries.texts import days
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language, ngettext
from shared.web.own_form import OwnForms
from shared.web.parts import Option
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class HandOverPage:
    view: HandOverView
    title: str
    tag: tuple[str, str]
    facts: Facts
    may_accept: bool
    may_plan: bool
    may_withdraw: bool
    read_first: list[tuple[str, str, str]]  # what, words, address; empty for who may not open it


def page(work: Work, who: Principal, case_id: UUID) -> HandOverPage:
    """How far it is, and to whoever opens the case what they read first."""
    view = queries.handover(work, who, case_id)
    case, staffing = view.case, view.case.staffing
    is_ahead = staffing.waits is not None or staffing.agreed is not None
    calls = first_name(case) if view.is_inside else reference(case.id, case.opened.opened_on)
    return HandOverPage(
        view=view,
        title=calls,
        tag=_tag(view),
        facts=_facts(work, view),
        may_accept=view.is_receiver and staffing.waits is not None,
        may_plan=view.is_inside and case.closing is None,
        may_withdraw=view.is_coordinator and is_ahead,
        read_first=_read_first(queries.read_first(work, who, case_id), case_id)
        if view.is_inside
        else [],
    )


def form(work: Work, view: HandOverView) -> dict[str, Any]:
    """Who is there to choose, and what only a coordinator decides."""
    name, case = names(work), view.case
    seats = case.staffing.team if view.is_coordinator else [g.who.id]
    locked = case.staffing.locked
    return {
        "today": work.today.isoformat(),
        "leaving": [Option(str(each), name(str(each)) or "–") for each in seats],
        "staff": [
            Option(str(person), text)
            for person, text in staff_of(work, case.opened.organisation)
            if person not in locked
        ],
        "decides": view.is_coordinator,
    }


def filled(work: Work, view: HandOverView) -> Mapping[str, object]:
    """What was planned, to be decided or changed."""
    waits = view.case.staffing.waits
    if waits is None:
        return {"first_day": work.today.isoformat(), "leaving": _whose(view)}
    values: dict[str, object] = {
        "leaving": str(waits.leaving or ""),
        "receiver": str(waits.to),
        "first_day": waits.first_day.isoformat(),
        "reason": waits.reason,
    }
    return values | ({"notes": waits.notes} if waits.notes else {})


def _whose(view: HandOverView) -> str:
    """The reader's own seat where they have one, else that of whoever is responsible."""
    team = view.case.staffing.team
    if g.who.id in team:
        return str(g.who.id)
    responsible = [each for each, role in team.items() if role is TeamRole.RESPONSIBLE]
    return str(responsible[0]) if responsible else ""


def _home(case_id: UUID) -> str:
    return url_for("handover.show", case_id=case_id)


forms = OwnForms[HandOverView](
    key="case_id",
    read=queries.handover,
    home=_home,
    lists=("cases", "timeline", "inbox"),
    frame=lambda view: {"title": first_name(view.case), "lacks": [], "caution": ""},
)


def _tag(view: HandOverView) -> tuple[str, str]:
    tags = {
        "none": ("idle", gettext("No hand-over is planned")),
        "planned": ("wait", gettext("Waits for the coordinator's decision")),
        "decided": ("wait", gettext("Waits for the new worker")),
        "accepted": ("done", gettext("Accepted")),
    }
    return tags[status(view)]


def _facts(work: Work, view: HandOverView) -> Facts:
    plan, name = view.case.staffing.handover, names(work)
    if plan is None:
        return []
    opened = view.case.opened
    leaving = name(str(plan.leaving)) if plan.leaving else gettext("Nobody is responsible")
    programmes = catalogue.names_of_programmes(work.db, language())
    facts = [
        (gettext("Programme"), programmes.get(opened.programme, "")),
        (gettext("Hands over"), leaving),
        (gettext("Takes over"), name(str(plan.to))),
        (gettext("First day"), day(plan.first_day)),
        (gettext("Why"), label(HandOverReason(plan.reason), language())),
        (gettext("Earlier notes"), _notes(plan.notes, day(plan.notes_since))),
    ]
    return [(term, text) for term, text in facts if text]


def _notes(notes: EarlierNotes | None, since: str) -> str:
    if notes is None:
        return gettext("The coordinator decides")
    if notes is EarlierNotes.SINCE:
        return gettext("From %(day)s on", day=since)
    return label(notes, language())


def _read_first(first: ReadFirst, case_id: UUID) -> list[tuple[str, str, str]]:
    goals = "; ".join(first.goals) or gettext("No goals yet.")
    rows = [(gettext("The plan"), goals, url_for("planbook.show", case_id=case_id))]
    ahead = first.appointment
    if ahead is not None:
        text = f"{day(ahead.facts.held_on)}: {entry_summary(ahead.facts)}"
        href = url_for("entrybook.show", entry_id=ahead.row.entry_id) if ahead.is_readable else ""
        rows.append((gettext("The next appointment"), text, href))
    if first.concerns:
        text = ngettext("%(num)s open concern", "%(num)s open concerns", first.concerns)
        rows.append((gettext("Concerns"), text, url_for("concerns.show_list")))
    contact = gettext("On the page of the case")
    rows.append((gettext("How the family is reached"), contact, _case(case_id)))
    last = first.summary
    if last is not None:
        href = url_for("summaries.show", summary_id=last.summary_id)
        rows.append((gettext("The last summary"), days(last.since, last.until), href))
    return rows


def _case(case_id: UUID) -> str:
    return url_for("casefile.show", case_id=case_id)
