"""Bad days, moments, times of day, numbers and money."""

from typing import Any

from tests.bad_input.classes import ABSENT, REFUSED, Kept, of_kind

DAYS = of_kind(
    "day",
    ("29 February", "2026-02-29"),
    ("31 February", "31.2.2026"),
    ("1899", "1899-12-31"),
    ("the year 9999", "9999-12-31"),
    ("the year nought", "0000-01-01"),
    ("a week", "2026-W14-3"),
    ("a day of the year", "2026-031"),
    ("without hyphens", "20260131"),
    ("a moment", "2026-01-31T00:00:00Z"),
    ("seconds since 1970", "1769817600"),
    ("two digits of a year", "31.1.26"),
    ("month first", "01/31/2026"),
    ("other digits", "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0663\u0661"),
    ("negative", "-2026-01-31"),
    ("as people write it", "31.1.2026", REFUSED, Kept("2026-01-31")),
    ("a leap day", "2024-02-29", Kept("2024-02-29")),
    ("blanks around it", " 2026-01-31 ", REFUSED, Kept("2026-01-31")),
    ("a number", 20260131),
    ("true", True),
    ("a list", ["2026-01-31"]),
)
MOMENTS = of_kind(
    "moment",
    ("without an offset", "2026-03-29T03:30:00"),
    ("a day alone", "2026-03-29"),
    ("a week", "2026-W10-1T00:00:00Z"),
    ("without hyphens", "20260101T000000Z"),
    ("seconds since 1970", "1769817600"),
    ("an hour that is left out", "2026-03-29T03:30:00+02:00", Kept("2026-03-29T03:30:00+02:00")),
    ("an offset of more than a day", "2026-03-29T03:30:00+25:00"),
    ("sixty seconds", "2026-03-29T03:30:60Z"),
)
CLOCKS = of_kind(
    "clock",
    ("24:00", "24:00"),
    ("sixty minutes", "15.60"),
    ("noon", "noon"),
    ("with seconds", "15:00:00"),
    ("of twelve hours", "3 pm"),
    ("other digits", "\u0661\u0665:\u0660\u0660"),
    ("the hour alone", "15", REFUSED, Kept("15:00")),
    ("with a point", "15.00", Kept("15:00")),
    ("a number", 15),
)
NO_NUMBERS: tuple[tuple[str, Any], ...] = (
    ("not a number", "NaN"),
    ("infinity", "Infinity"),
    ("an exponent", "1e2"),
    ("hexadecimal", "0x10"),
    ("with underscores", "1_0"),
    ("other digits", "\u0663"),
    ("digits with a gap", "1 2"),
    ("a thousand, or one", "1.000"),
    ("two decimal signs", "1,2,3"),
    ("groups that are none", "1.2,3"),
    ("a sum", "1+1"),
    ("with a word", "12 kpl"),
    ("five thousand digits", "9" * 5000),
    ("true", True),
    ("a list", [1]),
    ("an object", {}),
)
WHOLES = of_kind(
    "whole",
    *NO_NUMBERS,
    ("a text", "3", REFUSED, Kept(3)),
    ("a fraction", 1.5),
    ("a fraction that was typed", "1,5"),
    ("with a point", 3.0, Kept(3)),
    ("larger than any column", 10**30),
    ("below nought", -1_000_000),
    ("minus nought", "-0", REFUSED, ABSENT),
)
NUMBERS = of_kind(
    "number",
    *NO_NUMBERS,
    ("a text", "3", REFUSED, Kept("3")),
    ("a comma", "2,5", REFUSED, Kept("2.5")),
    ("too many decimals", 1.0000001),
    ("larger than any", 1e308),
    ("smaller than any", -1e308),
)
AMOUNTS = of_kind(
    "money",
    *NO_NUMBERS,
    ("a number", 12.5),
    ("cents as a number", 1250),
    ("a comma", "12,50", REFUSED, Kept("12.50")),
    ("with a sign", "12,50 €", REFUSED, Kept("12.50")),
    ("three decimals", "12.505"),
    ("minus nought", "-0"),
    ("below nought", "-1"),
    ("a leading nought", "012.50", REFUSED, Kept("12.50")),
    ("ten million", "10000000"),
    ("another currency", "$12"),
)
