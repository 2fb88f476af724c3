"""What a reader asks for: a report, whole months, and filters; wrong ones are named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from services import catalogue, geography
from services.reporting.disclosure.cube import ALL
from services.reporting.editions.grid import PROVIDER, WITHHELD
from services.reporting.indicators.months import Range
from shared.aggregate import Invalid

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
LONGEST = 60  # months


class Report(StrEnum):
    DEMAND = "demand"
    WAITING = "waiting"
    SUPPORT = "support"
    OUTCOMES = "outcomes"


@dataclass(frozen=True)
class Asked:
    """Filters as cells name them: `ALL` where the reader did not narrow."""

    report: Report
    period: Range
    place: str = ALL
    programme: str = ALL


def asked(db: Connection, report: Report, said: Mapping[str, str], *, usual: Range) -> Asked:
    """The request's words checked; raises `Invalid` with a sentence. Empty counts as left out."""
    last = _month(said, "to", usual.last)
    first = _month(said, "from", min(usual.first, last))
    if first > last:
        raise Invalid(
            "The range begins with %(first)s, after it ends with %(last)s.",
            code="range",
            first=first,
            last=last,
        )
    period = Range(first, last)
    if (period.ends_on - period.starts_on).days > LONGEST * 31:
        raise Invalid("A report spans at most %(most)s months.", code="range", most=LONGEST)
    return Asked(
        report=report,
        period=period,
        place=_place(said.get("municipality", "")),
        programme=_programme(db, said.get("programme", "")),
    )


def _month(said: Mapping[str, str], name: str, usual: str) -> str:
    month = said.get(name) or usual
    if not MONTH.fullmatch(month):
        raise Invalid(
            "%(name)s=%(given)s is not a month such as 2026-03.",
            code="month",
            name=name,
            given=month[:40],
        )
    return month


def as_of(said: Mapping[str, str], *, today: date) -> date | None:
    """The day whose editions are asked for; None when none was named."""
    text = said.get("as_of", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        day = None
    if day is None:
        raise Invalid(
            "as_of=%(given)s is not a date such as 2026-03-31.", code="as-of", given=text[:40]
        )
    if day > today:
        raise Invalid("as_of=%(given)s lies in the future.", code="as-of", given=text)
    return day


def _place(code: str) -> str:
    kind, _, number = code.partition(":")
    code = geography.current(code)
    known = (
        not code
        or code == WITHHELD
        or code in geography.municipalities()
        or (kind == "subregion" and number in geography.subregions())
        or (kind == "county" and number in geography.counties())
    )
    if not known:
        raise Invalid(
            "municipality=%(given)s is no municipality's code, such as 853.",
            code="municipality",
            given=code[:40],
        )
    return code or ALL


def _programme(db: Connection, code: str) -> str:
    """A programme, or all those of one organisation together."""
    providers = {f"{PROVIDER}{one}" for one in catalogue.all_organisations(db)}
    if code and code not in providers and catalogue.programme(db, code) is None:
        raise Invalid(
            "programme=%(given)s is no programme's code, such as kaveri.",
            code="programme",
            given=code[:40],
        )
    return code or ALL
