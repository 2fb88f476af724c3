"""Whom an event concerns: one policy for feed, topic, deliveries, API and the ETag of an outsider.

The provider hears all of its own; so does the purchaser, the county or city whose register the
agreement names. The sender, though it be the purchaser, hears what the family's consent lets it
read back, and whom the family lets know hears no more than that. A municipality or county in which
the family only lives hears nothing. Under a non-disclosure order nobody but sender and provider is
told anything.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from services.common.codes import DisclosureLevel as Level, ReferralStatus
from shared.kernel.events import kind_of, value

POLICY = 2  # goes up when fewer may hear: partners' deliveries are then made anew
LEAST: dict[str, Level] = {  # what a reader outside the provider must be allowed to read back
    # that it arrived and was answered, and what both sides say meanwhile
    "referral.received": Level.L0,
    "referral.described": Level.L0,
    "referral.offered": Level.L0,
    "referral.offer_declined": Level.L0,
    "referral.offer_recalled": Level.L0,
    "referral.information_requested": Level.L0,
    "referral.information_given": Level.L0,
    "referral.message_sent": Level.L0,
    "referral.waitlisted": Level.L0,
    "referral.accepted": Level.L0,
    "referral.rejected": Level.L0,
    "referral.withdrawn": Level.L0,
    # what the sender has put right in its own record, and who else must hide the place
    "referral.corrected": Level.L0,
    "referral.redescribed": Level.L0,
    "referral.consent_corrected": Level.L0,
    "referral.consent_withdrawn": Level.L0,
    "referral.consent_lapsed": Level.L0,
    "referral.informing_ended": Level.L0,
    "consent.ended": Level.L0,  # of whom it names alone, whatever the level
    "referral.entered_in_error": Level.L0,
    "referral.reopened": Level.L0,
    "referral.correction_explained": Level.L0,
    # how it stands, and since when
    "referral.advanced": Level.L1,
    "referral.children_counted": Level.L1,
    "case.opened": Level.L1,
    "case.place_corrected": Level.L1,
    "match.proposed": Level.L1,
    "match.agreed": Level.L1,
    "match.started": Level.L1,
    "match.declined": Level.L1,
    "match.reopened": Level.L1,
    "match.entered_in_error": Level.L1,
    # how it goes
    "referral.progressed": Level.L2,
    "phase.advanced": Level.L2,
    "phase.taken_back": Level.L2,
    "visit.logged": Level.L2,
    "visit.corrected": Level.L2,
    "visit.entered_in_error": Level.L2,
    "case.handed_over": Level.L2,
    "entry.recorded": Level.L2,
    "entry.settled": Level.L2,
    "entry.corrected": Level.L2,
    "entry.entered_in_error": Level.L2,
    "summary.sent": Level.L2,
    # why it ended, and what came of it
    "match.ended": Level.L3,
    "match.corrected": Level.L3,  # L1 while it says of no end
    "referral.completed": Level.L3,
    "referral.failed": Level.L3,
    "case.closed": Level.L3,
    "case.reopened": Level.L3,
    "case.follow_up_taken_back": Level.L3,
    "case.followed_up": Level.L3,
}


def least_level(event: Any) -> Level | None:
    """The lowest level at which the event may be known; None: never outside the provider."""
    name = kind_of(event).name
    if name == "case.opened" and event.phase is not None:
        return Level.L2
    if name == "match.corrected" and event.ended_on is None:
        return Level.L1
    if name == "referral.reopened" and event.status == ReferralStatus.ACCEPTED:
        return Level.L1  # its case goes on, of which L0 did not hear that it was over
    return LEAST.get(name)


@value
class Parties:
    """Who stands how to one family's support."""

    sender: UUID
    provider: UUID | None = None  # None: offered to nobody yet
    level: str = Level.L0
    purchaser: UUID | None = None  # None: the provider keeps the register itself
    informed: tuple[UUID, ...] = ()  # organisations that the family lets know
    hidden: bool = False  # a non-disclosure order: whoever else is told would tell the place

    @property
    def everybody(self) -> tuple[UUID, ...]:
        """All that may ever hear anything of it."""
        informed = () if self.hidden else self.informed
        return tuple(dict.fromkeys((self.sender, *self._insiders, *informed)))

    def concerned_by(self, event: Any) -> tuple[UUID, ...]:
        """The organisations that may receive this event."""
        least = least_level(event)
        is_read_back = least is not None and self.level >= least
        return self.everybody if is_read_back else self._insiders

    @property
    def _insiders(self) -> tuple[UUID, ...]:
        """Who hears everything; a purchaser who also sent it has said how much it reads back."""
        silent = self.hidden or self.purchaser == self.sender
        purchaser = None if silent else self.purchaser
        return tuple(dict.fromkeys(each for each in (self.provider, purchaser) if each))


class PartOfSupport:
    """What is a stream of its own beside a case: whoever may hear of the case hears of it."""

    parties: Parties | None  # of its case; None: while it is only looked at

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.parties.everybody if self.parties else ()

    def concerned_by(self, event: object) -> tuple[UUID, ...]:
        return self.parties.concerned_by(event) if self.parties else ()


@dataclass(frozen=True)
class Known:
    """How many events of a stream each level may know of: the version that its reader sees."""

    counts: tuple[int, ...] = (0,) * len(Level)

    def at(self, level: str) -> int:
        return self.counts[list(Level).index(Level(level))]

    def after(self, event: Any) -> Self:
        least = least_level(event)
        if least is None:
            return self
        counted = zip(Level, self.counts, strict=True)
        return type(self)(tuple(count + (level >= least) for level, count in counted))


NOTHING = Known()


class Disclosing(ABC):
    """What happens in one family's support; `parties` are None before anybody stands to it."""

    @property
    @abstractmethod
    def parties(self) -> Parties | None:
        """How everybody stands to it."""

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.parties.everybody if self.parties else ()

    def concerned_by(self, event: Any) -> tuple[UUID, ...]:
        return self.parties.concerned_by(event) if self.parties else ()
