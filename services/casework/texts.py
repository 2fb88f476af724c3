"""Words that every chapter of casework says alike, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request

from shared.web.i18n import format_date, gettext


def day(on: date | None) -> str:
    return format_date(on, "d.M.yyyy") if on else "–"


def signed(value: int) -> str:
    """A score with a real minus sign, as people write it."""
    return f"−{-value}" if value < 0 else str(value)


def describe_errors(wrong: Mapping[Any, Any]) -> dict[Any, Any]:
    """What is wrong with each field, for people: left out, or not understood."""
    typed = request.form.to_dict(flat=False)
    return {
        name: [gettext("Check what you wrote here.")]
        if any(value.strip() for value in typed.get(str(name), []))
        else [gettext("This is needed.")]
        for name in wrong
    }
