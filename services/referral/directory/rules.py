"""What an agreement says: who serves whose inhabitants with which programmes, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from services.common.codes import AgreementKind
from services.referral.directory.events import AgreementMade, Emphasis, ProgrammeQuota
from shared.kernel.aggregate import Invalid


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a family lives, as agreements name places."""

    municipality: str  # "853"
    county: str  # wellbeing county, "05"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """An agreement as it stands. Both its first and its last day count."""

    id: UUID
    provider: UUID
    party: UUID
    controller: UUID
    programmes: tuple[str, ...]
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    quota: int | None = None
    price: Decimal | None = None
    emphases: tuple[Emphasis, ...] = ()
    plan: str = ""
    kind: AgreementKind | None = None
    quotas: tuple[ProgrammeQuota, ...] = ()
    family_price: Decimal | None = None
    notice_days: int | None = None
    plan_link: str = ""

    @property
    def decide_by(self) -> date | None:
        """The day by which the parties decide what follows; None: it has no last day."""
        return self.ends_on and self.ends_on - timedelta(days=self.notice_days or 0)

    def holds_in(self, year: int) -> bool:
        """Does any day of that year belong to it?"""
        return self.starts_on.year <= year and (self.ends_on is None or year <= self.ends_on.year)

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def serves(self, place: Place) -> bool:
        return place.municipality in self.municipalities or place.county in self.counties

    def covers(self, programme: str, place: Place, *, on: date) -> bool:
        """May this programme serve a family of this place on this day?"""
        return programme in self.programmes and self.serves(place) and self.holds_on(on)

    def emphasis(self, year: int) -> tuple[str, ...]:
        """The programmes put first in that year; the latest word of the parties counts."""
        agreed = [emphasis for emphasis in self.emphases if emphasis.year == year]
        return max(agreed, key=lambda emphasis: emphasis.agreed_on).programmes if agreed else ()


def check_agreement(made: AgreementMade) -> None:
    """Refuse what is no agreement, or contradicts itself."""
    if not made.programmes:
        raise Invalid("An agreement names at least one programme.", code="no-programmes")
    if not made.municipalities and not made.counties:
        raise Invalid("An agreement names at least one municipality or county.", code="no-area")
    if made.quota is not None and made.quota < 1:
        raise Invalid("A quota of %(quota)s helps nobody.", code="quota", quota=made.quota)
    if made.ends_on:
        check_order(made.starts_on, made.ends_on)
    for emphasis in made.emphases:
        _check_emphasis(emphasis.programmes, made.programmes)
    _check_quotas(made)


def check_order(starts_on: date, ends_on: date) -> None:
    """Refuse an end before the beginning."""
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


def _check_quotas(made: AgreementMade) -> None:
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
