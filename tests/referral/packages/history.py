"""A package's history as tests of its rules begin from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from services.common.codes import (
    PackageAudience,
    PackageKind,
    PayerKind,
    Theme,
)
from services.referral.package_plans import events as planned
from services.referral.package_plans.events import BudgetLine, PackageSession
from services.referral.packages import events
from services.referral.packages.domain import Package
from shared.kernel.testing import given

ID, TOWN, LEAD, PARTNER, OTHER = (UUID(int=n) for n in range(1, 6))
GOAL, SESSION, OWN, THEIRS, COST = (UUID(int=n) for n in range(11, 16))
TODAY, DAY = date(2026, 11, 30), date(2026, 12, 1)
BEGINS = datetime(2026, 12, 1, 8, tzinfo=UTC)  # ten in Helsinki
REQUEST = events.PackageRequested(
    package_id=ID,
    organisation=TOWN,
    kind=PackageKind.WORKSHOP_FOR_CLASS,
    theme=Theme.MURROSIKA,
    audience=PackageAudience.CLASS,
    people=24,
    by_when=TODAY,
    municipality="853",
    phenomenon="Luokassa on levotonta.",
    wishes="",
    on=TODAY,
)
TAKEN = events.PackageTaken(package_id=ID, organisation=LEAD, on=TODAY)
HEAD = {"package_id": ID, "organisation": LEAD, "on": TODAY}


P = TypeVar("P")


def part(kind: Callable[..., P], number: int, **values: object) -> P:
    return kind(**HEAD, edition=number, **values)


SCOPED = part(planned.ScopePlanned, 1, scope="Työpaja", partners=(PARTNER,))
AIMED = part(planned.GoalPlanned, 2, goal_id=GOAL, goal="Kukaan ei jää yksin.")
WORKSHOP = PackageSession(
    session_id=SESSION,
    title="Työpaja",
    minutes=90,
    is_online=False,
    place="Koulu",
    day=DAY,
    begins="10:00",
    host=LEAD,
)
HELD_AT = part(planned.PackageSessionPlanned, 3, session=WORKSHOP)
TOWN_PAYS = BudgetLine(
    line_id=THEIRS,
    payer=PayerKind.MUNICIPALITY,
    purpose="Ohjaajat",
    amount=Decimal("600.00"),
    organisation=TOWN,
)
GRANT = replace(
    TOWN_PAYS,
    line_id=OWN,
    payer=PayerKind.OWN_GRANT,
    purpose="Suunnittelu",
    organisation=PARTNER,
)
PAID_BY_TOWN = part(planned.LineBudgeted, 4, line=TOWN_PAYS)
PAID_BY_GRANT = part(planned.LineBudgeted, 5, line=GRANT)
NEW = Package(ID)
OPEN = given(NEW, REQUEST)
MINE = given(OPEN, TAKEN)
WHOLE = given(MINE, SCOPED, AIMED, HELD_AT, PAID_BY_TOWN, PAID_BY_GRANT)


def approved(by: UUID, edition: int = 5) -> events.EditionApproved:
    return events.EditionApproved(package_id=ID, organisation=by, edition=edition, on=TODAY)


AGREED = events.PackageAgreed(package_id=ID, edition=5, on=TODAY)
HOLDS = given(WHOLE, approved(LEAD), approved(TOWN), AGREED)
CAME = events.SessionHeld(
    package_id=ID,
    session_id=SESSION,
    organisation=LEAD,
    children=22,
    young_people=0,
    parents=0,
    professionals=2,
    others=0,
    is_estimate=False,
    on=DAY,
)
PAID = events.CostIncurred(
    package_id=ID,
    cost_id=COST,
    line_id=THEIRS,
    organisation=LEAD,
    day=DAY,
    amount=Decimal("600.01"),
    purpose="Palkkio",
    on=DAY,
)
DONE = given(HOLDS, CAME, PAID)
