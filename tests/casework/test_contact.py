"""Who opens what a non-disclosure order hides: named, for a reason, until a moment comes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.casework.contact import events
from services.casework.contact.domain import Contact
from services.common.contact import NOBODY, Opening
from shared.kernel.aggregate import Refused
from tests.casework.examples import ANNA, BERTIL, CASE, OPENED, SUBJECT

NOON = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
HIDDEN = Contact(CASE, NOBODY)
NAMED = events.ContactReaderNamed(case_id=CASE, person_id=ANNA, on=OPENED)
REMOVED = events.ContactReaderRemoved(case_id=CASE, person_id=ANNA, on=OPENED)


def after(contact: Contact, *history: events.ContactEvent) -> Contact:
    for event in history:
        contact = contact.evolve(event)
    return contact


def opening(to: UUID = ANNA) -> Opening:
    return Opening(to, "Kotikäynti", OPENED, NOON + HOUR)


SHOWN = events.ContactShown(
    case_id=CASE,
    subject_id=SUBJECT,
    person_id=ANNA,
    on=OPENED,
    until=NOON + HOUR,
    reason="Kotikäynti",
)


def test_who_works_with_the_family_is_named_once_and_removed_once() -> None:
    named = after(HIDDEN, NAMED)
    assert HIDDEN.name(ANNA, knows_family=True, on=OPENED) == [NAMED]
    assert named.name(ANNA, knows_family=True, on=OPENED) == []
    assert named.name(ANNA, knows_family=False, on=OPENED) == []
    assert (named.remove(ANNA, on=OPENED), HIDDEN.remove(ANNA, on=OPENED)) == ([REMOVED], [])
    assert after(named, REMOVED) == HIDDEN
    with pytest.raises(Refused) as refused:
        named.name(BERTIL, knows_family=False, on=OPENED)
    assert refused.value.code == "not-on-team"


def test_it_is_shown_to_the_named_once_until_the_opening_ends() -> None:
    named = after(HIDDEN, NAMED)
    assert named.show(opening(), subject_id=SUBJECT, at=NOON) == [SHOWN]
    shown = after(named, SHOWN)
    almost = NOON + HOUR - timedelta(seconds=1)
    assert shown.show(opening(), subject_id=SUBJECT, at=almost) == []
    assert shown.show(opening(), subject_id=SUBJECT, at=NOON + HOUR) == [SHOWN]


@pytest.mark.parametrize(
    ("contact", "person"),
    [
        (HIDDEN, ANNA),
        (after(HIDDEN, NAMED), BERTIL),
        (after(HIDDEN, NAMED, SHOWN, REMOVED), ANNA),  # whatever stood open to them
    ],
    ids=["nobody is named", "another is named", "named no more"],
)
def test_nobody_else_sees_it(contact: Contact, person: UUID) -> None:
    with pytest.raises(Refused) as refused:
        contact.show(opening(person), subject_id=SUBJECT, at=NOON)
    assert refused.value.code == "not-named"
