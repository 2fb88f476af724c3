"""How each figure is published, in one table: it decides what an edition hides."""

import pytest

from services.common.codes import Outcome, ReferrerKind
from services.common.codes.support import Basis
from services.reporting.disclosure.layout import Crossing, Kind
from services.reporting.indicators.catalogue import INDICATORS

KINDS = {  # what is added up over months, what is counted on a day, and who is one person
    Kind.FLOW: ["received", "accepted", "found", "met", "unmet", "ended", "parted"],
    Kind.STOCK: ["queued"],
    Kind.PEOPLE: ["supported"],
}


def named(flag: str) -> list[str]:
    return [name for name, indicator in INDICATORS.items() if getattr(indicator, flag)]


@pytest.mark.parametrize("kind", KINDS)
def test_months_are_added_up_only_where_nobody_is_counted_twice(kind: Kind) -> None:
    assert [name for name, each in INDICATORS.items() if each.kind is kind] == KINDS[kind]


def test_each_figure_has_its_number_in_the_list_of_indicators() -> None:
    assert {name: each.code for name, each in INDICATORS.items() if each.code} == {
        "accepted": "M20",
        "queued": "M08",
        "met": "M09",
        "unmet": "M09",
        "supported": "M02",
        "ended": "M12",
        "parted": "M10",
    }


@pytest.mark.parametrize(
    ("flag", "names"),
    [
        ("has_places", ["accepted", "queued", "met", "supported", "ended", "parted"]),
        ("senders_know", ["received", "accepted"]),
        ("is_live", ["queued", "supported"]),
        ("is_sensitive", ["ended"]),
    ],
)
def test_what_is_known_of_a_figure_beside_the_edition(flag: str, names: list[str]) -> None:
    assert named(flag) == names


def test_classes_are_crossed_with_places_only_where_the_board_asks_for_it() -> None:
    assert {name: each.classes_by for name, each in INDICATORS.items() if each.classes} == {
        "accepted": Crossing.PLACE,
        "ended": Crossing.PROGRAMME,
        "parted": Crossing.PROGRAMME,
    }


def test_what_each_figure_is_divided_into() -> None:
    assert {name: each.classes for name, each in INDICATORS.items() if each.classes} == {
        "accepted": tuple(ReferrerKind),
        "ended": tuple(Outcome),
        "parted": ("KEPT", "SHORT"),
    }


def test_every_figure_is_counted_from_what_was_collected() -> None:
    assert {each.basis for each in INDICATORS.values()} == {Basis.COLLECTED}
