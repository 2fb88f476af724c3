"""Recording what a family answered, and putting it right."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.facts import rules
from services.casework.facts.domain import Counting, FactSheet
from services.casework.facts.events import Fact
from shared.kernel.aggregate import NotFound
from shared.work import Work


def answer(
    work: Work, case_id: UUID, *, facts: Sequence[Fact], answered_on: date | None = None
) -> tuple[UUID, int]:
    """Record what was answered on one day; its id and version."""
    case, _ = work.load(Case(case_id))
    day = work.day(answered_on)
    opened = case.during(day).opened
    rules.must_fit(programme_of(work, case_id), facts)
    new, counting = FactSheet(uuid4()), Counting(opened.programme, opened.organisation)
    _, version = work.change(
        new,
        lambda sheet: sheet.answer(
            tuple(facts),
            case_id=case_id,
            subject_id=case.person.subject_id,
            on=day,
            counting=counting,
        ),
    )
    return new.id, version


def correct(
    work: Work,
    sheet_id: UUID,
    *,
    facts: Sequence[Fact],
    reason: str,
    answered_on: date | None = None,
) -> None:
    """Say what was answered instead; without a day, on the same one."""
    sheet, _ = work.load(FactSheet(sheet_id))
    if sheet.answered is None:
        raise NotFound
    case_id = sheet.answered.case_id
    day = work.day(answered_on) if answered_on else sheet.answered_on
    work.load(Case(case_id))[0].during(day)
    rules.must_fit(programme_of(work, case_id), facts)
    work.change(FactSheet(sheet_id), lambda each: each.correct(tuple(facts), on=day, reason=reason))


def enter_in_error(work: Work, sheet_id: UUID, *, reason: str = "") -> None:
    """Say that nothing was answered."""
    work.change(FactSheet(sheet_id), lambda sheet: sheet.enter_in_error(reason=reason))
