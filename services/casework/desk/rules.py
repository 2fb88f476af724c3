"""When somebody whose case was opened for a minor comes of age."""

from datetime import date, timedelta

from services.common.ages import age_on, comes_of_age_on
from services.common.children import ADULT_FROM

AHEAD = timedelta(days=60)  # so long before it is said


def coming_of_age(born: date | None, *, opened_on: date, today: date) -> date | None:
    """The 18th birthday, from 60 days before it on; None while it is far, or was no change."""
    if born is None or age_on(born, opened_on) >= ADULT_FROM:
        return None
    birthday = comes_of_age_on(born)
    return birthday if birthday <= today + AHEAD else None
