from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.casework.plan import events
from services.casework.plan.domain import Plan
from services.casework.plan.rules import Goal, Measurement, Score, must_fit, t_score
from services.common.codes import Assessor
from services.common.programme import Indicator
from shared.kernel.aggregate import Invalid, Refused
from tests.casework.examples import CASE, GOAL, OPENED, PHASED, SUBJECT, WORDS, refusal

SET = events.GoalSet(
    case_id=CASE,
    subject_id=SUBJECT,
    goal_id=GOAL,
    text="School five days a week",
    weight=Decimal(1),
    set_on=OPENED,
)
SCORED = events.GoalScored(
    case_id=CASE,
    goal_id=GOAL,
    value=1,
    assessed_on=date(2026, 3, 1),
    assessed_by=Assessor.JOINTLY,
)
SCORE = Score(1, date(2026, 3, 1), Assessor.JOINTLY)
ONE = Decimal(1)


def a_plan(*history: events.PlanEvent) -> Plan:
    """The plan after its part of a case's history."""
    plan = Plan()
    for event in history:
        plan = plan.evolve(event)
    return plan


def test_one_goal_reached_as_expected_gives_50() -> None:
    assert t_score([(ONE, 0)]) == Decimal("50.00")


def test_three_goals_one_step_better_give_63_69() -> None:
    assert t_score([(ONE, 1)] * 3) == Decimal("63.69")


def test_three_goals_one_step_worse_give_36_31() -> None:
    assert t_score([(ONE, -1)] * 3) == Decimal("36.31")


def test_a_heavier_goal_counts_more() -> None:
    assert t_score([(Decimal(2), 1), (ONE, 0)]) == Decimal("58.03")


def test_without_a_score_there_is_no_figure() -> None:
    assert t_score([]) is None


def test_a_plan_counts_the_newest_score_of_each_scored_goal() -> None:
    other = replace(SET, goal_id=CASE)
    earlier = replace(SCORED, value=-2, assessed_on=OPENED)
    assert a_plan(SET, other, SCORED, earlier).t_score == Decimal("60.00")


def test_a_goal_is_set_with_its_weight() -> None:
    goal = Goal(GOAL, " School five days a week ", Decimal(1), OPENED)
    assert Plan().set_goal(goal, case_id=CASE, subject_id=SUBJECT) == [SET]


@pytest.mark.parametrize(
    ("text", "weight", "code"), [(" ", ONE, "text_missing"), ("Goal", Decimal(0), "weight")]
)
def test_a_goal_has_words_and_a_weight(text: str, weight: Decimal, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Plan().set_goal(Goal(GOAL, text, weight, OPENED), case_id=CASE, subject_id=SUBJECT)
    assert refusal(refused) == (code, ())


def test_a_goal_is_scored() -> None:
    assert a_plan(SET).score(GOAL, SCORE, case_id=CASE) == [SCORED]


def test_the_same_score_again_changes_nothing() -> None:
    assert a_plan(SET, SCORED).score(GOAL, SCORE, case_id=CASE) == []


def test_another_score_for_the_same_day_corrects_it() -> None:
    plan = a_plan(SET, SCORED, replace(SCORED, value=-1))
    assert [goal.scores for goal in plan.goals] == [(replace(SCORE, value=-1),)]


@pytest.mark.parametrize("value", [-2, 2])
def test_the_ends_of_the_scale_are_scores(value: int) -> None:
    scored = a_plan(SET).score(GOAL, replace(SCORE, value=value), case_id=CASE)
    assert scored == [replace(SCORED, value=value)]


@pytest.mark.parametrize("value", [-3, 3])
def test_beyond_the_ends_of_the_scale_there_is_no_score(value: int) -> None:
    with pytest.raises(Invalid) as refused:
        a_plan(SET).score(GOAL, replace(SCORE, value=value), case_id=CASE)
    assert refusal(refused) == ("score", ())


def test_a_goal_is_scored_from_the_day_it_was_set() -> None:
    first = replace(SCORE, assessed_on=OPENED)
    assert a_plan(SET).score(GOAL, first, case_id=CASE) == [replace(SCORED, assessed_on=OPENED)]


def test_each_goal_has_its_own_scores() -> None:
    other = replace(SET, goal_id=CASE, set_on=date(2026, 3, 2))
    plan = a_plan(SET, other, SCORED)
    assert [goal.score for goal in plan.goals] == [1, None]
    with pytest.raises(Refused) as refused:
        plan.score(CASE, SCORE, case_id=CASE)
    assert refusal(refused) == ("before_goal", ())


def test_what_was_measured_is_kept_in_order() -> None:
    taken = events.MeasurementTaken(
        case_id=CASE,
        measurement_id=GOAL,
        indicator="oars",
        value=ONE,
        measured_on=OPENED,
    )
    second = replace(taken, measurement_id=CASE, value=Decimal(2))
    assert a_plan(taken, second).measurements == (
        Measurement(GOAL, "oars", ONE, OPENED),
        Measurement(CASE, "oars", Decimal(2), OPENED),
    )


def test_a_goal_is_not_scored_before_it_was_set() -> None:
    with pytest.raises(Refused) as refused:
        a_plan(SET).score(GOAL, replace(SCORE, assessed_on=date(2026, 1, 30)), case_id=CASE)
    assert refusal(refused) == ("before_goal", ())


def test_a_goal_of_another_case_is_not_scored() -> None:
    with pytest.raises(Refused) as refused:
        Plan().score(GOAL, SCORE, case_id=CASE)
    assert refusal(refused) == ("no_such_goal", ())


OWN = replace(
    PHASED,
    indicators=(Indicator(code="oars", name=WORDS, lowest=Decimal(0), highest=Decimal(4)),),
)


@pytest.mark.parametrize(
    ("indicator", "value"), [("3x10d.1", 0), ("3x10d.10", 10), ("gas", 50), ("oars", 4)]
)
def test_common_indicators_and_the_programmes_own_are_measured(indicator: str, value: int) -> None:
    must_fit(OWN, indicator=indicator, value=Decimal(value))


@pytest.mark.parametrize(
    ("indicator", "value", "code"),
    [
        ("3x10d.11", 5, "indicator"),
        ("3x10d.1", 11, "off_scale"),
        ("3x10d.1", -1, "off_scale"),
        ("oars", 5, "off_scale"),
        ("sails", 1, "indicator"),
    ],
)
def test_nothing_else_is_measured(indicator: str, value: int, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        must_fit(OWN, indicator=indicator, value=Decimal(value))
    assert refusal(refused) == (code, ())
