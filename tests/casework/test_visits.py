from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.casework.visits import events
from services.casework.visits.domain import Visit
from services.casework.visits.rules import DAY as A_DAY, DEAREST, LONGEST, VisitedCase, VisitFacts
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from services.common.disclosing import Parties
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.examples import ANNA, CASE, PROVIDER, SENDER, SUBJECT, refusal

ID = UUID(int=20)
DAY = date(2026, 3, 3)
VISITED = VisitedCase(CASE, SUBJECT, PROVIDER)
FACTS = VisitFacts(DAY, minutes=95)
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
    assert Visit(ID).log(FACTS, VISITED) == [LOGGED]


def test_it_says_in_which_profession_somebody_of_the_team_met_the_family() -> None:
    nurse = replace(VISITED, profession="YOUTH_NURSE")
    logged = replace(LOGGED, profession="YOUTH_NURSE")
    assert Visit(ID).log(FACTS, nurse) == [logged]
    _, corrected = given(Visit(ID), logged).correct(
        replace(FACTS, minutes=60), nurse, reason="A slip."
    )
    assert isinstance(corrected, events.VisitCorrected)
    assert (corrected.minutes, corrected.profession) == (60, "YOUTH_NURSE")


def test_what_was_done_and_said_stays_private() -> None:
    facts = replace(FACTS, activities=(Activity.SPORT,), notes="We swam.", began_at="15:00")
    assert Visit(ID).log(facts, VISITED) == [
        LOGGED,
        events.VisitNoted(
            visit_id=ID,
            case_id=CASE,
            subject_id=SUBJECT,
            began_at="15:00",
            activities=(Activity.SPORT,),
            notes="We swam.",
        ),
    ]


@pytest.mark.parametrize(
    "details",
    [
        {"began_at": "15:00"},
        {"activities": (Activity.SPORT,)},
        {"impression": Impression.GOOD},
        {"notes": "We swam."},
        {"participants": ("Aino", "Outi")},
        {"kilometres": 18},
    ],
)
def test_whatever_is_told_of_a_visit_stays_private_too(details: dict[str, Any]) -> None:
    note = events.VisitNoted(
        **{"activities": (), "notes": "", "began_at": None, "impression": None, **details},
        visit_id=ID,
        case_id=CASE,
        subject_id=SUBJECT,
    )
    assert Visit(ID).log(replace(FACTS, **details), VISITED) == [LOGGED, note]


@pytest.mark.parametrize(
    ("kilometres", "costs", "paid"),
    [(0, 0, False), (1, 0, True), (0, 1, True), (1, 1, True)],
)
def test_only_what_was_paid_is_an_expense(kilometres: int, costs: int, paid: bool) -> None:
    supported = replace(VISITED, volunteer_id=ANNA)
    facts = replace(FACTS, kilometres=kilometres, costs=Decimal(costs))
    kinds = [type(event) for event in Visit(ID).log(facts, supported)]
    assert kinds == [events.VisitLogged, *([events.ExpensesIncurred] if paid else [])]
    assert Visit(ID).log(FACTS, supported) == [replace(LOGGED, volunteer_id=ANNA)]


def test_what_a_support_person_paid_goes_to_volunteers() -> None:
    facts = replace(FACTS, kilometres=18, costs=Decimal("12.00"))
    assert Visit(ID).log(facts, replace(VISITED, volunteer_id=ANNA)) == [
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
    facts = VisitFacts(DAY, status=status, present=2)
    assert Visit(ID).log(facts, VISITED) == [replace(LOGGED, status=status, minutes=0, present=0)]


def test_a_visit_is_logged_once() -> None:
    assert given(Visit(ID), LOGGED).log(FACTS, VISITED) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(FACTS, costs=DEAREST + Decimal("0.01")), "costs"),
        (replace(FACTS, minutes=0), "minutes"),
        (replace(FACTS, minutes=-1), "minutes"),
        (replace(FACTS, minutes=LONGEST + 1, kind=VisitKind.EVENT), "minutes"),
        (replace(FACTS, minutes=A_DAY + 1), "minutes"),
        (replace(FACTS, present=0), "present"),
    ],
)
def test_a_held_visit_took_time_and_had_somebody(facts: VisitFacts, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Visit(ID).log(facts, VISITED)
    assert refusal(refused) == (code, ())


@pytest.mark.parametrize(
    ("facts", "accepted"),
    [
        (replace(FACTS, minutes=1_440), True),
        (replace(FACTS, minutes=1_441), False),
        (replace(FACTS, minutes=10_080, kind=VisitKind.EVENT), True),
        (replace(FACTS, minutes=10_081, kind=VisitKind.EVENT), False),
        (replace(FACTS, costs=Decimal(10_000)), True),
        (replace(FACTS, costs=Decimal("10000.01")), False),
        (replace(FACTS, status=VisitStatus.MISSED, minutes=0, present=0), True),
    ],
)
def test_a_visit_lasts_a_day_a_camp_a_week_and_it_costs_ten_thousand_euros_at_most(
    facts: VisitFacts, accepted: bool
) -> None:
    if accepted:
        assert Visit(ID).log(facts, VISITED) != []
    else:
        with pytest.raises(Invalid):
            Visit(ID).log(facts, VISITED)


def test_the_longest_and_shortest_visits_are_logged() -> None:
    lengths = [(1, VisitKind.FACE), (A_DAY, VisitKind.FACE), (LONGEST, VisitKind.EVENT)]
    assert [
        Visit(ID).log(replace(FACTS, minutes=minutes, kind=kind), VISITED)
        for minutes, kind in lengths
    ] == [[replace(LOGGED, minutes=minutes, kind=kind)] for minutes, kind in lengths]


def test_the_dearest_visit_is_logged() -> None:
    note = events.VisitNoted(visit_id=ID, case_id=CASE, subject_id=SUBJECT, costs=Decimal(DEAREST))
    assert Visit(ID).log(replace(FACTS, costs=Decimal(DEAREST)), VISITED) == [LOGGED, note]


def test_a_visit_concerns_whom_its_case_concerns() -> None:
    parties = Parties(sender=SENDER, provider=PROVIDER, level="L1")
    visit = given(Visit(ID, parties=parties), LOGGED)
    assert (visit.concerns, visit.concerned_by(LOGGED)) == ((SENDER, PROVIDER), (PROVIDER,))
    at_level_two = Visit(ID, parties=replace(parties, level="L2"))
    assert at_level_two.concerned_by(LOGGED) == (SENDER, PROVIDER)
    assert (Visit(ID).concerns, Visit(ID).concerned_by(LOGGED)) == ((), ())


EXPLAINED = events.VisitCorrectionExplained(
    visit_id=ID, case_id=CASE, subject_id=SUBJECT, reason="A slip."
)


def corrected(**values: Any) -> events.VisitCorrected:
    counted = {name: getattr(LOGGED, name) for name in LOGGED.__dataclass_fields__}
    return events.VisitCorrected(**counted | values)


def test_a_correction_says_what_holds_instead_and_why() -> None:
    visit = given(Visit(ID), LOGGED)
    assert visit.correct(replace(FACTS, minutes=59), VISITED, reason=" A slip. ") == [
        EXPLAINED,
        corrected(minutes=59),
    ]


def test_a_correction_of_what_was_said_tells_nobody_outside() -> None:
    note = events.VisitNoted(visit_id=ID, case_id=CASE, subject_id=SUBJECT, notes="We swam.")
    visit = given(Visit(ID), LOGGED)
    facts = replace(FACTS, notes="We swam.")
    assert visit.correct(facts, VISITED, reason="A slip.") == [EXPLAINED, note]
    assert given(visit, note).correct(facts, VISITED, reason="A slip.") == []


def test_corrected_expenses_go_to_volunteers_too() -> None:
    visited = replace(VISITED, volunteer_id=ANNA)
    logged = Visit(ID).log(replace(FACTS, kilometres=18), visited)
    paid = events.ExpensesCorrected(
        visit_id=ID,
        case_id=CASE,
        organisation=PROVIDER,
        volunteer_id=ANNA,
        held_on=DAY,
        kilometres=8,
        costs=Decimal(0),
    )
    visit = given(Visit(ID), *logged)
    facts = replace(FACTS, kilometres=8)
    assert visit.correct(facts, visited, reason="A slip.") == [EXPLAINED, paid]
    error = events.VisitEnteredInError(
        visit_id=ID, case_id=CASE, organisation=PROVIDER, volunteer_id=ANNA
    )
    nothing = replace(paid, kilometres=0)
    assert visit.enter_in_error(visited, reason="A slip.") == [EXPLAINED, error, nothing]
    assert given(visit, error).enter_in_error(visited, reason="A slip.") == []


@pytest.mark.parametrize(
    ("history", "reason", "code"),
    [
        ([], "A slip.", "no_such_visit"),
        ([LOGGED], "  ", "reason"),
        (
            [
                LOGGED,
                events.VisitEnteredInError(visit_id=ID, case_id=CASE, organisation=PROVIDER),
            ],
            "A slip.",
            "in_error",
        ),
    ],
)
def test_what_cannot_be_corrected(history: list[Any], reason: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        given(Visit(ID), *history).correct(replace(FACTS, minutes=59), VISITED, reason=reason)
    assert refusal(refused)[0] == code
