"""What two sides have planned of a package. Each change makes the plan a new edition.

A plan names organisations and nobody else; its texts go through the check of texts.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from services.common.codes import PayerKind
from shared.kernel.events import event, value


@value
class PackageSession:
    """One time of it; kept in a template, it has neither day nor host."""

    session_id: UUID
    title: str
    minutes: int
    is_online: bool
    place: str = ""  # empty: online only, or not said yet
    day: date | None = None  # None: not said yet
    begins: str = ""  # 18:00, the time of the place; empty: not said yet
    host: UUID | None = None  # the organisation; None: the lead


@value
class BudgetLine:
    """What one payer pays for."""

    line_id: UUID
    payer: Annotated[str, PayerKind]
    purpose: str
    amount: Decimal  # euros
    organisation: UUID | None = None  # which pays; None: somebody outside, or not said yet
    funder: str = ""  # who pays, where it is no organisation of ours


@value
class Shape:
    """What a template keeps of a plan: no day, no place and nobody."""

    title: str
    scope: str
    goals: tuple[str, ...]
    sessions: tuple[PackageSession, ...]
    lines: tuple[BudgetLine, ...]


@event("package.scope_planned")
class ScopePlanned:
    """What is done, by whom together."""

    package_id: UUID
    edition: int
    organisation: UUID  # whose word it is
    on: date
    scope: str
    partners: tuple[UUID, ...]


@event("package.goal_planned")
class GoalPlanned:
    package_id: UUID
    edition: int
    organisation: UUID
    on: date
    goal_id: UUID
    goal: str


@event("package.session_planned")
class PackageSessionPlanned:
    """A session, or the same one as it is from now on."""

    package_id: UUID
    edition: int
    organisation: UUID
    on: date
    session: PackageSession


@event("package.line_budgeted")
class LineBudgeted:
    """A line of the budget, or the same one as it is from now on."""

    package_id: UUID
    edition: int
    organisation: UUID
    on: date
    line: BudgetLine


@event("package.part_dropped")
class PartDropped:
    """A goal, a session or a line of the budget is no part of the plan any more."""

    package_id: UUID
    edition: int
    organisation: UUID
    on: date
    part_id: UUID


PlanEvent = ScopePlanned | GoalPlanned | PackageSessionPlanned | LineBudgeted | PartDropped
