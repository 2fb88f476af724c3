"""The rules of becoming and being a support person. Nothing here reads a clock or a database."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from services.common.codes import (
    ApplicationEnd,
    ExtractSource,
    Reopening,
    SupportKind,
    VolunteerStatus,
)
from services.common.programme import Programme, Step
from services.volunteers.people import events
from services.volunteers.people.events import VolunteerEvent
from services.volunteers.people.rules import Approver, Fact, Steps, Struck
from services.volunteers.vetting import rules
from services.volunteers.vetting.rules import ExtractCheck
from shared.kernel.aggregate import Invalid, Refused

Happened = list[VolunteerEvent]

MOST_PLACES = 10  # families that one person may support at the same time


@dataclass(frozen=True)
class Volunteer:
    """One person in one organisation's register of support persons, as the history tells it.

    Methods decide: each returns the events that should follow, [] when it is already so, or
    raises `Refused`. None changes the volunteer; `evolve` alone says what events mean.
    """

    category: ClassVar[str] = "volunteer"

    id: UUID
    organisation: UUID | None = None
    kind: SupportKind | None = None
    programmes: tuple[str, ...] = ()  # applied for
    status: VolunteerStatus | None = None  # None until somebody has applied
    joined: date | None = None
    steps: Steps = field(default_factory=Steps)
    vetted: tuple[str, ...] = ()  # programmes
    suspended: tuple[str, ...] = ()  # programmes whose approval lost its ground
    approvals: tuple[events.VolunteerVetted, ...] = ()
    person: UUID | None = None  # as whom they sign in
    explained: tuple[tuple[events.RecordCorrected, Struck], ...] = ()  # why, and what stood there
    struck: tuple[Step, Struck] | None = None  # what was struck out last, until it is explained

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.organisation,) if self.organisation else ()

    def apply(self, applied: events.VolunteerApplied, *facts: Fact) -> Happened:
        if self.status is not None:
            raise Refused("This person has applied already.", code="applied_already")
        return [applied, *facts]

    def note(self, fact: Fact) -> Happened:
        """Add what was told or done; nothing when the same is known."""
        self.must_be_here()
        return [] if self.steps.holds(fact) else [fact]

    def consent(self, given: events.VettingConsentGiven, *programmes: Programme) -> Happened:
        self.must_be_here()
        if not any(rules.asks_consent(programme) for programme in programmes):
            raise Refused(
                "None of these programmes asks for a volunteer's consent to an extract.",
                code="vetting_not_permitted",
            )
        if not (given.informed_purpose and given.informed_content and given.informed_rights):
            raise Invalid(
                "The volunteer must first be told the purpose of the extract, its content and "
                "their rights.",
                code="not_informed",
            )
        return [] if given == self.steps.consent else [given]

    def withdraw_consent(self, on: date) -> Happened:
        self.must_be_here()
        withdrawn = events.VettingConsentWithdrawn(volunteer_id=self.id, on=on)
        return [withdrawn] if self.steps.consent else []

    def may_be_checked(self, check: ExtractCheck, *programmes: Programme) -> None:
        """Raise `Refused` unless the law lets the vetting contact see this extract."""
        self.must_be_here()
        rules.must_be_permitted(check.source, programmes)
        if not self.awaits_check(*programmes):
            raise Refused("No programme waits for a check of this person.", code="no_check_needed")
        self.must_be_lawful(check)

    def must_be_lawful(self, check: ExtractCheck) -> None:
        """Raise `Refused` unless consent, age and days were right for it."""
        if check.source is not ExtractSource.SHOWN_BY_WORKER:
            self.steps.must_have_consented(check.checked_on)
            rules.must_have_joined_under_the_act(self.joined)
        rules.must_be_old_enough(self.steps.born, on=check.checked_on)
        rules.must_be_in_time(check)

    def awaits_check(self, *programmes: Programme) -> bool:
        """Does a programme that has not approved the person ask for an extract?"""
        return any(
            programme.code not in self.vetted and Step.EXTRACT_CHECK in programme.policy
            for programme in programmes
        )

    def approve(
        self, programme: Programme, *, by: Approver, on: date, draft: ExtractCheck | None = None
    ) -> Happened:
        """Vet the person for a programme. A draft check becomes history here or never."""
        self.must_be_here()
        if programme.code in self.vetted:
            return []
        used = draft if Step.EXTRACT_CHECK in programme.policy else None
        finished = used is not None and used.checked_on <= on
        self._must_have_applied_for(programme)
        self.steps.must_meet(programme, on=on, checked=finished)
        alone = self.steps.alone(self.id, self._organisation, programme, by, on=on, draft=used)
        checked = [events.ExtractChecked(volunteer_id=self.id, **vars(used))] if used else []
        vetted = events.VolunteerVetted(
            volunteer_id=self.id,
            organisation=self._organisation,
            programme=programme.code,
            vetted_on=on,
            version=programme.version,
        )
        return [*checked, *alone, vetted]

    def end(self, reason: ApplicationEnd, *, on: date) -> Happened:
        """Close the application, or let an approved person leave."""
        if self.status is VolunteerStatus.ENDED:
            return []
        self.must_be_here()
        if not self.was_approved:
            return [events.ApplicationClosed(volunteer_id=self.id, reason=reason, on=on)]
        if reason is ApplicationEnd.NOT_SELECTED:
            raise Refused(
                "This person was approved already and can only leave.", code="approved_already"
            )
        return [events.VolunteerLeft(volunteer_id=self.id, organisation=self._organisation, on=on)]

    def pause(self, on: date) -> Happened:
        self._must_be_vetted()
        paused = events.VolunteerPaused(volunteer_id=self.id, on=on)
        return [] if self.status is VolunteerStatus.PAUSED else [paused]

    def come_back(self, on: date) -> Happened:
        self._must_be_vetted()
        returned = events.VolunteerReturned(volunteer_id=self.id, on=on)
        return [] if self.status is VolunteerStatus.VETTED else [returned]

    def sign_in_as(self, person: UUID) -> Happened:
        self.must_be_here()
        linked = events.SignInLinked(volunteer_id=self.id, person_id=person)
        return [] if person == self.person else [linked]

    def end_sign_in(self) -> Happened:
        """Nobody signs in as this support person any more."""
        if self.person is None:
            return []
        return [events.SignInEnded(volunteer_id=self.id, person_id=self.person)]

    def suspend(self, programmes: Iterable[Programme], *, on: date) -> Happened:
        """What approvals rested on was put right and is no ground any more."""
        about: Any = {"volunteer_id": self.id, "organisation": self._organisation, "on": on}
        lost = (each.code for each in programmes if each.code in self.vetted)
        return [events.ApprovalSuspended(programme=code, **about) for code in lost]

    def must_hold_approval(self, programme: str) -> None:
        """Raise `Refused` where the approval is suspended."""
        if programme in self.suspended:
            raise Refused(
                "The approval of this support person is suspended.", code="approval_suspended"
            )

    def reopen(self, explained: events.RecordCorrected, why: Reopening) -> Happened:
        """Let somebody whose time had ended be here again."""
        if self.status is not VolunteerStatus.ENDED:
            self.must_be_here()
            return []
        reopened = events.VolunteerReopened(
            volunteer_id=self.id, organisation=self._organisation, why=why, on=explained.on
        )
        return [explained, reopened]

    def enter_in_error(self, explained: events.RecordCorrected) -> Happened:
        """Strike out somebody who was written down twice or by mistake; none who was approved."""
        if self.status is VolunteerStatus.ENTERED_IN_ERROR:
            return []
        if self.was_approved:
            raise Refused(
                "This person was approved already and can only leave.", code="approved_already"
            )
        error = events.VolunteerEnteredInError(
            volunteer_id=self.id, organisation=self._organisation, on=explained.on
        )
        return [explained, error]

    def evolve(self, event: VolunteerEvent) -> Self:
        match event:
            case events.RecordCorrected():
                stood = self.struck[1] if self.struck and self.struck[0] == event.step else None
                explained = (*self.explained, (event, stood))
                return replace(self, explained=explained, struck=None)
            case events.StepEnteredInError(step=step, number=number):
                struck, left = self.steps.fact(step, number), self.steps.without(step, number)
                return replace(self, struck=(step, struck), steps=left)
            case events.VolunteerEnteredInError():
                return replace(self, status=VolunteerStatus.ENTERED_IN_ERROR)
            case events.VolunteerReopened():
                return self._again(event)
            case events.VolunteerApplied():
                return replace(
                    self,
                    organisation=event.organisation,
                    kind=event.kind,
                    programmes=event.programmes,
                    status=VolunteerStatus.APPLICANT,
                    joined=event.applied_on,
                )
            case events.VolunteerVetted():
                return self._vetted(event)
            case events.ApprovalSuspended(programme=code):
                return self._without_approval(code)
            case events.VolunteerPaused():
                return replace(self, status=VolunteerStatus.PAUSED)
            case events.VolunteerReturned():
                return replace(self, status=VolunteerStatus.VETTED)
            case events.ApplicationClosed() | events.VolunteerLeft():
                return replace(self, status=VolunteerStatus.ENDED)
            case events.SignInLinked():
                return replace(self, person=event.person_id)
            case events.SignInEnded():
                return replace(self, person=None)
            case _:
                return replace(self, steps=self.steps.evolve(event))

    def _vetted(self, event: events.VolunteerVetted) -> Self:
        paused = self.status is VolunteerStatus.PAUSED
        return replace(
            self,
            vetted=(*self.vetted, event.programme),
            suspended=tuple(code for code in self.suspended if code != event.programme),
            approvals=(*self.approvals, event),
            status=VolunteerStatus.PAUSED if paused else VolunteerStatus.VETTED,
        )

    def _without_approval(self, code: str) -> Self:
        vetted = tuple(each for each in self.vetted if each != code)
        status = self.status if vetted else VolunteerStatus.APPLICANT
        return replace(self, vetted=vetted, status=status, suspended=(*self.suspended, code))

    def _again(self, event: events.VolunteerReopened) -> Self:
        """By mistake ended, all holds; who comes back begins anew with what still holds."""
        if event.why is Reopening.MISTAKE:
            here = VolunteerStatus.VETTED if self.vetted else VolunteerStatus.APPLICANT
            return replace(self, status=here, person=None)
        return replace(
            self,
            status=VolunteerStatus.APPLICANT,
            joined=event.on,
            steps=self.steps.of_newcomer,
            vetted=(),
            suspended=(),
            person=None,
        )

    @property
    def was_approved(self) -> bool:
        return bool(self.vetted or self.suspended)

    @property
    def _organisation(self) -> UUID:
        if self.organisation is None:
            raise Refused("Nobody has applied under this id.", code="not_applied")
        return self.organisation

    def must_be_here(self) -> None:
        if self.status is None:
            raise Refused("Nobody has applied under this id.", code="not_applied")
        if self.status is VolunteerStatus.ENTERED_IN_ERROR:
            raise Refused("This person was entered in error.", code="entered_in_error")
        if self.status is VolunteerStatus.ENDED:
            raise Refused("This person's application or time has ended.", code="ended")

    def _must_be_vetted(self) -> None:
        self.must_be_here()
        if not self.vetted:
            raise Refused("This person has not been approved yet.", code="not_vetted")

    def _must_have_applied_for(self, programme: Programme) -> None:
        if programme.code not in self.programmes:
            raise Refused(
                "This person has not applied for %(programme)s.",
                code="programme_not_applied",
                programme=programme.name,
            )
