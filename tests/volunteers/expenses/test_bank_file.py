"""The bank's file: valid by the schema of ISO 20022, and the same bytes each time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sepaxml
from xmlschema import XMLSchema

from services.volunteers.transfers.rules import NAMESPACE, NOBODY, Order, Transfer, pain001, plain
from tests.volunteers.expenses.examples import IBAN, OTHER_IBAN, PAYER_IBAN

SCHEMA = XMLSchema(Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd")
ORDER = Order(
    message_id="RINNALLA0123456789ABCDEF",
    made_at=datetime(2026, 6, 1, 9, tzinfo=UTC),
    pays_on=date(2026, 6, 2),
    name="Esimerkkijärjestö ry",
    iban=PAYER_IBAN,
    bic="NDEAFIHH",
    text="Kulukorvaukset / Kostnadsersättningar",
    transfers=(
        Transfer("Anna Esimerkki", IBAN, 2020),
        Transfer("Ömer Öztürk-Łukasz & <Sons>", OTHER_IBAN, 5),
    ),
)
HUNDREDS = replace(ORDER, transfers=ORDER.transfers * 200)


def values(order: Order, path: str) -> list[str | None]:
    document = ElementTree.fromstring(pain001(order))  # noqa: S314 - our own file
    steps = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return [element.text for element in document.findall(f".//{steps}")]


@pytest.mark.parametrize("order", [ORDER, replace(ORDER, bic=""), HUNDREDS])
def test_the_file_is_valid(order: Order) -> None:
    assert [str(wrong) for wrong in SCHEMA.iter_errors(pain001(order).decode())] == []


def test_a_file_with_a_wrong_account_is_not() -> None:
    wrong = replace(ORDER, iban="no account")
    assert not SCHEMA.is_valid(pain001(wrong).decode())


def test_it_is_the_same_each_time() -> None:
    assert pain001(ORDER) == pain001(replace(ORDER))


def test_sums_and_numbers_are_those_of_its_transfers() -> None:
    assert [values(ORDER, path) for path in ("CtrlSum", "NbOfTxs", "Amt/InstdAmt")] == [
        ["20.25", "20.25"],
        ["2", "2"],
        ["20.20", "0.05"],
    ]


def test_every_transfer_can_be_found_again() -> None:
    ends = values(HUNDREDS, "EndToEndId")
    assert (len(set(ends)), max(len(end or "") for end in ends) <= 35) == (400, True)


def test_a_bank_without_a_code_finds_itself() -> None:
    assert values(replace(ORDER, bic=""), "DbtrAgt/FinInstnId/Othr/Id") == [NOBODY]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Äiti Öberg-Åström", "Äiti Öberg-Åström"),
        ("Ömer Öztürk", "Ömer Özturk"),
        ("Łukasz Sørensen", "Lukasz Sorensen"),
        ("Anna & <b>", "Anna . .b."),
        ("Анна", "...."),
        ("a" * 71, "a" * 70),
        ("", NOBODY),
    ],
)
def test_names_are_written_in_letters_that_banks_take(name: str, written: str) -> None:
    assert plain(name, 70) == written
