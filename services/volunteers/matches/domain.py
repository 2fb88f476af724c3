"""The rules of a match. Nothing here reads a clock or a database."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from services.common.children import OWN_VIEW_FROM
from services.common.codes import ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.days import must_not_precede
from services.common.programme import Consent
from services.volunteers.matches import events
from shared.kernel.aggregate import Invalid, Refused

Happened = list[events.MatchEvent]
LIVE = (MatchStatus.PROPOSED, MatchStatus.AGREED, MatchStatus.STARTED)
BEFORE_START = (MatchStatus.PROPOSED, MatchStatus.AGREED)
FAMILY = (MatchConsentGiver.GUARDIAN, MatchConsentGiver.SELF, MatchConsentGiver.PARENT)

OF_MATCH = tuple(events.OfMatch.__dataclass_fields__)
Answer = events.VolunteerAnswered | events.FamilyAnswered | events.ChildHeard


@dataclass(frozen=True)
class Match:
    """One proposal and what became of it, as its history tells it.

    Methods decide: each returns the events that should follow, [] when it is already so, or
    raises `Refused`. None changes the match; `evolve` alone says what events mean.
    """

    category: ClassVar[str] = "match"

    id: UUID
    status: MatchStatus | None = None  # None: there is no such match
    considered: events.MatchConsidered | None = None
    proposed: events.MatchProposed | None = None
    volunteer: events.VolunteerAnswered | None = None
    family: events.FamilyAnswered | None = None
    child: events.ChildHeard | None = None
    agreed_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None  # or declined
    end_reason: MatchEnd | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.considered.concerned if self.considered else ()

    def concerned_by(self, event: object) -> tuple[UUID, ...]:
        """Nobody but the provider where it was not told how the others stand to it."""
        if self.considered and self.considered.parties:
            return self.considered.parties.concerned_by(event)
        return (self.proposed.organisation,) if self.proposed else ()

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def waits_for(self) -> tuple[Consent, ...]:
        """Whose consent it still takes; a child who is unsure has not given it."""
        given = {
            Consent.VOLUNTEER: bool(self.volunteer and self.volunteer.given),
            Consent.FAMILY: bool(self.family and self.family.given),
            Consent.CHILD: bool(self.child and self.child.view is ChildView.WANTS),
        }
        asks = self.considered.asks if self.considered else ()
        return tuple(who for who in asks if not given[who])

    def propose(
        self, considered: events.MatchConsidered, proposed: events.MatchProposed
    ) -> Happened:
        if self.status is not None:
            raise Refused("This match has been proposed already.", code="proposed_already")
        must_not_precede(proposed.proposed_on, considered.earliest)
        return [considered, proposed]

    def record(self, answer: Answer, *, person: UUID | None = None) -> Happened:
        """Take down an answer; the last yes agrees the match, any no declines it."""
        if answer in (self.volunteer, self.family, self.child):
            return []
        self._must_be(*BEFORE_START)
        self._must_be_asked(answer)
        must_not_precede(answer.on, self._earliest)
        if _is_no(answer):
            return [answer, self._fact(events.MatchDeclined, on=answer.on)]
        after = self.evolve(answer)
        if after.waits_for or self.status is MatchStatus.AGREED:
            return [answer]
        agreed_on = after.last_answer
        return [answer, self._fact(events.MatchAgreed, agreed_on=agreed_on, person_id=person)]

    @property
    def last_answer(self) -> date:
        """The day of the last answer so far; the day somebody was asked for when none is in."""
        answers = (self.volunteer, self.family, self.child)
        return max(self._earliest, *(answer.on for answer in answers if answer))

    def start(self, *, on: date, person: UUID | None = None) -> Happened:
        if self.status is MatchStatus.STARTED and self.started_on == on:
            return []
        if self.status is MatchStatus.PROPOSED:
            raise Refused(
                "It can start when everybody has consented.",
                code="consents_missing",
                missing=self.waits_for,
            )
        self._must_be(MatchStatus.AGREED)
        must_not_precede(on, self._since)
        return [self._fact(events.MatchStarted, started_on=on, person_id=person)]

    def end(self, reason: MatchEnd, *, on: date) -> Happened:
        if (self.ended_on, self.end_reason) == (on, reason):
            return []
        self._must_be(MatchStatus.STARTED)
        must_not_precede(on, self._since)
        return [self._fact(events.MatchEnded, ended_on=on, reason=reason)]

    def decline(self, *, on: date) -> Happened:
        """Take back what has not started."""
        if self.status is MatchStatus.DECLINED:
            return []
        self._must_be(*BEFORE_START)
        return [self._fact(events.MatchDeclined, on=on)]

    def finish(self, reason: MatchEnd, *, on: date) -> Happened:
        """End or decline it, whichever it takes, because the case or the person is gone."""
        if self.status is MatchStatus.STARTED:
            day = max(on, self._since)
            return [self._fact(events.MatchEnded, ended_on=day, reason=reason)]
        return self.decline(on=on) if self.is_live else []

    def evolve(self, event: events.MatchEvent) -> Self:
        match event:
            case events.MatchConsidered():
                return replace(self, considered=event)
            case events.MatchProposed():
                return replace(self, proposed=event, status=MatchStatus.PROPOSED)
            case events.VolunteerAnswered():
                return replace(self, volunteer=event)
            case events.FamilyAnswered():
                return replace(self, family=event)
            case events.ChildHeard():
                return replace(self, child=event)
            case events.MatchAgreed(agreed_on=day):
                return replace(self, status=MatchStatus.AGREED, agreed_on=day)
            case events.MatchStarted(started_on=day):
                return replace(self, status=MatchStatus.STARTED, started_on=day)
            case events.MatchEnded(ended_on=day, reason=reason):
                return replace(self, status=MatchStatus.ENDED, ended_on=day, end_reason=reason)
            case events.MatchDeclined(on=day):
                return replace(self, status=MatchStatus.DECLINED, ended_on=day)
            case _:
                assert_never(event)

    @property
    def _earliest(self) -> date:
        return self.considered.earliest if self.considered else date.min

    @property
    def _since(self) -> date:
        """The day from which it is what it is: agreed, or started."""
        return self.started_on or self.agreed_on or self._earliest

    def _fact(self, kind: Any, **values: Any) -> Any:
        """A public fact about this match, which has been proposed."""
        copied = {name: getattr(self.proposed, name) for name in OF_MATCH}
        return kind(**copied, **values)

    def _must_be(self, *statuses: MatchStatus) -> None:
        if self.status not in statuses:
            raise _not_now(self.status)

    def _must_be_asked(self, answer: Answer) -> None:
        asks = self.considered.asks if self.considered else ()
        if isinstance(answer, events.ChildHeard) and Consent.CHILD not in asks:
            raise Refused(
                "The child's own view is asked from the age of %(age)s.",
                code="not_asked",
                age=OWN_VIEW_FROM,
            )
        if isinstance(answer, events.FamilyAnswered) and answer.by not in FAMILY:
            raise Invalid(
                "A guardian, a parent or the person themselves consents for the family.",
                code="wrong_giver",
            )


def _not_now(status: MatchStatus | None) -> Refused:
    match status:
        case MatchStatus.PROPOSED:
            return Refused("This match still waits for answers.", code="state")
        case MatchStatus.AGREED:
            return Refused("This match is agreed but has not started.", code="state")
        case MatchStatus.STARTED:
            return Refused("This match has started already.", code="state")
        case MatchStatus.ENDED:
            return Refused("This match has ended.", code="state")
        case MatchStatus.DECLINED:
            return Refused("This match was declined.", code="state")
        case None:
            return Refused("There is no such match.", code="state")


def _is_no(answer: Answer) -> bool:
    if isinstance(answer, events.ChildHeard):
        return answer.view is ChildView.DOES_NOT_WANT
    return not answer.given
