"""In which order days may lie: nothing happens before what it follows."""

from datetime import date

from shared.kernel.aggregate import Invalid


def must_not_precede(on: date, latest: date) -> None:
    """Refuse a day that lies before the day of what happened before it; the same day is right."""
    if on < latest:
        raise Invalid(
            "%(on)s lies before %(latest)s, the day of what happened before it.",
            code="before",
            on=on,
            latest=latest,
        )
