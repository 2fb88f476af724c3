"""Encounters by kind (M03, M04): what was held, who was there, and in which period and place."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.casework.visits.events import VisitLogged
from services.common.codes import BookingStatus, VisitKind, VisitStatus
from services.reporting.circumstances.rules import CountedCase
from services.reporting.encounters.queries import held
from services.reporting.encounters.rules import (
    BOOKING,
    OPEN_EVENT,
    Encounter,
    Encounters,
    by_kind,
)
from services.reporting.facts.projections import facts
from services.reporting.figures.domain import Cell
from services.reporting.indicators.months import Range
from tests.casework.examples import CASE, PHASED
from tests.following import follow
from tests.platform import Stepped
from tests.reporting.test_open_help_facts import BOOKED, HEADS, OURS, THEIRS
from tests.reporting.test_reports import API, published

__all__ = ["published"]

SEPTEMBER = Cell(Range("2026-09", "2026-09"))
OF_CASE = CountedCase(CASE, PHASED, date(2026, 1, 1))
VISIT = VisitLogged(
    visit_id=UUID(int=9),
    case_id=CASE,
    organisation=OURS,
    held_on=date(2026, 9, 30),
    kind=VisitKind.FACE,
    status=VisitStatus.HELD,
    minutes=90,
    present=2,
)
HELD = replace(BOOKED, status=BookingStatus.HELD, on=date(2026, 9, 8))
CAME = Encounter(OPEN_EVENT, 15)


def test_kinds_stand_in_one_order_after_all_of_them() -> None:
    several = [
        Encounter(OPEN_EVENT, 30, is_estimate=True),
        Encounter(VisitKind.PHONE, 1, 20),
        Encounter(VisitKind.FACE, 2, 90),
        Encounter(VisitKind.FACE, 3, 60),
        Encounter(BOOKING),
    ]
    assert by_kind(several) == [
        Encounters("", 5, 36, 170, 1, 1),
        Encounters("FACE", 2, 5, 150, 0, 0),
        Encounters("PHONE", 1, 1, 20, 0, 0),
        Encounters(BOOKING, 1, 0, 0, 1, 0),
        Encounters(OPEN_EVENT, 1, 30, 0, 0, 1),
    ]
    assert by_kind([]) == []


@pytest.mark.parametrize(
    ("history", "cell", "encounters"),
    [
        ([VISIT], SEPTEMBER, [Encounter("FACE", 2, 90)]),
        ([replace(VISIT, status=VisitStatus.MISSED)], SEPTEMBER, []),
        ([replace(VISIT, held_on=date(2026, 8, 31))], SEPTEMBER, []),
        ([replace(VISIT, held_on=date(2026, 10, 1))], SEPTEMBER, []),
        ([replace(VISIT, organisation=THEIRS)], SEPTEMBER, []),
        ([replace(VISIT, case_id=UUID(int=99))], SEPTEMBER, []),
        ([BOOKED], SEPTEMBER, []),
        ([BOOKED, HELD], SEPTEMBER, [Encounter(BOOKING)]),
        ([BOOKED, HELD], replace(SEPTEMBER, place="400"), [Encounter(BOOKING)]),
        ([BOOKED, HELD], replace(SEPTEMBER, place="853"), []),
        ([BOOKED, HELD], replace(SEPTEMBER, programme="kaveri"), []),
        ([replace(HELD, municipality="")], SEPTEMBER, [Encounter(BOOKING)]),
        ([replace(HELD, municipality="")], replace(SEPTEMBER, place="400"), []),
        ([HEADS], Cell(Range(f"{HEADS.day:%Y-%m}", f"{HEADS.day:%Y-%m}")), [CAME]),
        ([replace(HEADS, organisation=THEIRS)], Cell(Range("2026-07", "2026-12")), []),
    ],
)
def test_what_was_held_there_in_the_period(
    engine: Engine, history: list[object], cell: Cell, encounters: list[Encounter]
) -> None:
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, history)
        assert list(held(db, cell, [OF_CASE], of=OURS)) == encounters


def test_an_organisation_reads_its_encounters_and_nobody_else(published: Stepped) -> None:
    address = f"{API}/reports/support?from=2026-03&to=2026-03"
    own = published.caller("coordinator-mll").get(address).json["encounters"]
    assert [(each["kind"], each["number"]) for each in own] == [(None, 8), ("FACE", 8)]
    assert published.caller("coordinator-sastamala").get(address).json["encounters"] == []
    assert published.caller("regional").get(address).json["encounters"] == []
    page = published.browser("coordinator-mll", "reporting")
    text = page.get("/reporting/reports/support?from=2026-03&to=2026-03&lang=fi").text
    assert "Kohtaamiset" in text
