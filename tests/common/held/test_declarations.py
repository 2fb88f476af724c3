"""Every personal field of every event is told, redacted or judged: a new one is never forgotten."""

from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from typing import Any

import pytest

from services.common.held import treatment, words
from services.common.held.treatment import DECIDED, NOT_TOLD, own_part, treatment_of
from shared.kernel.events import declared, kind_of
from tests.tree import ROOT

ABOUT_NOBODY = (
    "organisation.",
    "programme.",
    "programme_draft.",
    "agreement.",
    "client.",
    "edition.",
    "store.",
    "network.",
    "capacity.",
    "expense_terms.",
    "indicator.",
)
OF_THE_LOG = ("access_log.", "view_budget.")
LANGUAGES = {"fi", "sv", "en"}


def entries() -> Iterator[Any]:
    for path in sorted(ROOT.glob("services/*/*/events.py")):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for each in declared():
        name = kind_of(each).name
        if each.__module__.startswith("services.") and not name.startswith(
            (*ABOUT_NOBODY, *OF_THE_LOG, *treatment.APART)
        ):
            yield each


def personal_fields() -> set[str]:
    return {name for each in entries() for name in kind_of(each).personal}


def test_each_personal_field_was_decided_about() -> None:
    assert personal_fields() - DECIDED.keys() == set()


def test_what_nobody_decided_about_is_told_to_nobody() -> None:
    assert treatment_of("shoe_size") is treatment.Treatment.OTHERS


def test_no_field_is_both_told_and_kept_for_ourselves() -> None:
    assert DECIDED.keys() & NOT_TOLD == set()


def test_each_field_is_called_something_or_is_our_own_bookkeeping() -> None:
    shown = {field.name for each in entries() for field in fields(each)} - NOT_TOLD
    assert shown - words.words()["facts"].keys() == set()


def test_each_entry_about_somebody_is_called_something() -> None:
    names = {kind_of(each).name for each in entries() if kind_of(each).personal}
    assert names - words.words()["entries"].keys() == set()


@pytest.mark.parametrize("kind", ["entries", "facts"])
def test_they_are_called_so_in_each_language(kind: str) -> None:
    texts = words.words()[kind]
    assert {name for name, labels in texts.items() if labels.keys() != LANGUAGES} == set()
    assert {name for name, labels in texts.items() if not all(labels.values())} == set()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Maija Mallinen", ["Maija"]),
        ("mallinen MAIJA", ["Maija"]),
        ("Maija", []),
        ("", []),
    ],
)
def test_of_the_guardians_whoever_asks_is_told_of_themselves(name: str, shown: list[str]) -> None:
    guardians = [
        {"given_name": "Maija", "family_name": "Mallinen"},
        {"given_name": "Matti", "family_name": "Mallinen"},
        {"given_name": "", "family_name": ""},
    ]
    assert [each["given_name"] for each in own_part(guardians, name)] == shown


@pytest.mark.parametrize(
    ("field", "protected", "hidden"),
    [
        ("address", True, True),
        ("municipality", True, True),
        ("guardians", True, True),
        ("address", False, False),
        ("given_name", True, False),
    ],
)
def test_a_non_disclosure_order_hides_where_somebody_is(
    field: str, protected: bool, hidden: bool
) -> None:
    assert treatment.tells_place(field, protected) == hidden
