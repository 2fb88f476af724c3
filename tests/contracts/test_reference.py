"""The page on which people read about an API, for all four services."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.registry import NAMES
from tests.platform import BASE, Stepped, platform_of_module

__all__ = ["platform_of_module"]  # found by name


@pytest.mark.parametrize("service", NAMES)
def test_the_reference_of_an_api_can_be_read(platform: Stepped, service: str) -> None:
    page = Client(platform.platform, Response).get(f"/{service}/api/docs", base_url=BASE)
    assert (page.status_code, f"GET /{service}/api/v1/events" in page.text) == (200, True)
