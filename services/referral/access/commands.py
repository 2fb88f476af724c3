"""What can be asked of access: people join, change roles and names, and leave."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID, uuid4

from services.common import catalogue
from services.referral.access.domain import Person
from services.referral.access.events import PersonJoined
from shared.kernel.aggregate import Aggregate, Refused
from shared.kernel.ids import uuid_of
from shared.work import Taken, Work

A = TypeVar("A", bound=Aggregate)
SIGN_IN = "sign-in"  # people and systems share the names
SUBJECT = "subject"  # and the `sub` of their tokens


def admit(
    work: Work,
    *,
    sign_in: str,
    name: str,
    roles: Sequence[str],
    organisation: UUID | None = None,
    person_id: UUID | None = None,
    subject: str | None = None,
) -> UUID:
    """The person's id; the same again changes nothing.

    `subject` is the `sub` of their tokens, their id where none is named.
    """
    catalogue.check_here(work.db, organisation)
    person = Person(person_id or uuid4())
    try:
        work.claim(SIGN_IN, sign_in, person)
    except Taken as taken:
        person = same_holder(Person(taken.id), taken, sign_in=sign_in, expected=person_id)
    claim_subject(work, person, subject or str(person.id))
    joined = PersonJoined(
        person_id=person.id,
        sign_in=sign_in,
        name=name,
        organisation_id=organisation,
        roles=tuple(roles),
        subject=subject,
    )
    work.change(person, lambda person: person.join(joined))
    return person.id


def give_roles(work: Work, person_id: UUID, *, roles: Sequence[str]) -> None:
    """These roles and no others from now on."""
    work.change(Person(person_id), lambda person: person.give_roles(roles))


def rename(work: Work, person_id: UUID, *, name: str) -> None:
    """What they are called from now on."""
    work.change(Person(person_id), lambda person: person.rename(name))


def leave(work: Work, person_id: UUID) -> None:
    """Let somebody out: every service refuses their token from now on."""
    work.change(Person(person_id), lambda person: person.leave())


def same_holder(holder: A, taken: Taken, *, sign_in: str, expected: UUID | None) -> A:
    """The one that has this name already, unless another one was meant."""
    is_kind = taken.stream == f"{holder.category}-{holder.id}"
    if not is_kind or expected not in (None, holder.id):
        raise Refused("%(sign_in)s is somebody else.", code="sign-in-taken", sign_in=sign_in)
    return holder


def claim_subject(work: Work, holder: Aggregate, subject: str) -> None:
    """Let one `sub` belong to one of us, be it by their id, their sign-in or a name of its own."""
    person_id = uuid_of(subject)
    named = work.holder(SIGN_IN, subject)
    is_anothers = named not in (None, holder.id)
    if person_id not in (None, holder.id):
        is_anothers |= work.load(Person(person_id))[0].has_joined
    try:
        work.claim(SUBJECT, subject, holder)
    except Taken:
        is_anothers = True
    if is_anothers:
        raise Refused(
            "%(subject)s is the subject of somebody else.", code="subject-taken", subject=subject
        )
