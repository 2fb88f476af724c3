"""One plan of several professions: who answers for which goal, and who looked at it together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.casework.plan import events, rules
from services.casework.plan.domain import Plan
from services.casework.plan.rules import Goal
from services.common.programme import Named
from shared.kernel.aggregate import Invalid
from tests.casework.examples import ANNA, BERTIL, CASE, OPENED, PHASED, SUBJECT, WORDS

NURSE, COUNSELLOR = (Named(code=code, name=WORDS) for code in ("NURSE", "COUNSELLOR"))
SHARED = replace(PHASED, team=(NURSE, COUNSELLOR))
DAY = date(2026, 3, 3)


def a_goal(number: int, profession: str | None) -> Goal:
    return Goal(UUID(int=number), "Sleeps well", Decimal(1), OPENED, profession=profession)


def taken(person: UUID, profession: str | None) -> events.ProfessionTaken:
    return events.ProfessionTaken(case_id=CASE, person_id=person, profession=profession, on=DAY)


def after(*history: events.PlanEvent) -> Plan:
    plan = Plan()
    for event in history:
        plan = plan.evolve(event)
    return plan


@pytest.mark.parametrize(
    ("history", "profession", "decided"),
    [
        ((), "NURSE", [taken(ANNA, "NURSE")]),
        ((taken(ANNA, "NURSE"),), "NURSE", []),
        ((taken(ANNA, "NURSE"),), None, [taken(ANNA, None)]),
        ((taken(BERTIL, "NURSE"),), "NURSE", [taken(ANNA, "NURSE")]),
        ((taken(ANNA, "NURSE"), taken(ANNA, None)), None, []),
    ],
)
def test_somebody_works_in_one_profession_at_a_time(
    history: tuple[events.PlanEvent, ...],
    profession: str | None,
    decided: list[events.PlanEvent],
) -> None:
    plan = after(*history)
    assert plan.take_profession(ANNA, profession, case_id=CASE, on=DAY) == decided


def test_who_has_left_the_team_works_in_no_profession() -> None:
    professions = {ANNA: "NURSE", BERTIL: "NURSE"}
    assert rules.workers_in(professions, {ANNA}, NURSE) == [ANNA]
    assert rules.workers_in(professions, {ANNA, BERTIL}, COUNSELLOR) == []


def test_goals_stand_by_profession_and_those_of_all_last() -> None:
    nurses, everybodys, strange = a_goal(1, "NURSE"), a_goal(2, None), a_goal(3, "GONE")
    assert rules.goals_by_profession(SHARED, [everybodys, nurses, strange]) == [
        (NURSE, [nurses]),
        (COUNSELLOR, []),
        (None, [everybodys, strange]),
    ]


def test_a_goal_says_who_does_what_for_it() -> None:
    goal = replace(a_goal(1, "NURSE"), doing=" Anna calls on Mondays. ")
    (was_set,) = Plan().set_goal(goal, case_id=CASE, subject_id=SUBJECT)
    assert after(was_set).goals == (replace(goal, doing="Anna calls on Mondays."),)


def test_only_the_programmes_own_professions_answer_for_goals() -> None:
    rules.must_know_profession(SHARED, "NURSE")
    rules.must_know_profession(SHARED, None)
    with pytest.raises(Invalid, match="no such profession"):
        rules.must_know_profession(SHARED, "PILOT")


@pytest.mark.parametrize("next_on", [None, date(2026, 3, 4)])
def test_the_next_meeting_may_be_open_or_later(next_on: date | None) -> None:
    rules.must_come_later(next_on, held_on=DAY)


@pytest.mark.parametrize("next_on", [DAY, date(2026, 3, 2)])
def test_the_next_meeting_is_not_before_this_one(next_on: date) -> None:
    with pytest.raises(Invalid) as error:
        rules.must_come_later(next_on, held_on=DAY)
    assert error.value.code == "next_on"
