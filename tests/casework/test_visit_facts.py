"""What is known of a visit reads back as it was written, and what is corrected is that alone."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.casework.visits import events, rules
from services.casework.visits.domain import Visit
from services.casework.visits.rules import VisitedCase, VisitFacts
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.examples import ANNA, CASE, PROVIDER, refusal
from tests.casework.test_visits import DAY, EXPLAINED, FACTS, ID, LOGGED, VISITED, corrected

SUPPORTED = replace(VISITED, volunteer_id=ANNA)
WHOLE = VisitFacts(
    DAY,
    kind=VisitKind.GROUP,
    minutes=60,
    present=3,
    began_at="15:00",
    activities=(Activity.SPORT,),
    impression=Impression.GOOD,
    notes="We swam.",
    kilometres=18,
    costs=Decimal("12.00"),
    participants=("Aino", "Outi"),
)
BOTH = pytest.mark.parametrize("visited", [VISITED, SUPPORTED])
OF_ERROR = events.VisitEnteredInError(visit_id=ID, case_id=CASE, organisation=PROVIDER)


def a_visit(facts: VisitFacts, visited: VisitedCase) -> Visit:
    return given(Visit(ID), *Visit(ID).log(facts, visited))


@BOTH
@pytest.mark.parametrize("facts", [FACTS, WHOLE, replace(WHOLE, kilometres=0, costs=Decimal(0))])
def test_what_was_logged_reads_back_and_is_no_correction(
    facts: VisitFacts, visited: VisitedCase
) -> None:
    visit = a_visit(facts, visited)
    assert visit.facts == facts
    assert visit.correct(facts, visited, reason="A slip.") == []


def test_an_expense_of_before_stands_in_the_note() -> None:
    note = rules.note(ID, WHOLE, VISITED)
    assert given(Visit(ID), LOGGED, note).facts.kilometres == 18
    paid = events.ExpensesCorrected(visit_id=ID, **rules.paid(FACTS, SUPPORTED))
    assert given(Visit(ID), LOGGED, note, paid).facts.kilometres == 0


COUNTED: dict[str, Any] = {
    "held_on": DAY + timedelta(days=1),
    "kind": VisitKind.EVENT,
    "minutes": 61,
    "present": 2,
}


@BOTH
@pytest.mark.parametrize("name", COUNTED)
def test_a_count_that_was_wrong_is_said_anew(name: str, visited: VisitedCase) -> None:
    logged = replace(LOGGED, volunteer_id=visited.volunteer_id)
    wanted = replace(FACTS, **{name: COUNTED[name]})
    follows = [
        EXPLAINED,
        corrected(volunteer_id=visited.volunteer_id, **{name: COUNTED[name]}),
    ]
    assert given(Visit(ID), logged).correct(wanted, visited, reason="A slip.") == follows
    assert given(Visit(ID), logged, *follows).facts == wanted


TOLD: dict[str, Any] = {
    "began_at": "16:00",
    "activities": (Activity.GAMES,),
    "impression": None,
    "notes": "",
    "participants": (),
}


@BOTH
@pytest.mark.parametrize("name", TOLD)
def test_a_note_that_was_wrong_is_written_anew_for_the_team_alone(
    name: str, visited: VisitedCase
) -> None:
    wanted = replace(WHOLE, **{name: TOLD[name]})
    visit = a_visit(WHOLE, visited)
    follows = [EXPLAINED, rules.note(ID, wanted, visited)]
    assert visit.correct(wanted, visited, reason="A slip.") == follows
    assert given(visit, *follows).facts == wanted


@pytest.mark.parametrize("name", ["kilometres", "costs"])
def test_what_was_paid_is_put_right_where_it_stands(name: str) -> None:
    wanted = replace(WHOLE, **{name: 5})  # type: ignore[arg-type]
    of_team = a_visit(WHOLE, VISITED).correct(wanted, VISITED, reason="A slip.")
    assert of_team == [EXPLAINED, rules.note(ID, wanted, VISITED)]
    of_person = a_visit(WHOLE, SUPPORTED).correct(wanted, SUPPORTED, reason="A slip.")
    paid = events.ExpensesCorrected(visit_id=ID, **rules.paid(wanted, SUPPORTED))
    assert of_person == [EXPLAINED, paid]
    nothing = a_visit(FACTS, SUPPORTED)
    first = replace(FACTS, **{name: 5})  # type: ignore[arg-type]
    assert nothing.correct(first, SUPPORTED, reason="A slip.") == [
        EXPLAINED,
        events.ExpensesCorrected(visit_id=ID, **rules.paid(first, SUPPORTED)),
    ]


@BOTH
def test_a_visit_that_never_was_costs_nobody_anything(visited: VisitedCase) -> None:
    error = replace(OF_ERROR, volunteer_id=visited.volunteer_id)
    without = a_visit(FACTS, visited)
    assert without.enter_in_error(visited, reason="A slip.") == [EXPLAINED, error]
    whole = a_visit(WHOLE, visited)
    nothing = events.ExpensesCorrected(visit_id=ID, **rules.paid(VisitFacts(DAY), SUPPORTED))
    paid_back = [nothing] if visited.volunteer_id else []
    assert whole.enter_in_error(visited, reason=" A slip. ") == [EXPLAINED, error, *paid_back]
    struck = given(whole, error)
    assert struck == replace(whole, is_error=True)
    assert struck.enter_in_error(visited, reason="A slip.") == []


@pytest.mark.parametrize(
    ("visit", "reason", "code"),
    [
        (Visit(ID), "A slip.", "no_such_visit"),
        (a_visit(FACTS, VISITED), "  ", "reason"),
    ],
)
def test_what_was_not_logged_or_not_explained_is_not_struck_out(
    visit: Visit, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        visit.enter_in_error(VISITED, reason=reason)
    assert refusal(refused)[0] == code


@pytest.mark.parametrize("status", [VisitStatus.MISSED, VisitStatus.CANCELLED])
def test_a_visit_that_was_not_held_may_have_taken_time_and_nobody_was_present(
    status: VisitStatus,
) -> None:
    facts = replace(WHOLE, status=status, minutes=15, present=0)
    assert a_visit(facts, VISITED).facts == facts
    assert rules.counted(replace(facts, present=3), VISITED)["present"] == 0


def test_a_correction_makes_sense_too() -> None:
    with pytest.raises(Invalid) as refused:
        a_visit(FACTS, VISITED).correct(replace(FACTS, minutes=0), VISITED, reason="A slip.")
    assert refusal(refused) == ("minutes", ())


@pytest.mark.parametrize(
    ("facts", "is_noted", "is_paid"),
    [
        (FACTS, False, False),
        (replace(FACTS, kilometres=1), False, True),
        (replace(FACTS, costs=Decimal("0.01")), False, True),
        *((replace(FACTS, **{name: getattr(WHOLE, name)}), True, False) for name in TOLD),
    ],
)
def test_a_visit_is_noted_with_what_was_said_and_a_team_notes_what_it_paid(
    facts: VisitFacts, is_noted: bool, is_paid: bool
) -> None:
    assert (facts.is_noted, facts.is_paid) == (is_noted, is_paid)
    assert rules.is_noted(facts, SUPPORTED) is is_noted
    assert rules.is_noted(facts, VISITED) is (is_noted or is_paid)
