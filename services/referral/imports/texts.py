"""What the columns of a file of referrals are called, and what somebody may write in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from marshmallow import fields
from ruamel.yaml import YAML

from services.common import geography
from services.common.codes import NeedsAssessor
from services.common.labels import LOCALES, label
from services.common.phrases import language_name
from services.referral.intake.schemas import NewReferralSchema
from shared.web.csv_files import quoted
from shared.web.fields import Code, Day, YesNo
from shared.web.form_fields import field_of
from shared.web.i18n import gettext, language
from shared.web.sentences import Sentence

COLUMNS = Path(__file__).parent / "columns.yaml"
LANGUAGES = ("fi", "sv", "en", "ar", "et", "fa", "ku", "ru", "so", "sq", "th", "tr", "uk", "vi")
YES = ("yes", "kyllä", "ja", "x", "1", "true", "tosi", "sant")
NO = ("no", "ei", "nej", "0", "false", "epätosi", "falskt")


@dataclass(frozen=True)
class Column:
    """A column that a file may have."""

    field: str  # of the interface, as a form calls it: "subject.given_name"
    names: Mapping[str, str]
    hint: Mapping[str, str]

    def title(self, locale: str) -> str:
        return self.names[locale]


@cache
def columns() -> dict[str, Column]:
    """All of them by their field, in the template's order."""
    rows = YAML(typ="safe").load(COLUMNS)
    return {row["field"]: Column(row["field"], row["names"], row.get("hint", {})) for row in rows}


@cache
def by_name() -> dict[str, str]:
    """A column's field by what it is called in any language, in small letters."""
    names = {plain(column.field): column.field for column in columns().values()}
    for column in columns().values():
        names |= {plain(name): column.field for name in column.names.values()}
    return names


def plain(text: str) -> str:
    """As two people write the same: small letters, and one blank between words."""
    return " ".join(text.replace("_", " ").split()).casefold()


def title_of(field: str) -> str:
    """What the reader calls it; the field itself where no column fills it."""
    inside = [column for name, column in columns().items() if name.startswith(f"{field}.")]
    column = columns().get(field) or next(iter(inside), None)
    return column.title(language()) if column else field


@cache
def field_for(name: str) -> fields.Field[object] | None:
    """The field of the interface that a column fills; that of the values where it is a list."""
    return field_of(NewReferralSchema(), name)


def is_needed(name: str) -> bool:
    """Whether every line says it."""
    field = field_for(name)
    return field is not None and field.required


def taken(name: str) -> Iterator[str]:
    """What somebody may write in a column, for a reader who fills it in."""
    field = field_for(name)
    if name == "municipality" or field is None:
        return
    if codes := codes_of(field):
        yield " · ".join(f"{label(code, language())} ({code})" for code in codes)
    if isinstance(field, fields.List):
        yield gettext("Several are parted by a bar: |")
    if isinstance(field, YesNo):
        yield gettext("yes or no")
    if isinstance(field, Day):
        yield gettext("A day, such as 31.1.2026 or 2026-01-31.")
    if name.endswith(("mother_tongue", "service_language")):
        yield gettext("A language by its name or its code, such as fi.")


def codes_of(field: object) -> list[StrEnum]:
    """The list of codes that a field takes from; none for any other field."""
    inner = field.inner if isinstance(field, fields.List) else field
    return list(inner.codes) if isinstance(inner, Code) else []


def not_in_list(field: str, values: Sequence[str]) -> list[str]:
    """Those values that the field's list does not have; none where it has no list."""
    codes = codes_of(field_for(field))
    return [value for value in values if codes and value not in codes]


def none_of(field: str, value: str) -> Sentence:
    """What could stand there, in the reader's words."""
    names = ", ".join(label(code, language()) for code in codes_of(field_for(field)))
    return Sentence("{value} is none of: {codes}.", value=quoted([value]), codes=names)


@cache
def codes_by_name(field: str) -> dict[str, str]:
    """A code by itself, and by its label in each language."""
    codes = codes_of(field_for(field))
    return {plain(code): code.value for code in codes} | {
        plain(label(code, locale)): code.value for code in codes for locale in LOCALES
    }


@cache
def places_by_name() -> dict[str, str]:
    """A municipality's three digits by its name in each language."""
    places = geography.municipalities().values()
    return {plain(place.name(locale)): place.code for place in places for locale in LOCALES}


@cache
def assessors_by_name() -> dict[str, str]:
    """Who has assessed the need, by what each is called."""
    return {plain(label(code, locale)): code.value for code in NeedsAssessor for locale in LOCALES}


def languages_by_name() -> dict[str, str]:
    """A language's code by its name in the reader's."""
    return {plain(language_name(code)): code for code in LANGUAGES}
