"""Fixtures of the reporting tests."""

from tests.platform import platform
from tests.reporting.halfyear import halfyear

__all__ = ["halfyear", "platform"]
