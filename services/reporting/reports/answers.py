"""A report as JSON, and as a table of plain values for CSV and XLSX."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import Figure, Mark
from services.reporting.editions.complete import is_complete
from services.reporting.editions.events import Reached
from services.reporting.indicators.months import Range
from services.reporting.reports.asked import Asked
from services.reporting.reports.instead import Instead, hidden, instead
from services.reporting.reports.lines import Line
from services.reporting.reports.now import SMALL, Now
from services.reporting.reports.queries import Change, Reading
from services.reporting.reports.wording import (
    line_name,
    place_name,
    programme_name,
    why_hidden,
)

Row = list[str | int | float | None]
HIDDEN, NIL = "..", "–"


def as_json(
    reading: Reading, asked: Asked, *, names: Mapping[str, str], changes: Iterable[Change]
) -> dict[str, Any]:
    """The whole report; a number that is hidden is null, with its mark and text beside it."""
    edition = reading.edition
    return {
        "report": asked.report,
        "from": asked.period.first,
        "to": asked.period.last,
        "municipality": None if asked.place == ALL else asked.place,
        "programme": None if asked.programme == ALL else asked.programme,
        "scope": "organisation" if reading.is_live else "region",
        "edition": edition
        and {
            "id": str(edition.id),
            "month": edition.month,
            "published_on": edition.published_on.isoformat(),
            "complete": edition.is_complete,
        },
        "complete_to": complete_to(reading.reached, reading.at, taken_at=reading.taken_at),
        "nearest": _range(reading.reader.nearest(asked.period)),
        "hidden": why_hidden(hidden(reading, asked)),
        "instead": [_instead(one, names) for one in instead(reading, asked)],
        "figures": [_line(line, names) for line in reading.lines(asked)],
        "changes": [
            {**_name(change.line, names), "before": change.before, "now": change.now}
            for change in changes
        ],
    }


def now_as_json(now: Now, names: Mapping[str, str]) -> dict[str, Any]:
    """Live totals; a value under the threshold is the text "<5"."""
    return {
        "at": now.at.isoformat(),
        "scope": "region" if now.is_region else "organisation",
        "edition": None,
        "programmes": [
            {
                "programme": one.programme,
                "name": names.get(one.programme, one.programme),
                "supported": small(one.supported),
                "waiting": small(one.waiting),
            }
            for one in now.programmes
        ],
        "total": {"supported": now.total.supported, "waiting": now.total.waiting},
        "complete_to": complete_to(now.reached, now.at, taken_at=now.at),
    }


def small(value: int | None) -> int | str:
    return SMALL if value is None else value


def complete_to(reached: Iterable[Reached], now: datetime, *, taken_at: datetime) -> dict[str, Any]:
    """For each service the position up to which all is in, and how old that is."""
    return {
        one.service: {
            "position": one.position,
            "head": one.head,
            "complete": is_complete([one], taken_at),
            "missing": one.missing,
            "at": one.at and one.at.isoformat(),
            "seconds": one.at and max(int((now - one.at).total_seconds()), 0),
        }
        for one in reached
    }


COLUMNS = (
    "report",
    "from",
    "to",
    "municipality",
    "programme",
    "edition",
    "indicator",
    "figure",
    "group",
    "code",
    "name",
    "numerator",
    "denominator",
    "percent",
    "median",
    "nine_in_ten",
    "mark",
    "basis",
    "complete_to",
    "complete",
    "as_of",
)


def as_table(reading: Reading, asked: Asked, names: Mapping[str, str]) -> list[Row]:
    """One row a figure, with the columns of `COLUMNS`."""
    edition = reading.edition.published_on.isoformat() if reading.edition else ""
    reached = " ".join(f"{one.service}#{one.position}" for one in reading.reached)
    place = "" if asked.place == ALL else asked.place
    programme = "" if asked.programme == ALL else asked.programme
    first: Row = [str(asked.report), asked.period.first, asked.period.last]
    first += [place, programme, edition]
    last: Row = [reached, "yes" if reading.is_complete else "no", _as_of(reading)]
    return [[*first, *_cells(line, names), *last] for line in reading.lines(asked)]


def _as_of(reading: Reading) -> str:
    """When the service heard least lately was heard; empty when one never was."""
    heard = [one.at for one in reading.reached if one.at]
    return min(heard).isoformat() if heard and len(heard) == len(reading.reached) else ""


def _cells(line: Line, names: Mapping[str, str]) -> Row:
    said = line.spread
    return [
        line.indicator,
        line.name,
        line.group,
        line.code,
        line_name(line, names),
        printed(line.numerator),
        printed(line.denominator) if line.denominator else None,
        line.percent,
        said.median if said else None,
        said.nine_in_ten if said else None,
        str(line.numerator.mark),
        str(line.basis),
    ]


def printed(figure: Figure) -> int | str:
    """The number, `–` for nil, `..` for what is not shown."""
    if figure.value is None:
        return HIDDEN
    return figure.value if figure.mark is not Mark.NIL else NIL


def _line(line: Line, names: Mapping[str, str]) -> dict[str, Any]:
    said, whole = line.spread, line.denominator
    return {
        **_name(line, names),
        "numerator": line.numerator.value,
        "denominator": whole.value if whole else None,
        "percent": line.percent,
        "median": said.median if said else None,
        "nine_in_ten": said.nine_in_ten if said else None,
        "mark": line.numerator.mark,
        "text": str(printed(line.numerator)),
        "basis": line.basis,
        "periods": list(line.numerator.periods),
    }


def _instead(one: Instead, names: Mapping[str, str]) -> dict[str, Any]:
    place, programme = one.asked.place, one.asked.programme
    return {
        "municipality": None if place == ALL else place,
        "programme": None if programme == ALL else programme,
        "from": one.asked.period.first,
        "to": one.asked.period.last,
        "name": f"{place_name(place)}, {programme_name(programme, names)}",
        "numerator": one.figure.value,
    }


def _name(line: Line, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "indicator": line.indicator,
        "figure": line.name,
        "group": line.group,
        "code": line.code,
        "name": line_name(line, names),
    }


def _range(period: Range | None) -> dict[str, str] | None:
    return {"from": period.first, "to": period.last} if period else None
