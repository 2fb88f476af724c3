from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.casework.visits import events
from services.casework.visits.domain import LONGEST, Told, Visit, Whose
from services.common.codes import VisitKind, VisitStatus
from shared.kernel.aggregate import Invalid
from shared.kernel.testing import given
from tests.casework.examples import ANNA, CASE, PROVIDER, SENDER, SUBJECT, refusal

ID = UUID(int=20)
DAY = date(2026, 3, 3)
WHOSE = Whose(CASE, SUBJECT, PROVIDER)
TOLD = Told(DAY, minutes=95)
LOGGED = events.VisitLogged(
    visit_id=ID,
    case_id=CASE,
    organisation=PROVIDER,
    held_on=DAY,
    kind=VisitKind.FACE,
    status=VisitStatus.HELD,
    minutes=95,
    present=1,
)


def test_a_visit_is_logged_as_a_count() -> None:
    assert Visit(ID).log(TOLD, WHOSE) == [LOGGED]


def test_what_was_done_and_said_stays_private() -> None:
    told = replace(TOLD, activities=(events.Activity.SPORT,), notes="We swam.", began_at="15:00")
    assert Visit(ID).log(told, WHOSE) == [
        LOGGED,
        events.VisitNoted(
            visit_id=ID,
            case_id=CASE,
            subject_id=SUBJECT,
            began_at="15:00",
            activities=(events.Activity.SPORT,),
            notes="We swam.",
        ),
    ]


def test_what_a_support_person_paid_goes_to_volunteers() -> None:
    told = replace(TOLD, kilometres=18, costs=Decimal("12.00"))
    assert Visit(ID).log(told, replace(WHOSE, volunteer_id=ANNA)) == [
        replace(LOGGED, volunteer_id=ANNA),
        events.ExpensesIncurred(
            visit_id=ID,
            case_id=CASE,
            organisation=PROVIDER,
            volunteer_id=ANNA,
            held_on=DAY,
            kilometres=18,
            costs=Decimal("12.00"),
        ),
    ]


@pytest.mark.parametrize("status", [VisitStatus.MISSED, VisitStatus.CANCELLED])
def test_a_visit_that_was_not_held_had_nobody_present(status: VisitStatus) -> None:
    told = Told(DAY, status=status, present=2)
    assert Visit(ID).log(told, WHOSE) == [replace(LOGGED, status=status, minutes=0, present=0)]


def test_a_visit_is_logged_once() -> None:
    assert given(Visit(ID), LOGGED).log(TOLD, WHOSE) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (replace(TOLD, minutes=0), "minutes"),
        (replace(TOLD, minutes=-1), "minutes"),
        (replace(TOLD, minutes=LONGEST + 1), "minutes"),
        (replace(TOLD, present=0), "present"),
    ],
)
def test_a_held_visit_took_time_and_had_somebody(told: Told, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Visit(ID).log(told, WHOSE)
    assert refusal(refused) == (code, ())


def test_the_longest_and_shortest_visits_are_logged() -> None:
    assert [Visit(ID).log(replace(TOLD, minutes=minutes), WHOSE) for minutes in (1, LONGEST)] == [
        [replace(LOGGED, minutes=1)],
        [replace(LOGGED, minutes=LONGEST)],
    ]


def test_a_visit_concerns_whom_its_case_concerns() -> None:
    assert given(Visit(ID, concerns=(SENDER, PROVIDER)), LOGGED).concerns == (SENDER, PROVIDER)
