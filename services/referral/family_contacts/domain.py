"""The rules of a family's own contact. Nothing here reads a clock or a database."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common import workdays
from services.common.codes import ContactStatus
from services.common.programme.usual import PROMISE_DAYS
from services.referral.family_contacts import events
from shared.kernel.aggregate import Refused

MOST_MESSAGES = 100  # of one contact; more is no talk any more
OPEN = (ContactStatus.RECEIVED, ContactStatus.ANSWERED)


def promised(answer_by: date | None, since: date) -> date:
    """The last day for an answer; an earlier version did not say it, and the usual days hold."""
    return answer_by or workdays.due(since, PROMISE_DAYS)


@dataclass(frozen=True)
class Letter:
    """One message between the family and the organisation."""

    by_family: bool
    text: str | None  # None: it was erased
    on: date
    by: str = ""  # id of a principal


@dataclass(frozen=True)
class FamilyContact:
    """One contact, from the first message to its end."""

    category: ClassVar[str] = "family_contact"

    id: UUID
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    received: events.ContactReceived | None = None
    status: ContactStatus | None = None
    waits_since: date | None = None  # the day from which the promise counts
    answer_by: date | None = None  # its last day
    latest: date | None = None  # day of what happened last
    letters: tuple[Letter, ...] = ()
    referral_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        """May either side still write?"""
        return self.status in OPEN

    @property
    def is_here(self) -> bool:
        """Does the family's code lead to it?"""
        return self.received is not None and self.status is not ContactStatus.WITHDRAWN

    def receive(self, received: events.ContactReceived) -> list[events.ContactEvent]:
        return [] if self.received else [received]

    def answer(self, text: str, *, by: str, on: date) -> list[events.ContactEvent]:
        """The organisation answers, or asks."""
        self._must_be_open()
        return [events.ContactAnswered(contact_id=self.id, on=on, by=by, text=text)]

    def write_on(self, text: str, *, on: date, answer_by: date) -> list[events.ContactEvent]:
        """The family writes on; what was promised before and not kept yet still holds."""
        self._must_be_open()
        by = self.answer_by if self.status is ContactStatus.RECEIVED else answer_by
        return [events.ContactContinued(contact_id=self.id, on=on, answer_by=by, text=text)]

    def refer(self, referral_id: UUID, *, on: date) -> list[events.ContactEvent]:
        """They said who they are."""
        self._must_be_open()
        return [events.ContactReferred(contact_id=self.id, referral_id=referral_id, on=on)]

    def close(self, text: str, *, by: str, on: date) -> list[events.ContactEvent]:
        """Nothing more comes of it."""
        if self.status is ContactStatus.CLOSED:
            return []
        self._must_be_open()
        return [events.ContactClosed(contact_id=self.id, on=on, by=by, text=text)]

    def withdraw(self, *, on: date) -> list[events.ContactEvent]:
        """The family takes it back, whatever has come of it; a referral goes on by itself."""
        if not self.is_here:
            return []
        return [events.ContactWithdrawn(contact_id=self.id, on=on)]

    def evolve(self, event: events.ContactEvent) -> Self:
        match event:
            case events.ContactReceived():
                day = event.received_on
                by = promised(event.answer_by, day)
                begun = replace(self, received=event, waits_since=day, answer_by=by)
                return begun._after(ContactStatus.RECEIVED, Letter(True, event.text, day))
            case events.ContactAnswered(text=text, on=on, by=by):
                return self._after(ContactStatus.ANSWERED, Letter(False, text, on, by))
            case events.ContactContinued(text=text, on=on):
                again = self if self.status is ContactStatus.RECEIVED else self._wait_again(event)
                return again._after(ContactStatus.RECEIVED, Letter(True, text, on))
            case events.ContactReferred(referral_id=referral_id, on=on):
                return replace(
                    self, status=ContactStatus.REFERRED, latest=on, referral_id=referral_id
                )
            case events.ContactClosed(text=text, on=on, by=by):
                return self._after(ContactStatus.CLOSED, Letter(False, text, on, by))
            case events.ContactWithdrawn(on=on):
                return replace(self, status=ContactStatus.WITHDRAWN, latest=on)
            case _:
                assert_never(event)

    def _wait_again(self, event: events.ContactContinued) -> Self:
        return replace(self, waits_since=event.on, answer_by=promised(event.answer_by, event.on))

    def _after(self, status: ContactStatus, letter: Letter) -> Self:
        letters = (*self.letters, letter)
        return replace(self, status=status, latest=letter.on, letters=letters)

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise Refused("Nothing more can be written here.", code="not-open")
        if len(self.letters) >= MOST_MESSAGES:
            raise Refused("There are too many messages here. Call, or write anew.", code="too-many")
