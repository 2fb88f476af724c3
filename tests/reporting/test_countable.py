"""Public events as rows that can be counted: each once, struck out or corrected on its day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from services.casework.cases.events import CaseClosed, CaseReopened
from services.casework.course.events import PhaseAdvanced, PhaseTakenBack
from services.casework.entries.events import EntryRecorded, EntrySettled
from services.casework.visits.events import VisitCorrected, VisitEnteredInError, VisitLogged
from services.common.codes import (
    EndReason,
    EntryKind,
    EntryStatus,
    Outcome,
    VisitKind,
    VisitStatus,
)
from services.referral.pairwork.events import PairWorkHeld
from services.reporting.countable.domain import COUNTABLE, countable_fields, day_field, names_case
from services.reporting.countable.projections import event_facts, history
from shared.kernel.events import Reach, kind_of
from tests.casework.examples import CASE, PROVIDER

DAY, SUNDAY = date(2026, 3, 2), datetime(2026, 3, 8, 12, tzinfo=UTC)
OF_CASE: dict[str, Any] = {"case_id": CASE, "referral_id": UUID(int=3), "programme": "rowing"}
VISIT = VisitLogged(
    visit_id=UUID(int=9),
    case_id=CASE,
    organisation=PROVIDER,
    held_on=DAY,
    kind=VisitKind.FACE,
    status=VisitStatus.HELD,
    minutes=45,
    present=1,
)
NEVER = VisitEnteredInError(visit_id=VISIT.visit_id, case_id=CASE, organisation=PROVIDER)
CLOSED = CaseClosed(
    **OF_CASE,
    organisation=PROVIDER,
    end_reason=EndReason.PLANNED_END,
    outcome=Outcome.IMPROVED,
    on=DAY,
)
REOPENED = CaseReopened(**OF_CASE, organisation=PROVIDER, closed_on=DAY, on=DAY)
TRUST = PhaseAdvanced(**OF_CASE, organisation=PROVIDER, previous="START", phase="TRUST", on=DAY)
BACK = PhaseTakenBack(
    **OF_CASE, organisation=PROVIDER, phase="TRUST", back_to="START", since=DAY, on=DAY
)
ENTRY = EntryRecorded(
    entry_id=UUID(int=8),
    case_id=CASE,
    organisation=PROVIDER,
    kind=EntryKind.APPOINTMENT,
    held_on=DAY,
    status=EntryStatus.PLANNED,
    minutes=0,
    by_supporter=False,
)
SETTLED = EntrySettled(
    entry_id=ENTRY.entry_id,
    case_id=CASE,
    organisation=PROVIDER,
    kind=EntryKind.APPOINTMENT,
    held_on=DAY,
    status=EntryStatus.DONE,
)
PAIR = PairWorkHeld(
    pairwork_id=UUID(int=7),
    organisation=PROVIDER,
    theme="ero",
    profession="SCHOOL",
    municipality="853",
    ngo_minutes=60,
    municipal_minutes=45,
    day=DAY,
)


def rows(engine: Engine, *events: Any) -> list[Any]:
    """What is kept of events that were recorded on days that follow each other."""
    with engine.begin() as db:
        history.create(db)
        for number, event in enumerate(events):
            at = SUNDAY + timedelta(days=number)
            name = kind_of(event).name
            message: Any = SimpleNamespace(name=name, id=UUID(int=100 + number), recorded_at=at)
            history.call(db, event, message)
        kept = db.execute(select(event_facts).order_by(event_facts.c.event_id)).all()
        event_facts.drop(db)
    return list(kept)


def test_an_event_is_kept_with_its_day_and_what_conditions_may_name(engine: Engine) -> None:
    (row,) = rows(engine, VISIT)
    assert (row.kind, row.on, row.recorded_on, row.struck_on) == (
        "visit.logged",
        DAY,
        date(2026, 3, 8),
        None,
    )
    assert (row.organisation, row.case_id, row.referral_id) == (PROVIDER, CASE, None)
    fields = {"kind": "FACE", "status": "HELD", "minutes": 45, "present": 1, "profession": None}
    assert row.fields == fields


@pytest.mark.parametrize(
    ("history_", "struck"),
    [
        ([VISIT, NEVER], [date(2026, 3, 9)]),
        ([VISIT, replace(NEVER, visit_id=UUID(int=10))], [None]),
        ([CLOSED, REOPENED], [date(2026, 3, 9)]),
        ([CLOSED, REOPENED, CLOSED], [date(2026, 3, 9), None]),
        ([TRUST, BACK], [date(2026, 3, 9)]),
        ([TRUST, replace(BACK, phase="FUTURE")], [None]),
        (
            [TRUST, replace(TRUST, phase="FUTURE"), replace(BACK, phase="FUTURE")],
            [None, date(2026, 3, 10)],
        ),
        ([PAIR, replace(PAIR, ngo_minutes=90)], [date(2026, 3, 9), None]),
    ],
)
def test_what_was_taken_back_is_struck_out_with_its_day(
    engine: Engine, history_: list[Any], struck: list[date | None]
) -> None:
    assert [row.struck_on for row in rows(engine, *history_)] == struck


def test_what_was_corrected_has_the_corrected_values(engine: Engine) -> None:
    corrected = VisitCorrected(**vars(replace(VISIT, minutes=60, held_on=date(2026, 3, 1))))
    (row,) = rows(engine, VISIT, corrected)
    assert (row.on, row.fields["minutes"]) == (date(2026, 3, 1), 60)
    (row,) = rows(engine, ENTRY, SETTLED)
    assert (row.fields["status"], row.fields["minutes"]) == ("DONE", 0)


@pytest.mark.parametrize("event", COUNTABLE, ids=lambda each: kind_of(each).name)
def test_every_countable_event_is_public_and_has_a_day(event: type) -> None:
    kind = kind_of(event)
    assert kind.reach is Reach.PUBLIC
    assert day_field(kind.name)
    named = set(countable_fields(kind.name))
    assert not {field for field in named if field.endswith(("_id", "_on"))}
    assert not named & {"organisation", "sender", "municipality", "programme"}


@pytest.mark.parametrize(
    ("name", "is_of_family"),
    [("visit.logged", True), ("referral.received", True), ("volunteer.applied", False)],
)
def test_cases_are_those_of_families(name: str, is_of_family: bool) -> None:
    assert names_case(name) == is_of_family
