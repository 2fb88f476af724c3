"""Which professions of its team families met (M15, M16): who counts, and from when on a share."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.casework.visits.events import VisitCorrected, VisitEnteredInError, VisitLogged
from services.common.codes import VisitKind, VisitStatus
from services.common.programme import Named
from services.reporting.circumstances.rules import CountedCase
from services.reporting.facts.projections import facts
from services.reporting.indicators.months import Range
from services.reporting.professions.queries import contacts
from services.reporting.professions.rules import Met, Part, met
from tests.casework.examples import CASE, PHASED, PROVIDER, SENDER, WORDS
from tests.following import follow

MARCH = Range("2026-03", "2026-03")
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
NURSE, GUIDE = (Named(code=code, name=WORDS) for code in ("NURSE", "GUIDE"))
TEAM = replace(PHASED, team=(NURSE, GUIDE))
ONE, TWO = (CountedCase(UUID(int=n), TEAM, FIRST, children=n) for n in (1, 2))
BOTH = {(ONE.case_id, "NURSE"), (ONE.case_id, "GUIDE"), (TWO.case_id, "NURSE")}
VISIT = VisitLogged(
    visit_id=UUID(int=9),
    case_id=CASE,
    organisation=PROVIDER,
    held_on=LAST,
    kind=VisitKind.FACE,
    status=VisitStatus.HELD,
    minutes=45,
    present=1,
    profession="NURSE",
)


def test_each_profession_of_the_team_has_the_families_that_it_met() -> None:
    assert met([ONE, TWO], BOTH, MARCH) == [
        Met("rowing", NURSE, Part(2, 2), Part(3, 3), 0),
        Met("rowing", GUIDE, Part(1, 2), Part(1, 3), 0),
    ]


def test_a_family_that_met_nobody_counts_among_all() -> None:
    untold = replace(TWO, children=None)
    assert met([ONE, untold], set(), MARCH) == [
        Met("rowing", NURSE, Part(0, 2), Part(0, 1), 1),
        Met("rowing", GUIDE, Part(0, 2), Part(0, 1), 1),
    ]


def test_only_cases_of_the_period_and_of_a_team_count() -> None:
    later = replace(ONE, opened_on=date(2026, 4, 1))
    alone = replace(ONE, programme=PHASED)
    assert met([later, alone], BOTH, MARCH) == []


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(9, 9, None), (0, 10, 0), (1, 10, 10), (10, 10, 100), (5, 11, 45)]
)
def test_a_share_is_told_from_ten_on(part: int, whole: int, share: int | None) -> None:
    assert Part(part, whole).share == share


@pytest.mark.parametrize(
    ("history", "kept"),
    [
        ([VISIT], {(CASE, "NURSE")}),
        ([replace(VISIT, profession=None)], set()),
        ([replace(VISIT, status=VisitStatus.MISSED)], set()),
        ([replace(VISIT, held_on=FIRST)], {(CASE, "NURSE")}),
        ([replace(VISIT, held_on=date(2026, 2, 28))], set()),
        ([replace(VISIT, held_on=date(2026, 4, 1))], set()),
        ([replace(VISIT, organisation=SENDER)], set()),
        (
            [VISIT, VisitCorrected(**vars(replace(VISIT, status=VisitStatus.CANCELLED)))],
            set(),
        ),
        (
            [VISIT, VisitEnteredInError(visit_id=UUID(int=9), case_id=CASE, organisation=PROVIDER)],
            set(),
        ),
    ],
)
def test_contacts_that_were_held_in_the_period(
    engine: Engine, history: list[object], kept: set[tuple[UUID, str]]
) -> None:
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, history)
        assert contacts(db, MARCH, of=PROVIDER) == kept
