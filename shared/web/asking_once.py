"""Days of facts that lie long ago: more often a slip of the pen than a late entry.

Whoever means it sends the form again: the field then holds, hidden, the day that was asked about.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from marshmallow import Schema

from shared.web.fields import Day
from shared.web.form_fields import field_of
from shared.web.formats import read_day
from shared.web.sentences import Sentence

LATE = "late"  # name of the days that were asked about, as they were typed
A_YEAR = timedelta(days=365)
BIRTH = "date_of_birth"  # of people, who are mostly older
LONG_AGO = Sentence("This is more than a year ago. If the day is right, send the form again.")


def long_ago(schema: Schema, typed: Mapping[str, Sequence[str]], *, today: date) -> Iterator[str]:
    """The fields whose day lies more than a year before today, unless they were asked about."""
    earliest = today - A_YEAR if today > date.min + A_YEAR else date.min
    for name, texts in typed.items():
        if name.endswith(BIRTH) or not isinstance(field_of(schema, name), Day):
            continue
        day = _day(texts[0]) if texts else None
        if day is not None and day < earliest and texts[0] not in typed.get(LATE, ()):
            yield name


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None
