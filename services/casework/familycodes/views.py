"""What a family reads with its code, and what its workers see of codes."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from services.casework.cases import queries as cases
from services.casework.cases.texts import title
from services.casework.concerns import texts as concerns
from services.casework.entries import queries as entries
from services.casework.familycodes import queries
from services.casework.familypaper.views import FamilyPaper, drawn
from services.casework.texts import day
from services.casework.visits import queries as visits
from services.common.codes import VisitStatus
from shared.identity.principals import Principal
from shared.web.i18n import gettext, ngettext
from shared.work import Work


@dataclass(frozen=True)
class FamilyPage:
    paper: FamilyPaper
    numbers: concerns.Numbers


@dataclass(frozen=True)
class CodesPage:
    case_id: UUID
    title: str
    lines: list[tuple[str, str]]  # words, the code's id where it opens the page today
    is_open: bool


def family_page(work: Work, case_id: UUID) -> FamilyPage:
    """The family's own course; under a non-disclosure order days alone, and nobody's name."""
    view = queries.opened(work, case_id)
    listed = entries.for_family(work, case_id)
    met = [each for each in visits.counted(work, case_id) if each.facts.status is VisitStatus.HELD]
    numbers = concerns.numbers(work, view.case)
    if not view.is_hidden:
        return FamilyPage(drawn(work, view, listed, met), numbers)
    bare = [replace(each, facts=entries.without_words(each.facts)) for each in listed]
    paper = replace(drawn(work, view, bare, met), people=[], answers=[], goals=[], changes=[])
    return FamilyPage(paper, replace(numbers, county="", emergency=""))


def codes(work: Work, who: Principal, case_id: UUID) -> CodesPage:
    """The codes of a case, for whoever opens it."""
    view = cases.case(work, who, case_id)
    rows = queries.of_case(work, case_id)
    return CodesPage(
        case_id=case_id,
        title=title(view),
        lines=[(_words(row), _good(row, work)) for row in rows],
        is_open=view.is_open,
    )


def _good(row: Any, work: Work) -> str:
    return str(row.code_id) if row.withdrawn_on is None and row.until >= work.today else ""


def _words(row: Any) -> str:
    made = gettext(
        "Made %(day)s, opens the page until %(last)s", day=day(row.made_on), last=day(row.until)
    )
    if row.withdrawn_on is not None:
        made = gettext(
            "Made %(day)s, withdrawn %(end)s", day=day(row.made_on), end=day(row.withdrawn_on)
        )
    if not row.openings:
        return made
    times = ngettext("opened %(num)s time", "opened %(num)s times", row.openings)
    last = gettext("last %(day)s", day=day(row.opened_on))
    return f"{made} · {times}, {last}"
