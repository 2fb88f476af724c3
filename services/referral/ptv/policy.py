"""Who takes descriptions over: whoever administers the directory; everybody reads them."""

from services.referral.directory.policy import administers

__all__ = ["administers"]
