"""The formulas of the indicators, each at its borders on both sides."""

from datetime import date

from services.codes import Outcome
from services.reporting.indicators.counted import median
from services.reporting.indicators.demand import accepted, queued
from services.reporting.indicators.months import Range
from services.reporting.indicators.outcomes import KEPT, SHORT, ended, parted, without_minimum
from services.reporting.indicators.support import supported
from services.reporting.indicators.waiting import met, unmet
from tests.reporting.ways import match, way

MARCH = Range("2026-03", "2026-03")
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
BEFORE, AFTER = date(2026, 2, 28), date(2026, 4, 1)
IN_FEBRUARY = date(2026, 2, 10)


def test_a_month_takes_its_first_and_last_day_and_no_other() -> None:
    ways = [way(n, accepted_on=day) for n, day in enumerate((BEFORE, FIRST, LAST, AFTER))]
    assert [row.on for row in accepted(ways, MARCH)] == [FIRST, LAST]


def test_a_family_queues_on_the_day_it_is_accepted() -> None:
    ways = [way(1, accepted_on=LAST), way(2, accepted_on=AFTER)]
    assert [row.way for row in queued(ways, MARCH)] == ways[:1]


def test_who_starts_on_the_last_day_queues_no_more() -> None:
    ways = [
        way(1, accepted_on=FIRST, matches=(match(started_on=LAST),)),
        way(2, accepted_on=FIRST, matches=(match(started_on=AFTER),)),
    ]
    assert [row.way for row in queued(ways, MARCH)] == ways[1:]


def test_a_closed_case_queues_no_more() -> None:
    ways = [way(1, accepted_on=FIRST, closed_on=LAST), way(2, accepted_on=FIRST, closed_on=AFTER)]
    assert [row.way for row in queued(ways, MARCH)] == ways[1:]


def test_a_family_with_a_team_queues_until_its_first_meeting() -> None:
    ways = [
        way(1, is_matched=False, accepted_on=FIRST, met_on=LAST),
        way(2, is_matched=False, accepted_on=FIRST, met_on=AFTER),
    ]
    assert [row.way for row in queued(ways, MARCH)] == ways[1:]


def test_waiting_is_counted_in_days_from_acceptance_to_the_first_meeting() -> None:
    ways = [
        way(1, accepted_on=IN_FEBRUARY, met_on=FIRST),
        way(2, accepted_on=FIRST, met_on=FIRST),
        way(3, accepted_on=FIRST, met_on=AFTER),
    ]
    assert [row.value for row in met(ways, MARCH)] == [19, 0]


def test_waiting_that_ended_without_a_meeting_is_the_missing_row() -> None:
    ways = [
        way(1, accepted_on=IN_FEBRUARY, closed_on=LAST),
        way(2, accepted_on=IN_FEBRUARY, closed_on=AFTER),
        way(3, accepted_on=IN_FEBRUARY, closed_on=LAST, met_on=FIRST),
    ]
    assert [row.way for row in unmet(ways, MARCH)] == ways[:1]


def test_a_match_is_active_on_its_first_and_its_last_day() -> None:
    ways = [
        way(1, matches=(match(started_on=LAST),)),
        way(2, matches=(match(started_on=AFTER),)),
        way(3, matches=(match(started_on=IN_FEBRUARY, ended_on=FIRST),)),
        way(4, matches=(match(started_on=IN_FEBRUARY, ended_on=BEFORE),)),
        way(5, matches=(match(agreed_on=FIRST),)),
    ]
    assert [row.way for row in supported(ways, MARCH)] == [ways[0], ways[2]]


def test_a_family_with_two_matches_is_supported_once() -> None:
    two = (match(1, started_on=IN_FEBRUARY, ended_on=FIRST), match(2, started_on=LAST))
    assert len(list(supported([way(matches=two)], MARCH))) == 1


def test_outcomes_add_up_with_those_never_assessed() -> None:
    outcomes = (*Outcome, None)
    ways = [way(n, closed_on=LAST, outcome=outcome) for n, outcome in enumerate(outcomes)]
    rows = [row.class_ for row in ended(ways, MARCH)]
    assert len(rows) == sum(rows.count(outcome) for outcome in Outcome) == len(outcomes)
    assert rows.count(Outcome.NOT_ASSESSED) == 2


def test_a_minimum_is_kept_on_the_day_itself_and_not_the_day_before() -> None:
    began = date(2025, 9, 10)
    ways = [
        way(n, matches=(match(n, started_on=began, ended_on=day, least_months=6),))
        for n, day in enumerate((date(2026, 3, 10), date(2026, 3, 9)))
    ]
    rows = [(row.class_, row.value) for row in parted(ways, MARCH)]
    assert rows == [(KEPT, 6), (SHORT, 5)]


def test_a_minimum_that_begins_on_a_31st_ends_with_a_shorter_month() -> None:
    long = match(started_on=date(2025, 8, 31), ended_on=date(2026, 2, 28), least_months=6)
    february = Range("2026-02", "2026-02")
    assert [row.class_ for row in parted([way(matches=(long,))], february)] == [KEPT]


def test_a_match_without_a_minimum_is_the_missing_row() -> None:
    ways = [way(matches=(match(started_on=IN_FEBRUARY, ended_on=FIRST),))]
    assert list(parted(ways, MARCH)) == []
    assert len(list(without_minimum(ways, MARCH))) == 1


def test_the_median_of_an_even_number_lies_between() -> None:
    assert [median([3, 1, 2]), median([1, 2]), median([]), median([9], least=5)] == [
        2,
        1.5,
        None,
        None,
    ]
