"""The rules of a consultation. Nothing here reads a clock or a database."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import ConsultationStatus
from services.referral.consultations import events
from services.referral.consultations.events import ConsultationEvent
from shared.kernel.aggregate import NotFound, Refused

IN_WORK = (ConsultationStatus.TAKEN, ConsultationStatus.ANSWERED)
Message = events.ConsultationAsked | events.ConsultationWritten


@dataclass(frozen=True)
class Consultation:
    """One question of a professional, and what was answered."""

    category: ClassVar[str] = "consultation"

    id: UUID
    first: events.ConsultationAsked | None = None
    taken: events.ConsultationTaken | None = None
    thread: tuple[Message, ...] = ()  # the question first
    proposed: events.GuidanceProposed | None = None
    guidance: str = ""  # what both have agreed that others may read
    referral: UUID | None = None  # the asker's alone to see
    latest: date | None = None  # of the last word
    status: ConsultationStatus | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        """Whoever answers; which municipality asked is not for partners to know."""
        return (self.taken.organisation,) if self.taken else ()

    @property
    def question(self) -> events.ConsultationAsked:
        """Raises `NotFound` where nothing was asked."""
        if self.first is None:
            raise NotFound
        return self.first

    @property
    def proposed_text(self) -> str:
        """Empty where nothing was proposed, or where it was erased."""
        return (self.proposed.text or "") if self.proposed else ""

    @property
    def is_in_work(self) -> bool:
        return self.status in IN_WORK

    @property
    def is_answered(self) -> bool:
        return self.status is ConsultationStatus.ANSWERED

    @property
    def is_closed(self) -> bool:
        return self.status is ConsultationStatus.CLOSED

    def ask(self, question: events.ConsultationAsked) -> list[ConsultationEvent]:
        return [] if self.first else [question]

    def take(self, *, organisation: UUID, by: UUID, on: date) -> list[ConsultationEvent]:
        """Answer it from now on: the first organisation that says so."""
        if self.taken and self.taken.organisation == organisation:
            return []
        if self.status is not ConsultationStatus.OPEN:
            raise Refused("Another organisation was faster, or it was closed.", code="not_open")
        return [
            events.ConsultationTaken(
                consultation_id=self.id, organisation=organisation, by=by, on=on
            )
        ]

    def write(
        self, message_id: UUID, text: str, *, organisation: UUID, on: date
    ) -> list[ConsultationEvent]:
        """A word of either side; the answering side's first is the answer."""
        self._must_be_in_work()
        written = events.ConsultationWritten(
            consultation_id=self.id,
            message_id=message_id,
            organisation=organisation,
            on=on,
            text=text,
        )
        is_answer = self.taken is not None and self.taken.organisation == organisation
        if not is_answer or self.is_answered:
            return [written]
        question = self.question
        answered = events.ConsultationAnswered(
            consultation_id=self.id,
            organisation=organisation,
            theme=question.theme,
            profession=question.profession,
            urgency=question.urgency,
            days=max(0, (on - question.on).days),
            on=on,
        )
        return [written, answered]

    def propose(self, text: str, *, on: date) -> list[ConsultationEvent]:
        """Say what others could read; the professional decides."""
        if not self.is_answered:
            raise Refused("Answer first.", code="not_answered")
        if self.guidance:
            raise Refused("Others read it already.", code="agreed_already")
        return [events.GuidanceProposed(consultation_id=self.id, on=on, text=text)]

    def agree(self, *, on: date) -> list[ConsultationEvent]:
        """Let all professionals of the network read what was proposed."""
        if self.guidance:
            return []
        if not self.proposed_text or self.taken is None:
            raise Refused("Nothing was proposed yet.", code="not_proposed")
        return [
            events.GuidanceAgreed(
                consultation_id=self.id,
                organisation=self.taken.organisation,
                theme=self.question.theme,
                guidance=self.proposed_text,
                on=on,
            )
        ]

    def link(self, referral_id: UUID, *, on: date) -> list[ConsultationEvent]:
        if self.referral == referral_id:
            return []
        return [events.ConsultationLinked(consultation_id=self.id, referral_id=referral_id, on=on)]

    def close(self, *, organisation: UUID, on: date) -> list[ConsultationEvent]:
        if self.is_closed:
            return []
        self.question  # noqa: B018 - raises where there is none
        return [
            events.ConsultationClosed(consultation_id=self.id, organisation=organisation, on=on)
        ]

    def evolve(self, event: ConsultationEvent) -> Self:
        match event:
            case events.ConsultationAsked():
                return replace(
                    self,
                    first=event,
                    thread=(event,),
                    latest=event.on,
                    status=ConsultationStatus.OPEN,
                )
            case events.ConsultationTaken():
                return replace(self, taken=event, status=ConsultationStatus.TAKEN)
            case events.ConsultationWritten():
                return replace(self, thread=(*self.thread, event), latest=event.on)
            case events.ConsultationAnswered():
                return replace(self, status=ConsultationStatus.ANSWERED)
            case events.GuidanceProposed():
                return replace(self, proposed=event, latest=event.on)
            case events.GuidanceAgreed(guidance=guidance):
                return replace(self, guidance=guidance)
            case events.ConsultationLinked(referral_id=referral_id):
                return replace(self, referral=referral_id)
            case events.ConsultationClosed():
                return replace(self, status=ConsultationStatus.CLOSED)
            case _:
                assert_never(event)

    def _must_be_in_work(self) -> None:
        if not self.is_in_work:
            raise Refused("Nobody has taken it yet, or it was closed.", code="not_in_work")
