"""Handing over and standing in: the rules, and what each day brings by itself."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.casework.cases import policy
from services.casework.cases.domain import Case
from services.casework.handover import rules
from services.casework.handover.rules import Plan
from services.casework.staffing import events
from services.casework.standins import rules as standins
from services.casework.standins.rules import Time
from services.common.codes import EarlierNotes, HandOverReason, Role, TeamRole
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.casework.examples import ANNA, BEGUN, BERTIL, CASE, OPENED, PROVIDER, a_case

CECILIA, STAND_IN = UUID(int=20), UUID(int=21)
TODAY = OPENED + timedelta(days=60)
MONDAY = TODAY + timedelta(days=3)
A_DAY = timedelta(days=1)
RESPONSIBLE = events.WorkerAssigned(
    case_id=CASE, person_id=ANNA, role=TeamRole.RESPONSIBLE, on=OPENED
)
PLAN = Plan(ANNA, BERTIL, MONDAY, HandOverReason.LEAVES, EarlierNotes.ALL)
PLANNED = events.HandOverPlanned(
    case_id=CASE,
    organisation=PROVIDER,
    leaving=ANNA,
    to=BERTIL,
    role=TeamRole.RESPONSIBLE,
    first_day=MONDAY,
    reason=HandOverReason.LEAVES,
    notes=EarlierNotes.ALL,
)
ACCEPTED = events.HandOverAccepted(
    case_id=CASE,
    leaving=ANNA,
    to=BERTIL,
    role=TeamRole.RESPONSIBLE,
    first_day=MONDAY,
    notes=EarlierNotes.ALL,
)
AGREED = events.StandInAgreed(
    case_id=CASE,
    stand_in_id=STAND_IN,
    person_id=BERTIL,
    instead_of=ANNA,
    since=MONDAY,
    until=MONDAY + timedelta(days=6),
)


def on(day: date, *history: object) -> Case:
    """The case of Anna's, as it stands on that day."""
    return given(a_case(*BEGUN, RESPONSIBLE).looked_at(day), *history)


def plan(case: Case, wanted: Plan, *, by: UUID = CECILIA, decides: bool = True) -> list[object]:
    return [*rules.plan(case, wanted, by=by, decides=decides, works_for=PROVIDER, today=TODAY)]


def agree(case: Case, time: Time, *, by: UUID = ANNA, decides: bool = False) -> list[object]:
    decided = standins.agree(
        case, STAND_IN, time, by=by, decides=decides, works_for=PROVIDER, today=TODAY
    )
    return [*decided]


def somebody(person: UUID, role: Role = Role.NGO_WORKER) -> Principal:
    return Principal(person, "person", "somebody", PROVIDER, frozenset({role}))


def test_a_coordinator_plans_and_decides_and_the_same_again_changes_nothing() -> None:
    assert plan(on(TODAY), PLAN) == [PLANNED]
    assert plan(on(TODAY, PLANNED), PLAN) == []


def test_a_worker_plans_their_own_work_and_leaves_the_notes_to_the_coordinator() -> None:
    undecided = replace(PLAN, notes=None)
    assert plan(on(TODAY), undecided, by=ANNA, decides=False) == [replace(PLANNED, notes=None)]
    assert rules.accept(on(TODAY, PLANNED), by=ANNA, today=TODAY) == []  # not hers to accept


@pytest.mark.parametrize(
    ("wanted", "decides", "code"),
    [
        (replace(PLAN, leaving=BERTIL, to=ANNA), True, "not_on_team"),
        (replace(PLAN, leaving=None), True, "leaving"),
        (replace(PLAN, to=ANNA), True, "same_person"),
        (replace(PLAN, first_day=TODAY - A_DAY), True, "early"),
        (replace(PLAN, notes=None), True, "notes"),
        (replace(PLAN, notes=EarlierNotes.SINCE), True, "notes_since"),
        (
            replace(PLAN, notes=EarlierNotes.SINCE, notes_since=MONDAY + A_DAY),
            True,
            "notes_since",
        ),
        (PLAN, False, "not_yours"),
        (replace(PLAN, leaving=CECILIA), False, "own"),
    ],
)
def test_a_plan_is_refused_with_what_is_wrong(wanted: Plan, decides: bool, code: str) -> None:
    with pytest.raises(Refused) as refused:
        plan(on(TODAY), wanted, by=ANNA, decides=decides)
    assert refused.value.code == code


def test_what_the_coordinator_has_not_decided_cannot_be_accepted() -> None:
    with pytest.raises(Refused, match="coordinator"):
        rules.accept(on(TODAY, replace(PLANNED, notes=None)), by=BERTIL, today=TODAY)


def test_a_hand_over_ahead_waits_for_its_day_and_needs_nobody_then() -> None:
    assert rules.accept(on(TODAY, PLANNED), by=BERTIL, today=TODAY) == [ACCEPTED]
    day_before = on(MONDAY - A_DAY, PLANNED, ACCEPTED)
    that_day = on(MONDAY, PLANNED, ACCEPTED)
    assert day_before.team == {ANNA: TeamRole.RESPONSIBLE}
    assert that_day.team == {BERTIL: TeamRole.RESPONSIBLE}
    assert a_case(*BEGUN, RESPONSIBLE, PLANNED, ACCEPTED).team == {}  # of no day: nobody's


def test_the_day_tells_the_others_once() -> None:
    joined = replace(RESPONSIBLE, person_id=BERTIL, on=MONDAY)
    left = events.WorkerReleased(case_id=CASE, person_id=ANNA, on=MONDAY)
    over = events.CaseHandedOver(
        case_id=CASE, organisation=PROVIDER, reason=HandOverReason.LEAVES, on=MONDAY
    )
    assert standins.settle(on(MONDAY - A_DAY, PLANNED, ACCEPTED), today=MONDAY - A_DAY) == []
    decided = standins.settle(on(MONDAY, PLANNED, ACCEPTED), today=MONDAY)
    assert decided == [joined, left, over]
    assert standins.settle(on(MONDAY, PLANNED, ACCEPTED, *decided), today=MONDAY) == []


def test_accepted_late_it_holds_from_today() -> None:
    late = MONDAY + A_DAY
    first, *more = rules.accept(on(late, PLANNED), by=BERTIL, today=late)
    assert first == replace(ACCEPTED, first_day=late)
    assert [type(each).__name__ for each in more] == [
        "WorkerAssigned",
        "WorkerReleased",
        "CaseHandedOver",
    ]


def test_a_case_without_a_worker_is_handed_to_somebody_who_is_then_responsible() -> None:
    left = events.WorkerReleased(case_id=CASE, person_id=ANNA, on=TODAY)
    orphaned = on(TODAY, left)
    assert plan(orphaned, replace(PLAN, leaving=None)) == [replace(PLANNED, leaving=None)]


SINCE = replace(ACCEPTED, notes=EarlierNotes.SINCE, notes_since=TODAY)
SUMMARIES = replace(ACCEPTED, notes=EarlierNotes.SUMMARIES)


@pytest.mark.parametrize(
    ("accepted", "noted_on", "is_summary", "reads"),
    [
        (ACCEPTED, OPENED, False, True),
        (SINCE, TODAY - A_DAY, False, False),
        (SINCE, TODAY, False, True),
        (SINCE, TODAY - A_DAY, True, False),
        (SUMMARIES, MONDAY - A_DAY, False, False),
        (SUMMARIES, MONDAY, False, True),
        (SUMMARIES, OPENED, True, True),
    ],
)
def test_the_new_worker_reads_of_earlier_notes_what_was_decided(
    accepted: events.HandOverAccepted, noted_on: date, is_summary: bool, reads: bool
) -> None:
    case = on(MONDAY, PLANNED, accepted)
    read = policy.reads_note(somebody(BERTIL), case, noted_on, is_summary=is_summary)
    assert read is reads
    assert policy.reads_note(somebody(BERTIL), case, noted_on, by=str(BERTIL))  # their own
    assert policy.reads_note(somebody(BERTIL, Role.NGO_COORDINATOR), case, noted_on)


def test_who_stands_in_for_the_new_worker_reads_no_more_than_they_do() -> None:
    for_bertil = replace(AGREED, person_id=CECILIA, instead_of=BERTIL)
    case = on(MONDAY, PLANNED, SINCE, for_bertil)
    assert case.team == {BERTIL: TeamRole.RESPONSIBLE, CECILIA: TeamRole.SUBSTITUTE}
    assert not policy.reads_note(somebody(CECILIA), case, TODAY - A_DAY)
    assert policy.reads_note(somebody(CECILIA), case, TODAY)


@pytest.mark.parametrize(
    ("day", "is_there"),
    [
        (MONDAY - A_DAY, False),
        (MONDAY, True),
        (AGREED.until, True),
        (AGREED.until + A_DAY, False),
    ],
)
def test_who_stands_in_opens_the_case_from_the_first_to_the_last_day(
    day: date, is_there: bool
) -> None:
    public = events.WorkerAssigned(
        case_id=CASE, person_id=BERTIL, role=TeamRole.SUBSTITUTE, on=MONDAY
    )
    for history in ([AGREED], [AGREED, public]):  # whether or not others have heard of it
        assert policy.opens.allows(somebody(BERTIL), on(day, *history)) is is_there
        assert policy.opens.allows(somebody(ANNA), on(day, *history))


def test_a_stand_in_begins_and_ends_by_the_day() -> None:
    began = events.WorkerAssigned(
        case_id=CASE, person_id=BERTIL, role=TeamRole.SUBSTITUTE, on=MONDAY
    )
    ended = events.StandInEnded(
        case_id=CASE, stand_in_id=STAND_IN, person_id=BERTIL, on=AGREED.until
    )
    left = events.WorkerReleased(case_id=CASE, person_id=BERTIL, on=AGREED.until)
    after = AGREED.until + A_DAY
    assert standins.settle(on(MONDAY, AGREED), today=MONDAY) == [began]
    assert standins.settle(on(MONDAY, AGREED, began), today=AGREED.until) == []
    assert standins.settle(on(after, AGREED, began), today=after) == [ended, left]
    assert standins.settle(on(after, AGREED), today=after) == [ended]


TIME = Time(BERTIL, ANNA, AGREED.since, AGREED.until)


def test_a_worker_names_who_stands_in_for_them() -> None:
    assert agree(on(TODAY), TIME) == [AGREED]
    assert standins.end(on(TODAY, AGREED), STAND_IN, on=TODAY) == [
        events.StandInEnded(case_id=CASE, stand_in_id=STAND_IN, person_id=BERTIL, on=TODAY)
    ]
    assert standins.end(on(TODAY), STAND_IN, on=TODAY) == []


@pytest.mark.parametrize(
    ("time", "by", "code"),
    [
        (replace(TIME, person=ANNA), ANNA, "on_team"),
        (replace(TIME, instead_of=CECILIA), CECILIA, "not_on_team"),
        (TIME, BERTIL, "own"),
        (replace(TIME, until=MONDAY - A_DAY), ANNA, "until"),
        (replace(TIME, since=TODAY - A_DAY), ANNA, "since"),
        (replace(TIME, until=MONDAY + timedelta(days=367)), ANNA, "long"),
    ],
)
def test_standing_in_is_refused_with_what_is_wrong(time: Time, by: UUID, code: str) -> None:
    with pytest.raises(Refused) as refused:
        agree(on(TODAY), time, by=by)
    assert refused.value.code == code


def test_who_has_left_takes_nothing_over_and_stands_in_for_nobody() -> None:
    names = [
        [type(each).__name__ for each in on(TODAY, history).lose(BERTIL, on=TODAY)]
        for history in (PLANNED, AGREED)
    ]
    assert names == [["HandOverWithdrawn"], ["StandInEnded"]]
