"""Request fields: what they take, and in what form it is kept."""

from datetime import date
from typing import Any

import pytest
from marshmallow import ValidationError

from shared.web.fields import (
    Answers,
    Day,
    Email,
    IdentityCode,
    Phone,
    Text,
    Whole,
    born_on,
    identity_code_in,
)

# Test people of the Digital and Population Data Services Agency; the last is python-stdnum's.
OF_EACH_SIGN = [
    *("010594Y9032", "010594Y9021", "020594X903P", "030594W903B", "040594V9030", "050594U903M"),
    *("010516B903X", "020516C903K", "030516D9037", "010501E9032", "020502E902X", "020503F9037"),
    *("020504A902E", "131052-308T"),
]


@pytest.mark.parametrize("code", OF_EACH_SIGN)
def test_an_identity_code_may_have_each_sign_of_a_century(code: str) -> None:
    assert IdentityCode().deserialize(code) == code


def test_an_identity_code_is_kept_in_capitals_and_whole() -> None:
    assert IdentityCode().deserialize(" 010594y9032 ") == "010594Y9032"


@pytest.mark.parametrize(
    "code",
    ["010190-999K", "010190Y999K", "010190-999X", "300290-902X", "010594Z9032", "0104", ""],
)
def test_a_code_with_a_wrong_check_day_or_sign_is_refused(code: str) -> None:
    with pytest.raises(ValidationError, match="not a personal identity code"):
        IdentityCode().deserialize(code)


@pytest.mark.parametrize("code", ["310250-902L", "010190-000N", "010190-001P"])
def test_the_day_and_the_number_must_be_possible(code: str) -> None:
    with pytest.raises(ValidationError, match="not a personal identity code"):
        IdentityCode().deserialize(code)


@pytest.mark.parametrize("code", ["010190-002R", "010190-999W"])
def test_numbers_begin_with_two_and_end_with_those_of_tests(code: str) -> None:
    assert IdentityCode().deserialize(code) == code


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("131052-308T", date(1952, 10, 13)),
        ("010594Y9032", date(1994, 5, 1)),
        ("010516B903X", date(2016, 5, 1)),
        ("020504A902E", date(2004, 5, 2)),
    ],
)
def test_a_code_tells_the_day_of_birth_with_its_century(code: str, day: date) -> None:
    assert born_on(code) == day


HIDES_A_CODE = [
    *OF_EACH_SIGN,
    *("Hetu on 010594y9032.", "(131052–308t)", "131052 - 308 T", "010415 A 123N", "010190-999X"),
]


@pytest.mark.parametrize("text", HIDES_A_CODE)
def test_no_other_field_takes_an_identity_code(text: str) -> None:
    mail = f"{text.strip('().')}@example.org"
    for field, value in (
        (Text(), text),
        (Phone(), text),
        (Email(), mail),
        (Answers(), {"told": text}),
    ):
        with pytest.raises(ValidationError, match="Leave out personal identity codes"):
            field.deserialize(value)


@pytest.mark.parametrize(
    "text",
    [
        "Asia 131052-308TA, diaari 2026-123456-1234, 99131052-308T",
        "Soita 040123-4567",
        "Luvut 010190-1234",  # the check character would be another digit or letter
        "320190-123K",
        "010115A30",
        "VARHA-2026-000123",
        "",
    ],
)
def test_a_text_may_hold_other_numbers(text: str) -> None:
    assert (identity_code_in(text), Text().deserialize(text)) == (False, text)


@pytest.mark.parametrize("value", [-2, 0, 2])
def test_a_whole_number_may_be_at_its_borders(value: int) -> None:
    assert Whole(least=-2, most=2).deserialize(value) == value


@pytest.mark.parametrize("value", [-3, 3, 1.5, 1.0, True, "1", None, [1]])
def test_what_is_no_whole_number_or_beyond_its_borders_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        Whole(least=-2, most=2, required=True).deserialize(value)


@pytest.mark.parametrize(
    ("text", "value"), [("2", 2), (" -2 ", -2), ("1,5", "1,5"), ("1.5", "1.5"), ("--1", "--1")]
)
def test_what_was_typed_is_read_as_the_number_it_is(text: str, value: int | str) -> None:
    assert Whole(least=-2, most=2).typed(text) == value


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(" Ma\u0308ki ", "Mäki"), ("Ai\u200bno", "Aino"), ("\u202e", ""), ("a\u00a0", "a")],
)
def test_a_text_is_kept_in_one_form(sent: str, kept: str) -> None:
    assert Text().deserialize(sent) == kept


@pytest.mark.parametrize("sent", ["", " ", "\u200b", "\u202e\ufeff"])
def test_what_cannot_be_seen_is_no_text(sent: str) -> None:
    with pytest.raises(ValidationError):
        Text(least=1).deserialize(sent)


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_no_text(char: str) -> None:
    with pytest.raises(ValidationError, match="control"):
        Text().deserialize(f"a{char}b")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("", ""),
        ("  ", ""),
        (" testi@example.org ", "testi@example.org"),
        ("a\u200b@b.fi", "a@b.fi"),
    ],
)
def test_an_address_may_be_left_empty(sent: str, kept: str) -> None:
    assert Email().deserialize(sent) == kept


@pytest.mark.parametrize("sent", ["a", "a@", "@b.fi", "a b@c.fi", "a@b@c.fi"])
def test_what_is_no_address_is_refused(sent: str) -> None:
    with pytest.raises(ValidationError, match="e-mail address"):
        Email().deserialize(sent)


@pytest.mark.parametrize(
    "sent",
    [
        "2015-W14-3",
        "20150401",
        "2026-02-30",
        "2026-1-1",
        "\u0662\u0660\u0662\u0666-01-01",
        "2026-01-01T00",
        "",
    ],
)
def test_a_day_has_one_form(sent: str) -> None:
    with pytest.raises(ValidationError, match="not a date such as 2026-01-31"):
        Day().deserialize(sent)


@pytest.mark.parametrize("typed", ["2015-W14-3", "20150401", "\u0663.1.2026", "31.2.2026"])
def test_a_form_reads_no_other_form_either(typed: str) -> None:
    assert Day().typed(typed) == typed
