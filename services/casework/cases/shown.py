"""What an answer about a case holds, part by part: the shapes that its document tells of.

`resource.py` writes them as plain JSON; nothing is ever built of these classes.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.casework.cases.phases import Missing
from services.casework.plan.domain import Measurement, Meeting, Score
from services.codes import (
    Assessor,
    EndReason,
    MatchStatus,
    Outcome,
    OutcomeMethod,
    TaskState,
    TeamRole,
)


@dataclass(frozen=True)
class Stay:
    code: str  # the phase
    since: date


@dataclass(frozen=True)
class PhaseTask:
    code: str
    name: str
    state: TaskState
    on: date | None  # when it was done or waived


@dataclass(frozen=True)
class WayOn:
    to: str  # the phase
    loop: bool  # it leads back
    optional: bool
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Member:
    person: UUID
    role: TeamRole


@dataclass(frozen=True)
class ScoredGoal:
    id: UUID
    text: str
    weight: Decimal
    set_on: date
    scores: tuple[Score, ...]  # by day, one a day
    score: int | None  # the newest, -2 to 2; None before the first


@dataclass(frozen=True)
class ScoredPlan:
    t_score: Decimal | None  # 50 as expected; None when nothing is scored
    goals: tuple[ScoredGoal, ...]
    meetings: tuple[Meeting, ...]
    measurements: tuple[Measurement, ...]


@dataclass(frozen=True)
class Match:
    id: UUID
    volunteer: UUID
    status: MatchStatus
    agreed_on: date | None
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Closure:
    on: date
    end_reason: EndReason
    outcome: Outcome
    method: OutcomeMethod | None
    assessed_by: Assessor | None


@dataclass(frozen=True)
class FollowUp:
    assessed_on: date
    outcome: Outcome
    placed_on: date | None


@dataclass(frozen=True)
class Subject:
    """Who it is about; under non-disclosure without phone and address."""

    kind: str
    given_name: str
    family_name: str
    date_of_birth: date | None
    non_disclosure: bool
    phone: str
    address: str
    mother_tongue: str | None
    service_language: str
    interpreter_needed: bool
    preconditions: dict[str, str]  # as told
