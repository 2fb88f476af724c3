"""Numbers, money, days and durations, as people of the reader's language write them: out and in.

Reading takes what people really type: `12,50`, `12.50`, `15`, `15.00`, `31.1.2026` in every
language, since a Finn may use an English page. What is not clear is a ValueError.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

import flask_babel

from shared.kernel.days import iso_day
from shared.web.i18n import gettext, language

CLOCKS = {"fi": "'klo' H.mm", "sv": "'kl.' H.mm", "en": "H:mm"}  # CLDR patterns
CURRENCY = "EUR"
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
GROUPED = re.compile(  # in threes, by another sign than the one before the decimals
    r"[+-]?[0-9]{1,3}"
    r"(?:(?: [0-9]{3})+([.,][0-9]+)?|(?:\.[0-9]{3})+(,[0-9]+)|(?:,[0-9]{3})+(\.[0-9]+))"
)
UNCLEAR = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,]000")  # a thousand, or one with three decimals
DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?")
USUAL = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-", "€": ""})


class Number(Protocol):
    def __float__(self) -> float: ...


def format_number(value: Number, *, places: int | None = None) -> str:
    """The number with the language's own marks, rounded to `places` decimals where given."""
    if places is None:
        return str(flask_babel.format_decimal(value))
    return str(flask_babel.format_decimal(value, f"#,##0.{'0' * places}" if places else "#,##0"))


def format_money(amount: Number) -> str:
    """Euros with two decimals."""
    return str(flask_babel.format_currency(amount, CURRENCY))


def format_percent(share: Number) -> str:
    """A share of one, in hundredths."""
    return str(flask_babel.format_percent(share))


def format_score(score: int) -> str:
    """A score from below to above nil, with a real minus sign."""
    return f"{score:+d}".replace("-", "\u2212") if score else "0"


def format_hours(hours: Number) -> str:
    return gettext("%(hours)s h", hours=format_number(hours))


def format_duration(minutes: int) -> str:
    """Hours and minutes, without what is nil."""
    hours, rest = divmod(minutes, 60)
    parts = [gettext("%(hours)s h", hours=hours)] if hours else []
    parts += [gettext("%(minutes)s min", minutes=rest)] if rest or not hours else []
    return " ".join(parts)


def format_date(day: date, pattern: str = "d.M.yyyy") -> str:
    """A day in the reader's language, in a CLDR pattern."""
    return str(flask_babel.format_date(day, pattern))


def format_datetime(moment: datetime, day: str = "d.M.yyyy") -> str:
    """A moment in Helsinki's time; `day` is the CLDR pattern of its day."""
    return str(flask_babel.format_datetime(moment, f"{day} {CLOCKS[language()]}"))


def format_ago(age: timedelta) -> str:
    """How long ago something was."""
    past = -max(age, timedelta(0))
    return str(flask_babel.format_timedelta(past, threshold=1.5, add_direction=True))


def read_number(text: str) -> Decimal:
    """A number as typed; the last of `.` and `,` divides the decimals where both are there.

    What two people could read differently is none: `1.000`, or digits with gaps in them.
    """
    plain = text.translate(USUAL).strip()
    if UNCLEAR.fullmatch(plain):
        raise ValueError
    if grouped := GROUPED.fullmatch(plain):
        decimals = next((part for part in grouped.groups() if part), "")
        whole = plain.removesuffix(decimals)
        plain = re.sub("[ .,]", "", whole) + decimals
    if not NUMBER.fullmatch(plain):
        raise ValueError
    return Decimal(plain.replace(",", "."))


def read_day(text: str) -> date:
    """A day as a browser sends it, 2026-01-31, or as people write it: day, month, year."""
    if typed := DAY.fullmatch(text.strip()):
        day, month, year = map(int, typed.groups())
        return date(year, month, day)
    return iso_day(text.strip())


def read_clock(text: str) -> str:
    """A time of day as HH:MM; typed as 15, 15.00 or 15:00."""
    typed = CLOCK.fullmatch(text.strip())
    if typed is None:
        raise ValueError
    return f"{int(typed[1]):02}:{typed[2] or '00'}"
