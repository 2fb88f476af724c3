"""How somebody manages without the support: areas of life, and who takes over."""

from datetime import date
from uuid import UUID

import pytest

from services.casework.independence import events, rules
from services.casework.independence.domain import IndependencePlan
from services.casework.independence.events import AreaPlan
from services.common.codes import LifeArea
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import CASE, SUBJECT, refusal
from tests.casework.visiting import Browser
from tests.platform import Stepped

ID, DAY = UUID(int=60), date(2026, 3, 3)
HOME = AreaPlan(area=LifeArea.HOME, can="Keittää ruokaa.")
MONEY = AreaPlan(area=LifeArea.MONEY, needs="Laskut ajallaan.")
SCHOOL = AreaPlan(area=LifeArea.SCHOOL_WORK, needs="Herätys.", replaced_by="Kuraattori")
PLANNED = events.IndependencePlanned(
    plan_id=ID, case_id=CASE, subject_id=SUBJECT, planned_on=DAY, areas=(HOME, MONEY)
)


def plan(*areas: AreaPlan, of: IndependencePlan | None = None) -> list[events.IndependenceEvent]:
    return (of or IndependencePlan(ID)).plan(areas, case_id=CASE, subject_id=SUBJECT, on=DAY)


def test_a_plan_is_made_once() -> None:
    assert plan(HOME, MONEY) == [PLANNED]
    assert plan(SCHOOL, of=given(IndependencePlan(ID), PLANNED)) == []


@pytest.mark.parametrize("areas", [(), (HOME, HOME)], ids=["nothing", "one area twice"])
def test_a_plan_says_something_and_each_area_once(areas: tuple[AreaPlan, ...]) -> None:
    with pytest.raises(Invalid) as error:
        plan(*areas)
    assert error.value.code == "areas"


def test_areas_of_which_nothing_is_said_are_left_out() -> None:
    assert rules.filled([HOME, AreaPlan(area=LifeArea.PEOPLE)]) == (HOME,)
    ahead = AreaPlan(area=LifeArea.HEALTH, until=DAY)
    assert rules.filled([ahead]) == (ahead,)


def test_what_is_needed_and_nobody_takes_over_is_named() -> None:
    assert rules.unreplaced([HOME, MONEY, SCHOOL]) == [MONEY]


def test_a_plan_is_taken_out_once_and_with_a_reason() -> None:
    planned = given(IndependencePlan(ID), PLANNED)
    (error,) = planned.enter_in_error(reason=" Another child's. ")
    assert error == events.IndependenceEnteredInError(
        plan_id=ID, case_id=CASE, subject_id=SUBJECT, reason="Another child's."
    )
    assert given(planned, error).enter_in_error(reason="Again.") == []
    with pytest.raises(Invalid) as refused:
        planned.enter_in_error(reason=" ")
    assert refusal(refused) == ("reason", ("reason",))
    with pytest.raises(Refused):
        IndependencePlan(ID).enter_in_error(reason="Nothing there.")


def test_a_plan_is_made_on_its_page_and_strangers_find_none(
    case: Opened, coordinator: Browser, platform: Stepped
) -> None:
    there = f"/casework/cases/{case.id}/independence"
    form = {
        "areas.0.area": "HOME",
        "areas.1.area": "MONEY",
        "areas.1.needs": "Laskut ajallaan.",
        "areas.1.until": ago(platform, -30),
    }
    sent = coordinator.send(f"{there}/new", form)
    assert sent.status_code == 303, sent.text
    page = coordinator.get(f"{there}?lang=en").text
    assert "Laskut ajallaan." in page and "In 1 area nobody takes over yet." in page
    (listed,) = case.coordinator.get(f"{case.path}/independence").json["plans"]
    assert [each["area"] for each in listed["areas"]] == ["MONEY"]
    assert platform.caller("coordinator-mll").get(f"{case.path}/independence").status_code == 404
