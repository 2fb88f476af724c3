"""What the pages of the survey show, in the reader's language."""

from dataclasses import dataclass
from uuid import UUID

from services.common.survey import QUESTIONS, SCALE, per_cent, question
from services.volunteers.matches.queries import last_end
from services.volunteers.surveys import queries
from services.volunteers.surveys.domain import Drawing
from services.volunteers.surveys.queries import Result
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Option
from shared.work import Work


@dataclass(frozen=True)
class ResultTable:
    title: str
    lead: str
    rows: list[list[str]]


def is_open(work: Work, volunteer_id: UUID) -> bool:
    """May they draw a voucher now?"""
    drawing, _ = work.load(Drawing(volunteer_id))
    return drawing.is_open(work.today, ended_on=last_end(work, volunteer_id))


def scale() -> list[Option]:
    """1 to 5; the ends say what they mean."""
    ends = {SCALE[0]: gettext("1 · not at all"), SCALE[-1]: gettext("5 · very much")}
    return [Option(str(number), ends.get(number, str(number))) for number in SCALE]


def questions() -> list[str]:
    return list(QUESTIONS)


def results(work: Work, organisation: UUID) -> list[ResultTable]:
    return [_table(each) for each in queries.results(work, organisation)]


def _table(result: Result) -> ResultTable:
    return ResultTable(
        title=gettext("All years") if result.year is None else str(result.year),
        lead=ngettext("%(num)s answer", "%(num)s answers", result.answers),
        rows=[
            [
                question(code, language()),
                *(str(count) for count in result.counts[code]),
                f"{per_cent(result.yes(code), result.answers)} %",
            ]
            for code in QUESTIONS
        ],
    )
