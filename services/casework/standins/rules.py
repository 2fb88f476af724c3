"""The rules of standing in. All are pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.casework.cases import rules as cases
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent
from services.casework.staffing import events
from services.casework.staffing.rules import locked_out, settled
from shared.kernel.aggregate import Invalid, Refused

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Time:
    """Who does whose work, from the first to the last day."""

    person: UUID
    instead_of: UUID
    since: date
    until: date


def agree(
    case: Case,
    stand_in_id: UUID,
    time: Time,
    *,
    by: UUID,
    decides: bool,
    works_for: UUID | None,
    today: date,
) -> list[CaseEvent]:
    """Let somebody stand in; whoever is away agrees on it themselves, or a coordinator does."""
    if case.closing is not None:
        raise cases.already_closed(case.closing.on)
    if works_for != case.opened.organisation:
        raise cases.not_ours()
    if time.person in case.staffing.locked:
        raise locked_out()
    if not decides and time.instead_of != by:
        raise Refused(
            "A worker names who stands in for them; a coordinator for anybody.", code="own"
        )
    _check_people(case, time)
    _check_days(time, today=today)
    agreed = events.StandInAgreed(
        case_id=case.id,
        stand_in_id=stand_in_id,
        person_id=time.person,
        instead_of=time.instead_of,
        since=time.since,
        until=time.until,
    )
    return [agreed, *settle(case.evolve(agreed), today=today)]


def end(case: Case, stand_in_id: UUID, *, on: date) -> list[CaseEvent]:
    """Let them stand in no more, from this moment on."""
    there = next((each for each in case.staffing.stand_ins if each.id == stand_in_id), None)
    if there is None:
        return []
    ended = events.StandInEnded(
        case_id=case.id, stand_in_id=stand_in_id, person_id=there.person, on=on
    )
    others = [e for e in case.staffing.stand_ins if e.person == there.person and e != there]
    if there.person not in case.staffing.team or any(each.holds(on) for each in others):
        return [ended]
    removed = case.remove_reader(there.person, on=on)
    released = events.WorkerReleased(case_id=case.id, person_id=there.person, on=on)
    return [ended, released, *removed]


def settle(case: Case, *, today: date) -> list[CaseEvent]:
    """What the day has brought; whoever goes no longer opens what an order hides."""
    decided = settled(case.id, case.staffing, today=today)
    gone = [each.person_id for each in decided if isinstance(each, events.WorkerReleased)]
    removed = (event for person in gone for event in case.remove_reader(person, on=today))
    return [*decided, *removed]


def _check_people(case: Case, time: Time) -> None:
    others = {each.person for each in case.staffing.stand_ins}
    own = set(case.staffing.team) - others
    if time.person in own:
        raise Refused("They are on the team already.", code="on_team")
    if time.instead_of not in own:
        raise Refused("They are not on the team.", code="not_on_team")


def _check_days(time: Time, *, today: date) -> None:
    if time.until < time.since or time.until < today:
        raise Invalid("The last day is too early.", code="until", missing=["until"])
    if time.since < today:
        raise Invalid("The first day is today or later.", code="since", missing=["since"])
    if time.until - time.since > LONGEST:
        raise Invalid(
            "Nobody stands in for longer than a year: hand the case over.",
            code="long",
            missing=["until"],
        )
