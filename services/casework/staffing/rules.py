"""What follows for a case when somebody comes or goes, stands in or is locked out. All are pure."""

from datetime import date
from uuid import UUID

from services.casework.staffing import events
from services.casework.staffing.domain import Staffing
from services.casework.staffing.events import StaffingEvent
from services.common.codes import TeamRole
from shared.kernel.aggregate import Refused


def locked_out() -> Refused:
    return Refused("This person may not open the case. Choose somebody else.", code="locked_out")


def joining(
    case_id: UUID, staffing: Staffing, person: UUID, *, role: TeamRole, on: date
) -> list[StaffingEvent]:
    """Give somebody a seat of their own; whoever stood in does so no more."""
    if person in staffing.locked:
        raise locked_out()
    ended = stand_ins_ended(case_id, staffing, person, on=on)
    if staffing.team.get(person) is role and not ended:
        return []
    return [*ended, events.WorkerAssigned(case_id=case_id, person_id=person, role=role, on=on)]


def leaving(case_id: UUID, staffing: Staffing, person: UUID, *, on: date) -> list[StaffingEvent]:
    """End somebody's seat, and what they do for others."""
    decided = stand_ins_ended(case_id, staffing, person, on=on)
    if person in staffing.team:
        decided.append(events.WorkerReleased(case_id=case_id, person_id=person, on=on))
    return decided


def parting(
    case_id: UUID, staffing: Staffing, person: UUID, *, organisation: UUID | None, on: date
) -> list[StaffingEvent]:
    """The same for whoever never comes back: they take nothing over, and may be missed.

    `organisation` is the provider of an open case; None: nobody is missed.
    """
    plan = staffing.waits or staffing.agreed
    decided = leaving(case_id, staffing, person, on=on)
    if plan is not None and plan.to == person and person not in staffing.team:
        decided.append(events.HandOverWithdrawn(case_id=case_id, to=person))
    if organisation is not None and is_orphaned(staffing, person):
        about = {"case_id": case_id, "organisation": organisation, "person_id": person}
        decided.append(events.ResponsibleLeft(on=on, **about))
    return decided


def stand_ins_ended(
    case_id: UUID, staffing: Staffing, person: UUID, *, on: date
) -> list[StaffingEvent]:
    return [
        events.StandInEnded(case_id=case_id, stand_in_id=each.id, person_id=person, on=on)
        for each in staffing.stand_ins
        if each.person == person
    ]


def is_orphaned(staffing: Staffing, person: UUID) -> bool:
    """Is nobody responsible once they have gone, or nobody there at all?"""
    if person not in staffing.team:
        return False
    left = set(staffing.team) - {person} - {each.person for each in staffing.stand_ins}
    return staffing.team[person] is TeamRole.RESPONSIBLE or not left


def settled(case_id: UUID, staffing: Staffing, *, today: date) -> list[StaffingEvent]:
    """What the day has brought: seats that others hear of begin and end by it."""
    return [
        *_handed_over(case_id, staffing, today=today),
        *_stood_in(case_id, staffing, today=today),
    ]


def _handed_over(case_id: UUID, staffing: Staffing, *, today: date) -> list[StaffingEvent]:
    agreed = staffing.agreed
    if agreed is None or agreed.first_day > today:
        return []
    on = agreed.first_day
    ended = stand_ins_ended(case_id, staffing, agreed.to, on=on)
    joined = events.WorkerAssigned(case_id=case_id, person_id=agreed.to, role=agreed.role, on=on)
    left = leaving(case_id, staffing, agreed.leaving, on=on) if agreed.leaving else []
    handed_over = events.CaseHandedOver(
        case_id=case_id, organisation=agreed.organisation, reason=agreed.reason, on=on
    )
    return [*ended, joined, *left, handed_over]


def _stood_in(case_id: UUID, staffing: Staffing, *, today: date) -> list[StaffingEvent]:
    decided: list[StaffingEvent] = []
    for each in staffing.stand_ins:
        about = {"case_id": case_id, "person_id": each.person}
        if each.until < today or each.instead_of not in staffing.team:
            decided.append(
                events.StandInEnded(stand_in_id=each.id, on=min(each.until, today), **about)
            )
            if each.person in staffing.team:
                decided.append(events.WorkerReleased(on=min(each.until, today), **about))
        elif each.since <= today and each.person not in staffing.team:
            role = TeamRole.SUBSTITUTE
            decided.append(events.WorkerAssigned(role=role, on=each.since, **about))
    return decided
