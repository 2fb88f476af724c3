"""How many families, and how many of their children, met each profession of their team.

A case counts in a period in which it was open on a day; it met a profession when a contact was held
in that period by somebody who works on its team as one. Who of the family was there is no figure's
to know: a child counts when its family met the profession.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from services.common.programme import Named, Programme
from services.reporting.circumstances.rules import CountedCase
from services.reporting.indicators.months import Period

LEAST_FOR_SHARES = 10  # below it a share tells of single people


@dataclass(frozen=True)
class Part:
    """Some of all."""

    part: int
    whole: int

    @property
    def share(self) -> int | None:
        """Per cent, half up; None where they are too few."""
        if self.whole < LEAST_FOR_SHARES:
            return None
        return (200 * self.part + self.whole) // (2 * self.whole)


@dataclass(frozen=True)
class Met:
    """How one profession of a programme's team met its families."""

    programme: str
    profession: Named
    families: Part
    children: Part
    untold_families: int  # of whom it was never told how many children they are


def met(
    cases: Iterable[CountedCase], contacts: Collection[tuple[UUID, str]], period: Period
) -> list[Met]:
    """In the order of programmes and their teams; `contacts`: of a case with a profession."""
    by_programme: dict[str, list[CountedCase]] = defaultdict(list)
    teams: dict[str, Programme] = {}
    for case in cases:
        if case.is_open_in(period) and case.programme.team:
            code = case.programme.code
            by_programme[code].append(case)
            teams[code] = max(teams.get(code, case.programme), case.programme, key=_version)
    return [
        _met(by_programme[code], profession, contacts)
        for code in sorted(by_programme)
        for profession in teams[code].team
    ]


def _met(
    cases: list[CountedCase], profession: Named, contacts: Collection[tuple[UUID, str]]
) -> Met:
    theirs = [case for case in cases if (case.case_id, profession.code) in contacts]
    return Met(
        programme=cases[0].programme.code,
        profession=profession,
        families=Part(len(theirs), len(cases)),
        children=Part(_children(theirs), _children(cases)),
        untold_families=sum(case.children is None for case in cases),
    )


def _children(cases: Iterable[CountedCase]) -> int:
    return sum(case.children or 0 for case in cases)


def _version(programme: Programme) -> int:
    return programme.version
