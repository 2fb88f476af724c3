"""The rules of a partnership: either party proposes, and only the other one can agree."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import EmphasisState
from services.referral.directory.rules import Terms
from services.referral.partnerships import events
from services.referral.partnerships.events import Emphasis, Minutes
from shared.kernel.aggregate import Invalid, Refused

NOBODY = UUID(int=0)
WAITING = EmphasisState.WAITING


@dataclass(frozen=True)
class Proposal:
    """What was proposed for a year, and how it stands."""

    proposed: events.EmphasisProposed
    state: EmphasisState = WAITING
    version: int | None = None  # of what was agreed
    answered_by: UUID | None = None
    answered_on: date | None = None
    answer: str = ""  # why it was not agreed


@dataclass(frozen=True)
class Partnership:
    """What the two parties of one agreement have said; it has the agreement's own id."""

    category: ClassVar = "partnership"

    id: UUID
    provider: UUID = NOBODY
    party: UUID = NOBODY
    proposals: dict[UUID, Proposal] = field(default_factory=dict)  # oldest first
    meetings: dict[UUID, Minutes] = field(default_factory=dict)
    forecasts: dict[tuple[UUID, int, str], events.ForecastGiven] = field(default_factory=dict)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.provider, self.party)

    def agreed(self, year: int) -> list[Proposal]:
        """What was agreed for a year, the oldest version first."""
        return [each for each in self.of_year(year) if each.version is not None]

    def of_year(self, year: int) -> list[Proposal]:
        """Everything that was proposed for a year, the oldest first."""
        return [p for p in self.proposals.values() if p.proposed.emphasis.year == year]

    def propose(
        self,
        emphasis_id: UUID,
        emphasis: Emphasis,
        *,
        text: str,
        by: UUID | None,
        terms: Terms,
        on: date,
    ) -> list[events.PartnershipEvent]:
        """Propose what comes first in a year; it answers what the other party has proposed."""
        home = self._side(by)
        _check(emphasis, terms, on=on)
        open_ones = [p for p in self.of_year(emphasis.year) if p.state is WAITING]
        if any(each.proposed.organisation == home for each in open_ones):
            raise Refused(
                "Your proposal for %(year)s waits for an answer. Take it back before you make "
                "another one.",
                code="proposal-waits",
                year=str(emphasis.year),
            )
        return [
            events.EmphasisProposed(
                agreement_id=self.id,
                emphasis_id=emphasis_id,
                emphasis=emphasis,
                text=text,
                organisation=home,
                waits_for=self._other(home),
                counters=open_ones[0].proposed.emphasis_id if open_ones else None,
                on=on,
            )
        ]

    def agree(
        self, emphasis_id: UUID, *, by: UUID | None, on: date
    ) -> list[events.PartnershipEvent]:
        """Only the party that did not propose it can agree to it."""
        home, proposal = self._side(by), self._proposal(emphasis_id)
        proposed = proposal.proposed
        if proposal.state is EmphasisState.AGREED and home == proposal.answered_by:
            return []
        self._must_wait(proposal)
        if home == proposed.organisation:
            raise Refused("The other party agrees to what you have proposed.", code="own-proposal")
        return [
            events.EmphasisAgreed(
                agreement_id=self.id,
                emphasis_id=emphasis_id,
                emphasis=proposed.emphasis,
                version=len(self.agreed(proposed.emphasis.year)) + 1,
                proposed_by=proposed.organisation,
                organisation=home,
                on=on,
            )
        ]

    def decline(
        self, emphasis_id: UUID, *, by: UUID | None, text: str, on: date
    ) -> list[events.PartnershipEvent]:
        """Say no to what the other party has proposed, and why."""
        home, proposal = self._side(by), self._proposal(emphasis_id)
        self._must_wait(proposal)
        if home == proposal.proposed.organisation:
            raise Refused("Take your own proposal back instead.", code="own-proposal")
        return [
            events.EmphasisDeclined(
                agreement_id=self.id,
                emphasis_id=emphasis_id,
                organisation=home,
                text=text,
                on=on,
                proposed_by=proposal.proposed.organisation,
            )
        ]

    def withdraw(
        self, emphasis_id: UUID, *, by: UUID | None, on: date
    ) -> list[events.PartnershipEvent]:
        """Take one's own proposal back before it was answered."""
        home, proposal = self._side(by), self._proposal(emphasis_id)
        if home != proposal.proposed.organisation:
            raise Refused("Only who proposed it can take it back.", code="not-own-proposal")
        if proposal.state is EmphasisState.WITHDRAWN:
            return []
        self._must_wait(proposal)
        return [
            events.EmphasisWithdrawn(
                agreement_id=self.id,
                emphasis_id=emphasis_id,
                organisation=home,
                on=on,
                waited_for=proposal.proposed.waits_for,
            )
        ]

    def meet(
        self, meeting_id: UUID, minutes: Minutes, *, by: UUID | None, on: date
    ) -> list[events.PartnershipEvent]:
        """Write down a joint meeting that was held, or put right what was written."""
        home = self._side(by)
        if self.meetings.get(meeting_id) == minutes:
            return []
        _check_minutes(minutes, on=on)
        kind = events.MeetingCorrected if meeting_id in self.meetings else events.MeetingHeld
        return [
            kind(agreement_id=self.id, meeting_id=meeting_id, organisation=home, minutes=minutes)
        ]

    def foresee(
        self, given: events.ForecastGiven, *, by: UUID | None, terms: Terms
    ) -> list[events.PartnershipEvent]:
        """Say what a year will need, in place of what the same party said before."""
        home = self._side(by)
        given = replace(given, organisation=home)
        _check_year(given.year, terms, on=given.on)
        _check_programmes((given.programme,), terms)
        if given.families is None and given.staff is None:
            raise Invalid("Say how many families, how much staff, or both.", code="no-forecast")
        before = self.forecasts.get((home, given.year, given.programme))
        if before is not None and replace(before, on=given.on) == given:
            return []
        return [given]

    def evolve(self, event: events.PartnershipEvent) -> Self:
        match event:
            case events.EmphasisProposed(emphasis_id=id_, counters=counters):
                with_it = self if counters is None else self._answered(counters, event)
                proposals = {**with_it.proposals, id_: Proposal(event)}
                return replace(with_it, proposals=proposals)
            case (
                events.EmphasisAgreed(emphasis_id=id_)
                | events.EmphasisDeclined(emphasis_id=id_)
                | events.EmphasisWithdrawn(emphasis_id=id_)
            ):
                return self._answered(id_, event)
            case events.MeetingHeld() | events.MeetingCorrected():
                meetings = {**self.meetings, event.meeting_id: event.minutes}
                return replace(self, meetings=meetings)
            case events.ForecastGiven():
                key = (event.organisation, event.year, event.programme)
                return replace(self, forecasts={**self.forecasts, key: event})
            case _:
                assert_never(event)

    def _answered(self, emphasis_id: UUID, event: "Answer") -> Self:
        answered = replace(
            self.proposals[emphasis_id],
            state=STATES[type(event)],
            version=getattr(event, "version", None),
            answered_by=event.organisation,
            answered_on=event.on,
            answer=event.text if isinstance(event, events.EmphasisDeclined) else "",
        )
        return replace(self, proposals={**self.proposals, emphasis_id: answered})

    def _side(self, by: UUID | None) -> UUID:
        if by is None or by not in self.concerns:
            raise Refused("Only the two parties of the agreement can say this.", code="not-a-party")
        return by

    def _other(self, home: UUID) -> UUID:
        return self.party if home == self.provider else self.provider

    def _proposal(self, emphasis_id: UUID) -> Proposal:
        if emphasis_id not in self.proposals:
            raise Refused("There is no such proposal.", code="no-proposal")
        return self.proposals[emphasis_id]

    @staticmethod
    def _must_wait(proposal: Proposal) -> None:
        if proposal.state is not WAITING:
            raise Refused("This proposal was answered already.", code="proposal-answered")


Answer = (
    events.EmphasisProposed
    | events.EmphasisAgreed
    | events.EmphasisDeclined
    | events.EmphasisWithdrawn
)
STATES = {
    events.EmphasisProposed: EmphasisState.COUNTERED,
    events.EmphasisAgreed: EmphasisState.AGREED,
    events.EmphasisDeclined: EmphasisState.DECLINED,
    events.EmphasisWithdrawn: EmphasisState.WITHDRAWN,
}


def _check(emphasis: Emphasis, terms: Terms, *, on: date) -> None:
    _check_year(emphasis.year, terms, on=on)
    _check_programmes(emphasis.programmes, terms)
    if not emphasis.programmes and not emphasis.themes:
        raise Invalid("Say which programmes or themes come first.", code="no-emphasis")


def _check_year(year: int, terms: Terms, *, on: date) -> None:
    if year < on.year or not terms.holds_in(year):
        raise Invalid(
            "Choose a year of the agreement that is not over.", code="not-a-year", field="year"
        )


def _check_programmes(programmes: tuple[str, ...], terms: Terms) -> None:
    if others := [code for code in programmes if code not in terms.programmes]:
        raise Invalid(
            "The agreement is not about %(others)s.",
            code="not-in-agreement",
            others=", ".join(others),
        )


def _check_minutes(minutes: Minutes, *, on: date) -> None:
    if minutes.held_on > on:
        raise Invalid(
            "Write down a meeting when it was held.", code="not-held-yet", field="held_on"
        )
    if minutes.next_on and minutes.next_on <= minutes.held_on:
        raise Invalid("The next meeting comes after this one.", code="next-first", field="next_on")
