"""How many support persons agree with each statement: of one's own exactly, of the region coarsely.

Every group that was counted has five answers or more, and they are only ever added up whole: the
difference of two periods is such a group again. Of the region it is said from three organisations
on, so that none reads another's out of it, in fives and per cents of five.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.common.survey import EXPERIENCE, QUESTIONS, per_cent
from services.reporting.indicators.months import Range

FEWEST = 3  # organisations of which a figure of the region is made
STEP = 5


@dataclass(frozen=True)
class Surveyed:
    """One question of one group."""

    organisation: UUID
    month: date
    question: str
    answers: int
    yes: int


@dataclass(frozen=True)
class Experience:
    """One statement: how many answered, and how many per cent of them agree."""

    question: str
    indicator: str  # M23, or none
    answers: int
    yes: int | None  # None: of the region only the share is said
    share: int  # per cent


def of_one(rows: Iterable[Surveyed], period: Range) -> list[Experience]:
    """Of one organisation, exactly as it was counted."""
    return [
        _experience(question, answers, yes, yes_is_shown=True, step=1)
        for question, answers, yes in _sums(rows, period)
    ]


def of_region(rows: Iterable[Surveyed], period: Range) -> list[Experience]:
    """Of all together, coarsely; none where fewer than three organisations have answers."""
    here = [row for row in rows if row.month in period]
    if len({row.organisation for row in here}) < FEWEST:
        return []
    return [
        _experience(question, answers, yes, yes_is_shown=False, step=STEP)
        for question, answers, yes in _sums(here, period)
    ]


def _sums(rows: Iterable[Surveyed], period: Range) -> list[tuple[str, int, int]]:
    here = [row for row in rows if row.month in period]
    sums = [
        (
            question,
            sum(row.answers for row in here if row.question == question),
            sum(row.yes for row in here if row.question == question),
        )
        for question in QUESTIONS
    ]
    return [each for each in sums if each[1]]


def _experience(
    question: str, answers: int, yes: int, *, yes_is_shown: bool, step: int
) -> Experience:
    return Experience(
        question=question,
        indicator="M23" if question in EXPERIENCE else "",
        answers=_rounded(answers, step),
        yes=yes if yes_is_shown else None,
        share=_rounded(per_cent(yes, answers), step),
    )


def _rounded(number: int, step: int) -> int:
    return (number + step // 2) // step * step
