"""Everything that a reader can fetch, as numbers and gaps with names."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from tests.platform import Caller

API = "/reporting/api/v1/reports"
REPORTS = ("demand", "waiting", "support", "outcomes")
HALF = ("2026-01", "2026-06")
ALL = "*"
PLACES = ("area", "county", "subregion", "municipality")
Question = tuple[str, str, str, str, str, str]  # figure, first, last, place, programme, class


@dataclass
class Collected:
    """Answers by question; None where the answer is two dots."""

    answers: dict[Question, int | None] = field(default_factory=dict)
    contradictions: list[Question] = field(default_factory=list)

    def note(self, question: Question, status: str, value: int | None) -> None:
        if status == "not_published":
            return
        if self.answers.setdefault(question, value) != value:
            self.contradictions.append(question)


def collect(caller: Caller, questions: Iterable[dict[str, str]]) -> Collected:
    """Ask each report all questions."""
    collected = Collected()
    for query in questions:
        for report in REPORTS:
            words = "&".join(f"{name}={text}" for name, text in query.items())
            answer = caller.get(f"{API}/{report}?{words}").json
            where = (answer["municipality"] or ALL, answer["programme"] or ALL)
            for line in answer["figures"]:
                _note(collected, line, where)
    return collected


def collect_csv(caller: Caller, query: str) -> dict[Question, str]:
    """What the same report says as a file."""
    collected = {}
    for report in REPORTS:
        text = caller.get(f"{API}/{report}?{query}", Accept="text/csv").get_data()
        for row in csv.DictReader(StringIO(text.decode("utf-8-sig"))):
            where = (row["municipality"] or ALL, row["programme"] or ALL)
            question = _question(row, where)
            if question is not None:
                collected[question] = row["numerator"]
    return collected


def questions(
    *, days: Iterable[str], places: Iterable[str], programmes: Iterable[str], through: str
) -> Iterator[dict[str, str]]:
    """Editions by day, ranges, places, programmes and providers, and some of both."""
    months = [f"2026-{month:02}" for month in range(1, int(through[5:]) + 1)]
    yield from ({"as_of": day} for day in days)
    yield from ({"from": months[0], "to": month} for month in months)
    yield from ({"from": month, "to": months[-1]} for month in months[1:])
    half = {"from": HALF[0], "to": HALF[1]}
    yield from (half | {"municipality": place} for place in places)
    yield from (half | {"programme": programme} for programme in programmes)
    for place in list(places)[:2]:
        yield from (
            half | {"municipality": place, "programme": programme} for programme in programmes
        )


def _note(collected: Collected, line: dict[str, Any], where: tuple[str, str]) -> None:
    question = _question(line, where)
    if question is None:
        return
    collected.note(question, line["mark"], line["numerator"])
    if line["figure"] == "parted" and line["denominator"] is not None:
        collected.note((*question[:5], ALL), "shown", line["denominator"])


def _question(line: dict[str, Any], where: tuple[str, str]) -> Question | None:
    (place, programme), class_ = where, ALL
    group, code = line["group"], line["code"]
    if code in ("NOT_SUPPORTED", "NO_MINIMUM"):
        return None  # no edition has it
    first, last = line["months"][:7], line["months"][-7:]
    if group in ("programme", "provider"):
        programme = code
    elif group in PLACES:
        place = code
    elif group in ("source", "outcome"):
        class_ = code
    if line["figure"] == "parted":
        class_ = "KEPT"
    return (line["figure"], first, last, place, programme, class_)
