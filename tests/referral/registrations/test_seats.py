"""Who gets a seat at an open event, who waits, and who is next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.common.codes import RegistrationStatus
from services.referral.event_seats import events
from services.referral.event_seats.domain import MOST_PARTIES, EventSeats
from services.referral.event_seats.rules import Party
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.kernel.testing import given

ID, MLL = UUID(int=1), UUID(int=2)
A, B, C, D = (UUID(int=number) for number in range(11, 15))
TODAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 10, tzinfo=UTC)
UNTIL = datetime(2026, 11, 2, 10, tzinfo=UTC)
FIRST, SECOND = date(2026, 11, 3), date(2026, 11, 10)
DAYS = (FIRST, SECOND)
OFFERED = events.SeatsOffered(
    happening_id=ID, organisation=MLL, seats=4, until=UNTIL, drop_in=False, on=TODAY
)
OFFER = given(EventSeats(ID), OFFERED)


def taken(who: UUID, people: int, day: date | None = FIRST) -> events.SeatsTaken:
    return events.SeatsTaken(
        happening_id=ID, registration_id=who, people=people, day=day, changes=0, on=TODAY
    )


def awaited(who: UUID, people: int, day: date | None = FIRST) -> events.SeatsAwaited:
    return events.SeatsAwaited(**vars(taken(who, people, day)))


def seats_given(who: UUID) -> events.SeatsGiven:
    return events.SeatsGiven(happening_id=ID, organisation=MLL, registration_id=who, on=TODAY)


def left(who: UUID) -> events.SeatsLeft:
    return events.SeatsLeft(happening_id=ID, registration_id=who, by_host=False, on=TODAY)


def resized(who: UUID, people: int) -> events.PartyResized:
    return events.PartyResized(happening_id=ID, registration_id=who, people=people, on=TODAY)


def register(state: EventSeats, who: UUID, people: int, day: date | None = FIRST) -> object:
    return state.register(who, Party(people, day), coming=DAYS, now=NOW)


@pytest.mark.parametrize(("people", "kind"), [(4, taken), (5, awaited)])
def test_a_party_has_seats_where_all_of_it_fits(people: int, kind: object) -> None:
    assert register(OFFER, A, people) == [kind(A, people)]  # type: ignore[operator]


def test_each_time_has_its_own_seats_and_all_times_take_one_of_each() -> None:
    state = given(OFFER, taken(A, 4))
    assert register(state, B, 4, SECOND) == [taken(B, 4, SECOND)]
    assert register(state, B, 1, None) == [awaited(B, 1, None)]
    all_times = given(OFFER, taken(A, 3, None))
    assert register(all_times, B, 2, SECOND) == [awaited(B, 2, SECOND)]
    assert register(all_times, B, 1, SECOND) == [taken(B, 1, SECOND)]


def test_where_nobody_counts_everybody_has_a_seat() -> None:
    state = given(EventSeats(ID), replace(OFFERED, seats=0), taken(A, 10))
    assert register(state, B, 10) == [taken(B, 10)]


def test_registering_again_changes_nothing() -> None:
    assert register(given(OFFER, taken(A, 1)), A, 1) == []
    assert register(given(OFFER, awaited(A, 5)), A, 5) == []


@pytest.mark.parametrize(("now", "is_open"), [(UNTIL - timedelta(seconds=1), True), (UNTIL, False)])
def test_registration_ends_at_its_moment(now: datetime, *, is_open: bool) -> None:
    assert OFFER.is_open(now) is is_open
    if not is_open:
        with pytest.raises(Refused, match="ended"):
            OFFER.register(A, Party(1, FIRST), coming=DAYS, now=now)


def test_nobody_registers_for_what_is_over_or_needs_no_registration() -> None:
    with pytest.raises(Refused, match="ended"):
        OFFER.register(A, Party(1, None), coming=(), now=NOW)
    with pytest.raises(Refused, match="Come as you are"):
        register(EventSeats(ID), A, 1)
    with pytest.raises(Invalid):
        register(OFFER, A, 1, date(2026, 11, 4))


def test_no_more_register_than_anybody_can_read() -> None:
    each = (taken(UUID(int=100 + number), 1) for number in range(MOST_PARTIES))
    state = given(given(EventSeats(ID), replace(OFFERED, seats=0)), *each)
    with pytest.raises(Refused, match="Too many"):
        register(state, A, 1)


def test_free_seats_go_to_the_next_whose_whole_party_fits() -> None:
    state = given(OFFER, taken(A, 2), taken(B, 2), awaited(C, 3), awaited(D, 2))
    assert state.leave(A, coming=DAYS, on=TODAY, by_host=False) == [left(A), seats_given(D)]
    after = given(state, left(A), seats_given(D))
    assert after.leave(B, coming=DAYS, on=TODAY, by_host=False) == [left(B)]
    ended = given(after, left(B))
    assert ended.leave(D, coming=DAYS, on=TODAY, by_host=False) == [left(D), seats_given(C)]


def test_of_two_that_fit_the_first_is_first() -> None:
    state = given(OFFER, taken(A, 4), awaited(C, 3), awaited(D, 3), awaited(B, 1))
    assert state.leave(A, coming=DAYS, on=TODAY, by_host=False) == [
        left(A),
        seats_given(C),
        seats_given(B),
    ]
    assert (state.room.place(C), state.room.place(D), state.room.place(A)) == (1, 2, 0)


def test_giving_up_again_changes_nothing_and_is_over_when_it_has_begun() -> None:
    state = given(OFFER, taken(A, 4), awaited(B, 1))
    assert given(state, left(A)).leave(A, coming=DAYS, on=TODAY, by_host=False) == []
    with pytest.raises(Refused, match="over"):
        state.leave(A, coming=(SECOND,), on=TODAY, by_host=False)
    with pytest.raises(NotFound):
        state.leave(C, coming=DAYS, on=TODAY, by_host=False)


@pytest.mark.parametrize("people", [1, 3])
def test_fewer_free_seats_and_more_take_those_that_are_free(people: int) -> None:
    state = given(OFFER, taken(A, 2), taken(B, 1))
    assert state.resize(A, people, coming=DAYS, on=TODAY) == [resized(A, people)]
    assert state.resize(A, 2, coming=DAYS, on=TODAY) == []
    with pytest.raises(Refused, match="keep"):
        state.resize(A, 4, coming=DAYS, on=TODAY)


def test_whoever_waits_may_become_few_enough() -> None:
    state = given(OFFER, taken(A, 3), awaited(B, 2))
    assert state.resize(B, 1, coming=DAYS, on=TODAY) == [resized(B, 1), seats_given(B)]
    assert state.resize(B, 4, coming=DAYS, on=TODAY) == [resized(B, 4)]
    assert state.resize(A, 2, coming=DAYS, on=TODAY) == [resized(A, 2), seats_given(B)]


def test_seats_that_are_added_are_given_and_taken_ones_stay() -> None:
    state = given(OFFER, taken(A, 4), awaited(B, 2))
    more = replace(OFFERED, seats=6)
    assert state.offer_seats(more, coming=DAYS) == [more, seats_given(B)]
    assert state.offer_seats(replace(OFFERED, on=FIRST), coming=DAYS) == []
    with pytest.raises(Invalid, match="4 have"):
        state.offer_seats(replace(OFFERED, seats=3), coming=DAYS)
    assert state.offer_seats(replace(OFFERED, seats=3), coming=(SECOND,)) != []


def test_a_day_that_is_cancelled_makes_room_for_those_who_come_to_all() -> None:
    state = given(OFFER, taken(A, 4), awaited(B, 1, None))
    assert state.fill(coming=DAYS, on=TODAY) == []
    assert state.fill(coming=(SECOND,), on=TODAY) == [seats_given(B)]
    newcomer = state.register(C, Party(4, SECOND), coming=(SECOND,), now=NOW)
    assert newcomer == [seats_given(B), awaited(C, 4, SECOND)]


def test_who_was_called_needs_no_call_until_something_changes() -> None:
    state = given(OFFER, taken(A, 4), awaited(B, 1), left(A), seats_given(B))
    called = events.RegistrantCalled(happening_id=ID, registration_id=B, changes=0, on=TODAY)
    assert state.party(B).was_given
    assert state.call(B, changes=0, on=TODAY) == [called]
    after = given(state, called)
    assert (after.party(B).was_given, after.call(B, changes=0, on=TODAY)) == (False, [])
    assert after.call(B, changes=1, on=TODAY) == [replace(called, changes=1)]
    with pytest.raises(NotFound):
        state.call(A, changes=0, on=TODAY)


def test_a_registration_stands_where_its_history_left_it() -> None:
    state = given(OFFER, taken(A, 4), awaited(B, 1), left(A))
    assert [state.status_of(each) for each in (A, B)] == [
        RegistrationStatus.WITHDRAWN,
        RegistrationStatus.WAITING,
    ]
    assert (state.party(A).people, state.concerns, EventSeats(ID).concerns) == (4, (MLL,), ())
