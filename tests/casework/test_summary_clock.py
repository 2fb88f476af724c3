"""When a summary is due: from the opening, or the last one, by the version the case began with."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from services.casework.deadlines.projections import deadlines
from services.casework.summaries.events import SummaryApproved
from services.common.programme import Includes
from tests.casework.examples import OPENED, PHASED
from tests.casework.test_deadlines import BEGUN, CLOSED, REOPENED, TERMS
from tests.casework.test_summary_rules import APPROVED
from tests.following import waiting

MONTHS = 3
PROMISED = replace(TERMS, programme=replace(PHASED, includes=Includes(summary_months=MONTHS)))
NEWER = replace(
    TERMS,
    programme=replace(PHASED, version=PHASED.version + 1, includes=Includes(summary_months=1)),
)
FIRST: SummaryApproved = replace(APPROVED, since=OPENED, until=date(2026, 4, 30))
SECOND = replace(FIRST, since=date(2026, 5, 1), until=date(2026, 7, 31))
BY_HAND = replace(FIRST, until=date(2026, 3, 15))
FROM_OPENING = {"summary": date(2026, 4, 30)}
FROM_FIRST = {"summary": date(2026, 7, 30)}


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((TERMS, BEGUN), {}),  # its programme promises none
        ((BEGUN,), {}),  # its programme is not there yet
        ((PROMISED, BEGUN), FROM_OPENING),
        ((BEGUN, PROMISED), FROM_OPENING),
        ((PROMISED, BEGUN, NEWER), FROM_OPENING),
        ((PROMISED, BEGUN, FIRST), FROM_FIRST),
        ((PROMISED, FIRST, BEGUN), FROM_FIRST),
        ((PROMISED, BEGUN, BY_HAND), {"summary": date(2026, 6, 15)}),
        ((PROMISED, BEGUN, FIRST, SECOND), {"summary": date(2026, 10, 31)}),
        ((PROMISED, BEGUN, SECOND, FIRST), {"summary": date(2026, 10, 31)}),  # corrected later
        ((PROMISED, BEGUN, FIRST, CLOSED, REOPENED), FROM_FIRST),
    ],
)
def test_a_summary_is_due_so_many_months_after_the_last(
    engine: Engine, happened: tuple[Any, ...], due: Any
) -> None:
    assert waiting(engine, deadlines, *happened) == due


def test_a_closed_case_owes_none(engine: Engine) -> None:
    assert "summary" not in waiting(engine, deadlines, PROMISED, BEGUN, CLOSED)
