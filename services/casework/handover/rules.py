"""The rules of a hand-over. All are pure."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.casework.cases import rules as cases
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent
from services.casework.staffing import events
from services.casework.staffing.rules import locked_out
from services.casework.standins.rules import settle
from services.common.codes import EarlierNotes, HandOverReason, TeamRole
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Plan:
    """What somebody would have: who hands over to whom, from when, and what is read."""

    leaving: UUID | None  # None: nobody has the seat
    to: UUID
    first_day: date
    reason: HandOverReason
    notes: EarlierNotes | None = None  # None: left to the coordinator
    notes_since: date | None = None


def plan(
    case: Case, wanted: Plan, *, by: UUID, decides: bool, works_for: UUID | None, today: date
) -> list[CaseEvent]:
    """Plan it, or plan it anew; who coordinates decides what the new worker reads."""
    if case.closing is not None:
        raise cases.already_closed(case.closing.on)
    if works_for != case.opened.organisation:
        raise cases.not_ours()
    if wanted.to in case.staffing.locked:
        raise locked_out()
    if wanted.first_day < today:
        raise Invalid("The first day is today or later.", code="early", missing=["first_day"])
    _check_who(case, wanted, by=by, decides=decides)
    planned = _planned(case, _decided(case, wanted, decides=decides))
    if planned == case.staffing.waits:
        return []
    withdrawn = withdraw(case) if case.staffing.agreed else []
    return [*withdrawn, planned]


def accept(case: Case, *, by: UUID, today: date) -> list[CaseEvent]:
    """Take the case; from today where its first day is over."""
    waits = case.staffing.waits
    if waits is None or waits.to != by:
        return []
    if waits.notes is None:
        raise Refused("The coordinator first decides which notes you read.", code="undecided")
    if case.closing is not None:
        raise cases.already_closed(case.closing.on)
    accepted = events.HandOverAccepted(
        case_id=case.id,
        leaving=waits.leaving,
        to=waits.to,
        role=waits.role,
        first_day=max(waits.first_day, today),
        notes=waits.notes,
        notes_since=waits.notes_since,
    )
    return [accepted, *settle(case.evolve(accepted), today=today)]


def withdraw(case: Case) -> list[CaseEvent]:
    """It does not come about."""
    waits = case.staffing.waits or case.staffing.agreed
    return [events.HandOverWithdrawn(case_id=case.id, to=waits.to)] if waits else []


def _check_who(case: Case, wanted: Plan, *, by: UUID, decides: bool) -> None:
    if wanted.leaving == wanted.to:
        raise Invalid("Choose another person.", code="same_person", missing=["receiver"])
    if not decides and wanted.leaving != by:
        raise Refused("A worker hands over their own work; a coordinator anybody's.", code="own")
    if not decides and wanted.notes is not None:
        raise Refused("The coordinator decides which notes are read.", code="not_yours")
    if wanted.leaving is not None and wanted.leaving not in case.staffing.team:
        raise Refused("They are not on the team.", code="not_on_team")
    if wanted.leaving is None and TeamRole.RESPONSIBLE in case.staffing.team.values():
        raise Invalid("Say who hands over.", code="leaving", missing=["leaving"])


def _decided(case: Case, wanted: Plan, *, decides: bool) -> Plan:
    """Whoever is on the team reads everything already."""
    if wanted.to in case.team and case.staffing.limit_of(wanted.to, case.today) is None:
        return replace(wanted, notes=EarlierNotes.ALL, notes_since=None)
    if decides and wanted.notes is None:
        raise Invalid("Say which notes they read.", code="notes", missing=["notes"])
    if wanted.notes is not EarlierNotes.SINCE:
        return replace(wanted, notes_since=None)
    if wanted.notes_since is None or wanted.notes_since > wanted.first_day:
        raise Invalid(
            "Say from which day on, at the latest the first one.",
            code="notes_since",
            missing=["notes_since"],
        )
    return wanted


def _planned(case: Case, wanted: Plan) -> events.HandOverPlanned:
    seat = case.staffing.team.get(wanted.leaving) if wanted.leaving else None
    return events.HandOverPlanned(
        case_id=case.id,
        organisation=case.opened.organisation,
        leaving=wanted.leaving,
        to=wanted.to,
        role=seat or TeamRole.RESPONSIBLE,
        first_day=wanted.first_day,
        reason=wanted.reason,
        notes=wanted.notes,
        notes_since=wanted.notes_since,
    )
