"""What an organisation's support persons said together, by calendar year and in all."""

from dataclasses import dataclass
from uuid import UUID

from services.common.survey import QUESTIONS, YES
from services.volunteers.surveys.domain import Survey
from services.volunteers.surveys.events import SurveyCounted
from shared.work import Work


@dataclass(frozen=True)
class Result:
    """Of one year, or of all: how many answered, and how each question was answered."""

    year: int | None  # None: all years together
    answers: int
    counts: dict[str, tuple[int, ...]]  # question -> how many said 1, 2, 3, 4, 5

    def yes(self, question: str) -> int:
        return sum(self.counts[question][YES - 1 :])


def results(work: Work, organisation: UUID) -> list[Result]:
    """All years together first, then each year; empty before anything was counted."""
    batches = work.load(Survey(organisation))[0].counted
    years = sorted({each.month.year for each in batches}, reverse=True)
    by_year = [(year, [b for b in batches if b.month.year == year]) for year in years]
    several: list[tuple[int | None, list[SurveyCounted]]] = []
    if len(years) > 1:
        several.append((None, list(batches)))
    return [_joined(year, those) for year, those in (*several, *by_year)]


def _joined(year: int | None, batches: list[SurveyCounted]) -> Result:
    rows = [row for batch in batches for row in batch.counts]
    counts = {
        code: tuple(
            map(sum, zip(*[row.answers for row in rows if row.question == code], strict=True))
        )
        for code in QUESTIONS
    }
    return Result(year, sum(batch.answers for batch in batches), counts)
