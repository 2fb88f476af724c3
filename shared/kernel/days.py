"""Days as programs write them, in one form."""

import re
from datetime import date

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_day(text: str) -> date:
    """A day as 2026-01-31; ISO 8601 has other forms, which nobody here means. Else ValueError."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is not a day such as 2026-01-31.")
    return date.fromisoformat(text)
