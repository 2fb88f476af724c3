"""A letter for the support person when they are asked, and for the coordinators when they answer.

Who signs in as whom, and whose match it is, lies beside the letters.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, MetaData, Table, Uuid, select, update

from services.common.accesses.projections import tell_officers
from services.common.codes import DeadlineCode, Role
from services.common.deadlines.domain import STEPS
from services.common.deadlines.events import DeadlineReminded, StepTaken
from services.volunteers.expense_letters import projections as of_expenses
from services.volunteers.gathering_letters import projections as of_gatherings
from services.volunteers.inbox.rules import ANSWER_NOTICES, END_NOTICES, MATCH_NOTICES, NOTICES
from services.volunteers.inbox.texts import LetterKind
from services.volunteers.lending_letters.projections import tell_of_loans
from services.volunteers.matches import events
from services.volunteers.needs.events import NeedClosed
from services.volunteers.own_applications.events import OwnApplicationReceived
from services.volunteers.people.events import (
    ApprovalSuspended,
    ApprovedAlone,
    SignInEnded,
    SignInLinked,
)
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

metadata = MetaData()
people = Table(
    "letter_people",
    metadata,
    Column("volunteer_id", Uuid, primary_key=True),
    Column("person_id", Uuid),  # NULL: does not sign in any more
)
matches = Table(
    "letter_matches",
    metadata,
    Column("match_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("volunteer_id", Uuid, nullable=False),
    Column("is_answered", Boolean),  # by the support person; NULL: not yet
)

FOR_THE_PERSON: dict[type, LetterKind] = {
    events.MatchProposed: LetterKind.PROPOSED,
    events.MatchAgreed: LetterKind.AGREED,
    events.MatchDeclined: LetterKind.ENDED,
    events.MatchEnded: LetterKind.ENDED,
}

OWN = (metadata, of_expenses.metadata, of_gatherings.metadata)
letters = Projection("inbox", inbox.metadata, *OWN)
tell_officers(letters)


def person_of(db: Connection, volunteer_id: UUID) -> UUID | None:
    """As whom a support person signs in; None: does not."""
    query = select(people.c.person_id).where(people.c.volunteer_id == volunteer_id)
    return db.execute(query).scalar()


of_expenses.tell_of_expenses(letters, person_of)
of_gatherings.tell_of_gatherings(letters, person_of)
of_gatherings.tell_of_weeks(letters)
tell_of_loans(letters, person_of)


@letters.on(SignInLinked)
def know_person(db: Connection, event: SignInLinked) -> None:
    upsert(db, people, {"volunteer_id": event.volunteer_id}, {"person_id": event.person_id})


@letters.on(SignInEnded)
def forget_person(db: Connection, event: SignInEnded) -> None:
    upsert(db, people, {"volunteer_id": event.volunteer_id}, {"person_id": None})


@letters.on_message(OwnApplicationReceived)
def tell_application(db: Connection, event: OwnApplicationReceived, message: Recorded) -> None:
    """Nobody of the organisation wrote them down, so its coordinators read of it."""
    author, at = message.metadata["actor"], message.recorded_at
    kind, of = LetterKind.APPLIED, event.volunteer_id
    letter = Letter(message.id, kind, "volunteer", of, author, at)
    inbox.send(db, letter, [role_of(event.organisation, Role.NGO_COORDINATOR)])


@letters.on_message(*FOR_THE_PERSON)
def tell_person(db: Connection, event: Any, message: Recorded) -> None:
    """They are asked, may begin, or need not go on; who did it themselves reads nothing."""
    match = {"organisation": event.organisation, "volunteer_id": event.volunteer_id}
    upsert(db, matches, {"match_id": event.match_id}, match)
    is_agreed = isinstance(event, events.MatchAgreed)
    inbox.take_back(db, event.match_id, *(ANSWER_NOTICES if is_agreed else MATCH_NOTICES))
    if is_agreed:
        inbox.take_back(db, event.case_id, LetterKind.PERSON_LATE)
    person = person_of(db, event.volunteer_id)
    if person is not None:
        _write(db, event.match_id, message, FOR_THE_PERSON[type(event)], _member(event, person))


@letters.on_message(events.VolunteerAnswered)
def tell_coordinators(db: Connection, event: events.VolunteerAnswered, message: Recorded) -> None:
    """An answer that a coordinator wrote down was heard already."""
    is_it = matches.c.match_id == event.match_id
    db.execute(update(matches).where(is_it).values(is_answered=True))
    inbox.take_back(db, event.match_id, LetterKind.ASKED_BEFORE)
    if event.signed_in:
        query = select(matches.c.organisation).where(matches.c.match_id == event.match_id)
        kind = LetterKind.WILLING if event.given else LetterKind.UNWILLING
        recipient = role_of(db.execute(query).scalar_one(), Role.NGO_COORDINATOR)
        _write(db, event.match_id, message, kind, recipient)


@letters.on(events.MatchStarted)
def await_no_meeting(db: Connection, event: events.MatchStarted) -> None:
    inbox.take_back(db, event.match_id, *MATCH_NOTICES)


@letters.on(events.PeriodAgreed)
def remind_no_more(db: Connection, event: events.PeriodAgreed) -> None:
    inbox.take_back(db, event.match_id, *END_NOTICES)


@letters.on(NeedClosed)
def await_nobody(db: Connection, event: NeedClosed) -> None:
    inbox.take_back(db, event.case_id, LetterKind.PERSON_LATE)


@letters.on_message(*STEPS.values())
def tell_deadline(db: Connection, event: StepTaken, message: Recorded) -> None:
    """To the coordinators; to the support person too while the proposal waits for them."""
    notice = NOTICES.get((event.kind, type(event)))
    if notice is None or event.organisation is None:
        return
    kind, thing = notice
    author, at, of = message.metadata["actor"], message.recorded_at, event.thing_id
    is_late = not isinstance(event, DeadlineReminded)
    if is_late:
        inbox.take_back(db, of, *(*ANSWER_NOTICES, LetterKind.END_NEAR))
    letter = Letter(message.id, kind, thing, of, author, at, urgent=is_late)
    inbox.send(db, letter, [role_of(event.organisation, Role.NGO_COORDINATOR)])
    person = _still_asked(db, of) if event.kind == DeadlineCode.PROPOSAL else None
    if person is not None:
        own = replace(letter, kind=LetterKind.ASKED_BEFORE)
        inbox.send(db, own, [member_of(event.organisation, person)])


def _still_asked(db: Connection, match_id: UUID) -> UUID | None:
    """As whom the support person signs in who has not answered; None: they have, or do not."""
    query = (
        select(people.c.person_id)
        .join(matches, matches.c.volunteer_id == people.c.volunteer_id)
        .where(matches.c.match_id == match_id, matches.c.is_answered.is_(None))
    )
    return db.execute(query).scalar()


@letters.on_message(ApprovedAlone)
def tell_data_protection(db: Connection, event: ApprovedAlone, message: Recorded) -> None:
    """Nobody stood between the extract and the approval: the officers read why."""
    author, at = message.metadata["actor"], message.recorded_at
    kind, officer = LetterKind.APPROVED_ALONE, Role.DATA_PROTECTION_OFFICER
    letter = Letter(message.id, kind, "volunteer", event.volunteer_id, author, at)
    inbox.send(db, letter, [inbox.unattached(officer), role_of(event.organisation, officer)])


@letters.on_message(ApprovalSuspended)
def tell_of_suspension(db: Connection, event: ApprovalSuspended, message: Recorded) -> None:
    """The coordinators, who decide on what goes on, and the support person if they sign in."""
    author, at, of = message.metadata["actor"], message.recorded_at, event.volunteer_id
    coordinators = role_of(event.organisation, Role.NGO_COORDINATOR)
    letter = Letter(message.id, LetterKind.SUSPENDED, "volunteer", of, author, at)
    inbox.send(db, letter, [coordinators])
    person = person_of(db, of)
    if person is not None:
        own = Letter(message.id, LetterKind.ON_HOLD, "volunteer", of, author, at)
        inbox.send(db, own, [member_of(event.organisation, person)])


def _write(
    db: Connection, match_id: UUID, message: Recorded, kind: LetterKind, recipient: str
) -> None:
    author, at = message.metadata["actor"], message.recorded_at
    inbox.send(db, Letter(message.id, kind, "match", match_id, author, at), [recipient])


def _member(event: events.OfMatch, person: UUID) -> str:
    return member_of(event.organisation, person)
