"""The values that the macros of templates show, so that a page's code says what is on it.

Texts are ready for the reader: translated, with dates written out. A macro escapes them; only
`markupsafe.Markup` is inserted as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from shared.web.form_rows import without_places

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Kind = Literal["late", "wait", "info", "done", "idle"]


@dataclass(frozen=True)
class Step:
    """One step of a process. `optional` draws it dashed."""

    label: str
    state: Literal["done", "current", "todo"]
    date: str = ""
    reason: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Count:
    """A number that is also a link to the list it counts."""

    number: int | str
    label: str
    href: str
    current: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Moment:
    """One event of a timeline, the newest first."""

    at: str
    text: str
    by: str = ""
    href: str = ""


@dataclass(frozen=True)
class ChecklistItem:
    """An item that is settled or not: a task, a condition of eligibility, a missing part."""

    state: Literal["ok", "warn", "no", "open", "skip"]
    text: str
    note: str = ""
    action: str = ""  # what to do about it, as a verb; with `href`
    href: str = ""


@dataclass(frozen=True)
class Trend:
    """A value over time: `line` is a drawn `sparkline`, `value` the latest one."""

    text: str
    line: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Part:
    """One part of an explained sum; `points` of at most `most`."""

    name: str
    points: float
    most: float
    reason: str = ""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    hint: str = ""
    disabled: bool = False


@dataclass(frozen=True)
class FieldText:
    """What a field is called, and what can be chosen in it."""

    label: str = ""
    hint: str = ""
    unit: str = ""
    is_optional: bool = False
    most: int = 0  # characters; 0: not told
    options: Sequence[Option] = ()


@dataclass(frozen=True)
class Form:
    """The values that a person typed, and their errors; empty for a new form.

    Names are the fields' names in the page; a field inside another is `subject.given_name`.
    """

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fields: Mapping[str, FieldText] = field(default_factory=dict)
    prefix: str = ""  # of the ids, where several forms of a page ask for the same field

    @classmethod
    def of(
        cls,
        values: Mapping[str, object],
        errors: Mapping[object, object] | None = None,
        *,
        fields: Mapping[str, FieldText] | None = None,
        prefix: str = "",
    ) -> Self:
        """Take single values or lists, and errors as marshmallow nests them."""
        typed = {name: _texts(value) for name, value in values.items()}
        return cls(typed, _gathered(errors or {}), fields or {}, prefix)

    def field(self, name: str) -> FieldText:
        return self.fields.get(without_places(name), FieldText())

    def id(self, name: str) -> str:
        """The id of the field in the page, to which the summary of errors leads."""
        return f"{self.prefix}-{name}" if self.prefix else name

    def value(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def is_date(self, name: str) -> bool:
        """Whether a browser's date field can show the value; it would hide any other text."""
        value = self.value(name)
        return not value or ISO_DAY.fullmatch(value) is not None

    def chosen(self, name: str) -> Sequence[str]:
        return self.values.get(name, ())

    def wrong(self, name: str) -> str:
        """The errors of this field and of the fields inside it; empty when there are none."""
        inside = (
            messages
            for key, messages in self.errors.items()
            if key == name or key.startswith(f"{name}.")
        )
        return " ".join(message for messages in inside for message in messages)


@dataclass(frozen=True)
class Forms:
    """The forms of one page, by the change that each asks for; one of them may have been sent."""

    by_change: Mapping[str, Form]
    sent: Form = field(default_factory=Form)
    opened: str = ""  # the change whose form was sent, or asked for by its address

    def __getitem__(self, change: str) -> Form:
        return self.by_change[change]

    def refused(self, name: str, message: str) -> Self:
        """These, with the field of the sent form to which a rule says no."""
        sent = replace(self.sent, errors={name: [message]})
        drawn = {change: sent if f is self.sent else f for change, f in self.by_change.items()}
        return replace(self, by_change=drawn, sent=sent)

    def is_open(self, change: str) -> bool:
        """Whether the panel with this form stands open: what was refused comes back there."""
        return self.opened == change


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return [str(item) for item in value]
    return [str(value)]


def _gathered(errors: Mapping[object, object]) -> dict[str, list[str]]:
    gathered: dict[str, list[str]] = {}
    for name, messages in _flat(errors):
        gathered.setdefault(name, []).extend(messages)
    return gathered


def _flat(errors: Mapping[object, object], above: str = "") -> Iterable[tuple[str, list[str]]]:
    for key, messages in errors.items():
        # marshmallow also names the whole schema, and a value's place in a list; a page has
        # no field for these, so the outer field gets their errors.
        place = isinstance(key, int) and not isinstance(messages, Mapping)
        own = "" if place or key == "_schema" else str(key)
        name = ".".join(part for part in (above, own) if part)
        if isinstance(messages, Mapping):
            yield from _flat(messages, name)
        else:
            yield name, _texts(messages)
