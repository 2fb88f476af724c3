"""Who leaves a case's team, who is missed there, and to whom what an order hides stands open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.casework.cases import events
from services.casework.contact.events import (
    ContactReaderNamed,
    ContactReaderRemoved,
    ContactShown,
)
from services.common.codes import EndReason, TeamRole
from services.common.contact import Opening
from shared.kernel.aggregate import Refused
from tests.casework.examples import (
    ANNA,
    BEGUN,
    BERTIL,
    CASE,
    CASE_OPENED,
    DESCRIBED,
    OPENED,
    PROVIDER,
    SUBJECT,
    a_case,
    closed,
    refusal,
)

LATER = OPENED + timedelta(days=30)
BEATA = UUID("00000000-0000-4000-8000-0000000000be")
HIDDEN = (replace(DESCRIBED, non_disclosure=True), CASE_OPENED)
RESPONSIBLE = events.WorkerAssigned(
    case_id=CASE, person_id=ANNA, role=TeamRole.RESPONSIBLE, on=OPENED
)
WORKER = replace(RESPONSIBLE, role=TeamRole.WORKER)
NAMED = ContactReaderNamed(case_id=CASE, person_id=ANNA, on=OPENED)
RELEASED = events.WorkerReleased(case_id=CASE, person_id=ANNA, on=LATER)
REMOVED = ContactReaderRemoved(case_id=CASE, person_id=ANNA, on=LATER)
MISSED = events.ResponsibleLeft(case_id=CASE, organisation=PROVIDER, person_id=ANNA, on=LATER)
CLOSED = closed(OPENED, EndReason.MOVED)
NOON = datetime(2026, 2, 2, 10, tzinfo=UTC)
ONE = NOON + timedelta(hours=1)
OPENING = Opening(ANNA, "A visit", NOON.date(), ONE)
SHOWN = ContactShown(
    case_id=CASE,
    subject_id=SUBJECT,
    person_id=ANNA,
    on=NOON.date(),
    until=ONE,
    reason="A visit",
)


@pytest.mark.parametrize(
    ("history", "released", "lost"),
    [
        ([], [], []),
        ([WORKER], [RELEASED], [RELEASED, MISSED]),  # the last one
        ([WORKER, replace(WORKER, person_id=BEATA)], [RELEASED], [RELEASED]),
        ([RESPONSIBLE], [RELEASED], [RELEASED, MISSED]),
        ([RESPONSIBLE, WORKER], [RELEASED], [RELEASED, MISSED]),
        ([RESPONSIBLE, CLOSED], [RELEASED], [RELEASED]),
        ([NAMED], [], [REMOVED]),  # somebody who coordinates is named without a seat
        ([WORKER, NAMED], [RELEASED, REMOVED], [RELEASED, MISSED, REMOVED]),
        ([RESPONSIBLE, NAMED], [RELEASED, REMOVED], [RELEASED, MISSED, REMOVED]),
    ],
)
def test_who_leaves_loses_seat_and_sight_and_who_was_responsible_is_missed(
    history: list[events.CaseEvent], released: list[object], lost: list[object]
) -> None:
    case = a_case(*HIDDEN, *history)
    assert (case.release(ANNA, on=LATER), case.lose(ANNA, on=LATER)) == (released, lost)
    assert (case.release(BERTIL, on=LATER), case.lose(BERTIL, on=LATER)) == ([], [])


@pytest.mark.parametrize(
    ("after", "misses"),
    [
        ([], True),
        ([replace(WORKER, person_id=BERTIL)], True),
        ([replace(RESPONSIBLE, person_id=BERTIL)], False),
        ([replace(RESPONSIBLE, person_id=BERTIL), WORKER], False),
    ],
)
def test_a_responsible_worker_is_missed_until_another_one_follows(
    after: list[events.CaseEvent], misses: bool
) -> None:
    for nobody_left in (BEGUN, (*BEGUN, WORKER), (*BEGUN, RESPONSIBLE)):
        assert a_case(*nobody_left).staffing.misses_responsible is False
    assert (
        a_case(*BEGUN, RESPONSIBLE, RELEASED, MISSED, *after).staffing.misses_responsible is misses
    )


def test_a_seat_is_taken_in_another_role_from_the_day_of_the_opening_on() -> None:
    case = a_case(*BEGUN, WORKER)
    as_responsible = {"works_for": PROVIDER, "role": TeamRole.RESPONSIBLE}
    assert case.assign(ANNA, on=OPENED, **as_responsible) == [RESPONSIBLE]  # type: ignore[arg-type]
    assert a_case(*BEGUN, WORKER, RESPONSIBLE).team == {ANNA: TeamRole.RESPONSIBLE}
    of_closed = a_case(*BEGUN, CLOSED).assign(
        ANNA, on=LATER, works_for=PROVIDER, role=TeamRole.WORKER
    )
    assert of_closed == [replace(WORKER, on=LATER)]


def test_only_the_seat_of_who_leaves_is_empty() -> None:
    other = replace(WORKER, person_id=BERTIL)
    assert a_case(*BEGUN, RESPONSIBLE, other, RELEASED).team == {BERTIL: TeamRole.WORKER}


def test_only_who_knows_the_family_is_named_once_where_something_is_hidden() -> None:
    hidden = a_case(*HIDDEN)
    assert hidden.name_reader(ANNA, knows_family=True, on=OPENED) == [NAMED]
    named = a_case(*HIDDEN, NAMED)
    assert named.name_reader(ANNA, knows_family=False, on=OPENED) == []
    assert named.contact_access.named == {ANNA}
    for case, knows, code in (
        (hidden, False, "not-on-team"),
        (a_case(*BEGUN), True, "nothing-hidden"),
    ):
        with pytest.raises(Refused) as refused:
            case.name_reader(ANNA, knows_family=knows, on=OPENED)
        assert refusal(refused) == (code, ())


def test_who_is_named_no_more_is_removed_once_and_sees_nothing() -> None:
    named = a_case(*HIDDEN, NAMED, SHOWN)
    assert (named.remove_reader(ANNA, on=LATER), named.remove_reader(BERTIL, on=LATER)) == (
        [REMOVED],
        [],
    )
    removed = a_case(*HIDDEN, NAMED, SHOWN, REMOVED)
    assert removed.remove_reader(ANNA, on=LATER) == []
    assert removed.shows_contact(ANNA, at=NOON) is False


def test_what_an_order_hides_is_shown_to_the_named_until_the_opening_ends() -> None:
    named = a_case(*HIDDEN, NAMED)
    assert named.show_contact(OPENING, at=NOON) == [SHOWN]
    shown = a_case(*HIDDEN, NAMED, SHOWN)
    assert shown.show_contact(OPENING, at=ONE - timedelta(seconds=1)) == []
    assert shown.show_contact(OPENING, at=ONE) == [SHOWN]
    with pytest.raises(Refused) as refused:
        named.show_contact(replace(OPENING, to=BERTIL), at=NOON)
    assert refusal(refused) == ("not-named", ())


@pytest.mark.parametrize(
    ("history", "to", "at", "shows"),
    [
        ((*HIDDEN, NAMED, SHOWN), ANNA, NOON, True),
        ((*HIDDEN, NAMED, SHOWN), ANNA, ONE - timedelta(seconds=1), True),
        ((*HIDDEN, NAMED, SHOWN), ANNA, ONE, False),
        ((*HIDDEN, NAMED, SHOWN), BERTIL, NOON, False),
        ((*HIDDEN, NAMED), ANNA, NOON, False),
        (BEGUN, BERTIL, NOON, True),  # nothing is hidden
    ],
)
def test_what_is_hidden_stands_open_to_one_person_for_a_while(
    history: tuple[events.CaseEvent, ...], to: UUID, at: datetime, shows: bool
) -> None:
    assert a_case(*history).shows_contact(to, at=at) is shows


def test_where_nothing_is_hidden_nothing_is_opened() -> None:
    assert a_case(*BEGUN).show_contact(OPENING, at=NOON) == []


def test_an_opening_of_before_ended_with_its_day() -> None:
    of_before = replace(SHOWN, until=None, on=date(2026, 2, 2))
    assert a_case(*HIDDEN, NAMED, of_before).shows_contact(ANNA, at=NOON) is False
