import pytest

from tests.casework.acceptance import Opened, a_case
from tests.casework.visiting import Browser, browser
from tests.platform import Stepped, platform

__all__ = ["platform"]


@pytest.fixture
def case(platform: Stepped) -> Opened:
    return a_case(platform)


@pytest.fixture
def coordinator(platform: Stepped, case: Opened) -> Browser:
    return browser(platform, "coordinator-siipisulka")
