"""How each figure is counted, in one table: it decides what an edition can say of it."""

import pytest

from services.common.codes.support import Basis
from services.reporting.disclosure.cells import Kind
from services.reporting.indicators.catalogue import INDICATORS

KINDS = {  # what is added up over months, what is counted on a day, and who is one person
    Kind.FLOW: ["received", "accepted", "found", "met", "unmet", "ended", "parted"],
    Kind.STOCK: ["queued"],
    Kind.PEOPLE: ["supported"],
}


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


def test_who_sent_a_referral_counts_it_until_it_is_accepted() -> None:
    assert [name for name, each in INDICATORS.items() if each.senders_know] == [
        "received",
        "accepted",
    ]


def test_every_figure_is_counted_from_what_was_collected() -> None:
    assert {each.basis for each in INDICATORS.values()} == {Basis.COLLECTED}
