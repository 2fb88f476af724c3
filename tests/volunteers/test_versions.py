"""A need goes by the programme's version of its case, whatever is published later."""

import pytest

from tests.casework.acceptance import a_case
from tests.platform import BASE, Stepped, platform
from tests.publishing import publish

__all__ = ["platform"]
CODE = "amm-tukihenkilo"


def is_marked(platform: Stepped) -> bool:
    browser = platform.browser("coordinator-siipisulka", "volunteers")
    return '<b class="late">250' in browser.get("/volunteers/matching", base_url=BASE).text


@pytest.mark.parametrize(("days", "marked"), [(249, True), (250, False)])
def test_a_family_has_waited_long_after_its_own_versions_days(
    platform: Stepped, days: int, marked: bool
) -> None:
    publish(platform, CODE, 2, long_wait_days=days)
    a_case(platform)
    publish(platform, CODE, 3, long_wait_days=10 if not marked else 400)
    assert is_marked(platform) is marked


def test_where_the_programme_says_nothing_a_family_has_waited_long_after_thirty_days(
    platform: Stepped,
) -> None:
    a_case(platform)
    assert is_marked(platform)
