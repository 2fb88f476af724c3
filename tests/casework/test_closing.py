from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.casework.cases import events
from services.casework.course.rules import Closing
from services.common.codes import Assessor, EndReason, Outcome, OutcomeMethod
from services.common.endings import PLANNED_ENDS
from shared.kernel.aggregate import Invalid, Refused
from tests.casework.examples import (
    BEGUN,
    BEGUN_PLAIN,
    CASE,
    FUTURE_SINCE,
    IN_FUTURE,
    MINIMUM_FULL,
    OPENED,
    PHASED,
    PLAIN,
    PROVIDER,
    REFERRAL,
    SUBJECT,
    a_case,
    closed,
    done,
    refusal,
)

DAY = timedelta(days=1)
CLOSING = Closing(
    MINIMUM_FULL,
    EndReason.GOALS_REACHED,
    Outcome.IMPROVED,
    OutcomeMethod.GAS,
    Assessor.JOINTLY,
)
FINISHED = (*IN_FUTURE, done("T4", FUTURE_SINCE))


def explained(on: date, reason: str) -> events.EarlyEndExplained:
    return events.EarlyEndExplained(case_id=CASE, subject_id=SUBJECT, on=on, reason=reason)


def test_a_case_ends_as_planned_on_the_day_its_minimum_is_full() -> None:
    assert a_case(*FINISHED).close(PHASED, CLOSING) == [
        closed(MINIMUM_FULL, EndReason.GOALS_REACHED)
    ]


def test_a_day_before_its_minimum_is_full_a_case_asks_why_it_ends() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*FINISHED).close(PHASED, replace(CLOSING, on=MINIMUM_FULL - DAY))
    assert refusal(refused) == ("early_reason", ("MINIMUM_DURATION", "early_reason"))


def test_an_early_end_says_why() -> None:
    on = MINIMUM_FULL - DAY
    early = a_case(*FINISHED).close(PHASED, replace(CLOSING, on=on), early_reason=" All is well. ")
    assert early == [
        explained(on, "All is well."),
        closed(on, EndReason.GOALS_REACHED, early=True),
    ]


@pytest.mark.parametrize("reason", EndReason)
def test_an_end_before_the_last_task_is_explained_when_it_is_a_planned_one(
    reason: EndReason,
) -> None:
    case, closing = a_case(*IN_FUTURE), replace(CLOSING, end_reason=reason)
    if reason not in PLANNED_ENDS:
        assert case.close(PHASED, closing) == [closed(MINIMUM_FULL, reason, early=True)]
        return
    with pytest.raises(Refused) as refused:
        case.close(PHASED, closing)
    assert refusal(refused) == ("early_reason", ("T4", "early_reason"))


def test_six_months_after_the_last_of_august_end_with_february() -> None:
    opened = replace(BEGUN[1], opened_on=date(2025, 8, 31), phase=None)
    short = replace(PHASED, phases=())
    case = a_case(BEGUN[0], opened)
    on_time = replace(CLOSING, on=date(2026, 2, 28))
    assert case.close(short, on_time) == [closed(date(2026, 2, 28), EndReason.GOALS_REACHED)]
    with pytest.raises(Refused) as refused:
        case.close(short, replace(CLOSING, on=date(2026, 2, 27)))
    assert refusal(refused) == ("early_reason", ("MINIMUM_DURATION", "early_reason"))


def test_a_planned_end_wants_the_tasks_of_its_phase() -> None:
    with pytest.raises(Refused, match="task T4") as refused:
        a_case(*IN_FUTURE).close(PHASED, CLOSING)
    assert refusal(refused) == ("early_reason", ("T4", "early_reason"))


def test_a_phase_that_leads_to_no_end_is_left_by_an_early_one() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*BEGUN).close(PHASED, CLOSING)
    assert refusal(refused) == ("early_reason", ("ENDED", "early_reason"))


@pytest.mark.parametrize("reason", sorted(PLANNED_ENDS))
def test_every_planned_end_wants_the_phase_that_leads_to_it(reason: EndReason) -> None:
    with pytest.raises(Refused) as refused:
        a_case(*BEGUN).close(PHASED, replace(CLOSING, end_reason=reason))
    assert refusal(refused) == ("early_reason", ("ENDED", "early_reason"))


@pytest.mark.parametrize("reason", sorted(set(EndReason) - PLANNED_ENDS))
def test_every_other_end_says_by_its_code_why_it_is_early(reason: EndReason) -> None:
    closing = replace(CLOSING, end_reason=reason)
    assert a_case(*BEGUN).close(PHASED, closing) == [closed(MINIMUM_FULL, reason, early=True)]


def test_where_the_family_ends_it_the_code_is_reason_enough() -> None:
    moved = replace(CLOSING, end_reason=EndReason.MOVED)
    assert a_case(*BEGUN).close(PHASED, moved) == [
        closed(MINIMUM_FULL, EndReason.MOVED, early=True)
    ]


def test_even_a_family_that_moves_is_asked_why_before_the_minimum() -> None:
    moved = replace(CLOSING, end_reason=EndReason.MOVED, on=MINIMUM_FULL - DAY)
    with pytest.raises(Refused) as refused:
        a_case(*FINISHED).close(PHASED, moved)
    assert refusal(refused) == ("early_reason", ("MINIMUM_DURATION", "early_reason"))


def test_the_optional_phase_may_be_left_out() -> None:
    replaced = replace(CLOSING, end_reason=EndReason.REPLACED_BY_SERVICE)
    assert a_case(*FINISHED).close(PHASED, replaced) == [
        closed(MINIMUM_FULL, EndReason.REPLACED_BY_SERVICE)
    ]


def test_a_programme_without_phases_or_minimum_ends_any_day() -> None:
    on_first_day = replace(CLOSING, on=OPENED)
    assert a_case(*BEGUN_PLAIN).close(PLAIN, on_first_day) == [
        replace(closed(OPENED, EndReason.GOALS_REACHED), programme="walking")
    ]


def test_closing_twice_the_same_changes_nothing() -> None:
    case = a_case(*FINISHED, closed(MINIMUM_FULL, EndReason.GOALS_REACHED))
    assert case.close(PHASED, CLOSING) == []


def test_a_closed_case_is_not_closed_otherwise() -> None:
    case = a_case(*FINISHED, closed(MINIMUM_FULL, EndReason.GOALS_REACHED))
    with pytest.raises(Refused) as refused:
        case.close(PHASED, replace(CLOSING, outcome=Outcome.WORSENED))
    assert refusal(refused) == ("closed", ())


def test_a_case_is_not_closed_before_its_phase_began() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*FINISHED).close(PHASED, replace(CLOSING, on=FUTURE_SINCE - DAY))
    assert refusal(refused) == ("before_phase", ())


def test_an_assessed_outcome_says_how_and_by_whom() -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*FINISHED).close(PHASED, replace(CLOSING, method=None, assessed_by=None))
    assert refusal(refused) == ("assessment_missing", ("method", "assessed_by"))


@pytest.mark.parametrize("lacking", ["method", "assessed_by"])
def test_an_assessment_lacks_what_is_not_told(lacking: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*FINISHED).close(PHASED, replace(CLOSING, **{lacking: None}))  # type: ignore[arg-type]
    assert refusal(refused) == ("assessment_missing", (lacking,))


def test_blanks_explain_no_early_end() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*IN_FUTURE).close(PHASED, CLOSING, early_reason="  ")
    assert refusal(refused) == ("early_reason", ("T4", "early_reason"))


def test_an_outcome_may_be_left_unassessed() -> None:
    unknown = Closing(MINIMUM_FULL, EndReason.GOALS_REACHED, Outcome.NOT_ASSESSED)
    assert a_case(*FINISHED).close(PHASED, unknown) == [
        replace(
            closed(MINIMUM_FULL, EndReason.GOALS_REACHED),
            outcome=Outcome.NOT_ASSESSED,
            method=None,
            assessed_by=None,
        )
    ]


LOOKED_AT = events.CaseFollowedUp(
    case_id=CASE,
    referral_id=REFERRAL,
    programme="rowing",
    organisation=PROVIDER,
    assessed_on=date(2027, 1, 31),
    outcome=Outcome.OUT_OF_HOME_PLACEMENT,
    placed_on=MINIMUM_FULL,
)
CLOSED = (*FINISHED, closed(MINIMUM_FULL, EndReason.GOALS_REACHED))


def test_a_closed_case_is_followed_up_with_the_day_of_a_placement() -> None:
    assert a_case(*CLOSED).follow_up(LOOKED_AT) == [LOOKED_AT]


def test_a_follow_up_without_a_placement_counts_its_own_day() -> None:
    looked_at = replace(LOOKED_AT, outcome=Outcome.IMPROVED, placed_on=None)
    on_the_day = replace(looked_at, assessed_on=MINIMUM_FULL)
    assert a_case(*CLOSED).follow_up(on_the_day) == [on_the_day]
    with pytest.raises(Refused) as refused:
        a_case(*CLOSED).follow_up(replace(looked_at, assessed_on=MINIMUM_FULL - DAY))
    assert refusal(refused) == ("before_closing", ())


def test_a_placement_may_be_of_the_day_of_its_follow_up() -> None:
    same = replace(LOOKED_AT, placed_on=LOOKED_AT.assessed_on)
    assert a_case(*CLOSED).follow_up(same) == [same]


def test_following_up_twice_the_same_changes_nothing() -> None:
    assert a_case(*CLOSED, LOOKED_AT).follow_up(LOOKED_AT) == []


def test_an_open_case_is_not_followed_up() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*FINISHED).follow_up(LOOKED_AT)
    assert refusal(refused) == ("still_open", ())


def test_a_placement_before_the_closing_belongs_to_the_closing() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*CLOSED).follow_up(replace(LOOKED_AT, placed_on=MINIMUM_FULL - DAY))
    assert refusal(refused) == ("before_closing", ())


def test_a_placement_does_not_lie_after_its_follow_up() -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*CLOSED).follow_up(replace(LOOKED_AT, placed_on=date(2027, 2, 1)))
    assert refusal(refused) == ("placed_on", ())
