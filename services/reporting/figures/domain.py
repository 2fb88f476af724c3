"""What can be asked: a report over whole months, with filters; a wrong word is refused by name."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.reporting.disclosure.cells import ALL
from services.reporting.indicators.months import Range
from shared.kernel.aggregate import Invalid
from shared.kernel.days import iso_day

MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
LONGEST = 60  # months


class Report(StrEnum):
    DEMAND = "demand"
    WAITING = "waiting"
    SUPPORT = "support"
    OUTCOMES = "outcomes"


@dataclass(frozen=True)
class Cell:
    """Where a figure lies: months, place, programme and class; `ALL` for not narrowed."""

    period: Range
    place: str = ALL
    programme: str = ALL
    class_: str = ALL


@dataclass(frozen=True)
class ReportQuery:
    """What a reader asks for; its filters as cells name them."""

    report: Report
    period: Range
    place: str = ALL
    programme: str = ALL

    @property
    def cell(self) -> Cell:
        return Cell(self.period, self.place, self.programme)


def report_query(
    report: Report,
    values: Mapping[str, str],
    *,
    usual: Range,
    places: Collection[str],
    programmes: Collection[str],
) -> ReportQuery:
    """The request's words checked; raises `Invalid` with a sentence. Empty counts as left out.

    `places` and `programmes` are the codes that filters may name, `usual` the months without one.
    """
    last = _month(values, "to", usual.last)
    first = _month(values, "from", min(usual.first, last))
    if first > last:
        raise Invalid(
            "The first month is after the last month.",
            code="range",
        )
    period = Range(first, last)
    if len(tuple(period)) > LONGEST:
        raise Invalid("A report spans at most %(most)s months.", code="range", most=LONGEST)
    return ReportQuery(
        report=report,
        period=period,
        place=_place(values.get("municipality", ""), places),
        programme=_programme(values.get("programme", ""), programmes),
    )


def _month(values: Mapping[str, str], name: str, usual: str) -> str:
    month = values.get(name) or usual
    if not MONTH.fullmatch(month):
        raise Invalid(
            "%(name)s=%(given)s is not a month such as 2026-03.",
            code="month",
            name=name,
            given=month[:40],
        )
    return month


def as_of(values: Mapping[str, str], *, today: date) -> date | None:
    """The day whose editions are asked for; None when none was named."""
    text = values.get("as_of", "")
    if not text:
        return None
    day: date | None
    try:
        day = iso_day(text)
    except ValueError:
        day = None
    if day is None:
        raise Invalid(
            "as_of=%(given)s is not a date such as 2026-03-31.", code="as-of", given=text[:40]
        )
    if day > today:
        raise Invalid("as_of=%(given)s lies in the future.", code="as-of", given=text)
    return day


def _place(code: str, places: Collection[str]) -> str:
    if code and code not in places:
        raise Invalid(
            "municipality=%(given)s is no municipality's code, such as 853.",
            code="municipality",
            given=code[:40],
        )
    return code or ALL


def _programme(code: str, programmes: Collection[str]) -> str:
    """A programme, or all those of one organisation together."""
    if code and code not in programmes:
        raise Invalid(
            "programme=%(given)s is no programme's code, such as kaveri.",
            code="programme",
            given=code[:40],
        )
    return code or ALL
