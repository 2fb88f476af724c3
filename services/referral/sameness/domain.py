"""The rules by which two referrals are said to be of one person, and of two again."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, assert_never
from uuid import UUID

from services.common.codes import BusinessStatus, SamenessAnswer
from services.referral.sameness import events
from shared.kernel.aggregate import Invalid, Refused

COURSE = (  # how support comes about and goes on, one step after the other
    BusinessStatus.WAITING_FOR_PERSON,
    BusinessStatus.MATCH_PROPOSED,
    BusinessStatus.MATCH_AGREED,
    BusinessStatus.IN_PROGRESS,
    BusinessStatus.PAUSED,
)


@dataclass(frozen=True)
class Before:
    """How a referral stood when it was merged."""

    status: BusinessStatus | None
    started_on: date | None


@dataclass(frozen=True)
class Sameness:
    """What has been decided of a referral and others, as its history tells it."""

    into: UUID | None = None  # the referral that leads; None: it stands by itself
    before: Before | None = None  # None while it stands by itself
    leads: frozenset[UUID] = frozenset()  # those that follow it
    others: frozenset[UUID] = frozenset()  # those that look like it, of other people

    def after(self, event: events.SamenessEvent, before: Before) -> Self:
        match event:
            case events.ReferralMerged(into=into):
                return replace(self, into=into, before=before, others=self.others - {into})
            case events.ReferralSeparated(other=other):
                return replace(self, into=None, before=None, others=self.others | {other})
            case events.ReferralJoined(other=other):
                return replace(self, leads=self.leads | {other}, others=self.others - {other})
            case events.ReferralParted(other=other):
                return replace(self, leads=self.leads - {other}, others=self.others | {other})
            case events.ReferralDistinguished(other=other):
                return replace(self, others=self.others | {other})
            case events.SamenessExplained():
                return self
            case _:
                assert_never(event)


ALONE = Sameness()


def compared(state: Any, event: events.SamenessEvent) -> dict[str, Any]:
    """What of a referral's state is another after the event; separated, it stands as before."""
    before = Before(state.business_status, state.started_on)
    after = {"sameness": state.sameness.after(event, before)}
    if not isinstance(event, events.ReferralSeparated):
        return after
    return {**after, "started_on": event.started_on}


@dataclass(frozen=True)
class Supported:
    """An accepted referral, by what these rules ask of it. Methods decide, and change nothing."""

    id: UUID
    case: UUID
    organisation: UUID
    subject_id: UUID
    programme: str
    status: BusinessStatus | None  # of the support
    is_going_on: bool
    is_matched: bool  # does the programme find a support person for each family?
    is_hidden: bool  # by a non-disclosure order
    sameness: Sameness = ALONE

    def merge(self, into: "Supported", *, reason: str, on: date) -> list[events.SamenessEvent]:
        """Follow the other one from now on."""
        if self.sameness.into == into.id:
            return []
        _check_two(self, into)
        _check_alone(self, into)
        _check_alike(self, into)
        _check_support(self, into)
        merged = events.ReferralMerged(
            referral_id=self.id,
            case_id=self.case,
            organisation=self.organisation,
            into=into.id,
            into_case=into.case,
            on=on,
        )
        return [merged, *self._explained(into.id, SamenessAnswer.SAME, reason, on)]

    def lead(self, other: UUID, *, on: date) -> list[events.SamenessEvent]:
        if other in self.sameness.leads:
            return []
        return [events.ReferralJoined(referral_id=self.id, other=other, on=on)]

    def steps_to(self, leading: "Supported") -> tuple[BusinessStatus, ...]:
        """By which its sender reads how the support stands, as if it had come about that day."""
        if self.status not in COURSE or leading.status not in COURSE:
            return ()
        here, there = COURSE.index(self.status), COURSE.index(leading.status)
        return COURSE[here + 1 : there + 1]

    def separate(self, other: "Supported", *, reason: str, on: date) -> list[events.SamenessEvent]:
        """Stand by itself again, as before."""
        if self.sameness.into != other.id or self.sameness.before is None:
            return []
        if not self.is_going_on:
            raise Refused(
                "The support has ended for both. Was it closed by mistake, reopen the case first.",
                code="ended",
            )
        separated = events.ReferralSeparated(
            referral_id=self.id,
            case_id=self.case,
            organisation=self.organisation,
            other=other.id,
            other_case=other.case,
            started_on=self.sameness.before.started_on,
            on=on,
        )
        return [separated, *self._explained(other.id, SamenessAnswer.NOT_SAME, reason, on)]

    def part(self, other: UUID, *, on: date) -> list[events.SamenessEvent]:
        if other not in self.sameness.leads:
            return []
        return [events.ReferralParted(referral_id=self.id, other=other, on=on)]

    def distinguish(
        self, other: "Supported", *, reason: str, on: date
    ) -> list[events.SamenessEvent]:
        """Say that they are two people, however alike they are described."""
        if other.id in self.sameness.others:
            return []
        _check_two(self, other)
        if other.id in self.sameness.leads or self.sameness.into == other.id:
            raise Refused("They have been merged: separate them instead.", code="merged")
        distinct = events.ReferralDistinguished(
            referral_id=self.id, organisation=self.organisation, other=other.id, on=on
        )
        return [distinct, *self._explained(other.id, SamenessAnswer.NOT_SAME, reason, on)]

    def _explained(
        self, other: UUID, answer: SamenessAnswer, reason: str, on: date
    ) -> list[events.SamenessEvent]:
        if not reason:
            return []
        return [
            events.SamenessExplained(
                referral_id=self.id,
                subject_id=self.subject_id,
                organisation=self.organisation,
                other=other,
                answer=answer,
                on=on,
                reason=reason,
            )
        ]


def _check_two(first: Supported, other: Supported) -> None:
    if first.id == other.id:
        raise Invalid("Choose another referral than this one.", code="itself", field="into")


def _check_alone(first: Supported, into: Supported) -> None:
    """No chains: one referral leads, and those that follow it lead none."""
    if first.sameness.into:
        raise Refused("It follows another referral already: separate them first.", code="merged")
    if first.sameness.leads:
        raise Refused("Another referral follows this one: merge the other way round.", code="leads")
    if into.sameness.into:
        raise Refused("That one follows a third referral: choose the one that leads.", code="leads")


def _check_alike(first: Supported, into: Supported) -> None:
    if not first.is_going_on or not into.is_going_on:
        raise Refused("Only referrals whose support goes on are merged.", code="ended")
    if first.programme != into.programme:
        raise Refused(
            "They are for two programmes, and one child may have both.", code="other-programme"
        )
    if first.is_hidden != into.is_hidden:
        raise Refused(
            "One of the records has a non-disclosure order and the other has none. "
            "Correct the record first: it hides the details of both.",
            code="non-disclosure",
        )


def _check_support(first: Supported, into: Supported) -> None:
    """At most one of them has, or has been proposed, a support person."""
    waits = BusinessStatus.WAITING_FOR_PERSON
    if not first.is_matched or first.status == waits:
        return
    if into.status == waits:
        raise Refused(
            "This one has a support person, or a proposal: merge the other way round.",
            code="has-person",
        )
    raise Refused(
        "Both have a support person, or a proposal. End one of the matches first.",
        code="has-person",
    )
