"""Change over time: what was measured by its days, and how far the goals were reached on each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.casework.development import rules
from services.casework.development.rules import Development
from services.casework.plan.rules import Measurement, Score
from services.common.codes import Assessor
from services.common.programme.indicators import shared_indicators
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import PHASED
from tests.casework.visiting import Browser
from tests.platform import Stepped

MARCH, MAY, JULY = (date(2026, month, 1) for month in (3, 5, 7))
FRIENDS, HEALTH = "3x10d.6", "3x10d.1"
NONE_OWN, OWN = PHASED, replace(PHASED, indicators=shared_indicators("3x10d.6"))


def measured(indicator: str, value: int, on: date) -> Measurement:
    return Measurement(UUID(int=value), indicator, Decimal(value), on)


def developed(indicator: str, *values: tuple[date, int]) -> Development:
    return Development(indicator, (0, 10), tuple((on, Decimal(value)) for on, value in values))


def test_values_stand_by_their_days_and_a_later_word_on_a_day_holds() -> None:
    taken = [measured(FRIENDS, 7, MAY), measured(FRIENDS, 3, MARCH), measured(FRIENDS, 6, MAY)]
    (friends,) = rules.developments(NONE_OWN, taken)
    assert friends == developed(FRIENDS, (MARCH, 3), (MAY, 6))
    assert friends.change == 3


def test_what_was_measured_once_has_not_changed_yet() -> None:
    (single,) = rules.developments(NONE_OWN, [measured(FRIENDS, 3, MARCH)])
    assert (single.first, single.change) == (single.last, None)
    assert rules.developments(NONE_OWN, []) == []


def test_the_programmes_own_measures_stand_first() -> None:
    taken = [measured(HEALTH, 5, MARCH), measured(FRIENDS, 3, MARCH)]
    assert [each.indicator for each in rules.developments(OWN, taken)] == [FRIENDS, HEALTH]
    assert [each.indicator for each in rules.developments(NONE_OWN, taken)] == [HEALTH, FRIENDS]


def scores(*values: tuple[int, date]) -> tuple[Score, ...]:
    return tuple(Score(value, on, Assessor.JOINTLY) for value, on in values)


def test_goals_count_on_a_day_by_what_each_was_then() -> None:
    first, second = scores((0, MARCH), (1, MAY)), scores((1, MAY), (1, JULY))
    weighed = [(Decimal(1), first), (Decimal(1), second), (Decimal(1), scores((1, JULY)))]
    assert rules.attained(weighed) == {
        MARCH: Decimal("50.00"),
        MAY: Decimal("62.40"),
        JULY: Decimal("63.69"),
    }
    assert rules.attained([(Decimal(1), ())]) == {}


def test_the_plan_and_the_family_see_how_it_changed(
    case: Opened, coordinator: Browser, platform: Stepped
) -> None:
    for value, days in ((3, 20), (6, 2)):
        body = {"indicator": FRIENDS, "value": value, "measured_on": ago(platform, days)}
        assert case.post("measurements", body).status_code == 201
    plan = coordinator.get(f"/casework/cases/{case.id}/plan?lang=en").text
    assert "Change over time" in plan and "3 → 6" in plan and "+3" in plan
    paper = coordinator.get(f"/casework/cases/{case.id}/family-paper?lang=fi").text
    assert "Miten on muuttunut" in paper and "3 → 6" in paper
