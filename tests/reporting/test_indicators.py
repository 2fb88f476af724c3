"""The formulas of the indicators, each at its borders on both sides."""

from datetime import date

from services.common.codes import Outcome
from services.reporting.indicators.counted import Counted, median
from services.reporting.indicators.demand import accepted, queued, received
from services.reporting.indicators.months import Days, Range
from services.reporting.indicators.outcomes import KEPT, SHORT, ended, minimum_kept, without_minimum
from services.reporting.indicators.support import (
    children,
    supported,
    unsupported,
    untold_children,
)
from services.reporting.indicators.waiting import closed_without_meeting, first_meeting, matched
from tests.reporting.timelines import PROVIDER, SENDER, match, number, timeline

MARCH = Range("2026-03", "2026-03")
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
BEFORE, AFTER = date(2026, 2, 28), date(2026, 4, 1)
IN_FEBRUARY = date(2026, 2, 10)


def test_a_month_takes_its_first_and_last_day_and_no_other() -> None:
    timelines = [timeline(n, accepted_on=day) for n, day in enumerate((BEFORE, FIRST, LAST, AFTER))]
    assert [row.on for row in accepted(timelines, MARCH)] == [FIRST, LAST]


def test_any_days_take_their_first_and_last_day_and_no_other() -> None:
    days = (BEFORE, FIRST, LAST, AFTER)
    assert [day in Days(FIRST, LAST) for day in days] == [False, True, True, False]
    assert [day in Days(FIRST, FIRST) for day in days] == [False, True, False, False]


def test_a_family_queues_on_the_day_it_is_accepted() -> None:
    timelines = [timeline(1, accepted_on=LAST), timeline(2, accepted_on=AFTER)]
    assert [row.timeline for row in queued(timelines, MARCH)] == timelines[:1]


def test_who_starts_on_the_last_day_queues_no_more() -> None:
    timelines = [
        timeline(1, accepted_on=FIRST, matches=(match(started_on=LAST),)),
        timeline(2, accepted_on=FIRST, matches=(match(started_on=AFTER),)),
    ]
    assert [row.timeline for row in queued(timelines, MARCH)] == timelines[1:]


def test_a_closed_case_queues_no_more() -> None:
    timelines = [
        timeline(1, accepted_on=FIRST, closed_on=LAST),
        timeline(2, accepted_on=FIRST, closed_on=AFTER),
    ]
    assert [row.timeline for row in queued(timelines, MARCH)] == timelines[1:]


def test_a_family_with_a_team_queues_until_its_first_meeting() -> None:
    timelines = [
        timeline(1, is_matched=False, accepted_on=FIRST, met_on=LAST),
        timeline(2, is_matched=False, accepted_on=FIRST, met_on=AFTER),
    ]
    assert [row.timeline for row in queued(timelines, MARCH)] == timelines[1:]


def test_waiting_is_counted_in_days_from_acceptance_to_the_first_meeting() -> None:
    timelines = [
        timeline(1, accepted_on=IN_FEBRUARY, met_on=FIRST),
        timeline(2, accepted_on=FIRST, met_on=FIRST),
        timeline(3, accepted_on=FIRST, met_on=AFTER),
    ]
    assert [row.value for row in first_meeting(timelines, MARCH)] == [19, 0]


def test_waiting_that_ended_without_a_meeting_is_the_missing_row() -> None:
    timelines = [
        timeline(1, accepted_on=IN_FEBRUARY, closed_on=LAST),
        timeline(2, accepted_on=IN_FEBRUARY, closed_on=AFTER),
        timeline(3, accepted_on=IN_FEBRUARY, closed_on=LAST, met_on=FIRST),
    ]
    assert [row.timeline for row in closed_without_meeting(timelines, MARCH)] == timelines[:1]


def test_a_match_is_active_on_its_first_and_its_last_day() -> None:
    timelines = [
        timeline(1, matches=(match(started_on=LAST),)),
        timeline(2, matches=(match(started_on=AFTER),)),
        timeline(3, matches=(match(started_on=IN_FEBRUARY, ended_on=FIRST),)),
        timeline(4, matches=(match(started_on=IN_FEBRUARY, ended_on=BEFORE),)),
        timeline(5, matches=(match(agreed_on=FIRST),)),
    ]
    assert [row.timeline for row in supported(timelines, MARCH)] == [timelines[0], timelines[2]]


def test_a_family_with_two_matches_is_supported_once() -> None:
    two = (match(1, started_on=IN_FEBRUARY, ended_on=FIRST), match(2, started_on=LAST))
    assert len(list(supported([timeline(matches=two)], MARCH))) == 1


NEVER = timeline(9, referred_on=None)
DAYS = (BEFORE, FIRST, LAST, AFTER)


def test_what_has_not_happened_counts_in_no_figure() -> None:
    begun = timeline(8, accepted_on=None, met_on=FIRST, closed_on=None, referred_on=None)
    unmatched = timeline(7, referred_on=None, matches=(match(), match(2, ended_on=FIRST)))
    counts = (
        received,
        accepted,
        queued,
        first_meeting,
        closed_without_meeting,
        matched,
        supported,
        unsupported,
        children,
        untold_children,
        ended,
        minimum_kept,
        without_minimum,
    )
    assert [list(count((NEVER, begun, unmatched), MARCH)) for count in counts] == [[]] * len(counts)
    never_accepted = timeline(6, closed_on=FIRST)
    assert list(closed_without_meeting([never_accepted], MARCH)) == []


def test_each_figure_of_a_month_takes_its_first_and_last_day() -> None:
    rows = {
        "received": received([timeline(referred_on=day) for day in DAYS], MARCH),
        "ended": ended([timeline(closed_on=day) for day in DAYS], MARCH),
        "matched": matched([timeline(matches=(match(agreed_on=day),)) for day in DAYS], MARCH),
        "met by a team": matched([timeline(is_matched=False, met_on=day) for day in DAYS], MARCH),
        "parted": without_minimum(
            [timeline(matches=(match(started_on=BEFORE, ended_on=day),)) for day in DAYS], MARCH
        ),
    }
    days = {name: [row.on for row in counted] for name, counted in rows.items()}
    assert days == {name: [FIRST, LAST] for name in rows}


def test_the_first_of_several_agreements_counts() -> None:
    two = (match(1), match(2, agreed_on=LAST), match(3, agreed_on=FIRST))
    assert [row.on for row in matched([timeline(matches=two)], MARCH)] == [FIRST]


def test_a_meeting_before_the_acceptance_is_no_waiting() -> None:
    early = timeline(accepted_on=LAST, met_on=FIRST)
    assert [row.value for row in first_meeting([early], MARCH)] == [0]


def test_a_team_supports_from_its_first_meeting_to_the_closing() -> None:
    timelines = [
        timeline(1, is_matched=False, met_on=LAST),
        timeline(2, is_matched=False, met_on=AFTER),
        timeline(3, is_matched=False, met_on=IN_FEBRUARY, closed_on=FIRST),
        timeline(4, is_matched=False, met_on=IN_FEBRUARY, closed_on=BEFORE),
        timeline(5, is_matched=False),
    ]
    assert [row.timeline for row in supported(timelines, MARCH)] == [timelines[0], timelines[2]]


def test_one_of_two_matches_supports_a_family() -> None:
    two = (match(1, started_on=IN_FEBRUARY, ended_on=BEFORE), match(2, started_on=LAST))
    assert len(list(supported([timeline(matches=two)], MARCH))) == 1


def test_who_is_accepted_and_not_supported_is_the_missing_row() -> None:
    active = (match(started_on=FIRST),)
    timelines = [
        timeline(1, accepted_on=LAST),
        timeline(2, accepted_on=AFTER),
        timeline(3, accepted_on=IN_FEBRUARY, closed_on=FIRST),
        timeline(4, accepted_on=IN_FEBRUARY, closed_on=BEFORE),
        timeline(5, accepted_on=IN_FEBRUARY, matches=active),
        timeline(6, accepted_on=IN_FEBRUARY, closed_on=LAST, matches=active),
    ]
    assert [row.timeline for row in unsupported(timelines, MARCH)] == [timelines[0], timelines[2]]


def test_a_row_is_known_to_its_sender_and_its_provider() -> None:
    row, of_nobody = (
        Counted(number(1), FIRST, each)
        for each in (timeline(), timeline(sender=None, provider=None))
    )
    assert (row.known_to, of_nobody.known_to) == ((str(SENDER), str(PROVIDER)), ())


def test_a_median_leaves_out_what_has_no_value_and_takes_as_many_as_are_asked_for() -> None:
    assert median([None, 3, None]) == 3
    assert [median([1, 2, 3], least=least) for least in (3, 4)] == [2, None]


def test_outcomes_add_up_with_those_never_assessed() -> None:
    outcomes = (*Outcome, None)
    timelines = [timeline(n, closed_on=LAST, outcome=outcome) for n, outcome in enumerate(outcomes)]
    rows = [row.class_ for row in ended(timelines, MARCH)]
    assert len(rows) == sum(rows.count(outcome) for outcome in Outcome) == len(outcomes)
    assert rows.count(Outcome.NOT_ASSESSED) == 2


def test_a_minimum_is_kept_on_the_day_itself_and_not_the_day_before() -> None:
    began = date(2025, 9, 10)
    timelines = [
        timeline(n, matches=(match(n, started_on=began, ended_on=day, least_months=6),))
        for n, day in enumerate((date(2026, 3, 10), date(2026, 3, 9)))
    ]
    rows = [(row.class_, row.value) for row in minimum_kept(timelines, MARCH)]
    assert rows == [(KEPT, 6), (SHORT, 5)]


def test_a_minimum_that_begins_on_a_31st_ends_with_a_shorter_month() -> None:
    long = match(started_on=date(2025, 8, 31), ended_on=date(2026, 2, 28), least_months=6)
    february = Range("2026-02", "2026-02")
    assert [row.class_ for row in minimum_kept([timeline(matches=(long,))], february)] == [KEPT]


def test_a_match_without_a_minimum_is_the_missing_row() -> None:
    timelines = [timeline(matches=(match(started_on=IN_FEBRUARY, ended_on=FIRST),))]
    assert list(minimum_kept(timelines, MARCH)) == []
    assert len(list(without_minimum(timelines, MARCH))) == 1


def test_a_median_is_the_middle_value_and_no_mean() -> None:
    assert [median([1, 2, 9]), median([9, 1]), median([1, 2, 3, 10])] == [2, 5, 2.5]


def test_the_median_of_an_even_number_lies_between() -> None:
    assert [median([3, 1, 2]), median([1, 2]), median([]), median([9], least=5)] == [
        2,
        1.5,
        None,
        None,
    ]


def test_each_child_of_a_supported_family_counts_once() -> None:
    two = (match(1, started_on=IN_FEBRUARY, ended_on=FIRST), match(2, started_on=LAST))
    timelines = [
        timeline(1, children=3, matches=two),
        timeline(2, children=1, matches=two),
        timeline(3, children=0, matches=two),
        timeline(4, children=2, matches=(match(started_on=AFTER),)),
    ]
    rows = list(children(timelines, MARCH))
    assert [row.timeline for row in rows] == [*[timelines[0]] * 3, timelines[1]]
    assert len({row.who for row in rows}) == 4
    assert list(untold_children(timelines, MARCH)) == []


def test_families_of_whom_no_number_was_told_are_the_missing_row_of_children() -> None:
    active = (match(started_on=FIRST),)
    timelines = [timeline(1, matches=active), timeline(2), timeline(3, children=0, matches=active)]
    assert [row.timeline for row in untold_children(timelines, MARCH)] == timelines[:1]
    assert list(children(timelines, MARCH)) == []
