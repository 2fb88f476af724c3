"""Words that every chapter of casework says alike, in the reader's language."""

from datetime import date

from shared.web.formats import format_date


def day(on: date | None) -> str:
    return format_date(on, "d.M.yyyy") if on else "–"


def signed(value: int) -> str:
    """A score with a real minus sign, as people write it."""
    return f"−{-value}" if value < 0 else str(value)
