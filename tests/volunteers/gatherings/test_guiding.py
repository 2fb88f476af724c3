"""That nobody supports a family unguided: absences of guides, and how it stands with somebody."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import GuidanceState
from services.volunteers.guiding.domain import USUAL_DAYS, Guiding
from services.volunteers.guiding.events import GuideAway, GuideBack, GuidingEvent, RhythmAgreed
from services.volunteers.guiding.rules import Guided, state
from shared.kernel.aggregate import Invalid, NotFound, Refused, fold

NGO, AILA, BEA, CAI, AWAY, OTHER = (UUID(int=n) for n in range(80, 86))
FIRST, LAST = date(2026, 7, 6), date(2026, 7, 19)
DAY = timedelta(days=1)
GONE = GuideAway(
    organisation_id=NGO,
    away_id=AWAY,
    guide_id=AILA,
    substitute_id=BEA,
    starts_on=FIRST,
    ends_on=LAST,
)
LATER = replace(GONE, away_id=OTHER, starts_on=LAST + DAY, ends_on=LAST + DAY)
TODAY = date(2026, 6, 30)
WELL = Guided(TODAY - 90 * DAY, has_group=True, has_guide=True, last=TODAY - 60 * DAY)


def given(*history: GuidingEvent) -> Guiding:
    return fold(Guiding(NGO), history)


def test_a_guide_goes_away_when_somebody_stands_in() -> None:
    assert given().go_away(GONE) == [GONE]
    assert given(GONE).go_away(LATER) == [LATER]
    assert given(GONE).come_back(AWAY) == [GuideBack(organisation_id=NGO, away_id=AWAY)]
    with pytest.raises(NotFound):
        given().come_back(AWAY)


@pytest.mark.parametrize(
    ("history", "away", "why"),
    [
        ([], replace(GONE, ends_on=FIRST - DAY), Invalid),
        ([], replace(GONE, substitute_id=AILA), Invalid),
        ([GONE], replace(LATER, starts_on=LAST), Refused),
        ([GONE], replace(GONE, away_id=OTHER, guide_id=CAI, substitute_id=AILA), Refused),
        ([GONE], replace(GONE, away_id=OTHER, guide_id=BEA, substitute_id=CAI), Refused),
    ],
)
def test_nobody_is_left_alone_meanwhile(
    history: list[GuidingEvent], away: GuideAway, why: type[Refused]
) -> None:
    with pytest.raises(why):
        given(*history).go_away(away)


def test_somebody_stands_in_from_the_first_day_to_the_last() -> None:
    days = (FIRST - DAY, FIRST, LAST, LAST + DAY)
    assert [given(GONE).guides_on(AILA, day) for day in days] == [AILA, BEA, BEA, AILA]
    back = given(GONE, GuideBack(organisation_id=NGO, away_id=AWAY))
    assert back.guides_on(AILA, FIRST) == AILA


def test_how_often_is_agreed_once() -> None:
    agreed = RhythmAgreed(organisation_id=NGO, days=30)
    assert given().agree(30) == [agreed]
    assert given(agreed).agree(30) == []
    assert given().agree(USUAL_DAYS) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, GuidanceState.GUIDED),
        ({"last": TODAY - 61 * DAY}, GuidanceState.LATE),
        ({"last": None}, GuidanceState.LATE),
        ({"last": None, "supports_since": TODAY - 60 * DAY}, GuidanceState.GUIDED),
        ({"has_guide": False}, GuidanceState.NO_GUIDE),
        ({"has_guide": False, "has_group": False}, GuidanceState.NO_GROUP),
    ],
)
def test_who_has_been_without_for_longer_than_agreed_is_seen(
    values: dict[str, Any], expected: GuidanceState
) -> None:
    assert state(replace(WELL, **values), today=TODAY, days=60) == expected
