"""The rules of the directory: who is there, which programme versions, which agreements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.programme.programme import Programme
from services.referral.directory import events, rules
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Organisation:
    """Somebody who sends, provides, agrees or funds."""

    category: ClassVar = "organisation"

    id: UUID
    registered: events.OrganisationRegistered | None = None
    contact: events.ContactGiven | None = None  # None: never said
    called: events.OrganisationRenamed | None = None  # None: not registered
    kind: events.KindGiven | None = None  # the same
    left_on: date | None = None  # None: it is here

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.id,)

    def register(self, registered: events.OrganisationRegistered) -> list[events.OrganisationEvent]:
        """Once; the same again changes nothing."""
        if self.registered == registered:
            return []
        if self.registered:
            raise Refused(
                "%(organisation)s is registered as %(known)s, not as %(name)s.",
                code="organisation-taken",
                organisation=registered.code,
                known=self.registered.name,
                name=registered.name,
            )
        return [registered]

    def give_contact(self, contact: events.ContactGiven) -> list[events.OrganisationEvent]:
        """Say how it is reached; the same again changes nothing."""
        self._must_be_registered()
        return [] if self.contact == contact else [contact]

    def rename(self, called: events.OrganisationRenamed) -> list[events.OrganisationEvent]:
        """Say what it is called; the same again changes nothing."""
        self._must_be_registered()
        return [] if self.called == called else [called]

    def give_kind(self, kind: events.KindGiven) -> list[events.OrganisationEvent]:
        """Say what kind it is; the same again changes nothing."""
        self._must_be_registered()
        return [] if self.kind == kind else [kind]

    def leave(self, *, on: date) -> list[events.OrganisationEvent]:
        """From now on nothing new is given to it."""
        self._must_be_registered()
        if self.left_on is not None:
            return []
        return [events.OrganisationLeft(organisation_id=self.id, on=on)]

    def come_back(self, *, on: date) -> list[events.OrganisationEvent]:
        """As it was; people and systems are let in anew."""
        self._must_be_registered()
        if self.left_on is None:
            return []
        return [events.OrganisationReturned(organisation_id=self.id, on=on)]

    def _must_be_registered(self) -> None:
        if self.registered is None:
            raise Refused("There is no such organisation.", code="no-organisation")

    def evolve(self, event: events.OrganisationEvent) -> Self:
        match event:
            case events.OrganisationRegistered():
                called = events.OrganisationRenamed(organisation_id=self.id, name=event.name)
                kind = events.KindGiven(organisation_id=self.id, kind=event.kind, area=event.area)
                return replace(self, registered=event, called=called, kind=kind)
            case events.ContactGiven():
                return replace(self, contact=event)
            case events.OrganisationRenamed():
                return replace(self, called=event)
            case events.KindGiven():
                return replace(self, kind=event)
            case events.OrganisationLeft():
                return replace(self, left_on=event.on)
            case events.OrganisationReturned():
                return replace(self, left_on=None)
            case _:
                assert_never(event)


@dataclass(frozen=True)
class ProgrammeEntry:
    """A programme in the directory with all its versions, oldest first."""

    category: ClassVar = "programme"

    id: UUID
    provider: UUID | None = None
    versions: tuple[Programme, ...] = ()
    closes_on: date | None = None  # the first day without new families; None: it goes on

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.provider,) if self.provider else ()

    def publish(
        self, programme: Programme, *, provider: UUID, on: date
    ) -> list[events.ProgrammeEvent]:
        """What is published stays: the same again changes nothing, other words need a version."""
        published = next((v for v in self.versions if v.version == programme.version), None)
        if published == programme and provider == self.provider:
            return []
        newest = self.versions[-1].version if self.versions else 0
        if programme.version <= newest:
            raise Refused(
                "%(programme)s is published up to version %(newest)s with other content than "
                "this version %(version)s. Give it version %(next)s.",
                code="version-published",
                programme=programme.code,
                newest=newest,
                version=programme.version,
                next=newest + 1,
            )
        self._must_go_on(on)
        return [
            events.ProgrammePublished(programme_id=self.id, provider=provider, programme=programme)
        ]

    def withdraw(
        self, *, closes_on: date, providers: Sequence[UUID], senders: Sequence[UUID], on: date
    ) -> list[events.ProgrammeEvent]:
        """Let it take nobody new from a day on, of which those who send families hear before."""
        code, provider = self._published()
        if closes_on == self.closes_on:
            return []
        self._must_go_on(on)
        if closes_on <= on:
            raise Invalid(
                "Choose a day after today, so that everybody hears of it first.",
                code="not-ahead",
                field="closes_on",
            )
        return [
            events.ProgrammeWithdrawn(
                programme_id=self.id, code=code, provider=provider, closes_on=closes_on
            ),
            events.WithdrawalAnnounced(
                programme_id=self.id,
                providers=tuple(providers),
                senders=tuple(senders),
                closes_on=closes_on,
            ),
        ]

    def go_on(self, *, on: date) -> list[events.ProgrammeEvent]:
        """Take the withdrawal back before its day."""
        code, provider = self._published()
        if self.closes_on is None:
            return []
        self._must_go_on(on)
        return [events.WithdrawalTakenBack(programme_id=self.id, code=code, provider=provider)]

    def _published(self) -> tuple[str, UUID]:
        if self.provider is None:
            raise Refused("There is no such programme.", code="no-programme")
        return self.versions[-1].code, self.provider

    def _must_go_on(self, on: date) -> None:
        if self.closes_on is not None and self.closes_on <= on:
            raise Refused(
                "It has taken nobody new since %(day)s. Begin a new programme instead.",
                code="programme-ended",
                day=self.closes_on,
            )

    def evolve(self, event: events.ProgrammeEvent) -> Self:
        match event:
            case events.ProgrammePublished(provider=provider, programme=programme):
                return replace(self, provider=provider, versions=(*self.versions, programme))
            case events.ProgrammeWithdrawn(closes_on=day):
                return replace(self, closes_on=day)
            case events.WithdrawalAnnounced():
                return self
            case events.WithdrawalTakenBack():
                return replace(self, closes_on=None)
            case _:
                assert_never(event)


@dataclass(frozen=True)
class Agreement:
    """A party lets or pays a provider to serve the inhabitants of an area."""

    category: ClassVar = "agreement"

    id: UUID
    made: events.AgreementMade | None = None
    ends_on: date | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.made.provider, self.made.party) if self.made else ()

    def make(self, made: events.AgreementMade) -> list[events.AgreementEvent]:
        """Once; the same again changes nothing."""
        if self.made == made:
            return []
        if self.made:
            raise Refused("This agreement is made already.", code="agreement-made")
        rules.check_agreement(made)
        return [made]

    def end(self, *, on: date) -> list[events.AgreementEvent]:
        """Let `on` be its last day, sooner than agreed; it never holds again."""
        if self.made is None:
            raise Refused("There is no such agreement.", code="no-agreement")
        if self.ends_on and self.ends_on < on:
            raise Refused(
                "It ends on %(ends_on)s, before %(on)s.",
                code="agreement-ended",
                ends_on=self.ends_on,
                on=on,
            )
        if self.ends_on == on:
            return []
        rules.check_order(self.made.starts_on, on)
        return [events.AgreementEnded(agreement_id=self.id, ends_on=on)]

    def renew(self, *, ends_on: date | None, on: date) -> list[events.AgreementEvent]:
        """Let it go on as it is, longer than agreed; what has ended is agreed anew."""
        if self.made is None:
            raise Refused("There is no such agreement.", code="no-agreement")
        if self.ends_on == ends_on:
            return []
        if self.ends_on is None or (ends_on and ends_on < self.ends_on):
            raise Refused(
                "A renewed agreement lasts longer than before. End it to let it end sooner.",
                code="not-longer",
            )
        if self.ends_on < on:
            raise Refused(
                "It ended on %(ends_on)s. Make a new agreement.",
                code="agreement-over",
                ends_on=self.ends_on,
            )
        notice = timedelta(days=self.made.notice_days or 0)
        return [
            events.AgreementRenewed(
                agreement_id=self.id, ends_on=ends_on, decide_by=ends_on and ends_on - notice
            )
        ]

    def evolve(self, event: events.AgreementEvent) -> Self:
        match event:
            case events.AgreementMade(ends_on=day):
                return replace(self, made=event, ends_on=day)
            case events.AgreementEnded(ends_on=day) | events.AgreementRenewed(ends_on=day):
                return replace(self, ends_on=day)
            case _:
                assert_never(event)
