"""Writing the book of a case: by its own people, or by the support person who was there."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.entries import queries, rules
from services.casework.entries.domain import Entry
from services.casework.entries.rules import EntryFacts, WrittenCase
from services.common.codes import EntryStatus
from services.common.identifying import check_tells_no_place
from shared.kernel.aggregate import Invalid, Refused
from shared.work import Work

WORDS = ("whom", "text", "outcome")


def record(
    work: Work, case_id: UUID, facts: EntryFacts, *, by_supporter: bool = False
) -> tuple[UUID, int]:
    """Write one entry of a case; its id and version."""
    if by_supporter and facts.kind not in rules.BY_SUPPORTERS:
        raise Refused("The family's workers record this.", code="by_workers")
    case, _ = work.load(Case(case_id))
    _check(work, case, facts)
    entry = Entry(uuid4(), parties=case.parties)
    _, version = work.change(
        entry, lambda e: e.record(facts, _written(case), by_supporter=by_supporter)
    )
    return entry.id, version


def settle(
    work: Work,
    entry_id: UUID,
    *,
    status: EntryStatus,
    outcome: str = "",
) -> None:
    """Say what came of an appointment or an application that waited."""
    case, entry = _current(work, entry_id)
    _check_place(case, outcome, field="outcome")
    if entry.facts.held_on > work.today and status is not EntryStatus.CANCELLED:
        raise Invalid("Its day is still to come.", code="early")
    work.change(entry, lambda e: e.settle(status, _written(case), outcome=outcome))


def correct(work: Work, entry_id: UUID, *, reason: str = "", **values: Any) -> None:
    """Say what holds of an entry instead; what is not named stays as it is."""
    case, entry = _current(work, entry_id)
    facts = replace(entry.facts, **values)
    _check(work, case, facts)
    work.change(entry, lambda e: e.correct(facts, _written(case), reason=reason))


def enter_in_error(work: Work, entry_id: UUID, *, reason: str = "") -> None:
    """Say that an entry never was."""
    case, entry = _current(work, entry_id)
    work.change(entry, lambda e: e.enter_in_error(_written(case), reason=reason))


def _current(work: Work, entry_id: UUID) -> tuple[Case, Entry]:
    case, _ = work.load(Case(queries.case_of(work, entry_id)))
    entry, _ = work.load(Entry(entry_id, parties=case.parties))
    return case, entry


def _written(case: Case) -> WrittenCase:
    return WrittenCase(case.id, case.person.subject_id, case.opened.organisation)


def _check(work: Work, case: Case, facts: EntryFacts) -> None:
    """Refused on a day without the case, of a kind without the programme, or telling a place."""
    waits = facts.status in (EntryStatus.PLANNED, EntryStatus.CANCELLED)
    case.during(facts.held_on if waits and facts.held_on > work.today else work.day(facts.held_on))
    rules.must_belong(facts, programme_of(work, case.id))
    for name in WORDS:
        _check_place(case, getattr(facts, name), field=name)


def _check_place(case: Case, text: str, *, field: str) -> None:
    check_tells_no_place(text, non_disclosure=case.person.non_disclosure, field=field)
