"""The rules of the directory: who is there, which programme versions, which agreements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.programme.programme import Programme
from services.referral.directory import events
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Organisation:
    """Somebody who sends, provides, agrees or funds."""

    category: ClassVar = "organisation"

    id: UUID
    registered: events.OrganisationRegistered | None = None
    contact: events.ContactGiven | None = None  # None: never said

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
        if self.registered is None:
            raise Refused("There is no such organisation.", code="no-organisation")
        return [] if self.contact == contact else [contact]

    def evolve(self, event: events.OrganisationEvent) -> Self:
        match event:
            case events.OrganisationRegistered():
                return replace(self, registered=event)
            case events.ContactGiven():
                return replace(self, contact=event)
            case _:
                assert_never(event)


@dataclass(frozen=True)
class ProgrammeEntry:
    """A programme in the directory with all its versions, oldest first."""

    category: ClassVar = "programme"

    id: UUID
    provider: UUID | None = None
    versions: tuple[Programme, ...] = ()

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.provider,) if self.provider else ()

    def publish(self, programme: Programme, *, provider: UUID) -> list[events.ProgrammeEvent]:
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
        return [
            events.ProgrammePublished(programme_id=self.id, provider=provider, programme=programme)
        ]

    def evolve(self, event: events.ProgrammeEvent) -> Self:
        versions = (*self.versions, event.programme)
        return replace(self, provider=event.provider, versions=versions)


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
        _check(made)
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
        _ordered(self.made.starts_on, on)
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


def _check(made: events.AgreementMade) -> None:
    if not made.programmes:
        raise Invalid("An agreement names at least one programme.", code="no-programmes")
    if not made.municipalities and not made.counties:
        raise Invalid("An agreement names at least one municipality or county.", code="no-area")
    if made.quota is not None and made.quota < 1:
        raise Invalid("A quota of %(quota)s helps nobody.", code="quota", quota=made.quota)
    if made.ends_on:
        _ordered(made.starts_on, made.ends_on)
    for emphasis in made.emphases:
        _check_emphasis(emphasis.programmes, made.programmes)
    _check_quotas(made)


def _ordered(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid(
            "It cannot end on %(ends_on)s, before it starts on %(starts_on)s.",
            code="ends-before-start",
            ends_on=ends_on,
            starts_on=starts_on,
        )


def _check_emphasis(stressed: Sequence[str], agreed: Sequence[str]) -> None:
    others = [code for code in stressed if code not in agreed]
    if others:
        raise Invalid(
            "%(others)s cannot come first: the agreement is about %(agreed)s.",
            code="emphasis",
            others=", ".join(others),
            agreed=", ".join(agreed),
        )


def _check_quotas(made: events.AgreementMade) -> None:
    """Each of a programme of the agreement, once, and together no more than all of it."""
    named = [each.programme for each in made.quotas]
    together = sum(each.families for each in made.quotas)
    is_wrong = len(named) != len(set(named)) or not set(named).issubset(made.programmes)
    if is_wrong or (made.quota is not None and together > made.quota):
        raise Invalid(
            "Quotas of single programmes are of programmes of the agreement, each once, and "
            "together no more than its quota.",
            code="quotas",
        )
