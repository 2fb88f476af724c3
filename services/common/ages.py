"""Ages and months on a calendar: whole years lived on a day, age bands, a month later."""

from calendar import monthrange
from datetime import date

from services.common.children import ADULT_FROM

BANDS = ((0, 2), (3, 6), (7, 9), (10, 12), (13, 15), (16, 17), (18, 24))  # both ends included
OLDEST_BAND = "25+"
ADULT_BANDS = ("18-24", OLDEST_BAND)


def age_on(birth: date, day: date) -> int:
    """Whole years lived on `day`; someone born on 29 February turns older on 1 March."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (not had_birthday)


def comes_of_age_on(birth: date) -> date:
    """The day on which somebody is 18; born on 29 February, the 1 March of a common year."""
    if (birth.month, birth.day) == (2, 29):  # 18 years after a leap year is none
        return date(birth.year + ADULT_FROM, 3, 1)
    return birth.replace(year=birth.year + ADULT_FROM)


def age_band(age: int) -> str:
    """The band that may be told where the age itself may not, such as "10-12"."""
    for youngest, oldest in BANDS:
        if youngest <= age <= oldest:
            return f"{youngest}-{oldest}"
    return OLDEST_BAND


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
