"""The rows of a published table counted on a day, and the day on which most of them fit.

A table that is printed once mixes days: how many children there are is known at the end, while
shares are of those who had been asked by then. So every row is counted as things stood on a day of
the period, and the day on which most rows come out as printed is looked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from uuid import UUID

from services.common.ages import months_after
from services.reporting.circumstances.rules import (
    Answered,
    Circumstance,
    CountedCase,
    circumstances,
)
from services.reporting.indicators.months import Days, Period
from services.reporting.published_table.domain import CountedFrom, Publication, Row
from services.reporting.table_checks.rules import Checked, Shares, check, rounded

LARGEST = 80  # as many people as a team of this size can have
PARENTS_OF_A_FAMILY = 2
Contact = tuple[UUID, str]  # a case and a profession of its team


@dataclass(frozen=True)
class TeamCase:
    """A case, and how it ended."""

    case: CountedCase
    outcome: str = ""  # empty: it has not ended


@dataclass(frozen=True)
class Cohort:
    """What is known of a team's families."""

    cases: tuple[TeamCase, ...]
    answered: Mapping[UUID, Sequence[Answered]]
    contacts: Mapping[Contact, tuple[date, ...]]  # days on which they met


@dataclass(frozen=True)
class Figure:
    """What a row comes to: how many, and of how many; `whole` is None for a mere number."""

    part: int
    whole: int | None = None

    @property
    def share(self) -> int | None:
        return rounded(self.part, self.whole) if self.whole else None


@dataclass(frozen=True)
class Snapshot:
    """All rows as they stood at the end of a day."""

    on: date
    figures: Mapping[str, Figure]
    unanswered: Mapping[str, int]  # by row of answers: families that nobody had asked
    undone: int  # ended cases whose outcome nobody had assessed
    followed: int  # ended cases whose time of follow-up was over


def fits(row: Row, figure: Figure) -> bool:
    """Whether it comes out as printed."""
    if row.number is not None:
        return figure.part == row.number
    return figure.share == row.percent


def snapshot(publication: Publication, cohort: Cohort, period: Period, on: date) -> Snapshot:
    """Every row, of what had happened from the beginning of the period to the end of that day."""
    until = Days(period.starts_on, on)
    here = [each for each in cohort.cases if each.case.is_open_in(until)]
    cases = [each.case for each in here]
    questions = {each.question.code: each for each in circumstances(cases, cohort.answered, until)}
    ended = [each for each in here if each.case.closed_on and each.case.closed_on in until]
    figures = {
        row.code: _figure(row, cases, questions, ended, cohort, until) for row in publication.rows
    }
    return Snapshot(
        on=on,
        figures=figures,
        unanswered={
            row.code: questions[row.question].not_asked
            for row in publication.rows
            if row.question in questions
        },
        undone=sum(each.outcome == "NOT_ASSESSED" for each in ended),
        followed=sum(_is_followed(each.case, on) for each in ended),
    )


def fitting(publication: Publication, cohort: Cohort, period: Period) -> Snapshot | None:
    """The day on which most rows fit, of equal ones the last; None where nothing happened."""
    taken = [snapshot(publication, cohort, period, day) for day in _days(cohort, period)]
    return max(taken, key=lambda each: (how_many_fit(publication, each), each.on), default=None)


def how_many_fit(publication: Publication, taken: Snapshot) -> int:
    return sum(fits(row, taken.figures[row.code]) for row in publication.rows)


def checked(publication: Publication) -> list[Checked]:
    """The arithmetic of its lines, in their order."""
    lines = "\n".join(each.line for each in publication.checks)
    return check(lines, largest=LARGEST)


def together(publication: Publication) -> list[tuple[int, int, int]]:
    """The numbers of children, families and parents that all its shares can be of at once.

    There are no more children than were published, no more families than children, and no more
    parents than two in a family.
    """
    by_whole = {
        each.whole: [whole.number for whole in line.wholes]
        for each, line in zip(publication.checks, checked(publication), strict=True)
        if isinstance(line, Shares)
    }
    every = product(by_whole["CHILDREN"], by_whole["FAMILIES"], by_whole["PARENTS"])
    return [
        (children, families, parents)
        for children, families, parents in every
        if families <= children <= publication.published_people
        and parents <= PARENTS_OF_A_FAMILY * families
    ]


def _figure(
    row: Row,
    cases: list[CountedCase],
    questions: Mapping[str, Circumstance],
    ended: list[TeamCase],
    cohort: Cohort,
    until: Days,
) -> Figure:
    match row.counts:
        case CountedFrom.CASES:
            return Figure(sum(case.children or 0 for case in cases))
        case CountedFrom.ANSWERS:
            question = questions.get(row.question)
            if question is None:
                return Figure(0, 0)
            return Figure(question.answers.get(row.answer, 0), question.answered)
        case CountedFrom.PROFESSION:
            met = [case for case in cases if _has_met(cohort, case, row.profession, until)]
            return Figure(len(met), len(cases))
        case CountedFrom.ENDS:
            return Figure(sum(row.outcome in ("", each.outcome) for each in ended))


def _has_met(cohort: Cohort, case: CountedCase, profession: str, until: Days) -> bool:
    days = cohort.contacts.get((case.case_id, profession), ())
    return any(day in until for day in days)


def _is_followed(case: CountedCase, on: date) -> bool:
    months = case.programme.follow_up_months
    return bool(months and case.closed_on and months_after(case.closed_on, months) <= on)


def _days(cohort: Cohort, period: Period) -> list[date]:
    """Those of the period after which something stands otherwise, and the last one."""
    starts = (each.case.opened_on for each in cohort.cases)
    days = [*starts, *_later(cohort)]
    return sorted({*(day for day in days if day in period), period.ends_on} if days else set())


def _later(cohort: Cohort) -> Iterable[date]:
    for each in cohort.cases:
        if each.case.closed_on:
            yield each.case.closed_on
    for answers in cohort.answered.values():
        yield from (each.on for each in answers)
    for days in cohort.contacts.values():
        yield from days
