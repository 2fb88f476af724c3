"""Fixtures of the reporting tests."""

from tests.platform import platform, written

__all__ = ["platform", "written"]
