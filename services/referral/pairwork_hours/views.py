"""What the page of hours shows, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from services.referral.pairwork import texts
from services.referral.pairwork_hours import queries
from shared.identity.principals import Principal
from shared.web.formats import format_duration
from shared.web.i18n import gettext
from shared.work import Work

YEARS = 3  # this one and those before it


@dataclass(frozen=True)
class HoursLine:
    theme: str
    meetings: int
    ngo: str
    municipal: str


@dataclass(frozen=True)
class HoursPage:
    lines: list[HoursLine]
    total: HoursLine
    years: list[tuple[int, str, bool]]  # number, address, shown now


def hours(work: Work, who: Principal, year: int | None) -> HoursPage:
    """What a year of pair work took of both sides' employers, by theme."""
    current = work.today.year
    years = range(current, current - YEARS, -1)
    shown = year if year is not None and year in years else current
    rows = queries.given(work, who, shown)
    names = ("meetings", *queries.MINUTES)
    sums = {name: sum(getattr(row, name) for row in rows) for name in names}
    return HoursPage(
        lines=[_line(texts.theme(row.theme), row._mapping) for row in rows],
        total=_line(gettext("Together"), sums),
        years=[
            (each, url_for("pairwork_hours.show_hours", year=each), each == shown) for each in years
        ],
    )


def _line(theme: str, sums: Mapping[Any, Any]) -> HoursLine:
    return HoursLine(
        theme=theme,
        meetings=sums["meetings"],
        ngo=format_duration(int(sums["ngo_work"] + sums["ngo_travel"])),
        municipal=format_duration(int(sums["municipal_work"] + sums["municipal_travel"])),
    )
