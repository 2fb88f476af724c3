"""The forms of a programme's sections, built of its fields; templates only draw them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from services.common.programme import Programme
from services.common.programme.differences import Difference
from services.common.programme.fields import Field, Kind, fields_of
from services.common.programme.filling import LANGUAGES, rows_in
from services.common.programme.loader import Fault
from services.referral.programme_forms import texts
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import FieldText, Form, Option
from shared.web.shell import LANGUAGE_NAMES

LONG = ("summary", "explanation", "goal")
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class FormField:
    """One field as the form draws it; a group has fields, a list has rows of them."""

    name: str
    kind: str
    label: str
    hint: str = ""
    is_long: bool = False
    fields: tuple["FormField", ...] = ()
    rows: tuple["FormRow", ...] = ()


@dataclass(frozen=True)
class FormRow:
    """One row of a list; the last is empty, for one more."""

    name: str
    title: str
    fields: tuple[FormField, ...]
    is_new: bool = False


@dataclass(frozen=True)
class ChangedField:
    """One field that says something else in the new version."""

    where: str
    before: str
    after: str


def form_fields(fields: Iterable[Field], values: Values, above: str = "") -> tuple[FormField, ...]:
    return tuple(_form_field(field, values, f"{above}{field.name}") for field in fields)


def entries(fields: Iterable[Field], values: Values, faults: Iterable[Fault] = ()) -> Form:
    """What stands in the form, with what is wrong beside each field."""
    fields = tuple(fields)
    errors: dict[str, list[str]] = {}
    for fault in faults:
        errors.setdefault(_name_of(fields, fault), []).append(fault.message())
    return Form(values, errors, dict(_texts(fields, "", "")))


def where_of(fault: Fault) -> str:
    """The place of a fault, in the words of the form; empty for the text as a whole."""
    words, fields = [], fields_of(Programme)
    for step in fault.path:
        field = next((each for each in fields if each.name == step), None)
        if field:
            fields = field.fields
            words.append(texts.label(field))
        else:
            words.append(str(step + 1) if isinstance(step, int) else step)
    return " · ".join(words)


def with_errors(form: Form, errors: Mapping[str, Sequence[str]]) -> Form:
    return replace(form, errors=errors)


def lines(differences: Iterable[Difference]) -> list[ChangedField]:
    """What changes, in words: where, what was said, what is said."""
    return [
        ChangedField(_where(each), _shown_as(each, each.before), _shown_as(each, each.after))
        for each in differences
    ]


def _form_field(field: Field, values: Values, name: str) -> FormField:
    drawn = FormField(
        name,
        field.kind.value,
        texts.label(field),
        texts.hint(field),
        is_long=field.name in LONG,
    )
    if field.kind is Kind.GROUP:
        return replace(drawn, fields=form_fields(field.fields, values, f"{name}."))
    if field.kind is Kind.ROWS:
        return replace(drawn, rows=tuple(_rows(field, values, name)))
    return drawn


def _rows(field: Field, values: Values, name: str) -> Iterator[FormRow]:
    count = rows_in(values, name)
    for place in range(count):
        above = f"{name}.{place}"
        title = f"{place + 1}. {_title(values, above)}"
        yield FormRow(above, title, form_fields(field.fields, values, f"{above}."))
    simple = [each for each in field.fields if each.kind is not Kind.ROWS]
    above = f"{name}.{count}"
    yield FormRow(above, gettext("Add one"), form_fields(simple, values, f"{above}."), is_new=True)


def _title(values: Values, above: str) -> str:
    names = [f"{above}.name.{each}" for each in (language(), "fi")]
    for name in (*names, f"{above}.code", f"{above}.to"):
        if text := next(iter(values.get(name, ())), ""):
            return text
    return "–"


def _texts(fields: Iterable[Field], above: str, called: str) -> Iterator[tuple[str, FieldText]]:
    """Labels by the names of fields; in the summary of errors a row's field names its list too."""
    for field in fields:
        name, label = f"{above}{field.name}", texts.label(field)
        full = f"{called} · {label}" if called else label
        if field.kind in (Kind.GROUP, Kind.ROWS):
            yield name, FieldText(label=full)
            yield from _texts(field.fields, f"{name}.", full)
        elif field.kind is Kind.WORDS:
            yield name, FieldText(label=full)
            for each in LANGUAGES:
                is_optional = each != "fi" or not field.is_needed
                yield (
                    f"{name}.{each}",
                    FieldText(label=f"{full} ({LANGUAGE_NAMES[each]})", is_optional=is_optional),
                )
        else:
            yield (
                name,
                FieldText(label=full, options=_options(field), is_optional=not field.is_needed),
            )


def _options(field: Field) -> list[Option]:
    return [Option(*each) for each in texts.options(field.codes)] if field.codes else []


def _name_of(fields: Iterable[Field], fault: Fault) -> str:
    """The form's field at which a fault is shown: the whole list's for one of its codes."""
    name, kind = "", None
    inner: Iterable[Field] = fields
    for step in fault.path:
        if kind in (Kind.CHOICES, Kind.TEXTS):
            break
        name = f"{name}.{step}" if name else str(step)
        field = next((each for each in inner if each.name == step), None)
        if field:
            kind, inner = field.kind, field.fields
    return f"{name}.fi" if kind is Kind.WORDS and not name.endswith(LANGUAGES) else name


def _where(of: Difference) -> str:
    return " · ".join(step if isinstance(step, str) else texts.label(step) for step in of.path)


def _shown_as(of: Difference, value: Any) -> str:
    """A value in words; "–" for nothing."""
    if of.field.kind is Kind.ROWS and value is not None and not isinstance(value, tuple):
        return _row_name(value)
    return _in_words(of.field, value) or "–"


def _row_name(row: Any) -> str:
    words = getattr(row, "name", None) or getattr(row, "explanation", None)
    return words.said_in(language()) if words else str(row.to)


def _in_words(field: Field, value: Any) -> str:
    if value is None:
        return ""
    match field.kind:
        case Kind.FLAG:
            return gettext("yes") if value else gettext("no")
        case Kind.WORDS:
            return " · ".join(text for text in vars(value).values() if text)
        case Kind.DAY:
            return format_date(value)
        case Kind.CHOICE | Kind.CHOICES if field.codes:
            several = value if field.kind is Kind.CHOICES else (value,)
            return ", ".join(_label(field.codes, each) for each in several)
        case Kind.GROUP:
            inner = ((each, getattr(value, each.name)) for each in field.fields)
            return ", ".join(
                f"{texts.label(f)}: {_in_words(f, v)}" for f, v in inner if _in_words(f, v)
            )
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _label(codes: type[StrEnum], code: str) -> str:
    return dict(texts.options(codes)).get(str(code), str(code))
