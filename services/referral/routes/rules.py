"""Which member of a network a family is offered to: each judged by name, the least busy first.

Pure: members, their places and the family's codes come in; the choice and every skip go out.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from services.common.codes import CapacityPeriod, ReferralStatus, RejectionReason, RouteRule
from services.referral.directory.rules import Place
from services.referral.openings.rules import Declared
from services.referral.routes.events import Considered, Skip
from services.referral.statuses.rules import UNANSWERED

USUAL_PLACES = 10  # of a member that has declared none, so that the others can be compared with it
PASSED_ON = {  # a no that says nothing of the family: another member may well say yes
    RejectionReason.NO_CAPACITY,
    RejectionReason.OUT_OF_AREA,
    RejectionReason.OUT_OF_SCOPE,
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the rules ask of a family: codes that say nothing of who it is."""

    programme: str
    themes: tuple[str, ...] = ()  # empty: the sender named none
    place: Place
    language: str = ""  # empty: not told, or an interpreter helps


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A member as it stands on the day of the choice. An empty list limits nothing."""

    organisation: UUID
    code: str  # by which equals are ordered
    programmes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    has_agreement: bool = True  # does one cover the family's municipality?
    has_people: bool = True  # somebody who can answer
    closed: str = ""  # why it takes nobody now; empty: it does
    places: int | None = None
    families: int = 0

    @property
    def load(self) -> Fraction:
        """How much of its places is in use."""
        return Fraction(self.families, max(USUAL_PLACES if self.places is None else self.places, 1))


def judged(candidate: Candidate, wanted: Wanted, *, tried: Collection[UUID] = ()) -> Considered:
    """Every rule that stands in the way, and how the member stood."""
    return Considered(
        organisation=candidate.organisation,
        skips=tuple(_skips(candidate, wanted, tried)),
        families=candidate.families,
        places=candidate.places,
    )


def ranked(
    candidates: Iterable[Candidate], wanted: Wanted, *, tried: Collection[UUID] = ()
) -> tuple[Considered, ...]:
    """All of them: who can take the family first, the least busy of those before the others."""
    in_order = sorted(candidates, key=lambda each: (each.load, each.code))
    considered = [judged(each, wanted, tried=tried) for each in in_order]
    return tuple(sorted(considered, key=lambda each: bool(each.skips)))


def _skips(of: Candidate, wanted: Wanted, tried: Collection[UUID]) -> Iterator[Skip]:
    if of.programmes and wanted.programme not in of.programmes:
        yield Skip(rule=RouteRule.PROGRAMME)
    if wanted.themes and of.themes and not set(wanted.themes) & set(of.themes):
        yield Skip(rule=RouteRule.THEME, values=wanted.themes)
    if not _serves(of, wanted.place):
        yield Skip(rule=RouteRule.AREA)
    if wanted.language and of.languages and wanted.language not in of.languages:
        yield Skip(rule=RouteRule.LANGUAGE, values=(wanted.language,))
    if not of.has_agreement:
        yield Skip(rule=RouteRule.AGREEMENT)
    if of.closed:
        yield Skip(rule=RouteRule.CLOSED, values=(of.closed,))
    if of.places is not None and of.families >= of.places:
        yield Skip(rule=RouteRule.FULL)
    if not of.has_people:
        yield Skip(rule=RouteRule.NOBODY_ANSWERS)
    if of.organisation in tried:
        yield Skip(rule=RouteRule.OFFERED_BEFORE)


def _serves(of: Candidate, place: Place) -> bool:
    is_limited = bool(of.municipalities or of.counties)
    is_there = place.municipality in of.municipalities or place.county in of.counties
    return is_there or not is_limited


@dataclass(frozen=True, kw_only=True)
class FamilyCount:
    """How many families an organisation has of one programme."""

    going_on: int = 0  # accepted, and not over
    waiting: int = 0  # offered, and not answered
    this_year: int = 0  # accepted this calendar year

    def against(self, declared: Declared) -> int:
        """What counts against its places; an offer takes one until it is answered."""
        is_yearly = declared.period == CapacityPeriod.YEAR
        return (self.this_year if is_yearly else self.going_on) + self.waiting


NO_FAMILIES = FamilyCount()


def tallied(rows: Iterable[Any], year: int) -> dict[UUID, FamilyCount]:
    """How many families each organisation has, by the rows of the worklist.

    Two referrals of one person take one place while the support goes on. What a year counts never
    becomes less: its sender would learn that there is another.
    """
    counts: dict[UUID, FamilyCount] = {}
    for row in rows:
        before = counts.get(row.organisation, NO_FAMILIES)
        is_of_year = row.case_id is not None and row.answered_on.year == year
        counts[row.organisation] = FamilyCount(
            going_on=before.going_on + (row.status == ReferralStatus.ACCEPTED and not row.follows),
            waiting=before.waiting + (row.status in UNANSWERED),
            this_year=before.this_year + is_of_year,
        )
    return counts
