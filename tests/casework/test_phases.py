from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.casework.cases.domain import Case
from services.casework.course import events
from services.common.codes import EndReason
from services.common.programme import Exit, Guard, Programme
from shared.kernel.aggregate import Invalid, Refused
from tests.casework.examples import (
    BEGUN,
    BEGUN_PLAIN,
    CASE,
    FUTURE_SINCE,
    IN_FUTURE,
    IN_TRUST,
    MINIMUM_FULL,
    OPENED,
    PHASED,
    PLAIN,
    SUBJECT,
    TRUST_SINCE,
    a_case,
    advanced,
    closed,
    done,
    met,
    refusal,
)

DAY = timedelta(days=1)


def test_a_phase_is_left_when_all_its_tasks_are_done() -> None:
    case = a_case(*BEGUN, done("T1"), done("T2"))
    assert case.advance(PHASED, to="TRUST", on=TRUST_SINCE) == [
        advanced("START", "TRUST", TRUST_SINCE)
    ]


def test_a_waived_task_does_not_hold_a_phase_back() -> None:
    waived = events.TaskWaived(
        case_id=CASE, subject_id=SUBJECT, code="T2", on=OPENED, reason="No school in summer"
    )
    case = a_case(*BEGUN, done("T1"), waived)
    assert case.advance(PHASED, to="TRUST", on=TRUST_SINCE) == [
        advanced("START", "TRUST", TRUST_SINCE)
    ]


def test_a_refusal_names_every_open_task() -> None:
    with pytest.raises(Refused, match="task T1, task T2") as refused:
        a_case(*BEGUN).advance(PHASED, to="TRUST", on=TRUST_SINCE)
    assert refusal(refused) == ("phase_lacks", ("T1", "T2"))


def test_a_task_counts_from_its_own_day() -> None:
    case = a_case(*BEGUN, done("T1"), done("T2", TRUST_SINCE))
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="TRUST", on=TRUST_SINCE - DAY)
    assert refusal(refused) == ("phase_lacks", ("T2",))


def test_a_phase_that_asks_for_a_plan_meeting_is_not_left_without_one() -> None:
    case = a_case(*IN_TRUST, done("T3", TRUST_SINCE))
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="FUTURE", on=FUTURE_SINCE)
    assert refusal(refused) == ("phase_lacks", ("PLAN_MEETING_GOALS_BEING_MET",))


def test_a_refusal_names_tasks_and_the_meeting_together() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*IN_TRUST).advance(PHASED, to="FUTURE", on=FUTURE_SINCE)
    assert refusal(refused) == ("phase_lacks", ("T3", "PLAN_MEETING_GOALS_BEING_MET"))


@pytest.mark.parametrize("day", [TRUST_SINCE, FUTURE_SINCE])
def test_a_meeting_on_the_first_or_last_day_of_the_phase_counts(day: date) -> None:
    case = a_case(*IN_TRUST, done("T3", TRUST_SINCE), met(day, goals_being_met=True))
    assert case.advance(PHASED, to="FUTURE", on=FUTURE_SINCE) == [
        advanced("TRUST", "FUTURE", FUTURE_SINCE)
    ]


@pytest.mark.parametrize("day", [TRUST_SINCE - DAY, FUTURE_SINCE + DAY])
def test_a_meeting_before_the_phase_or_after_the_day_does_not_count(day: date) -> None:
    case = a_case(*IN_TRUST, done("T3", TRUST_SINCE), met(day, goals_being_met=True))
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="FUTURE", on=FUTURE_SINCE)
    assert refusal(refused) == ("phase_lacks", ("PLAN_MEETING_GOALS_BEING_MET",))


def test_the_last_meeting_decides_whether_goals_are_being_met() -> None:
    first, last = met(TRUST_SINCE, goals_being_met=True), met(FUTURE_SINCE, goals_being_met=False)
    case = a_case(*IN_TRUST, done("T3", TRUST_SINCE), last, first)
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="FUTURE", on=FUTURE_SINCE)
    assert refusal(refused) == ("phase_lacks", ("PLAN_MEETING_GOALS_BEING_MET",))


def test_the_last_phase_asks_when_it_was_found_possible_and_why_it_is_best() -> None:
    case = a_case(*IN_FUTURE, done("T4", FUTURE_SINCE))
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="REDUNDANCY", on=date(2026, 6, 1), best_interest="  ")
    assert refusal(refused) == ("phase_lacks", ("POSSIBLE_FOUND", "BEST_INTEREST_STATED"))


def test_what_the_last_phase_asked_for_is_kept_beside_the_move() -> None:
    case = a_case(*IN_FUTURE, done("T4", FUTURE_SINCE))
    assert case.advance(
        PHASED,
        to="REDUNDANCY",
        on=date(2026, 6, 1),
        possible_found_on=FUTURE_SINCE,
        best_interest="She has her own people now.",
    ) == [
        events.PhaseJustified(
            case_id=CASE,
            subject_id=SUBJECT,
            phase="REDUNDANCY",
            on=date(2026, 6, 1),
            possible_found_on=FUTURE_SINCE,
            best_interest="She has her own people now.",
        ),
        advanced("FUTURE", "REDUNDANCY", date(2026, 6, 1)),
    ]


@pytest.mark.parametrize("found_on", [FUTURE_SINCE, date(2026, 6, 1)])
def test_it_may_be_found_possible_on_the_first_and_the_last_day(found_on: date) -> None:
    case = a_case(*IN_FUTURE, done("T4", FUTURE_SINCE))
    moved = case.advance(
        PHASED,
        to="REDUNDANCY",
        on=date(2026, 6, 1),
        possible_found_on=found_on,
        best_interest="Best",
    )
    assert moved[-1] == advanced("FUTURE", "REDUNDANCY", date(2026, 6, 1))


JUSTIFIED = events.PhaseJustified(
    case_id=CASE,
    subject_id=SUBJECT,
    phase="TRUST",
    on=FUTURE_SINCE,
    possible_found_on=None,
    best_interest=None,
)


@pytest.mark.parametrize(
    ("found_on", "interest", "kept"),
    [
        (FUTURE_SINCE, "", [replace(JUSTIFIED, possible_found_on=FUTURE_SINCE)]),
        (None, "Best", [replace(JUSTIFIED, best_interest="Best")]),
        (None, "", []),
    ],
)
def test_what_is_told_unasked_is_kept_beside_the_move_too(
    found_on: date | None, interest: str, kept: list[events.CourseEvent]
) -> None:
    moved = a_case(*IN_FUTURE).advance(
        PHASED, to="TRUST", on=FUTURE_SINCE, possible_found_on=found_on, best_interest=interest
    )
    assert moved == [*kept, advanced("FUTURE", "TRUST", FUTURE_SINCE)]


def waiting_for_months(to: str) -> Programme:
    """The programme whose first phase is left for that one when its minimum is full."""
    exits = (Exit(to=to, guards=(Guard.MINIMUM_DURATION,)),)
    return replace(PHASED, phases=(replace(PHASED.phases[0], exits=exits), *PHASED.phases[1:]))


def test_a_phase_may_wait_for_the_programmes_minimum() -> None:
    programme = waiting_for_months("TRUST")
    assert a_case(*BEGUN).advance(programme, to="TRUST", on=MINIMUM_FULL) == [
        advanced("START", "TRUST", MINIMUM_FULL)
    ]
    with pytest.raises(Refused) as refused:
        a_case(*BEGUN).advance(programme, to="TRUST", on=MINIMUM_FULL - DAY)
    assert refusal(refused) == ("phase_lacks", ("MINIMUM_DURATION",))


def test_from_a_phase_that_only_ends_no_other_follows() -> None:
    with pytest.raises(Refused, match="No phase follows here") as refused:
        a_case(*BEGUN).advance(waiting_for_months("ENDED"), to="TRUST", on=OPENED)
    assert refusal(refused) == ("no_way", ())


def exits(case: Case, on: date) -> list[tuple[str, tuple[str, ...]]]:
    """Where a case can go that day, and what each lacks."""
    transitions = case.course.transitions(PHASED, case.as_of(on))
    return [(each.phase.code, tuple(m.code for m in each.missing)) for each in transitions]


def test_the_phases_to_go_to_say_what_they_lack() -> None:
    assert exits(a_case(*BEGUN), OPENED) == [("TRUST", ("T1", "T2"))]
    assert exits(a_case(*IN_FUTURE), FUTURE_SINCE) == [
        ("TRUST", ()),
        ("REDUNDANCY", ("T4", "POSSIBLE_FOUND", "BEST_INTEREST_STATED")),
    ]
    assert exits(a_case(*BEGUN_PLAIN), OPENED) == []


@pytest.mark.parametrize("found_on", [FUTURE_SINCE - DAY, date(2026, 6, 2)])
def test_it_must_have_been_found_possible_in_the_phase_itself(found_on: date) -> None:
    case = a_case(*IN_FUTURE, done("T4", FUTURE_SINCE))
    with pytest.raises(Refused) as refused:
        case.advance(
            PHASED,
            to="REDUNDANCY",
            on=date(2026, 6, 1),
            possible_found_on=found_on,
            best_interest="Best",
        )
    assert refusal(refused) == ("phase_lacks", ("POSSIBLE_FOUND",))


def test_a_case_may_go_back_where_the_programme_lets_it() -> None:
    case = a_case(*IN_FUTURE)
    assert case.advance(PHASED, to="TRUST", on=FUTURE_SINCE) == [
        advanced("FUTURE", "TRUST", FUTURE_SINCE)
    ]


def test_going_back_asks_for_a_new_meeting_but_not_for_the_same_tasks() -> None:
    case = a_case(*IN_FUTURE, advanced("FUTURE", "TRUST", date(2026, 6, 1)))
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="FUTURE", on=date(2026, 7, 1))
    assert refusal(refused) == ("phase_lacks", ("PLAN_MEETING_GOALS_BEING_MET",))


def test_no_phase_is_skipped() -> None:
    with pytest.raises(Refused, match="leads to phase TRUST, not to phase FUTURE") as refused:
        a_case(*BEGUN).advance(PHASED, to="FUTURE", on=TRUST_SINCE)
    assert refusal(refused) == ("no_way", ())


def test_being_in_the_phase_already_changes_nothing() -> None:
    assert a_case(*BEGUN).advance(PHASED, to="START", on=OPENED) == []


def test_a_phase_nobody_defined_is_invalid() -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*BEGUN).advance(PHASED, to="LIMBO", on=OPENED)
    assert refusal(refused) == ("no_such_phase", ())


def test_a_programme_without_phases_has_none_to_go_to() -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*BEGUN_PLAIN).advance(PLAIN, to="TRUST", on=OPENED)
    assert refusal(refused) == ("no_such_phase", ())


def test_a_phase_begins_on_the_day_the_one_before_began_at_the_earliest() -> None:
    case = a_case(*BEGUN, done("T1"), done("T2"))
    assert case.advance(PHASED, to="TRUST", on=OPENED) == [advanced("START", "TRUST", OPENED)]
    with pytest.raises(Refused) as refused:
        a_case(*IN_FUTURE).advance(PHASED, to="TRUST", on=FUTURE_SINCE - DAY)
    assert refusal(refused) == ("before_phase", ())


def test_nothing_moves_in_a_case_that_is_closed() -> None:
    case = a_case(*BEGUN, done("T1"), done("T2"), closed(TRUST_SINCE, EndReason.MOVED))
    with pytest.raises(Refused) as refused:
        case.advance(PHASED, to="TRUST", on=TRUST_SINCE)
    assert refusal(refused) == ("closed", ())


def test_there_is_no_case_before_it_is_opened() -> None:
    with pytest.raises(Refused) as refused:
        a_case().advance(PHASED, to="TRUST", on=OPENED)
    assert refusal(refused) == ("not_opened", ())
