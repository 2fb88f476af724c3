"""What a summary draws from the book for a period, and how much each level shows of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.casework.cases.domain import Case
from services.casework.cases.events import WorkerAssigned
from services.casework.digest.rules import Period, contacts, digest, measures, next_period, written
from services.casework.entries.rules import EntryFacts
from services.casework.plan.events import GoalScored, GoalSet, PlanMeetingHeld
from services.casework.plan.rules import Measurement
from services.casework.visits.rules import VisitFacts
from services.common.codes import (
    Assessor,
    DisclosureLevel,
    EntryKind,
    EntryStatus,
    TeamRole,
    VisitKind,
    VisitStatus,
)
from services.common.summaries.domain import (
    Contacts,
    EntriesCounted,
    GoalReached,
    Measured,
    MeetingHeld,
    Part,
    TeamPart,
)
from shared.kernel.testing import given
from tests.casework.examples import ANNA, CASE, CASE_OPENED, DESCRIBED, GOAL, OPENED, SUBJECT

PERIOD = Period(date(2026, 2, 1), date(2026, 4, 30))
FACE, PHONE = VisitKind.FACE, VisitKind.PHONE
HELD = VisitFacts(date(2026, 2, 1), FACE, minutes=60)


@pytest.mark.parametrize(
    ("last_until", "months", "last_day", "period"),
    [
        (None, 3, date(2026, 12, 31), (OPENED, date(2026, 4, 30))),
        (None, 3, date(2026, 4, 29), (OPENED, date(2026, 4, 29))),
        (None, None, date(2026, 12, 31), (OPENED, date(2026, 12, 31))),
        (date(2026, 4, 30), 3, date(2026, 12, 31), (date(2026, 5, 1), date(2026, 7, 30))),
        (date(2026, 4, 30), 3, date(2026, 4, 30), (date(2026, 5, 1), date(2026, 5, 1))),
    ],
)
def test_the_next_period_goes_on_from_the_last_to_the_day_it_is_due(
    last_until: date | None, months: int | None, last_day: date, period: tuple[date, date]
) -> None:
    assert next_period(OPENED, last_until, months, last_day=last_day) == Period(*period)


@pytest.mark.parametrize(
    ("visits", "counted"),
    [
        ([], ()),
        ([HELD], (Contacts(kind=FACE, held=1, minutes=60),)),
        ([replace(HELD, held_on=date(2026, 1, 31))], ()),
        ([replace(HELD, held_on=PERIOD.until)], (Contacts(kind=FACE, held=1, minutes=60),)),
        ([replace(HELD, held_on=date(2026, 5, 1))], ()),
        (
            [
                HELD,
                replace(HELD, status=VisitStatus.MISSED, minutes=45),
                replace(HELD, status=VisitStatus.CANCELLED),
                replace(HELD, kind=PHONE, minutes=15),
            ],
            (
                Contacts(kind=FACE, held=1, missed=1, cancelled=1, minutes=60),
                Contacts(kind=PHONE, held=1, minutes=15),
            ),
        ),
    ],
)
def test_contacts_are_counted_by_kind_and_both_days_are_within(
    visits: list[VisitFacts], counted: tuple[Contacts, ...]
) -> None:
    assert contacts(visits, PERIOD) == counted


CALL = EntryFacts(EntryKind.PHONE_24H, PERIOD.since, minutes=15, text="No sleep.")
PAID = EntryFacts(EntryKind.COST, PERIOD.until, costs=Decimal("12.50"))
BOOKED = EntryFacts(EntryKind.APPOINTMENT, PERIOD.until, status=EntryStatus.DONE)


@pytest.mark.parametrize(
    ("entries", "counted"),
    [
        ([], ()),
        (
            [PAID, CALL, replace(CALL, minutes=30)],
            (
                EntriesCounted(kind=EntryKind.PHONE_24H, number=2, minutes=45),
                EntriesCounted(kind=EntryKind.COST, number=1, costs=Decimal("12.50")),
            ),
        ),
        (
            [
                BOOKED,
                replace(BOOKED, status=EntryStatus.MISSED),
                replace(BOOKED, status=EntryStatus.CANCELLED),
                replace(BOOKED, status=EntryStatus.PLANNED),
            ],
            (EntriesCounted(kind=EntryKind.APPOINTMENT, number=2, missed=1),),
        ),
        ([replace(CALL, held_on=PERIOD.since - timedelta(days=1))], ()),
        ([replace(CALL, held_on=PERIOD.until + timedelta(days=1))], ()),
    ],
)
def test_what_is_written_beside_the_visits_is_counted_and_never_quoted(
    entries: list[EntryFacts], counted: tuple[EntriesCounted, ...]
) -> None:
    assert written(entries, PERIOD) == counted


def test_of_each_indicator_the_first_and_the_last_value_of_the_period_are_drawn() -> None:
    def taken(indicator: str, value: int, on: date) -> Measurement:
        return Measurement(GOAL, indicator, Decimal(value), on)

    values = [
        taken("3x10d.6", 2, date(2026, 1, 31)),
        taken("3x10d.6", 6, date(2026, 4, 1)),
        taken("3x10d.6", 4, date(2026, 2, 5)),
    ]
    assert measures(values, PERIOD) == (
        Measured(
            indicator="3x10d.6",
            first=Decimal(4),
            first_on=date(2026, 2, 5),
            last=Decimal(6),
            last_on=date(2026, 4, 1),
        ),
    )


def scored(value: int, on: date) -> GoalScored:
    return GoalScored(
        case_id=CASE, goal_id=GOAL, value=value, assessed_on=on, assessed_by=Assessor.JOINTLY
    )


def held(decisions: str, on: date) -> PlanMeetingHeld:
    return PlanMeetingHeld(
        case_id=CASE,
        subject_id=SUBJECT,
        meeting_id=GOAL,
        held_on=on,
        goals_being_met=True,
        present=3,
        participants=("Mummo Meri",),
        decisions=decisions,
    )


WANTED = GoalSet(
    case_id=CASE,
    subject_id=SUBJECT,
    goal_id=GOAL,
    text="Koulupäivät kokonaan",
    weight=Decimal(1),
    set_on=date(2026, 1, 31),
)
JOINED = WorkerAssigned(case_id=CASE, person_id=ANNA, role=TeamRole.RESPONSIBLE, on=OPENED)
BOOK = (
    JOINED,
    WANTED,
    scored(-1, date(2026, 2, 1)),
    scored(1, date(2026, 4, 30)),
    scored(2, date(2026, 5, 1)),
    held("Jatketaan. Puh. 040 123 4567.", date(2026, 4, 2)),
)


def drawn(level: DisclosureLevel, *, hidden: bool = False) -> Any:
    described = replace(DESCRIBED, disclosure_level=level, non_disclosure=hidden)
    case = given(Case(CASE), described, CASE_OPENED, *BOOK)
    return digest(case, [HELD], PERIOD, has_supporter=True, tells_place=lambda text: "040" in text)


def test_at_l3_goals_stand_as_when_the_period_began_and_ended() -> None:
    whole = drawn(DisclosureLevel.L3)
    assert whole.goals == (GoalReached(text=WANTED.text, set_on=WANTED.set_on, before=-1, after=1),)
    assert (whole.gas_before, whole.gas_after) == (Decimal("40.00"), Decimal("60.00"))
    assert whole.team == (TeamPart(role=TeamRole.RESPONSIBLE, people=1),)
    assert whole.left_out == (Part.NOTES, Part.MESSAGES, Part.OTHERS)


@pytest.mark.parametrize(
    ("level", "held_there", "has_goals", "left_out"),
    [
        (
            DisclosureLevel.L0,
            0,
            False,
            {Part.CONTACTS, Part.COURSE, Part.TEAM, Part.TEXTS}
            | {Part.GOALS, Part.MEASURES, Part.DECISIONS},
        ),
        (
            DisclosureLevel.L1,
            0,
            False,
            {Part.CONTACTS, Part.COURSE, Part.TEAM, Part.TEXTS}
            | {Part.GOALS, Part.MEASURES, Part.DECISIONS},
        ),
        (DisclosureLevel.L2, 1, False, {Part.GOALS, Part.MEASURES, Part.DECISIONS}),
        (DisclosureLevel.L3, 1, True, set()),
    ],
)
def test_a_level_shows_no_more_than_its_part_and_says_what_is_left_out(
    level: DisclosureLevel, held_there: int, has_goals: bool, left_out: set[Part]
) -> None:
    shown = drawn(level)
    assert (shown.held, bool(shown.goals), bool(shown.meetings)) == (
        held_there,
        has_goals,
        has_goals,
    )
    assert set(shown.left_out) == {Part.NOTES, Part.MESSAGES, Part.OTHERS} | left_out


def test_what_was_drawn_at_a_low_level_never_shows_more_later() -> None:
    assert drawn(DisclosureLevel.L2).at(DisclosureLevel.L3) == drawn(DisclosureLevel.L2)


@pytest.mark.parametrize(
    ("hidden", "decisions"), [(False, "Jatketaan. Puh. 040 123 4567."), (True, "")]
)
def test_under_a_non_disclosure_order_no_decision_tells_where_the_family_is(
    hidden: bool, decisions: str
) -> None:
    shown = drawn(DisclosureLevel.L3, hidden=hidden)
    on = date(2026, 4, 2)
    assert shown.meetings == (MeetingHeld(held_on=on, goals_being_met=True, decisions=decisions),)
    assert (Part.PLACES in shown.left_out) is hidden


def test_nobody_else_is_named() -> None:
    assert "Meri" not in repr(drawn(DisclosureLevel.L3))
