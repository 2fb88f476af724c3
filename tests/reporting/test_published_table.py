"""Helsinki's table from events: each row on each side of its day, and what does not add up."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.casework.facts.events import Fact
from services.common.codes import Unanswered
from services.common.programme.loader import load_programmes
from services.reporting.circumstances.rules import Answered, CountedCase
from services.reporting.indicators.months import Range
from services.reporting.published_table.queries import publication
from services.reporting.published_table.rules import (
    Cohort,
    Figure,
    TeamCase,
    fits,
    fitting,
    how_many_fit,
    snapshot,
    together,
)

TABLE = publication()
TEAM = next(each for each in load_programmes() if each.code == TABLE.programme)
PERIOD = Range("2024-01", "2024-08")
FIRST, LAST = date(2024, 1, 1), date(2024, 8, 31)
ASKED, ENDED = date(2024, 2, 10), date(2024, 5, 20)
A_DAY = timedelta(days=1)
CASE = UUID(int=1)
COUNSELLOR = (CASE, "ADULT_SOCIAL_WORK_COUNSELLOR")
ANSWERS = (
    Fact(question="GENDER", answer="BOY"),
    Fact(question="WORK", answer="OUT_OF_WORK", person=1),
    Fact(question="WORK", answer="WORKING", person=2),
    Fact(question="VIOLENCE", answer=Unanswered.DECLINED),
)
ONE = Cohort(
    cases=(TeamCase(CountedCase(CASE, TEAM, FIRST, ENDED, children=2), "IMPROVED"),),
    answered={CASE: [Answered(ASKED, ANSWERS)]},
    contacts={COUNSELLOR: (ASKED,)},
)


def figures(on: date, cohort: Cohort = ONE) -> dict[str, Figure]:
    return dict(snapshot(TABLE, cohort, PERIOD, on).figures)


def test_a_row_counts_from_the_day_on_which_it_happened() -> None:
    assert figures(ASKED) == {
        "CHILDREN": Figure(2),
        "BOYS": Figure(1, 1),
        "GIRLS": Figure(0, 1),
        "COUNSELLED": Figure(1, 1),
        "OUT_OF_WORK": Figure(1, 2),
        "POOR": Figure(0, 0),
        "VIOLENCE": Figure(0, 0),
        "ENDED": Figure(0),
        "IMPROVED": Figure(0),
        "UNCHANGED": Figure(0),
        "PLACED": Figure(0),
    }
    before = figures(ASKED - A_DAY)
    assert (before["BOYS"], before["COUNSELLED"]) == (Figure(0, 0), Figure(0, 1))


@pytest.mark.parametrize(("on", "ended"), [(ENDED - A_DAY, 0), (ENDED, 1)])
def test_support_has_ended_from_its_last_day_on(on: date, ended: int) -> None:
    counted = figures(on)
    assert (counted["ENDED"], counted["IMPROVED"]) == (Figure(ended), Figure(ended))
    assert counted["UNCHANGED"] == Figure(0)


@pytest.mark.parametrize(("opened", "children"), [(LAST, 2), (LAST + A_DAY, 0)])
def test_who_came_after_the_period_is_not_counted(opened: date, children: int) -> None:
    (team_case,) = ONE.cases
    late = TeamCase(replace(team_case.case, opened_on=opened, closed_on=None))
    assert figures(LAST, replace(ONE, cases=(late,)))["CHILDREN"] == Figure(children)


@pytest.mark.parametrize(("on", "followed"), [(date(2024, 8, 28), 0), (date(2024, 8, 29), 1)])
def test_the_follow_up_is_over_after_its_months(on: date, followed: int) -> None:
    (team_case,) = ONE.cases
    early = replace(team_case, case=replace(team_case.case, closed_on=date(2024, 2, 29)))
    assert snapshot(TABLE, replace(ONE, cases=(early,)), PERIOD, on).followed == followed


def test_who_was_not_asked_and_not_assessed_is_said() -> None:
    (team_case,) = ONE.cases
    cohort = Cohort((replace(team_case, outcome="NOT_ASSESSED"),), {}, {})
    taken = snapshot(TABLE, cohort, PERIOD, LAST)
    assert (taken.undone, taken.unanswered["BOYS"], taken.unanswered["POOR"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("code", "figure", "as_published"),
    [
        ("CHILDREN", Figure(37), True),
        ("CHILDREN", Figure(36), False),
        ("BOYS", Figure(28, 35), True),
        ("BOYS", Figure(29, 37), False),
        ("POOR", Figure(0, 0), False),
    ],
)
def test_a_row_fits_as_it_was_printed(code: str, figure: Figure, as_published: bool) -> None:
    assert fits(TABLE.row(code), figure) == as_published


def test_the_last_of_the_days_that_fit_best_is_taken() -> None:
    best = fitting(TABLE, ONE, PERIOD)
    assert best is not None
    assert how_many_fit(TABLE, best) == 0
    assert best.on == LAST
    assert fitting(TABLE, Cohort((), {}, {}), PERIOD) is None


def test_all_shares_at_once_leave_three_numbers_of_people() -> None:
    assert together(TABLE) == [(35, 34, 68), (35, 35, 68), (35, 35, 70)]
