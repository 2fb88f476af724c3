"""What a rule found, as a sentence in the reader's language: names of codes, places and days."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from services.common import geography
from services.common.codes import ClientStatus, Need, ReferrerKind, SubjectKind
from services.common.labels import label
from services.referral.eligibility.domain import Finding
from shared.web.formats import format_date
from shared.web.i18n import gettext, language

CODES: dict[str, tuple[type[StrEnum], ...]] = {  # by rule; an exclusion's are the last
    "SUBJECT_KIND": (SubjectKind,),
    "ROUTE": (ReferrerKind,),
    "CLIENT_STATUS_REQUIRED": (ClientStatus,),
}
EXCLUDED: tuple[type[StrEnum], ...] = (ClientStatus, Need)


def sentence(finding: Finding) -> str:
    """The finding in the reader's language; "–" where no value was given."""
    lists = CODES.get(finding.rule, EXCLUDED if finding.explanation else ())
    values = {name: _text(name, value, lists) for name, value in finding.values.items()}
    return gettext(finding.message, **values)


def _text(name: str, value: object, lists: tuple[type[StrEnum], ...]) -> object:
    formats: dict[str, Callable[[str], str]] = {
        "municipality": lambda code: geography.name(code, language()),
        "on": lambda day: format_date(date.fromisoformat(day)),
    }
    if not isinstance(value, str):
        return value
    if name in formats:
        return formats[name](value)
    return ", ".join(_name(code, lists) for code in value.split(", "))


def _name(code: str, lists: tuple[type[StrEnum], ...]) -> str:
    """The code's label in the first list that has it, else the code itself."""
    for codes in lists:
        if code in set(codes):
            return label(codes(code), language())
    return code
