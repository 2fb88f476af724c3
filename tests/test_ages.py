from datetime import date

import pytest

from services.common.ages import age_band, age_on, months_after

BORN = date(2015, 4, 1)


def test_on_the_day_before_a_birthday_one_is_as_old_as_before() -> None:
    assert age_on(BORN, date(2021, 3, 31)) == 5


def test_on_a_birthday_one_is_a_year_older() -> None:
    assert age_on(BORN, date(2021, 4, 1)) == 6


def test_who_was_born_on_a_leap_day_turns_older_on_the_first_of_march() -> None:
    born = date(2012, 2, 29)
    assert (age_on(born, date(2018, 2, 28)), age_on(born, date(2018, 3, 1))) == (5, 6)


@pytest.mark.parametrize(
    ("ages", "band"),
    [
        ((0, 2), "0-2"),
        ((3, 6), "3-6"),
        ((7, 9), "7-9"),
        ((10, 12), "10-12"),
        ((13, 15), "13-15"),
        ((16, 17), "16-17"),
        ((18, 24), "18-24"),
        ((25, 90), "25+"),
    ],
)
def test_a_band_holds_both_its_ends(ages: tuple[int, int], band: str) -> None:
    assert [age_band(age) for age in ages] == [band, band]


def test_six_months_later_is_the_same_day_of_the_month() -> None:
    assert months_after(date(2026, 8, 15), 6) == date(2027, 2, 15)


def test_a_month_too_short_ends_on_its_last_day() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_months_count_over_the_turn_of_a_year() -> None:
    assert months_after(date(2026, 12, 1), 12) == date(2027, 12, 1)
