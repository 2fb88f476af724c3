"""A camp or a day trip with a support person: what is told of it, and who may claim it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from services.casework.visits import events, rules
from services.casework.visits.domain import Visit
from services.casework.visits.rules import VisitedCase, VisitFacts
from services.common.codes import VisitKind
from shared.kernel.aggregate import Invalid, fold
from tests.casework.acceptance import Opened, ago
from tests.casework.test_visit_facts import SUPPORTED
from tests.casework.test_visits import DAY, ID, VISITED
from tests.casework.visiting import SUPPORTER, a_visit, agree, browser
from tests.platform import Stepped

TRIP = VisitFacts(
    DAY,
    kind=VisitKind.EVENT,
    minutes=1500,
    hours_away=Decimal(30),
    distance=80,
    free_meals=True,
)


def logged(facts: VisitFacts, visited: VisitedCase = SUPPORTED) -> list[events.VisitEvent]:
    return Visit(ID).log(facts, visited)


def test_a_trip_goes_to_volunteers_as_it_was() -> None:
    _, incurred = logged(TRIP)
    assert incurred == events.ExpensesIncurred(visit_id=ID, **rules.paid(TRIP, SUPPORTED))
    assert fold(Visit(ID), logged(TRIP)).facts == TRIP


@pytest.mark.parametrize(
    "right", [{"hours_away": Decimal(31)}, {"distance": 81}, {"free_meals": False}]
)
def test_what_was_wrong_of_it_is_said_anew(right: dict[str, Any]) -> None:
    visit, wanted = fold(Visit(ID), logged(TRIP)), replace(TRIP, **right)
    _, corrected = visit.correct(wanted, SUPPORTED, reason="A slip.")
    assert corrected == events.ExpensesCorrected(visit_id=ID, **rules.paid(wanted, SUPPORTED))
    assert visit.correct(TRIP, SUPPORTED, reason="A slip.") == []


def test_one_that_never_was_took_no_days() -> None:
    visit = fold(Visit(ID), logged(TRIP))
    *_, nothing = visit.enter_in_error(SUPPORTED, reason="A slip.")
    assert nothing == events.ExpensesCorrected(
        visit_id=ID, **rules.paid(VisitFacts(DAY), SUPPORTED)
    )


def test_what_was_paid_before_reads_as_no_trip() -> None:
    of_before = events.ExpensesIncurred(
        visit_id=ID,
        **{
            name: value
            for name, value in rules.paid(replace(TRIP, kilometres=4), SUPPORTED).items()
            if name not in rules.TRIP
        },
    )
    facts = fold(Visit(ID), [*logged(VisitFacts(DAY, minutes=60)), of_before]).facts
    assert rules.took(facts) == rules.took(VisitFacts(DAY, kilometres=4))


@pytest.mark.parametrize(
    ("facts", "visited", "field"),
    [
        (TRIP, VISITED, "hours_away"),
        (replace(TRIP, distance=0), SUPPORTED, "distance"),
        (replace(TRIP, hours_away=Decimal("24.99")), SUPPORTED, "hours_away"),
    ],
)
def test_no_other_trip_is_taken(facts: VisitFacts, visited: VisitedCase, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        logged(facts, visited)
    assert refused.value.field == field


@pytest.mark.parametrize("change", [{"distance": 1}, {"hours_away": Decimal(25)}])
def test_the_borders_of_a_trip_are_taken(change: dict[str, Any]) -> None:
    assert len(logged(replace(TRIP, **change))) == 2


def test_a_camp_is_logged_on_a_phone(platform: Stepped, case: Opened) -> None:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    camp = a_visit(
        case,
        length="other",
        minutes="1500",
        kind="EVENT",
        hours_away="30,5",
        distance="80",
        free_meals="yes",
    )
    assert supporter.send("/casework/visits/new", camp).status_code == 303
    page = supporter.get("/casework/visits/?lang=fi").text
    assert "poissa 30,5 h, 80 km kotoa · ateriat ilmaisia" in page


def test_how_far_it_was_is_asked_beside_its_field(platform: Stepped, case: Opened) -> None:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    camp = a_visit(case, hours_away="8")
    answer = browser(platform, "volunteer-mll").send("/casework/visits/new?lang=fi", camp)
    assert answer.status_code == 422
    assert "Kerro, kuinka kaukana kotoa olit" in answer.text
