import pytest


@pytest.mark.xdist_group("grouping")
def test_a_test_carries_its_group_wherever_tests_are_spread(
    request: pytest.FixtureRequest,
) -> None:
    is_spread = bool(request.config.getoption("loadgroup", default=False))
    assert request.node.nodeid.endswith("@grouping") == is_spread
