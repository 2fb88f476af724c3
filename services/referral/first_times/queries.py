"""The first free time about each theme at each place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.common.codes import Theme
from services.referral.bookings.queries import Offered, free
from services.referral.receptions.queries import Place
from shared.work import Work

ONLINE = "online"  # in place of a municipality
ALL = 1_000_000  # times


@dataclass(frozen=True)
class FirstTime:
    """The first free time about a theme at a place."""

    theme: Theme
    place: str  # code of a municipality, or `online`; empty: none is free anywhere
    on: date | None
    days: int | None  # from today on


def first_times(work: Work) -> list[FirstTime]:
    """By theme in their order, the nearest day first; a theme without any time has one line."""
    return firsts(free(work, theme="", place=Place(), most=ALL), work.today)


def firsts(times: Iterable[Offered], today: date) -> list[FirstTime]:
    """Of times in the order in which they begin."""
    first: dict[tuple[str, str], date] = {}
    for listed, slot in times:
        for theme in listed.plan.themes:
            for place in _places(listed.plan.municipality, listed.plan.place, listed.plan.link):
                first.setdefault((theme, place), slot.day)
    return [line for theme in Theme for line in _of(theme, first, today)]


def _of(theme: Theme, first: dict[tuple[str, str], date], today: date) -> list[FirstTime]:
    days = sorted((day, place) for (about, place), day in first.items() if about == theme)
    lines = [FirstTime(theme, place, day, (day - today).days) for day, place in days]
    return lines or [FirstTime(theme, "", None, None)]


def _places(municipality: str, place: str, link: str) -> list[str]:
    return [code for code, is_there in ((municipality, place), (ONLINE, link)) if is_there]
