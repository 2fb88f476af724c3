"""Values of events as somebody reads them: codes by their labels, organisations by their names."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Self, get_args, get_type_hints
from uuid import UUID

from services.common import catalogue, geography
from services.common.held import words
from services.common.labels import label, labels
from services.common.phrases import language_name
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, language
from shared.work import Work

PLACES = ("municipality", "place")
LANGUAGES = ("mother_tongue", "service_language", "languages")
PROGRAMMES = ("programme", "programmes")


@dataclass(frozen=True)
class Teller:
    """What ids stand for, as far as the service knows it."""

    organisations: Mapping[UUID, str]
    programmes: Mapping[str, str]

    @classmethod
    def of(cls, work: Work) -> Self:
        organisations = catalogue.all_organisations(work.db)
        return cls(
            {each.id: each.name_in(language()) for each in organisations.values()},
            catalogue.names_of_programmes(work.db, language()),
        )

    def text(self, event: type, field: str, value: Any) -> str:
        """The value in words; empty where it is an id of which nobody knows what it stands for."""
        if isinstance(value, tuple | list):
            parts = (self.text(event, field, each) for each in value)
            return ", ".join(part for part in parts if part)
        if field in PLACES:
            place = geography.municipalities().get(str(value))
            return place.name(language()) if place else str(value)
        if field in LANGUAGES:
            return language_name(str(value))
        if field in PROGRAMMES:
            return self.programmes.get(str(value), str(value))
        return self._plain(event, field, value)

    def _plain(self, event: type, field: str, value: Any) -> str:
        match value:
            case UUID():
                return self.organisations.get(value, "")
            case bool():
                return gettext("yes") if value else gettext("no")
            case date():
                return format_date(value, "d.M.yyyy")
            case int() | Decimal():
                return format_number(value)
            case StrEnum():
                return _labelled(value)
            case str():
                code = _code(event, field, value)
                return _labelled(code) if code else value
            case dict():
                return self._parts(event, value)
            case _ if is_dataclass(value):
                parts = {each.name: getattr(value, each.name) for each in fields(value)}
                return self._parts(event, parts)
            case _:
                return str(value)

    def _parts(self, event: type, parts: Mapping[str, Any]) -> str:
        named = (
            (words.fact(name), self.text(event, name, value))
            for name, value in parts.items()
            if value not in (None, "", (), [])
        )
        return "; ".join(f"{name}: {text}" for name, text in named if text)


def _labelled(code: StrEnum) -> str:
    """Its label; itself where it is a code of our own that nobody reads elsewhere."""
    return label(code, language()) if type(code).__name__ in labels() else str(code.value)


def _code(event: type, field: str, value: str) -> StrEnum | None:
    codes = _codes(event).get(field)
    try:
        return codes(value) if codes else None
    except ValueError:
        return None


@cache
def _codes(event: type) -> dict[str, type[StrEnum]]:
    """The code lists of an event's fields, by what is declared of them."""
    hints = get_type_hints(event, include_extras=True)
    return {name: codes for name, hint in hints.items() if (codes := _codes_in(hint))}


def _codes_in(hint: Any) -> type[StrEnum] | None:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    metadata = getattr(hint, "__metadata__", ())
    inside = (_codes_in(each) for each in (*metadata, *get_args(hint)))
    return next((codes for codes in inside if codes), None)
