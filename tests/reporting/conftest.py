"""Fixtures of the reporting tests."""

from tests.platform import platform
from tests.reporting.halfyear import halfyear
from tests.reporting.lived import lived

__all__ = ["halfyear", "lived", "platform"]
