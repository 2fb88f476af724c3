"""Kept and missed appointments on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AppointmentsKept:
    """What came of the appointments that support persons reminded families of (M18)."""

    kept: int
    missed: int
    not_said: int  # the day has come
    share: int | None  # per cent kept; null: fewer than ten
