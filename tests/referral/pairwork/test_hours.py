"""What both sides gave: sums by theme and year, for the two employers of each meeting alone."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine

from services.common.codes import Role
from services.referral.pairwork.projections import pairwork_list
from services.referral.pairwork_hours.queries import given, held
from shared.identity.principals import Principal
from shared.web.paging import PageRequest
from tests.following import follow
from tests.referral.pairwork.histories import (
    AGREED,
    ASKED,
    CITY,
    HELD,
    HELPER,
    OFFERED,
    OTHER,
    OURS,
    THEIRS,
)

SECOND = UUID(int=90)
NEXT_YEAR = date(2027, 1, 1)


def somebody(organisation: UUID, role: Role) -> Principal:
    return Principal(UUID(int=91), "person", "", organisation, frozenset({role}))


CASES = [
    (somebody(CITY, Role.MUNICIPAL_WORKER), 2026, [(1, 90, 30, 75, 0)]),
    (somebody(HELPER, Role.NGO_COORDINATOR), 2026, [(1, 90, 30, 75, 0)]),
    (somebody(CITY, Role.MUNICIPAL_WORKER), 2027, [(1, 90, 30, 0, 0)]),
    (somebody(CITY, Role.MUNICIPAL_WORKER), 2025, []),
    (somebody(OTHER, Role.NGO_COORDINATOR), 2026, []),
]


@pytest.mark.parametrize(("who", "year", "sums"), CASES)
def test_each_employer_reads_a_year_of_its_own(
    engine: Engine, who: Principal, year: int, sums: list[tuple[int, ...]]
) -> None:
    with engine.begin() as db:
        pairwork_list.create(db)
        tell(db)
        rows = given(SimpleNamespace(db=db), who, year)  # type: ignore[arg-type]
        shown = held(SimpleNamespace(db=db), who, PageRequest()).items  # type: ignore[arg-type]
        for metadata in pairwork_list.all_metadata:
            metadata.drop_all(db)
    assert [tuple(row)[1:] for row in rows] == sums
    assert len(shown) == (0 if who.organisation == OTHER else 2)


def tell(db: Connection) -> None:
    """Two meetings, the second on New Year's Day, of which one side alone has written."""
    first: list[Any] = [ASKED, OFFERED, AGREED, OURS, HELD, THEIRS, HELD]
    second: list[Any] = [ASKED, OFFERED, AGREED, OURS, replace(HELD, day=NEXT_YEAR)]
    follow(db, pairwork_list, first)
    follow(db, pairwork_list, [replace(event, pairwork_id=SECOND) for event in second])
