"""A file of people as a plan."""

import pytest

from services.referral.rosters.rules import Kind, Plan, Step

STEPS = tuple(Step(kind, f"{kind}@mll", "Testi", (), None) for kind in Kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_step_is_told_apart(kind: Kind) -> None:
    assert [step.kind for step in Plan(STEPS).of(kind)] == [kind]
