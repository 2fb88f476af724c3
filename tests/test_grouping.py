import pytest

pytest_plugins = ["pytester"]
MARKERS = "markers=xdist_group(name): kept in one worker"
CONFTEST = """
from tests.grouping import Closing

def pytest_configure(config):
    config.pluginmanager.register(Closing())
"""
TWO_GROUPS = """
import pytest

@pytest.fixture(scope="session")
def browser():
    print("opened")
    yield "a browser"
    print("closed")

@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.xdist_group("clicking")
def test_by_clicking(browser, number):
    print("clicked")

@pytest.mark.xdist_group("counting")
def test_without_a_browser():
    print("counted")

@pytest.mark.xdist_group("clicking-again")
def test_by_clicking_again(browser):
    print("clicked")
"""


@pytest.mark.xdist_group("grouping")
def test_a_test_carries_its_group_wherever_tests_are_spread(
    request: pytest.FixtureRequest,
) -> None:
    is_spread = bool(request.config.getoption("loadgroup", default=False))
    assert request.node.nodeid.endswith("@grouping") == is_spread


def test_what_a_group_shares_is_closed_after_its_last_test(pytester: pytest.Pytester) -> None:
    below = pytester.mkdir("below")  # a conftest there hears less than a plugin
    (below / "conftest.py").write_text(CONFTEST)
    (below / "test_groups.py").write_text(TWO_GROUPS)
    run = pytester.runpytest_inprocess("-s", "-q", "-o", MARKERS, "below")
    run.assert_outcomes(passed=4)
    steps = [line.lstrip(".") for line in run.outlines]
    assert [step for step in steps if step in ("opened", "clicked", "closed", "counted")] == [
        *("opened", "clicked", "clicked", "closed"),
        "counted",
        *("opened", "clicked", "closed"),
    ]
