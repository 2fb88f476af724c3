"""The rules of a case. Nothing here reads a clock, a database or a request.

What a programme asks for comes with the programme: the version that the case began with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import UUID

from services.casework.cases import events, rules
from services.casework.contact.domain import Contact
from services.casework.contact.events import ContactEvent
from services.casework.course.domain import Course
from services.casework.course.events import CourseEvent
from services.casework.course.rules import (
    Closing,
    Facts,
    before_phase,
    before_planned_end,
    must_explain,
    phase_words,
)
from services.casework.merges.events import MergeEvent
from services.casework.merges.rules import check_leads, led_after
from services.casework.plan.domain import Plan
from services.casework.staffing.domain import Staffing
from services.casework.staffing.events import StaffingEvent
from services.casework.staffing.rules import joining, leaving, parting
from services.common.codes import TeamRole
from services.common.contact import NOBODY, ContactAccess, Opening
from services.common.disclosing import Parties
from services.common.programme import Programme
from services.referral.corrections.events import CorrectionDisclosed
from services.referral.referrals.events import ReferralDisclosed
from shared.kernel.aggregate import Invalid


@dataclass(frozen=True)
class Case:
    """One family's support, as its history tells it.

    Methods decide: each returns the events that should follow, [] when nothing is left to do,
    or raises `Refused`. Its course through the phases and its plan have rules of their own.
    """

    category: ClassVar[str] = "case"

    id: UUID
    described: events.CaseDescribed | None = None  # what the referral disclosed
    begun: events.CaseOpened | None = None
    progress: Course | None = None  # from the day it was opened
    staffing: Staffing = field(default_factory=Staffing)
    contact_access: ContactAccess = NOBODY  # to what a non-disclosure order hides
    plan: Plan = field(default_factory=Plan)
    introduced: frozenset[UUID] = frozenset()  # matches whose support person knows the family
    closing: Closing | None = None
    followed_up: events.CaseFollowedUp | None = None
    led_by: UUID | None = None  # another case of the same person
    today: date | None = None  # on which it is looked at; None: seats of a time hold for nobody

    def looked_at(self, today: date) -> Self:
        return replace(self, today=today)

    @property
    def team(self) -> Mapping[UUID, TeamRole]:
        """Who has which seat today."""
        return self.staffing.team_on(self.today)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.parties.everybody if self.begun else ()

    def concerned_by(self, event: object) -> tuple[UUID, ...]:
        return self.parties.concerned_by(event)

    @property
    def parties(self) -> Parties:
        """Who may ever hear of it, its visits' events among the rest."""
        return rules.parties(self.person, self.opened)

    @property
    def person(self) -> events.CaseDescribed:
        if self.described is None:
            raise rules.not_opened()
        return self.described

    @property
    def opened(self) -> events.CaseOpened:
        if self.begun is None:
            raise rules.not_opened()
        return self.begun

    @property
    def course(self) -> Course:
        if self.progress is None:
            raise rules.not_opened()
        return self.progress

    def as_of(self, on: date) -> Facts:
        """What the guards look at when the case would move that day."""
        course = self.course
        return Facts(self.opened.opened_on, course.since, on, course.settled, self.plan)

    def during(self, on: date) -> Self:
        """Itself, on a day within it; refused before it was opened and after it was closed."""
        if on < self.opened.opened_on:
            raise rules.before_opening(on, opened_on=self.opened.opened_on)
        if self.closing is not None and on > self.closing.on:
            raise rules.after_closing(on, closed_on=self.closing.on)
        return self

    def open(self, referral: ReferralDisclosed, programme: Programme) -> list[events.CaseEvent]:
        """Begin as the referral disclosed it, once."""
        return [] if self.begun else rules.opening(referral, programme)

    def correct_family(self, correction: CorrectionDisclosed) -> list[events.CaseEvent]:
        """Put right what the register says of the family; who was introduced hears of it too."""
        family, moved = rules.corrected(self.person, self.opened, correction)
        person = rules.described_anew(self.person, family)
        aged = rules.age_corrected(self.person, person, self.opened, on=correction.on)
        matches = sorted(self.introduced) if self.closing is None else []
        changed = "consent" in correction.changed
        taken_over = [self._consent_changed(person, correction)] if changed else []
        return [
            family,
            *taken_over,
            *moved,
            *aged,
            *(rules.introduction(person, match) for match in matches),
        ]

    def _consent_changed(
        self, person: events.CaseDescribed, correction: CorrectionDisclosed
    ) -> events.CaseConsentTakenOver:
        about = {"referral_id": self.opened.referral_id, "correction_id": correction.correction_id}
        hears = rules.parties(person, self.opened)
        return events.CaseConsentTakenOver(
            case_id=self.id, parties=hears, on=correction.on, **about
        )

    def introduce(self, match_id: UUID) -> list[events.CaseEvent]:
        """Say whom an agreed support person will meet, once for each match of an open case."""
        if match_id in self.introduced or self.closing is not None:
            return []
        return [rules.introduction(self.person, match_id)]

    def assign(
        self, person_id: UUID, *, works_for: UUID | None, role: TeamRole, on: date
    ) -> list[events.CaseEvent]:
        """Put somebody on the team; after the closing too, for the follow-up."""
        if works_for != self.opened.organisation:
            raise rules.not_ours()
        if on < self.opened.opened_on:
            raise rules.before_opening(on, opened_on=self.opened.opened_on)
        return [*joining(self.id, self.staffing, person_id, role=role, on=on)]

    def release(self, person_id: UUID, *, on: date) -> list[events.CaseEvent]:
        left = leaving(self.id, self.staffing, person_id, on=on)
        return [*left, *self.remove_reader(person_id, on=on)] if left else []

    def lose(self, person_id: UUID, *, on: date) -> list[events.CaseEvent]:
        """Somebody has left the organisation: their seat ends, and a responsible one is missed."""
        organisation = self.opened.organisation if self.closing is None else None
        ended = parting(self.id, self.staffing, person_id, organisation=organisation, on=on)
        return [*ended, *self.remove_reader(person_id, on=on)]

    @property
    def contact(self) -> Contact:
        return Contact(self.id, self.contact_access)

    def name_reader(
        self, person_id: UUID, *, knows_family: bool, on: date
    ) -> list[events.CaseEvent]:
        """Name somebody who may open what the non-disclosure order hides."""
        if not self.person.non_disclosure:
            raise rules.nothing_hidden()
        return [*self.contact.name(person_id, knows_family=knows_family, on=on)]

    def remove_reader(self, person_id: UUID, *, on: date) -> list[events.CaseEvent]:
        return [*self.contact.remove(person_id, on=on)]

    def show_contact(self, opening: Opening, *, at: datetime) -> list[events.CaseEvent]:
        """Show somebody named what a non-disclosure order hides, until the opening ends."""
        if not self.person.non_disclosure:
            return []
        return [*self.contact.show(opening, subject_id=self.person.subject_id, at=at)]

    def shows_contact(self, to: UUID, *, at: datetime) -> bool:
        """Is nothing hidden from them at that moment?"""
        return not self.person.non_disclosure or bool(self.contact.access.open_until(to, at=at))

    def do_task(self, programme: Programme, *, code: str, on: date) -> list[events.CaseEvent]:
        if self.course.has_settled(programme, code):
            return []
        return [*self._at_work(on).course.do_task(code, on=on)]

    def waive_task(
        self, programme: Programme, *, code: str, on: date, reason: str
    ) -> list[events.CaseEvent]:
        if self.course.has_settled(programme, code):
            return []
        return [*self._at_work(on).course.waive_task(code, on=on, reason=reason)]

    def advance(
        self,
        programme: Programme,
        *,
        to: str,
        on: date,
        possible_found_on: date | None = None,
        best_interest: str | None = None,
    ) -> list[events.CaseEvent]:
        """Move to another phase; refused with everything that is missing for it."""
        if programme.phase(to) is None:
            raise Invalid("The programme has no phase %(to)s.", code="no_such_phase", to=to)
        if to == self.course.phase:
            return []
        self._at_work(on)
        interest = (best_interest or "").strip()
        facts = replace(self.as_of(on), possible_found_on=possible_found_on, best_interest=interest)
        return [*self.course.advance(programme, to=to, facts=facts)]

    def close(
        self, programme: Programme, closing: Closing, *, early_reason: str | None = None
    ) -> list[events.CaseEvent]:
        """End the case, from any phase; an early end says why."""
        if self.closing == closing:
            return []
        closing.must_be_whole()
        self._at_work(closing.on)
        if closing.on < self.course.since:
            phase, since = phase_words(programme, str(self.course.phase)), self.course.since
            raise before_phase(closing.on, phase=phase, since=since)
        here = programme.phase(self.course.phase)
        missing = before_planned_end(programme, here, self.as_of(closing.on))
        must_explain(closing, missing, explained=early_reason)
        closed = rules.closed(self.opened, closing, early=bool(missing))
        return [*rules.explained(self.person, early_reason, on=closing.on), closed]

    def follow_up(self, followed_up: events.CaseFollowedUp) -> list[events.CaseEvent]:
        """Say how things stand after the closing; the last word on it holds."""
        if self.closing is None:
            raise rules.still_open()
        if self.followed_up == followed_up:
            return []
        days = (followed_up.assessed_on, followed_up.placed_on or followed_up.assessed_on)
        if min(days) < self.closing.on:
            raise rules.before_closing(min(days), closed_on=self.closing.on)
        if max(days) > followed_up.assessed_on:
            raise Invalid("A placement cannot lie after its follow-up.", code="placed_on")
        return [followed_up]

    def evolve(self, event: events.CaseEvent) -> Self:
        match event:
            case events.CaseDescribed():
                return replace(self, described=event)
            case events.FamilyCorrected():
                return replace(self, described=rules.described_anew(self.person, event))
            case events.CasePlaceCorrected(municipality=municipality):
                return replace(self, begun=replace(self.opened, municipality=municipality))
            case events.CaseOpened():
                progress = rules.course_of(event, subject_id=self.person.subject_id)
                return replace(self, begun=event, progress=progress)
            case events.CaseIntroduced():
                return replace(self, introduced=self.introduced | {event.match_id})
            case events.CaseClosed():
                return replace(self, closing=rules.closing_of(event))
            case events.CaseFollowedUp() | events.FollowUpTakenBack():
                held = event if isinstance(event, events.CaseFollowedUp) else None
                return replace(self, followed_up=held)
            case events.CaseReopened():
                return replace(self, closing=None, followed_up=None)
            case _ if isinstance(event, MergeEvent):
                return replace(self, led_by=led_after(event))
            case _ if isinstance(event, events.Unruled):
                return self
            case _ if isinstance(event, StaffingEvent):
                return replace(self, staffing=self.staffing.evolve(event))
            case _ if isinstance(event, ContactEvent):
                return replace(self, contact_access=self.contact.evolve(event).access)
            case _ if isinstance(event, CourseEvent):
                return replace(self, progress=self.course.evolve(event))
            case _:
                return replace(self, plan=self.plan.evolve(event))

    def _at_work(self, on: date) -> Self:
        """Itself, still open on that day, and not led by another."""
        check_leads(self.led_by)
        if self.closing is not None:
            raise rules.already_closed(self.closing.on)
        return self.during(on)
