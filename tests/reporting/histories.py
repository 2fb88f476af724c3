"""Histories as the other services publish them, written straight into their stores."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self
from uuid import UUID

from services.casework.cases.events import CaseClosed, CaseOpened
from services.casework.visits.events import VisitLogged
from services.common.codes import EndReason, MatchEnd, Outcome, VisitKind, VisitStatus
from services.referral.referrals.events import (
    ReferralAccepted,
    ReferralOffered,
    ReferralReceived,
)
from services.volunteers.matches.events import MatchAgreed, MatchEnded, MatchProposed, MatchStarted
from shared.service import Service
from shared.work import Actor, Work
from tests.reporting.timelines import OTHER, PROVIDER, SENDER, number

__all__ = ["OTHER", "PROVIDER", "SENDER"]


@dataclass(frozen=True)
class Stream:
    """Anything that events are written of."""

    category: ClassVar = "told"
    id: UUID
    concerns: tuple[UUID, ...] = ()

    def evolve(self, event: Any) -> Self:
        return self


@dataclass(frozen=True)
class Story:
    """What happened to one family; days that are None have not come."""

    n: int
    programme: str = "kaveri"
    version: int = 1  # the programme's, that the case begins with
    municipality: str | None = "853"
    sender: UUID = SENDER
    provider: UUID = PROVIDER
    kind: str = "SCHOOL"
    referred_on: date = date(2026, 3, 1)
    accepted_on: date | None = None
    started_on: date | None = None
    met_on: date | None = None
    parted_on: date | None = None
    closed_on: date | None = None
    outcome: Outcome = Outcome.IMPROVED
    children: int | None = None

    @property
    def referral_id(self) -> UUID:
        return number(self.n)

    @property
    def case_id(self) -> UUID:
        return number(100_000 + self.n)

    def of_referral(self) -> list[Any]:
        rid: dict[str, Any] = {"referral_id": self.referral_id}
        events: list[Any] = [
            ReferralReceived(
                **rid,
                sender=self.sender,
                referrer_kind=self.kind,
                programme=self.programme,
                themes=(),
                municipality=self.municipality,
                referred_on=self.referred_on,
            ),
            ReferralOffered(
                **rid,
                organisation=self.provider,
                programme=self.programme,
                rule="AGREEMENT",
                offered_on=self.referred_on,
            ),
        ]
        if self.accepted_on:
            events.append(
                ReferralAccepted(
                    **rid,
                    case_id=self.case_id,
                    organisation=self.provider,
                    programme=self.programme,
                    programme_version=self.version,
                    sender=self.sender,
                    municipality=self.municipality,
                    accepted_on=self.accepted_on,
                    children=self.children,
                )
            )
        return events

    def of_match(self) -> list[Any]:
        of: dict[str, Any] = {
            "match_id": number(200_000 + self.n),
            "case_id": self.case_id,
            "referral_id": self.referral_id,
            "volunteer_id": number(300_000 + self.n),
            "organisation": self.provider,
            "programme": self.programme,
            "sender": self.sender,
            "municipality": self.municipality,
        }
        if self.started_on is None:
            return []
        day = self.started_on
        events = [MatchProposed(**of, proposed_on=day), MatchAgreed(**of, agreed_on=day)]
        events.append(MatchStarted(**of, started_on=day))
        if self.parted_on:
            events.append(MatchEnded(**of, ended_on=self.parted_on, reason=MatchEnd.PLANNED))
        return events

    def of_case(self) -> list[Any]:
        if self.accepted_on is None:
            return []
        of: dict[str, Any] = {
            "case_id": self.case_id,
            "referral_id": self.referral_id,
            "organisation": self.provider,
            "programme": self.programme,
        }
        events: list[Any] = [
            CaseOpened(
                **of,
                sender=self.sender,
                programme_version=self.version,
                municipality=self.municipality,
                opened_on=self.accepted_on,
            )
        ]
        if self.closed_on:
            events.append(
                CaseClosed(
                    **of,
                    end_reason=EndReason.PLANNED_END,
                    outcome=self.outcome,
                    on=self.closed_on,
                )
            )
        return events

    def of_visit(self) -> list[Any]:
        if self.met_on is None:
            return []
        return [
            VisitLogged(
                visit_id=number(400_000 + self.n),
                case_id=self.case_id,
                organisation=self.provider,
                held_on=self.met_on,
                kind=VisitKind.FACE,
                status=VisitStatus.HELD,
                minutes=60,
                present=2,
            )
        ]


def write_stories(services: dict[str, Service], stories: Iterable[Story]) -> None:
    """Write the stories into the stores of the services that would have published them."""
    stories = list(stories)
    by_service = {
        "referral": [(story.referral_id, story.of_referral()) for story in stories],
        "volunteers": [(story.case_id, story.of_match()) for story in stories],
        "casework": [
            row
            for story in stories
            for row in (
                (story.case_id, story.of_case()),
                (number(400_000 + story.n), story.of_visit()),
            )
        ],
    }
    for name, streams in by_service.items():
        services[name].execute(partial(_write, streams), Actor("test"))


def _write(streams: list[tuple[UUID, list[Any]]], work: Work) -> None:
    for stream, events in streams:
        work.change(Stream(stream), partial(_all, events))


def _all(events: list[Any], _: Stream) -> list[Any]:
    return events
