"""What a programme is made of, field by field, taken from its types: forms are built of this.

A field added to a programme stands in the form the same day, as it can be written in a file.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from services.common.codes import ClientStatus, Need, ReferrerKind, SubjectKind
from services.common.programme.programme import Programme
from services.common.programme.words import Words


class Kind(Enum):
    TEXT = "text"
    WORDS = "words"  # one text in three languages
    NUMBER = "number"  # whole
    DECIMAL = "decimal"
    FLAG = "flag"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXTS = "texts"  # several, in one box
    GROUP = "group"
    ROWS = "rows"


PLAIN = {bool: Kind.FLAG, int: Kind.NUMBER, Decimal: Kind.DECIMAL, date: Kind.DAY}
CODES: Mapping[tuple[str, str], type[StrEnum]] = {  # of texts that are codes of the platform
    ("Audience", "kinds"): SubjectKind,
    ("Audience", "secondary"): SubjectKind,
    ("Audience", "ages_of"): SubjectKind,
    ("Audience", "client_statuses"): ClientStatus,
    ("Programme", "needs"): Need,
    ("Programme", "routes"): ReferrerKind,
}
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "basics": (
        "code",
        "version",
        "name",
        "summary",
        "provider",
        "provider_kind",
        "controller_scenario",
        "funders",
        "referable",
    ),
    "audience": ("audience", "needs", "themes", "activities"),
    "ways-in": (
        "routes",
        "asks_own_experience",
        "exclusions",
        "preconditions",
        "promise_days",
        "disclosure_level",
    ),
    "support": (
        "support",
        "supporter",
        "vetting",
        "policy",
        "consents",
        "not_a",
        "team",
        "commitment_months",
    ),
    "course": (
        "frequency",
        "minimum_months",
        "phases",
        "includes",
        "long_wait_days",
        "quiet_days",
        "follow_up_months",
    ),
    "figures": ("indicators", "questions", "reports"),
}


@dataclass(frozen=True)
class Field:
    """One field: where it stands, what can be written in it, and what counts where nothing is."""

    owner: str  # name of the type that it belongs to
    name: str
    kind: Kind
    default: Any = MISSING  # MISSING: it is needed
    codes: type[StrEnum] | None = None
    fields: tuple["Field", ...] = ()  # of a group, or of each row

    @property
    def is_needed(self) -> bool:
        return self.default is MISSING


@cache
def fields_of(cls: Any) -> tuple[Field, ...]:
    """The fields of one of a programme's types, in their order."""
    hints = get_type_hints(cls)
    return tuple(_field(cls, field.name, hints[field.name], field.default) for field in fields(cls))


def section_of(name: str) -> str:
    """The section in which a field of the programme stands; the first for an unknown one."""
    places = (section for section, names in SECTIONS.items() if name in names)
    return next(places, next(iter(SECTIONS)))


def fields_in(section: str) -> tuple[Field, ...]:
    """The fields of a section, in the order in which they are asked."""
    by_name = {field.name: field for field in fields_of(Programme)}
    return tuple(by_name[name] for name in SECTIONS[section])


def _inner(kind: Any) -> tuple[Field, ...]:
    return fields_of(kind)


def _field(cls: Any, name: str, hint: Any, default: Any) -> Field:
    owner = cls.__name__
    (kind,) = (each for each in get_args(hint) or (hint,) if each not in (type(None), ...))
    codes = CODES.get((owner, name))
    if get_origin(hint) is not tuple:
        return _single(owner, name, kind, default)
    if is_dataclass(kind):
        return Field(owner, name, Kind.ROWS, default, fields=_inner(kind))
    codes = codes or (kind if issubclass(kind, StrEnum) else None)
    return Field(owner, name, Kind.CHOICES if codes else Kind.TEXTS, default, codes)


def _single(owner: str, name: str, kind: Any, default: Any) -> Field:
    if kind is Words:
        return Field(owner, name, Kind.WORDS, default)
    if is_dataclass(kind):
        return Field(owner, name, Kind.GROUP, default, fields=_inner(kind))
    if issubclass(kind, StrEnum):
        return Field(owner, name, Kind.CHOICE, default, kind)
    return Field(owner, name, PLAIN.get(kind, Kind.TEXT), default)
