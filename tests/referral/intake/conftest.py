from tests.platform import platform
from tests.referral.directory.conftest import service

__all__ = ["platform", "service"]
