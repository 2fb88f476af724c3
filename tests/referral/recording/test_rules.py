"""What a button makes of the form, and what of it is sent."""

import pytest

from services.referral.recording.rules import completed, place_of, stepped, untouched

SIBLING = ("given_name", "family_name", "date_of_birth")
GUARDIAN = ("given_name", "family_name", "phone")


def rows(name: str, fields: tuple[str, ...], count: int) -> dict[str, list[str]]:
    return {f"{name}.{at}.{field}": [""] for at in range(count) for field in fields}


def test_the_form_is_opened_with_a_row_for_one_guardian() -> None:
    guardian = rows("subject.guardians", GUARDIAN, 1)
    assert untouched("key") == {"form_key": ["key"], **guardian}


def test_only_children_and_guardians_have_rows() -> None:
    form = {"wheels.0.size": ["28"]}
    assert [stepped(form, step) for step in ("remove:wheels:0", "add:wheels")] == [form, form]


@pytest.mark.parametrize(
    ("name", "fields", "most"), [("siblings", SIBLING, 12), ("subject.guardians", GUARDIAN, 4)]
)
def test_there_are_as_many_rows_as_a_family_may_have(
    name: str, fields: tuple[str, ...], most: int
) -> None:
    for count in (0, 1, most - 1):
        assert stepped(rows(name, fields, count), f"add:{name}") == rows(name, fields, count + 1)
    assert stepped(rows(name, fields, most), f"add:{name}") == rows(name, fields, most)


NAMED = {"siblings.0.given_name": ["Eino"], "siblings.1.given_name": ["Helmi"]}


@pytest.mark.parametrize(
    ("step", "form"),
    [
        ("remove:siblings:0", {"siblings.0.given_name": ["Helmi"]}),
        ("remove:siblings:1", {"siblings.0.given_name": ["Eino"]}),
        ("remove:siblings:001", {"siblings.0.given_name": ["Eino"]}),
        ("remove:siblings:0001", NAMED),
        ("remove:siblings:2", NAMED),
        ("remove:siblings:-1", NAMED),
        ("remove:siblings:", NAMED),
        ("remove:subject:0", NAMED),
        ("add:subject", NAMED),
        ("to:kaveri", {**NAMED, "programme": ["kaveri"]}),
        ("", NAMED),
    ],
)
def test_a_button_does_what_it_says_and_anything_else_does_nothing(
    step: str, form: dict[str, list[str]]
) -> None:
    assert stepped(NAMED, step) == form


@pytest.mark.parametrize(
    ("step", "place"),
    [
        ("add:siblings", "siblings"),
        ("remove:siblings:0", "siblings"),
        ("add:subject.guardians", "guardians"),
        ("to:kaveri", "fit"),
        ("", "fit"),
    ],
)
def test_the_reader_goes_on_where_the_button_stood(step: str, place: str) -> None:
    assert place_of(step) == place


def test_what_is_sent_has_no_empty_row() -> None:
    blank = {"siblings.0.given_name": [" "], "subject.guardians.0.phone": [""]}
    assert completed({**blank, "siblings.1.given_name": ["Eino"], "notes": [""]}) == {
        "siblings.0.given_name": ["Eino"],
        "notes": [""],
    }


@pytest.mark.parametrize(("reason", "is_sent"), [("Sovittu", True), ("  ", False), (None, False)])
def test_an_exception_is_sent_with_its_reason_alone(reason: str | None, is_sent: bool) -> None:
    given = {} if reason is None else {"override.reason": [reason]}
    override = {"override.rule": ["AGE"], **given}
    assert completed({"notes": [""], **override}) == {
        "notes": [""],
        **(override if is_sent else {}),
    }
