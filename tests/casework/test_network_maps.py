"""The people around a child: what a map must say, and what moved between two of them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.casework.networkmaps import events, rules
from services.casework.networkmaps.domain import NetworkMap
from services.casework.networkmaps.events import Around
from services.casework.networkmaps.rules import Compared, Move
from services.common.codes import Side
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import CASE, SUBJECT, refusal
from tests.casework.visiting import Browser, browser
from tests.platform import Stepped

ID = UUID(int=40)
DAY = date(2026, 3, 3)


def person(name: str, side: Side, nearness: int, *, is_safe: bool = False) -> Around:
    return Around(name=name, side=side, nearness=nearness, is_safe=is_safe)


GRAN = person("Mummi", Side.RELATIVES, 2, is_safe=True)
NEARER, FARTHER = (person("MUMMI", Side.RELATIVES, nearness) for nearness in (1, 3))
COACH = person("Valmentaja", Side.SCHOOL_HOBBY, 3)
DRAWN = events.NetworkMapDrawn(
    map_id=ID, case_id=CASE, subject_id=SUBJECT, drawn_on=DAY, around=(GRAN, COACH)
)


def draw(*around: Around) -> list[events.MapEvent]:
    return NetworkMap(ID).draw(around, case_id=CASE, subject_id=SUBJECT, drawn_on=DAY)


def test_a_map_says_who_is_there_and_how_near() -> None:
    assert draw(GRAN, COACH) == [DRAWN]
    assert (
        given(NetworkMap(ID), DRAWN).draw((COACH,), case_id=CASE, subject_id=SUBJECT, drawn_on=DAY)
        == []
    )


@pytest.mark.parametrize(
    "around",
    [(), (GRAN, person(" mummi ", Side.FAMILY, 1)), (GRAN,) * (rules.MOST + 1)],
    ids=["nobody", "twice", "too many"],
)
def test_a_map_that_says_nothing_or_too_much_is_refused(around: tuple[Around, ...]) -> None:
    with pytest.raises(Invalid) as error:
        draw(*around)
    assert error.value.code == "around"


def test_as_many_as_there_is_room_for_stand_on_it() -> None:
    around = [person(f"Kaveri {number}", Side.FRIENDS, 2) for number in range(rules.MOST)]
    assert len(draw(*around)) == 1


@pytest.mark.parametrize(
    ("later", "earlier", "moves"),
    [
        ((GRAN,), (GRAN,), [(GRAN, Move.SAME)]),
        (
            (NEARER,),
            (GRAN,),
            [(NEARER, Move.NEARER)],
        ),
        (
            (FARTHER,),
            (GRAN,),
            [(FARTHER, Move.FARTHER)],
        ),
        ((GRAN,), (COACH,), [(GRAN, Move.NEW), (COACH, Move.GONE)]),
    ],
)
def test_two_maps_are_compared_by_names(
    later: tuple[Around, ...], earlier: tuple[Around, ...], moves: list[tuple[Around, Move]]
) -> None:
    assert rules.compared(later, earlier) == [Compared(*each) for each in moves]


def test_safe_adults_are_counted() -> None:
    assert rules.safe((GRAN, COACH)) == 1


def test_a_map_is_taken_out_once_and_with_a_reason() -> None:
    drawn = given(NetworkMap(ID), DRAWN)
    (error,) = drawn.enter_in_error(reason=" Another child's. ")
    assert error == events.NetworkMapEnteredInError(
        map_id=ID, case_id=CASE, subject_id=SUBJECT, reason="Another child's."
    )
    assert given(drawn, error).enter_in_error(reason="Again.") == []
    with pytest.raises(Invalid) as refused:
        drawn.enter_in_error(reason=" ")
    assert refusal(refused) == ("reason", ("reason",))
    with pytest.raises(Refused):
        NetworkMap(ID).enter_in_error(reason="Nothing there.")


BODY: dict[str, Any] = {
    "around": [
        {"name": "Mummi", "side": "RELATIVES", "nearness": 2, "is_safe": True},
        {"name": "Valmentaja", "side": "SCHOOL_HOBBY", "nearness": 3},
    ]
}


def test_two_maps_stand_beside_each_other_and_strangers_find_none(
    case: Opened, coordinator: Browser, platform: Stepped
) -> None:
    assert case.post("network", BODY | {"drawn_on": ago(platform, 90)}).status_code == 201
    platform.settle()
    form = {
        "drawn_on": ago(platform, 0),
        "around.0.name": "Mummi",
        "around.0.side": "RELATIVES",
        "around.0.nearness": "1",
        "around.0.is_safe": "yes",
        "around.1.name": "",
        "around.1.side": "FAMILY",
        "around.2.name": "Eno",
        "around.2.side": "RELATIVES",
        "around.2.nearness": "2",
    }
    address = f"/casework/cases/{case.id}/network"
    assert coordinator.send(f"{address}/new", form).status_code == 303
    page = coordinator.get(f"{address}?lang=en").text
    shown = ("nearer than before", "no longer there", "Eno", "1 safe adult, before 1")
    assert [text in page for text in shown] == [True] * 4
    maps = case.coordinator.get(f"{case.path}/network").json["maps"]
    assert [[each["name"] for each in drawn["around"]] for drawn in maps] == [
        ["Mummi", "Eno"],
        ["Mummi", "Valmentaja"],
    ]
    assert browser(platform, "coordinator-mll").get(address).status_code == 404
    assert case.worker.get(f"{case.path}/network").status_code == 404
