"""A case's hand-over, and what its new worker reads first."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.casework.cases import policy as cases, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.concerns import queries as concerns
from services.casework.entries import queries as entries
from services.casework.entries.queries import ListedEntry
from services.casework.handover.policy import HandOverView, is_receiver, sees
from services.casework.summaries import queries as summaries
from services.casework.visits import queries as visits
from services.common.codes import EntryKind, EntryStatus
from shared.identity.principals import Principal
from shared.work import Work


@dataclass(frozen=True)
class ReadFirst:
    """What a new worker reads before anything else."""

    goals: list[str]
    appointment: ListedEntry | None  # the next one
    concerns: int  # open ones that the reader may open
    summary: Row[Any] | None  # the newest that the reader may open


def handover(work: Work, who: Principal, case_id: UUID) -> HandOverView:
    """A case's hand-over; raises `NotFound` for whoever neither opens nor takes it."""
    case, version = work.load(Case(case_id))
    view = HandOverView(
        case,
        version,
        is_inside=cases.opens.allows(who, case),
        is_coordinator=cases.coordinates.allows(who, case),
        is_receiver=is_receiver(who, case),
    )
    sees.check(who, view)
    return view


def read_first(work: Work, who: Principal, case_id: UUID) -> ReadFirst:
    """Of a case that the reader opens."""
    view: CaseView = queries.case(work, who, case_id)
    listed = entries.of_case(
        work, who, visits.visited(work, who, case_id), kinds=[EntryKind.APPOINTMENT]
    )
    ahead = [each for each in listed if _is_ahead(each, work.today)]
    written = summaries.listed(work, who, view.case)
    return ReadFirst(
        goals=[goal.text for goal in view.case.plan.goals],
        appointment=ahead[-1] if ahead else None,
        concerns=concerns.count_open_of(work, who, case_id),
        summary=written[0] if written else None,
    )


def _is_ahead(entry: ListedEntry, today: date) -> bool:
    return entry.facts.status is EntryStatus.PLANNED and entry.facts.held_on >= today
