"""What a person has done on the way to being vetted, and what a programme's policy still lacks."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self, assert_never
from uuid import UUID

from services.common.ages import age_on
from services.common.days import must_not_precede
from services.common.programme import Programme, Step
from services.volunteers.people import events
from services.volunteers.vetting import rules
from services.volunteers.vetting.rules import ExtractCheck
from shared.kernel.aggregate import Refused

Fact = (  # told or done, and noted as it is
    events.VolunteerDescribed
    | events.OfferDescribed
    | events.VolunteerInterviewed
    | events.ReferencesReceived
    | events.VolunteerTrained
)
Done = (
    Fact
    | events.VettingConsentGiven
    | events.VettingConsentWithdrawn
    | events.ExtractChecked
    | events.ApprovedAlone
)
Right = Fact | events.VettingConsentGiven | events.ExtractChecked  # written down of a step
Struck = Right | None


@dataclass(frozen=True)
class Approver:
    """Who decides on an approval; `is_alone` when nobody else of the organisation could."""

    id: str
    is_alone: bool = False
    reason: str = ""  # why they decide on whom they checked themselves


@dataclass(frozen=True)
class Steps:
    """The latest of everything that rules read; None for what has not happened."""

    described: events.VolunteerDescribed | None = None
    offer: events.OfferDescribed | None = None
    interview: events.VolunteerInterviewed | None = None
    references: events.ReferencesReceived | None = None
    trainings: tuple[events.VolunteerTrained, ...] = ()
    consent: events.VettingConsentGiven | None = None  # None also when withdrawn
    checked: events.ExtractChecked | None = None  # together with an approval

    @property
    def born(self) -> date | None:
        return self.described.date_of_birth if self.described else None

    def holds(self, fact: Right) -> bool:
        """Is this what is written down?"""
        words = (self.described, self.offer)
        steps = (self.interview, self.references, *self.trainings, self.consent, self.checked)
        return fact in (*words, *steps)

    def fact(self, step: Step, number: int = 1) -> Struck:
        """What is written down of a step; of trainings, the one with that number from 1."""
        facts: dict[Step, Struck] = {
            Step.INTERVIEW: self.interview,
            Step.REFERENCES: self.references,
            Step.TRAINING: dict(enumerate(self.trainings, 1)).get(number),
            Step.CONSENT: self.consent,
            Step.EXTRACT_CHECK: self.checked,
        }
        return facts[step]

    def missing(self, programme: Programme, *, checked: bool) -> tuple[Step, ...]:
        """The policy's steps that are not done; `checked` tells of a draft check."""
        done = {
            Step.INTERVIEW: bool(self.interview and self.interview.recommended),
            Step.REFERENCES: self.references is not None,
            Step.TRAINING: bool(self.trainings),
            Step.CONSENT: bool(self.consent) or not rules.asks_consent(programme),
            Step.EXTRACT_CHECK: bool(self.checked) or checked,
        }
        return tuple(step for step in programme.policy if not done[step])

    def must_meet(self, programme: Programme, *, on: date, checked: bool) -> None:
        """Raise `Refused` unless approval for the programme is due on that day."""
        if missing := self.missing(programme, checked=checked):
            raise Refused(
                "Something is still missing before approval.", code="steps_missing", missing=missing
            )
        least = programme.supporter.age_min
        if self.born is None or age_on(self.born, on) < least:
            raise Refused(
                "A support person in this programme is %(age)s years or more.",
                code="too_young_for_programme",
                age=least,
            )
        last = self._last_day(programme)
        if last:
            must_not_precede(on, last)

    def must_have_consented(self, on: date) -> None:
        """Raise `Refused` unless the extract was seen with consent."""
        given = self.consent
        if given is None:
            raise Refused(
                "The volunteer has not consented to an extract.",
                code="consent_missing",
                missing=[Step.CONSENT],
            )
        if given.given_on is not None and given.given_on > on:
            raise Refused(
                "The volunteer consented on %(given)s, after the check.",
                code="consent_after_check",
                given=given.given_on,
            )

    def was_checked_by(self, somebody: str, draft: ExtractCheck | None = None) -> bool:
        """Is it they who saw the extract that an approval rests on?"""
        check = draft or self.checked
        return check is not None and check.checked_by == somebody

    def alone(
        self,
        volunteer_id: UUID,
        organisation: UUID,
        programme: Programme,
        by: Approver,
        *,
        on: date,
        draft: ExtractCheck | None,
    ) -> list[events.ApprovedAlone]:
        """What one person in both roles leaves behind: only where nobody else could decide."""
        asks_extract = Step.EXTRACT_CHECK in programme.policy
        if not asks_extract or not self.was_checked_by(by.id, draft):
            return []
        if not by.is_alone:
            raise Refused(
                "You have seen the extract yourself, so somebody else of your organisation who "
                "coordinates approves.",
                code="checked_by_approver",
            )
        if not by.reason:
            raise Refused(
                "You have seen the extract yourself, and nobody else of your organisation can "
                "approve. Write why you do both; the data protection officer reads it.",
                code="approved_alone",
                field="reason",
            )
        approved = events.ApprovedAlone(
            volunteer_id=volunteer_id,
            organisation=organisation,
            programme=programme.code,
            on=on,
            by=by.id,
            reason=by.reason,
        )
        return [approved]

    def evolve(self, event: Done) -> Self:
        match event:
            case events.VolunteerDescribed():
                return replace(self, described=event)
            case events.OfferDescribed():
                return replace(self, offer=event)
            case events.VolunteerInterviewed():
                return replace(self, interview=event)
            case events.ReferencesReceived():
                return replace(self, references=event)
            case events.VolunteerTrained():
                return replace(self, trainings=(*self.trainings, event))
            case events.VettingConsentGiven():
                return replace(self, consent=event)
            case events.VettingConsentWithdrawn():
                return replace(self, consent=None)
            case events.ExtractChecked():
                return replace(self, checked=event)
            case events.ApprovedAlone():
                return self
            case _:
                assert_never(event)

    def without(self, step: Step, number: int = 1) -> Self:
        """As if the step had not been taken; of trainings, the one with that number from 1."""
        match step:
            case Step.INTERVIEW:
                return replace(self, interview=None)
            case Step.REFERENCES:
                return replace(self, references=None)
            case Step.TRAINING:
                others = (t for at, t in enumerate(self.trainings, 1) if at != number)
                return replace(self, trainings=tuple(others))
            case Step.CONSENT:
                return replace(self, consent=None)
            case Step.EXTRACT_CHECK:
                return replace(self, checked=None)

    @property
    def of_newcomer(self) -> Self:
        """What still holds of somebody who left and comes back: training and references do."""
        return replace(self, interview=None, consent=None, checked=None)

    def _last_day(self, programme: Programme) -> date | None:
        days = {
            Step.INTERVIEW: self.interview and self.interview.held_on,
            Step.REFERENCES: self.references and self.references.received_on,
            Step.TRAINING: min((t.completed_on for t in self.trainings), default=None),
            Step.CONSENT: self.consent and self.consent.given_on,
        }
        return max((day for step in programme.policy if (day := days.get(step))), default=None)
