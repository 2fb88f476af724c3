"""The timeline of one referral, from which every indicator is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Match:
    """One support person beside the family. `least_months`: what the programme asks for."""

    match_id: UUID
    agreed_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    least_months: int | None = None

    def is_active(self, *, first: date, last: date) -> bool:
        """Active in a period: started before its end and not ended before its beginning."""
        if self.started_on is None or self.started_on > last:
            return False
        return self.ended_on is None or self.ended_on >= first


@dataclass(frozen=True)
class ReferralTimeline:
    """A referral from its arrival to the end of the support that it led to."""

    referral_id: UUID
    programme: str | None = None  # None: not chosen yet
    municipality: str | None = None  # None: withheld
    sender: UUID | None = None
    provider: UUID | None = None
    referrer_kind: str = "OTHER"
    referred_on: date | None = None  # None: this half has not arrived yet
    answered_on: date | None = None
    accepted_on: date | None = None
    children: int | None = None  # that the support is for; None: never told
    met_on: date | None = None  # the first visit that was held
    closed_on: date | None = None
    outcome: str | None = None
    matches: tuple[Match, ...] = ()
    is_matched: bool = True  # support is a person found by matching, not the team itself
    follows: bool = False  # another referral of the same person, which counts for both

    @property
    def matched_on(self) -> date | None:
        """The day on which a support person and the family first agreed."""
        return _first(match.agreed_on for match in self.matches)

    @property
    def supported_from(self) -> date | None:
        """The first match's start; where the team itself supports, the first meeting."""
        if self.is_matched:
            return _first(match.started_on for match in self.matches)
        return self.met_on

    def is_supported(self, *, first: date, last: date) -> bool:
        """Whether support was active on a day of the period."""
        if self.is_matched:
            return any(match.is_active(first=first, last=last) for match in self.matches)
        began, ended = self.met_on, self.closed_on
        return began is not None and began <= last and (ended is None or ended >= first)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
