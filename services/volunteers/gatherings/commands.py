"""What can be asked of courses and guidance groups, beyond what every gathering knows."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from services.common.codes import GatheringKind, Presence
from services.common.sessions import commands as sessions
from services.common.sessions.commands import Attended, Changed
from services.common.sessions.domain import Gathering
from services.volunteers.guiding.commands import must_guide
from services.volunteers.people import commands as people, queries
from services.volunteers.people.domain import Volunteer
from shared.identity.principals import Principals
from shared.kernel.aggregate import Invalid, NotFound
from shared.work import Work

MINUTES = 60  # of an hour


def plan(work: Work, organisation: UUID, kind: GatheringKind, **terms: Any) -> tuple[UUID, int]:
    """Announce a course or a guidance group; who plans it leads it."""
    return sessions.plan(work, organisation, kind, hosts=(UUID(work.actor.id),), **terms)


def attend(
    work: Work, gathering_id: UUID, session_id: UUID, *, attendance: list[dict[str, Any]]
) -> Changed:
    """Write down who was at a session, and how long."""
    attendances = [
        Attended(**{**each, "presence": Presence(each["presence"])}) for each in attendance
    ]
    return sessions.attend(work, gathering_id, session_id, attendances)


def hand_over(work: Work, gathering_id: UUID, *, guide: UUID) -> Changed:
    """Let somebody else of the staff lead it from now on."""
    state, _ = work.load(Gathering(gathering_id))
    must_guide(work, state.announced.organisation, guide, "guide")
    return sessions.plan_anew(work, gathering_id, hosts=(guide,))


def add_participant(work: Work, gathering_id: UUID, *, participant: UUID) -> tuple[UUID, int]:
    """Give a support person of the register a seat, or a place on the waiting list."""
    state, _ = work.load(Gathering(gathering_id))
    person, _ = work.load(Volunteer(participant))
    if person.organisation != state.announced.organisation or person.status in queries.GONE:
        raise Invalid(
            "Choose somebody of your register.", code="unknown_person", field="participant"
        )
    _, version = sessions.register(work, gathering_id, participant, late=True)
    return participant, version


def withdraw_participant(work: Work, gathering_id: UUID, participant_id: UUID) -> Changed:
    """Take somebody off the list; who has waited first gets the seat."""
    return sessions.withdraw(work, gathering_id, participant_id)


def register_myself(work: Work, gathering_id: UUID) -> Changed:
    """Take a seat, or a place on the waiting list."""
    return sessions.register(work, gathering_id, _myself(work))


def withdraw_myself(work: Work, gathering_id: UUID) -> Changed:
    """Give the seat up; who has waited first gets it."""
    return sessions.withdraw(work, gathering_id, _myself(work))


def complete(work: Work, gathering_id: UUID) -> Changed:
    """Write down who has completed a course; it is a training in their record from then on."""
    completed = sessions.complete(work, gathering_id)
    state, version = work.load(Gathering(gathering_id))
    for each in completed:
        person, _ = work.load(Volunteer(each.participant_id))
        if person.status not in queries.GONE:
            people.train(
                work,
                person.id,
                course=state.announced.title,
                completed_on=each.completed_on,
                hours=round(Decimal(each.minutes) / MINUTES, 1) or Decimal("0.1"),
            )
    return state, version


def _myself(work: Work) -> UUID:
    who = Principals.of(work).by_id(UUID(work.actor.id))
    own = queries.own_id(work, who) if who else None
    if own is None:
        raise NotFound
    return own
