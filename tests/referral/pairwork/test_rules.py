"""A pair is offered once at a time, agreed on by the other side, moved, cancelled and held."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.common.codes import NotHeldReason
from services.referral.networks.events import Offer
from services.referral.pairwork.domain import PairWork
from services.referral.pairwork.events import PairWorkEvent
from services.referral.pairwork.rules import answer_by, candidates, due_on, must_come, serves
from shared.kernel.aggregate import Invalid, Refused
from tests.referral.pairwork.histories import (
    AGREED,
    AGREED_ANEW,
    ASKED,
    BEGINS,
    CANCELLED,
    CITY,
    ENDS,
    FRIDAY,
    HELD,
    HELPER,
    LAPSED,
    MONDAY,
    MOVED,
    NOT_HELD,
    NOW,
    OFFERED,
    OTHER,
    OURS,
    REFUSED,
    TAKEN_BACK,
    THEIRS,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WITHDRAWN,
    given,
)

A_SECOND = timedelta(seconds=1)
CLIENT = NotHeldReason.CLIENT_DID_NOT_COME


def test_the_first_organisation_offers_and_says_it_once() -> None:
    assert given(ASKED).offer(OFFERED, now=NOW) == [OFFERED]
    assert given(ASKED, OFFERED).offer(OFFERED, now=NOW) == []


@pytest.mark.parametrize(
    "history", [[ASKED, OFFERED], [ASKED, OFFERED, AGREED], [ASKED, WITHDRAWN]]
)
def test_no_other_organisation_offers_meanwhile(history: list[PairWorkEvent]) -> None:
    with pytest.raises(Refused):
        given(*history).offer(replace(OFFERED, organisation=OTHER), now=NOW)


@pytest.mark.parametrize("over", [REFUSED, TAKEN_BACK, LAPSED])
def test_another_offers_once_an_offer_came_to_nothing(over: PairWorkEvent) -> None:
    others = replace(OFFERED, organisation=OTHER)
    assert given(ASKED, OFFERED, over).offer(others, now=NOW) == [others]


def test_nobody_offers_to_themselves_or_in_the_past() -> None:
    with pytest.raises(Refused):
        given(ASKED).offer(replace(OFFERED, organisation=CITY), now=NOW)
    with pytest.raises(Invalid):
        given(ASKED).offer(OFFERED, now=BEGINS)
    assert given(ASKED).offer(OFFERED, now=BEGINS - A_SECOND) == [OFFERED]


def test_the_other_side_agrees_and_nobody_to_their_own_offer() -> None:
    offered = given(ASKED, OFFERED)
    assert offered.agree(organisation=CITY, now=NOW) == [AGREED]
    assert given(ASKED, OFFERED, AGREED).agree(organisation=CITY, now=NOW) == []
    for wrong in (offered.agree, given(ASKED, OFFERED, AGREED, MOVED).agree):
        with pytest.raises(Refused):
            wrong(organisation=HELPER, now=NOW)
    with pytest.raises(Refused):
        given(ASKED).agree(organisation=CITY, now=NOW)
    with pytest.raises(Invalid):
        offered.agree(organisation=CITY, now=BEGINS)


def test_a_refusal_says_why_and_opens_it_again() -> None:
    offered = given(ASKED, OFFERED)
    assert offered.refuse("Aika ei sovi.", organisation=CITY, on=MONDAY) == [REFUSED]
    with pytest.raises(Refused):
        offered.refuse("Aika ei sovi.", organisation=HELPER, on=MONDAY)
    assert given(ASKED, OFFERED, REFUSED).status == "OPEN"


def test_what_was_agreed_holds_until_another_time_is_agreed_on() -> None:
    agreed = given(ASKED, OFFERED, AGREED)
    assert agreed.propose_move(MOVED, now=NOW) == [MOVED]
    moving = given(ASKED, OFFERED, AGREED, MOVED)
    assert (moving.status, moving.agreed) == ("AGREED", AGREED)
    assert moving.agree(organisation=CITY, now=NOW) == [AGREED_ANEW]
    no = replace(REFUSED, due_on=None)
    assert moving.refuse("Aika ei sovi.", organisation=CITY, on=MONDAY) == [no]
    assert given(ASKED, OFFERED, AGREED, MOVED, no).agreed == AGREED
    anew = given(ASKED, OFFERED, AGREED, MOVED, AGREED_ANEW)
    assert (anew.agreed, anew.changes, agreed.changes) == (AGREED_ANEW, 1, 0)


def test_the_asker_moves_the_time_and_not_who_comes() -> None:
    agreed = given(ASKED, OFFERED, AGREED)
    theirs = replace(MOVED, organisation=CITY)
    with pytest.raises(Invalid):
        agreed.propose_move(theirs, now=NOW)
    same = replace(theirs, worker=AGREED.worker)
    assert agreed.propose_move(same, now=NOW) == [same]
    with pytest.raises(Refused):
        given(ASKED, OFFERED, AGREED, MOVED).propose_move(same, now=NOW)


def test_an_offer_is_taken_back_by_who_made_it() -> None:
    offered = given(ASKED, OFFERED)
    assert offered.withdraw_offer(organisation=HELPER, on=MONDAY) == [TAKEN_BACK]
    assert given(ASKED).withdraw_offer(organisation=HELPER, on=MONDAY) == []
    with pytest.raises(Refused):
        offered.withdraw_offer(organisation=CITY, on=MONDAY)


def test_an_offer_that_nobody_answers_lapses_after_two_working_days() -> None:
    offered = given(ASKED, OFFERED)
    assert offered.answer_by == answer_by(MONDAY, THURSDAY) == WEDNESDAY
    assert offered.let_lapse(TUESDAY, on=THURSDAY) == []
    assert offered.let_lapse(WEDNESDAY, on=THURSDAY) == [LAPSED]
    lapsed = given(ASKED, OFFERED, LAPSED)
    assert (lapsed.status, lapsed.lapse, lapsed.answer_by) == ("OPEN", LAPSED, None)
    assert lapsed.let_lapse(WEDNESDAY, on=THURSDAY) == []


def test_an_offer_lapses_with_its_day_and_no_answered_one_does() -> None:
    sooner = given(ASKED, replace(OFFERED, day=TUESDAY))
    assert sooner.let_lapse(MONDAY, on=WEDNESDAY) == []
    assert sooner.let_lapse(TUESDAY, on=WEDNESDAY) == [replace(LAPSED, on=WEDNESDAY)]
    for answered in ([AGREED], [REFUSED], [TAKEN_BACK], [AGREED, MOVED]):
        assert given(ASKED, OFFERED, *answered).let_lapse(FRIDAY, on=FRIDAY) == []


def test_a_request_is_withdrawn_before_and_cancelled_after_it_was_agreed() -> None:
    for history in ([ASKED], [ASKED, OFFERED]):
        assert given(*history).withdraw(on=MONDAY) == [WITHDRAWN]
    assert given(ASKED, WITHDRAWN).withdraw(on=MONDAY) == []
    agreed, why = given(ASKED, OFFERED, AGREED), "Työntekijä sairastui."
    with pytest.raises(Refused):
        agreed.withdraw(on=MONDAY)
    assert agreed.cancel(why, organisation=HELPER, now=NOW) == [CANCELLED]
    over = given(ASKED, OFFERED, AGREED, CANCELLED)
    assert (over.cancel(why, organisation=HELPER, now=NOW), over.changes) == ([], 1)
    with pytest.raises(Refused):
        given(ASKED, OFFERED).cancel(why, organisation=HELPER, now=NOW)
    with pytest.raises(Refused):
        agreed.cancel(why, organisation=HELPER, now=BEGINS)


def test_minutes_are_written_once_the_time_is_over() -> None:
    agreed = given(ASKED, OFFERED, AGREED)
    with pytest.raises(Refused):
        agreed.write_minutes(OURS, now=ENDS - A_SECOND)
    assert agreed.write_minutes(OURS, now=ENDS) == [OURS, HELD]
    with pytest.raises(Invalid):
        agreed.write_minutes(replace(OURS, work_minutes=0), now=ENDS)


def test_each_writing_says_the_sum_of_both_sides_anew() -> None:
    held = given(ASKED, OFFERED, AGREED, OURS, HELD)
    both = replace(HELD, municipal_minutes=75)
    assert held.write_minutes(THEIRS, now=ENDS) == [THEIRS, both]
    assert held.write_minutes(replace(OURS, on=FRIDAY), now=ENDS) == []
    fewer = replace(OURS, travel_minutes=0)
    assert held.write_minutes(fewer, now=ENDS) == [fewer, replace(HELD, ngo_minutes=90)]


def test_that_they_did_not_meet_is_said_once_it_was_to_begin() -> None:
    agreed = given(ASKED, OFFERED, AGREED)
    with pytest.raises(Refused):
        agreed.not_held(CLIENT, organisation=CITY, now=BEGINS - A_SECOND)
    assert agreed.not_held(CLIENT, organisation=CITY, now=BEGINS) == [NOT_HELD]
    over = given(ASKED, OFFERED, AGREED, NOT_HELD)
    assert over.not_held(CLIENT, organisation=CITY, now=ENDS) == []
    with pytest.raises(Refused):
        over.write_minutes(OURS, now=ENDS)
    with pytest.raises(Refused):
        given(ASKED, OFFERED, AGREED, OURS, HELD).not_held(CLIENT, organisation=CITY, now=ENDS)


def test_its_texts_are_kept_from_the_meeting_or_the_last_word_on() -> None:
    latest: list[tuple[PairWork, date]] = [
        (given(ASKED), MONDAY),
        (given(ASKED, OFFERED, AGREED), THURSDAY),
        (given(ASKED, OFFERED, AGREED, CANCELLED), THURSDAY),
        (given(ASKED, OFFERED, AGREED, replace(OURS, on=FRIDAY), HELD), FRIDAY),
    ]
    assert [each.latest for each, _ in latest] == [day for _, day in latest]


@pytest.mark.parametrize(
    ("offer", "is_asked"),
    [
        (Offer(), True),
        (Offer(themes=("omaiset",), counties=("05",)), True),
        (Offer(themes=("omaiset",), municipalities=("853",)), True),
        (Offer(themes=("ero",), counties=("05",)), False),
        (Offer(themes=("omaiset",), municipalities=("790",)), False),
        (Offer(themes=("omaiset",), counties=("06",), municipalities=("853",)), True),
    ],
)
def test_who_knows_the_theme_and_works_there_is_asked(offer: Offer, is_asked: bool) -> None:
    where: dict[str, Any] = {"theme": "omaiset", "municipality": "853", "county": "05"}
    assert serves(offer, **where) == is_asked
    members = [{HELPER: offer, CITY: Offer()}]
    assert candidates(members, by=CITY, **where) == ((HELPER,) if is_asked else ())


def test_an_offer_is_due_in_five_working_days_or_by_the_last_wished_day() -> None:
    assert due_on(MONDAY, [date(2026, 12, 24)]) == date(2026, 11, 30)
    assert due_on(MONDAY, [MONDAY, THURSDAY]) == THURSDAY
    assert due_on(FRIDAY, [THURSDAY]) == FRIDAY


def test_a_time_that_a_night_in_march_leaves_out_is_refused() -> None:
    night = date(2027, 3, 28)
    must_come(night, "04:00", NOW)
    with pytest.raises(Invalid):
        must_come(night, "03:30", NOW)
