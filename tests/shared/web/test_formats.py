"""Numbers, money, days and times: as people of each language read them, and as they type them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from shared.web.formats import (
    format_duration,
    format_money,
    format_number,
    format_percent,
    format_score,
    read_clock,
    read_day,
    read_number,
)
from shared.web.i18n import install_languages

SPACE = "\N{NO-BREAK SPACE}"


def in_language(language: str, write: Callable[[], str]) -> str:
    app = Flask("formats")
    install_languages(app, [])
    with app.test_request_context(f"/?lang={language}"):
        return write()


@pytest.mark.parametrize(
    ("language", "number", "rounded", "money", "share"),
    [
        ("fi", f"1{SPACE}234,5", "63,7", f"12,50{SPACE}€", f"25{SPACE}%"),
        ("sv", f"1{SPACE}234,5", "63,7", f"12,50{SPACE}€", f"25{SPACE}%"),
        ("en", "1,234.5", "63.7", "€12.50", "25%"),
    ],
)
def test_numbers_are_written_as_their_language_does(
    language: str, number: str, rounded: str, money: str, share: str
) -> None:
    assert in_language(language, lambda: format_number(Decimal("1234.5"))) == number
    assert in_language(language, lambda: format_number(63.66, places=1)) == rounded
    assert in_language(language, lambda: format_number(63.66, places=0)) == "64"
    assert in_language(language, lambda: format_money(Decimal("12.5"))) == money
    assert in_language(language, lambda: format_percent(0.25)) == share


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (1500, "25 h")],
)
def test_a_duration_is_hours_and_minutes_without_what_is_nil(minutes: int, text: str) -> None:
    assert in_language("en", lambda: format_duration(minutes)) == text


def test_a_score_has_a_sign_unless_it_is_nil() -> None:
    assert [format_score(score) for score in (-2, 0, 1)] == ["\N{MINUS SIGN}2", "0", "+1"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("15", "15"),
        ("15.00", "15.00"),
        ("12,50", "12.50"),
        (" 12.50 ", "12.50"),
        ("12,50 €", "12.50"),
        (f"1{SPACE}234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("\N{MINUS SIGN}2", "-2"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert str(read_number(typed)) == number


@pytest.mark.parametrize("typed", ["", "many", "1,2,3", "1.2.3", "12,", "1e3", "NaN"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        read_number(typed)


@pytest.mark.parametrize("typed", ["2026-01-31", "31.1.2026", "31.01.2026", "31/1/2026"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == date(2026, 1, 31)


@pytest.mark.parametrize("typed", ["", "31.1.", "31.2.2026", "31.1.26", "tomorrow"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_day(typed)


@pytest.mark.parametrize(
    ("typed", "clock"), [("15", "15:00"), ("15.00", "15:00"), ("9:30", "09:30"), ("23.59", "23:59")]
)
def test_a_time_is_read_as_people_write_it(typed: str, clock: str) -> None:
    assert read_clock(typed) == clock


@pytest.mark.parametrize("typed", ["24.00", "15.60", "15.", "noon", ""])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        read_clock(typed)
