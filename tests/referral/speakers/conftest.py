from tests.platform import platform

__all__ = ["platform"]
