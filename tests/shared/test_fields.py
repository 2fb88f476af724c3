"""Request fields: what they take, and in what form it is kept."""

from typing import Any

import pytest
from marshmallow import ValidationError

from shared.fields import IdentityCode, Whole

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
