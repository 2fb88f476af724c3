"""In which order days may lie: nothing happens before what it follows. And when one begins."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from shared.kernel.aggregate import Invalid

HELSINKI = ZoneInfo("Europe/Helsinki")  # where the days of all facts are


def start_of(day: date) -> datetime:
    """The moment at which the day begins."""
    return datetime.combine(day, time.min, HELSINKI).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The day on which the moment lies, where the people are."""
    return moment.astimezone(HELSINKI).date()


def must_not_precede(on: date, latest: date) -> None:
    """Refuse a day that lies before the day of what happened before it; the same day is right."""
    if on < latest:
        raise Invalid(
            "%(on)s lies before %(latest)s, the day of what happened before it.",
            code="before",
            on=on,
            latest=latest,
        )
