"""Timelines of referrals for tests: short to write, with fixed ids."""

from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.indicators.timeline import Match, ReferralTimeline


def number(n: int) -> UUID:
    return UUID(int=n, version=4)


SENDER, PROVIDER, OTHER = number(901), number(902), number(903)


def timeline(n: int = 1, **values: Any) -> ReferralTimeline:
    usual: dict[str, Any] = {
        "programme": "kaveri",
        "municipality": "853",
        "sender": SENDER,
        "provider": PROVIDER,
        "referrer_kind": "SCHOOL",
        "referred_on": date(2026, 3, 1),
    }
    return ReferralTimeline(referral_id=number(n), **usual | values)


def match(n: int = 1, **values: Any) -> Match:
    return Match(match_id=number(n), **values)
