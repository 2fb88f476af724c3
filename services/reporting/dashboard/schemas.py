"""The live totals on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from services.reporting.dashboard.queries import SMALL, LiveTotals
from services.reporting.editions.schemas import Completeness, complete_to
from services.reporting.reports.schemas import EditionInForce
from shared.web.api import Body
from shared.web.fields import Value


class LiveTotalsQuerySchema(Body):
    lang = fields.String()


@dataclass(frozen=True)
class ProgrammeTotal:
    programme: str
    name: str
    supported: int | str  # of the region to the nearest five, "<5" for less than five
    waiting: int | str  # likewise


@dataclass(frozen=True)
class Total:
    supported: int | None
    waiting: int | None


@dataclass(frozen=True)
class ProgrammeChildren:
    programme: str
    supported: int
    untold_families: int


@dataclass(frozen=True)
class Children:
    """The children and young people of the supported families."""

    supported: int
    untold_families: int  # of whom it was never told how many children they are
    programmes: tuple[ProgrammeChildren, ...]


class LiveTotalsSchema(Schema):
    at = fields.String()
    counted_on = fields.String(
        metadata={"description": "Today; of the region the Monday of this week."}
    )
    scope = fields.String()
    edition = Value(EditionInForce, allow_none=True)
    programmes = Value(tuple[ProgrammeTotal, ...])
    total = Value(Total, metadata={"description": "null under 5."})
    children = Value(
        Children,
        allow_none=True,
        metadata={"description": "Of one's own organisation alone: null for the region."},
    )
    complete_to = Value(dict[str, Completeness], metadata={"description": "By service."})


def live_totals_as_json(totals: LiveTotals, names: Mapping[str, str]) -> dict[str, Any]:
    """A value under the threshold is the text "<5"."""
    return {
        "at": totals.at.isoformat(),
        "counted_on": totals.counted_on.isoformat(),
        "scope": "region" if totals.is_region else "organisation",
        "edition": None,
        "programmes": [
            {
                "programme": each.programme,
                "name": names.get(each.programme, each.programme),
                "supported": _shown(each.supported),
                "waiting": _shown(each.waiting),
            }
            for each in totals.programmes
        ],
        "total": {"supported": totals.total.supported, "waiting": totals.total.waiting},
        "children": None if totals.is_region else _children(totals),
        "complete_to": complete_to(totals.reached, totals.at, taken_at=totals.at),
    }


def _children(totals: LiveTotals) -> dict[str, Any]:
    return {
        "supported": totals.total.children,
        "untold_families": totals.total.untold,
        "programmes": [
            {
                "programme": each.programme,
                "supported": each.children,
                "untold_families": each.untold,
            }
            for each in totals.programmes
        ],
    }


def _shown(value: int | None) -> int | str:
    return SMALL if value is None else value
