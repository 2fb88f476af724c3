"""What a case's family reads of it: dates, what was done together, its goals, and what comes.

Nobody else's name stands on it but the workers' and the support person's own: notes, callers and
whoever was met stay in the book.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import first_name
from services.casework.development.views import measured
from services.casework.duties.texts import coming
from services.casework.entries import queries as entries, texts
from services.casework.entries.queries import ListedEntry
from services.casework.people import names
from services.casework.plan.rules import Goal
from services.casework.texts import day
from services.casework.visits import queries as visits
from services.casework.visits.queries import ListedVisit
from services.common.codes import EntryKind, EntryStatus, VisitStatus
from services.common.labels import label
from shared.identity.principals import Principal
from shared.web.formats import format_duration
from shared.web.i18n import gettext, language
from shared.web.parts import Trend
from shared.work import Work


@dataclass(frozen=True)
class FamilyPaper:
    name: str
    programme: str
    since: str
    people: list[str]
    goals: list[tuple[str, str]]  # what, and how far
    ahead: list[tuple[str, str]]  # day, what
    happened: list[tuple[str, str]]  # the same, newest first
    changes: list[Trend]  # what was measured of it, over time
    answers: list[tuple[str, str]]  # the 24-hour telephone in the week that comes: when, who


def paper(work: Work, who: Principal, case_id: UUID) -> FamilyPaper:
    """The paper of one case, in the language that is spoken now."""
    view = cases.case(work, who, case_id)
    listed = entries.of_case(work, who, visits.visited(work, who, case_id))
    held = [e for e in visits.of_case(work, who, view.case) if e.facts.status is VisitStatus.HELD]
    return drawn(work, view, listed, held)


def drawn(
    work: Work, view: CaseView, listed: list[ListedEntry], held: list[ListedVisit]
) -> FamilyPaper:
    """The paper, of these entries and visits."""
    name = names(work)
    people = [name(str(person)) for person in view.case.team]
    if view.match is not None and view.match.person_id:
        people.append(name(str(view.match.person_id)))
    waiting = [each for each in listed if _is_ahead(each, view.today)]
    return FamilyPaper(
        name=first_name(view.case),
        programme=view.programme.name_in(language()),
        since=day(view.case.opened.opened_on),
        people=[person for person in people if person],
        goals=[(goal.text, _reached(goal)) for goal in view.case.plan.goals],
        ahead=[(day(each.facts.held_on), _plain(each)) for each in reversed(waiting)],
        happened=_happened(view, listed, held),
        changes=measured(view),
        answers=coming(work, view.case.opened.organisation)
        if view.programme.includes.phone_24h
        else [],
    )


def _is_ahead(entry: ListedEntry, today: date) -> bool:
    is_waiting = entry.facts.status is EntryStatus.PLANNED
    return is_waiting and entry.facts.kind is EntryKind.APPOINTMENT and entry.facts.held_on >= today


def _happened(
    view: CaseView, listed: list[ListedEntry], held: list[ListedVisit]
) -> list[tuple[str, str]]:
    met = [
        (each.facts.held_on, _met(label(each.facts.kind, language()), each.facts.minutes))
        for each in held
    ]
    planned = [
        (meeting.held_on, gettext("We looked at the plan together"))
        for meeting in view.case.plan.meetings
    ]
    written = [
        (each.facts.held_on, _written(each))
        for each in listed
        if each.facts.for_family and not _is_ahead(each, view.today)
    ]
    together = sorted([*met, *planned, *written], key=lambda row: row[0], reverse=True)
    return [(day(on), text) for on, text in together]


def _met(how: str, minutes: int) -> str:
    met = gettext("We met: %(how)s", how=how.lower())
    return f"{met}, {format_duration(minutes)}" if minutes else met


def _written(entry: ListedEntry) -> str:
    return ". ".join(part for part in (texts.summary(entry.facts), entry.facts.text) if part)


def _plain(entry: ListedEntry) -> str:
    party, began = entry.facts.party, entry.facts.began_at
    what = label(party or entry.facts.kind, language())
    time = (began or "").replace(":", ".")
    return gettext("%(what)s at %(time)s", what=what, time=time) if time else what


def _reached(goal: Goal) -> str:
    """How far, in words; empty before it was looked at."""
    if goal.score is None:
        return ""
    if goal.score == 0:
        return gettext("as we hoped")
    return gettext("better than we hoped") if goal.score > 0 else gettext("on the way")
