"""Calendar months by name: "2026-03" is the days from 1 to 31 March 2026 in Helsinki."""

from datetime import date, timedelta

Month = str


def month_of(day: date) -> Month:
    return f"{day:%Y-%m}"


def next_month(month: Month) -> Month:
    return month_of(first_day(month) + timedelta(days=31))


def month_before(month: Month) -> Month:
    return month_of(first_day(month) - timedelta(days=1))


def first_day(month: Month) -> date:
    return date.fromisoformat(f"{month}-01")


def last_day(month: Month) -> date:
    return first_day(next_month(month)) - timedelta(days=1)


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last, both included; none when they are the wrong way."""
    months: list[Month] = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months
