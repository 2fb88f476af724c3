"""The rules of a match. Nothing here reads a clock or a database."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import MatchEnd, MatchStatus
from services.common.days import must_not_precede
from services.common.disclosing import Parties
from services.common.matches import GOING_ON
from services.common.programme import Consent
from services.volunteers.matches import events
from services.volunteers.matches.rules import (
    Answer,
    is_adult,
    is_by_themselves,
    is_no,
    is_yes,
    must_be_theirs,
    must_lie_ahead,
    not_now,
)
from shared.kernel.aggregate import Refused

Happened = list[events.MatchEvent]
Explained = events.CorrectionExplained
LIVE = (MatchStatus.PROPOSED, MatchStatus.AGREED, MatchStatus.STARTED)
BEFORE_START = (MatchStatus.PROPOSED, MatchStatus.AGREED)
WITH_SUPPORT = (MatchStatus.STARTED, MatchStatus.ENDED)

OF_MATCH = tuple(events.OfMatch.__dataclass_fields__)
STANDS = ("status", "proposed_on", "agreed_on", "started_on", "ended_on", "end_reason")


@dataclass(frozen=True)
class Match:
    """One proposal and what became of it, as its history tells it.

    Methods decide: each returns the events that should follow, [] when it is already so, or
    raises `Refused`. None changes the match; `evolve` alone says what events mean. `adult_from`
    is the day from which the supported person alone consents for the family; None: nobody knows.
    """

    category: ClassVar[str] = "match"

    id: UUID
    status: MatchStatus | None = None  # None: there is no such match
    considered: events.MatchConsidered | None = None
    proposed: events.MatchProposed | None = None
    volunteer: events.VolunteerAnswered | None = None
    family: events.FamilyAnswered | None = None
    child: events.ChildHeard | None = None
    proposed_on: date | None = None
    agreed_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None  # or declined
    end_reason: MatchEnd | None = None
    until: date | None = None  # the last day that was agreed on
    explained: tuple[Explained, ...] = ()  # why something was mended, oldest first

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.considered.concerned if self.considered else ()

    def concerned_by(self, event: object) -> tuple[UUID, ...]:
        """Nobody but the provider where it was not told how the others stand to it."""
        if self.considered and self.considered.parties:
            return self.considered.parties.concerned_by(event)
        return (self.proposed.organisation,) if self.proposed else ()

    @property
    def asks(self) -> tuple[Consent, ...]:
        return self.considered.asks if self.considered else ()

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def answers(self) -> dict[Consent, Answer | None]:
        return {
            Consent.VOLUNTEER: self.volunteer,
            Consent.FAMILY: self.family,
            Consent.CHILD: self.child,
        }

    @property
    def waits_for(self) -> tuple[Consent, ...]:
        """Whose consent it still takes; a child who is unsure has not given it.

        Who has consented for themselves is of age, and has no child's view to be asked for.
        """
        is_own = is_yes(self.family) and is_by_themselves(self.family)
        needed = (who for who in self.asks if not (is_own and who is Consent.CHILD))
        return tuple(who for who in needed if not is_yes(self.answers[who]))

    def waits_on(self, day: date, adult_from: date | None) -> tuple[Consent, ...]:
        """Whose consent it takes on that day: of who is of age their own, and no child's view."""
        if not is_adult(adult_from, day):
            return self.waits_for
        others = tuple(who for who in self.waits_for if who is not Consent.CHILD)
        asks_own = self.lacks_own_consent(adult_from, day) and Consent.FAMILY not in others
        return (*others, Consent.FAMILY) if asks_own else others

    def lacks_own_consent(self, adult_from: date | None, on: date) -> bool:
        """Is the supported person of age that day without having consented for themselves?"""
        if not is_adult(adult_from, on) or Consent.FAMILY not in self.asks:
            return False
        return not (is_yes(self.family) and is_by_themselves(self.family))

    def propose(
        self, considered: events.MatchConsidered, proposed: events.MatchProposed
    ) -> Happened:
        if self.status is not None:
            raise Refused("This match has been proposed already.", code="proposed_already")
        must_not_precede(proposed.proposed_on, considered.earliest)
        return [considered, proposed]

    def record(
        self, answer: Answer, *, person: UUID | None = None, adult_from: date | None = None
    ) -> Happened:
        """Take down an answer; the last yes agrees the match, any no declines it.

        Who comes of age while the support goes on is asked anew; their no ends it.
        """
        if answer in self.answers.values():
            return []
        if self.status is MatchStatus.STARTED and self.lacks_own_consent(adult_from, answer.on):
            return self._record_own(answer, adult_from)
        self.must_be(*BEFORE_START)
        must_be_theirs(answer, self.asks, adult_from)
        must_not_precede(answer.on, self.earliest)
        if is_no(answer):
            return [answer, self.fact(events.MatchDeclined, on=answer.on)]
        after = self.evolve(answer)
        if after.waits_for or self.status is MatchStatus.AGREED:
            return [answer]
        agreed_on = after.last_answer
        return [answer, self.fact(events.MatchAgreed, agreed_on=agreed_on, person_id=person)]

    @property
    def last_answer(self) -> date:
        """The day of the last answer so far; the day somebody was asked for when none is in."""
        return max([self.earliest, *(answer.on for answer in self.answers.values() if answer)])

    def start(
        self, *, on: date, person: UUID | None = None, adult_from: date | None = None
    ) -> Happened:
        if self.status is MatchStatus.STARTED and self.started_on == on:
            return []
        if self.status is MatchStatus.PROPOSED:
            raise Refused(
                "It can start when everybody has consented.",
                code="consents_missing",
                missing=self.waits_on(on, adult_from),
            )
        self.must_be(MatchStatus.AGREED)
        must_not_precede(on, self.since)
        self.must_have_own_consent(adult_from, on)
        return [self.fact(events.MatchStarted, started_on=on, person_id=person)]

    def agree_period(self, until: date, *, on: date) -> Happened:
        """Say until when it goes on; the later word holds, and nothing ends by itself."""
        if self.until == until:
            return []
        self.must_be(*GOING_ON)
        must_lie_ahead(until, max(on, self.since))
        return [events.PeriodAgreed(match_id=self.id, until=until, on=on)]

    def end(self, reason: MatchEnd, *, on: date) -> Happened:
        if (self.ended_on, self.end_reason) == (on, reason):
            return []
        self.must_be(MatchStatus.STARTED)
        must_not_precede(on, self.since)
        return [self.fact(events.MatchEnded, ended_on=on, reason=reason)]

    def decline(self, *, on: date) -> Happened:
        """Take back what has not started."""
        if self.status is MatchStatus.DECLINED:
            return []
        self.must_be(*BEFORE_START)
        return [self.fact(events.MatchDeclined, on=on)]

    def finish(self, reason: MatchEnd, *, on: date) -> Happened:
        """End or decline it, whichever it takes, because the case or the person is gone."""
        if self.status is MatchStatus.STARTED:
            day = max(on, self.since)
            return [self.fact(events.MatchEnded, ended_on=day, reason=reason)]
        return self.decline(on=on) if self.is_live else []

    def correct_place(self, municipality: str | None, *, on: date) -> Happened:
        """Say in what follows where the family lives now, None: it is withheld."""
        if self.proposed is None or self.proposed.municipality == municipality:
            return []
        moved = events.MatchPlaceCorrected(match_id=self.id, municipality=municipality, on=on)
        return [moved]

    def change_consent(self, parties: Parties, *, on: date) -> Happened:
        """Say who hears of what follows, as the family's consent has it now."""
        if self.considered is None or self.considered.parties == parties:
            return []
        return [events.MatchConsentTakenOver(match_id=self.id, parties=parties, on=on)]

    def evolve(self, event: events.MatchEvent) -> Self:
        match event:
            case events.MatchConsidered():
                return replace(self, considered=event)
            case events.MatchProposed(proposed_on=day):
                return replace(self, proposed=event, proposed_on=day, status=MatchStatus.PROPOSED)
            case events.VolunteerAnswered():
                return replace(self, volunteer=event)
            case events.FamilyAnswered():
                return replace(self, family=event)
            case events.ChildHeard():
                return replace(self, child=event)
            case events.AnswerEnteredInError(whose=whose):
                struck: dict[str, Any] = {whose.lower(): None}
                return replace(self, **struck)
            case events.MatchAgreed(agreed_on=day):
                return replace(self, status=MatchStatus.AGREED, agreed_on=day)
            case events.MatchStarted(started_on=day):
                return replace(self, status=MatchStatus.STARTED, started_on=day)
            case events.PeriodAgreed(until=day):
                return replace(self, until=day)
            case events.MatchEnded(ended_on=day, reason=reason):
                return replace(self, status=MatchStatus.ENDED, ended_on=day, end_reason=reason)
            case events.MatchDeclined(on=day):
                return replace(self, status=MatchStatus.DECLINED, ended_on=day)
            case events.MatchCorrected() | events.MatchReopened():
                again = self if isinstance(event, events.MatchCorrected) else self.without_noes()
                return replace(again, **{name: getattr(event, name) for name in STANDS})
            case events.MatchEnteredInError():
                return replace(self, status=MatchStatus.ENTERED_IN_ERROR)
            case events.MatchConsentTakenOver(parties=parties):
                return replace(
                    self, considered=self.considered and replace(self.considered, parties=parties)
                )
            case events.MatchPlaceCorrected():
                return self._placed(event.municipality)
            case events.CorrectionExplained():
                return replace(self, explained=(*self.explained, event))
            case _:
                assert_never(event)

    @property
    def earliest(self) -> date:
        return self.considered.earliest if self.considered else date.min

    @property
    def since(self) -> date:
        """The day from which it is what it is: agreed, or started."""
        return self.started_on or self.agreed_on or self.earliest

    def _record_own(self, answer: Answer, adult_from: date | None) -> Happened:
        """The answer of somebody who came of age while the support goes on."""
        must_be_theirs(answer, self.asks, adult_from)
        if not isinstance(answer, events.FamilyAnswered):
            raise not_now(self.status)
        ends = self.end(MatchEnd.FAMILY_ENDED, on=answer.on) if is_no(answer) else []
        return [answer, *ends]

    def without_noes(self) -> Self:
        """As if nobody had said no."""
        return replace(
            self,
            volunteer=self.volunteer if is_yes(self.volunteer) else None,
            family=self.family if is_yes(self.family) else None,
            child=None if self.child and is_no(self.child) else self.child,
        )

    def _placed(self, municipality: str | None) -> Self:
        """Without a place nobody hears of it whose being told would tell the place."""
        considered, proposed = self.considered, self.proposed
        if considered and considered.parties:
            parties = replace(considered.parties, hidden=municipality is None)
            considered = replace(considered, parties=parties)
        elif considered and proposed and municipality is None:
            considered = replace(considered, concerned=(proposed.sender, proposed.organisation))
        proposed = proposed and replace(proposed, municipality=municipality)
        return replace(self, considered=considered, proposed=proposed)

    def fact(self, kind: Any, **values: Any) -> Any:
        """A public fact about this match, which has been proposed."""
        copied = {name: getattr(self.proposed, name) for name in OF_MATCH}
        return kind(**copied, **values)

    def must_be(self, *statuses: MatchStatus) -> None:
        if self.status not in statuses:
            raise not_now(self.status)

    def must_have_own_consent(self, adult_from: date | None, on: date) -> None:
        if self.lacks_own_consent(adult_from, on):
            raise Refused(
                "The supported person is of age on %(on)s: first they consent for themselves.",
                code="own_consent_missing",
                missing=(Consent.FAMILY,),
                on=on,
            )
