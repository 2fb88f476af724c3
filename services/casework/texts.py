"""Words that every chapter of casework says alike, in the reader's language."""

from datetime import date

from shared.web.formats import format_date
from shared.web.i18n import gettext


def day(on: date | None) -> str:
    return format_date(on, "d.M.yyyy") if on else "–"


def signed(value: int) -> str:
    """A score with a real minus sign, as people write it."""
    return f"−{-value}" if value < 0 else str(value)


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [gettext("%(hours)s h", hours=hours)] if hours else []
    parts += [gettext("%(minutes)s min", minutes=rest)] if rest or not hours else []
    return " ".join(parts)
