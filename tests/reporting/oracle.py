"""A second fold of the figures, from the raw events of all stores and with nothing of the product.

One dictionary a family, and each figure written out as its definition says: slow, plain, and
apart from the projections, timelines and indicators that it checks.
"""

import json
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import text

from shared.service import Service

STORES = ("referral", "volunteers", "casework")
EVENTS = "SELECT e.name, e.data FROM events e ORDER BY e.seq"


@dataclass
class Family:
    """What the stores tell of one referral."""

    id: str
    received: Mapping[str, Any]
    answer: Mapping[str, Any] = field(default_factory=dict)  # the acceptance
    provider: str = ""  # to whom it was offered last
    programme: str | None = None
    closed: Mapping[str, Any] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)  # days of visits
    children: int | None = None
    matches: dict[str, dict[str, str]] = field(default_factory=dict)  # agreed, started, ended

    @property
    def place(self) -> str:
        return self.received["municipality"] or "withheld"


@dataclass(frozen=True)
class Counted:
    """One thing counted: of which family, on which day, in which class, with which value."""

    family: Family
    on: str
    class_: str = ""
    value: int = 0
    match: str = ""

    @property
    def who(self) -> str:
        return self.match or self.family.id


@dataclass
class Oracle:
    families: list[Family]
    programmes: Mapping[tuple[str, int], Mapping[str, Any]]  # by code and version

    def count(self, figure: str, first: str, last: str) -> list[Counted]:
        """Everything that the figure counts on the days from `first` to `last`."""
        counts = {
            "received": self._received,
            "accepted": self._accepted,
            "queued": self._queued,
            "found": self._matched,
            "met": self._met,
            "unmet": self._closed_without_meeting,
            "supported": self._supported,
            "children": self._children,
            "ended": self._ended,
            "parted": self._minimum_kept,
        }
        return [each for family in self.families for each in counts[figure](family, first, last)]

    def _received(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        if first <= f.received["referred_on"] <= last:
            yield Counted(f, f.received["referred_on"])

    def _accepted(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        if f.answer and first <= f.answer["accepted_on"] <= last:
            yield Counted(f, f.answer["accepted_on"], f.received["referrer_kind"])

    def _queued(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        """M08 at `last`."""
        if not f.answer or f.answer["accepted_on"] > last:
            return
        begun = self._begun(f)
        if (not begun or min(begun) > last) and (not f.closed or f.closed["on"] > last):
            yield Counted(f, last)

    def _matched(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        days = f.held if self._has_team(f) else [m["agreed"] for m in f.matches.values()]
        if days and first <= min(days) <= last:
            yield Counted(f, min(days))

    def _met(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        """M09."""
        if f.answer and f.held and first <= min(f.held) <= last:
            waited = date.fromisoformat(min(f.held)) - date.fromisoformat(f.answer["accepted_on"])
            yield Counted(f, min(f.held), value=max(waited.days, 0))

    def _closed_without_meeting(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        if f.answer and not f.held and f.closed and first <= f.closed["on"] <= last:
            yield Counted(f, f.closed["on"])

    def _supported(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        """M02: a support that began by `last` and had not ended before `first`."""
        spans = [
            (m["started"], m.get("ended", "9999")) for m in f.matches.values() if "started" in m
        ]
        if self._has_team(f):
            spans = [(min(f.held), f.closed.get("on", "9999"))] if f.held else []
        if any(start <= last and end >= first for start, end in spans):
            yield Counted(f, last)

    def _children(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        """M02: each child of the supported families, as the newest number says."""
        for supported in self._supported(f, first, last):
            yield from [supported] * (f.children or 0)

    def _ended(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        """M12."""
        if f.closed and first <= f.closed["on"] <= last:
            yield Counted(f, f.closed["on"], f.closed["outcome"])

    def _minimum_kept(self, f: Family, first: str, last: str) -> Iterator[Counted]:
        """M10: the day that would have kept the promise, and whether the match lasted to it."""
        programme = self._programme(f)
        least = programme.get("minimum_months") or programme.get("commitment_months")
        for name, match in f.matches.items():
            if "started" in match and least and first <= match.get("ended", "") <= last:
                kept = match["ended"] >= later(match["started"], least)
                lasted = max(n for n in range(600) if later(match["started"], n) <= match["ended"])
                yield Counted(f, match["ended"], "KEPT" if kept else "SHORT", lasted, name)

    def _begun(self, f: Family) -> list[str]:
        if self._has_team(f):
            return f.held
        return [m["started"] for m in f.matches.values() if "started" in m]

    def _has_team(self, f: Family) -> bool:
        return bool(self._programme(f).get("support", "MATCHED") != "MATCHED")

    def _programme(self, f: Family) -> Mapping[str, Any]:
        """In the version of the acceptance; in the newest before that."""
        newest = max((v for code, v in self.programmes if code == f.programme), default=0)
        version = f.answer.get("programme_version", newest)
        return self.programmes.get((f.programme or "", version), {})


def later(day: str, months: int) -> str:
    """The same day so many months later, or the last of a shorter month."""
    year, month, number = (int(part) for part in day.split("-"))
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    for last in (number, 30, 29, 28):
        try:
            return date(year, month, min(number, last)).isoformat()
        except ValueError:
            continue
    raise AssertionError(day)


def last_day(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return f"{month}-{monthrange(year, number)[1]}"


def middle(values: list[int]) -> float | None:
    return float(median(values)) if values else None


def oracle(services: Mapping[str, Service]) -> Oracle:
    """What the stores say by now, store by store; events of one thing lie in order."""
    events = [(name, data) for store in STORES for name, data in _events(services[store])]
    by_name: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for name, data in events:
        by_name[name].append(data)
    families = {d["referral_id"]: Family(d["referral_id"], d) for d in by_name["referral.received"]}
    for data in by_name["referral.received"]:
        families[data["referral_id"]].programme = data["programme"]
    for data in by_name["referral.offered"]:
        family = families[data["referral_id"]]
        family.programme, family.provider = data["programme"], data["organisation"]
    for data in by_name["referral.accepted"]:
        family = families[data["referral_id"]]
        family.answer, family.programme = data, data["programme"]
        family.provider, family.children = data["organisation"], data.get("children")
    for data in by_name["referral.children_counted"]:
        families[data["referral_id"]].children = data["children"]
    cases = {f.answer["case_id"]: f for f in families.values() if f.answer}
    _support(by_name, cases)
    published = [d["programme"] for d in by_name["programme.published"]]
    programmes = {(programme["code"], programme["version"]): programme for programme in published}
    return Oracle(sorted(families.values(), key=lambda f: f.id), programmes)


def _support(by_name: Mapping[str, list[Mapping[str, Any]]], cases: Mapping[str, Family]) -> None:
    for step in ("agreed", "started", "ended"):
        for data in by_name.get(f"match.{step}", []):
            if data["case_id"] in cases:
                match = cases[data["case_id"]].matches.setdefault(data["match_id"], {})
                match[step] = data[f"{step}_on"]
    for data in by_name.get("visit.logged", []):
        if data["status"] == "HELD" and data["case_id"] in cases:
            cases[data["case_id"]].held.append(data["held_on"])
    for data in by_name.get("case.closed", []):
        if data["case_id"] in cases:
            cases[data["case_id"]].closed = data


def _events(service: Service) -> list[tuple[str, Mapping[str, Any]]]:
    with service.database.reading() as db:
        rows = db.execute(text(EVENTS)).all()
    return [(r.name, json.loads(r.data) if isinstance(r.data, str) else r.data) for r in rows]
