"""Whether somebody's name, reference or day of birth is what a reader looks for."""

import re
from collections.abc import Iterable
from datetime import date

from shared.kernel.letters import holds

A_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})-(\d\d)-(\d\d)(?!\d)")
BETWEEN = re.compile(r"[-\u2010-\u2015,;]")  # hyphens and commas
APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u00b4`]")


def matches(query: str, texts: Iterable[str | None], *, born: date | None = None) -> bool:
    """Whether each word of the query stands in the texts, and each of its days is the birthday.

    The order of names, hyphens and apostrophes make no difference; an empty query matches all.
    """
    days = [_day(match) for match in A_DAY.finditer(query)]
    if any(day is None or day != born for day in days):
        return False
    searched = " ".join(_plain(text) for text in texts if text)
    return holds(searched, _plain(A_DAY.sub(" ", query)))


def _plain(text: str) -> str:
    return APOSTROPHES.sub("", BETWEEN.sub(" ", text))


def _day(match: "re.Match[str]") -> date | None:
    day, month, year, *iso = match.groups()
    try:
        return date(int(year), int(month), int(day)) if day else date(*map(int, iso))
    except ValueError:
        return None
