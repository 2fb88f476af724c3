"""The values that the templates' macros draw, so that a page's code says what it shows.

Texts are ready for the reader: translated, with dates written out. A macro escapes them; only
`markupsafe.Markup` passes as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Self

Kind = Literal["late", "wait", "info", "done", "idle"]


@dataclass(frozen=True)
class Step:
    """One station of a way. `optional` draws it dashed."""

    label: str
    state: Literal["done", "current", "todo"]
    date: str = ""
    reason: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Count:
    """A number that is also the filter for what it counts."""

    number: int | str
    label: str
    href: str
    current: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Moment:
    """Something that happened, newest first in a timeline."""

    at: str
    text: str
    by: str = ""
    href: str = ""


@dataclass(frozen=True)
class Mark:
    """A line that is settled or not: a task, a condition of eligibility, a missing part."""

    state: Literal["ok", "warn", "no", "open", "skip"]
    text: str
    note: str = ""
    action: str = ""  # what to do about it, as a verb; with `href`
    href: str = ""


@dataclass(frozen=True)
class Trend:
    """How something went: `line` is a drawn `sparkline`, `value` where it stands now."""

    text: str
    line: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Part:
    """One term of a sum that explains itself; `points` of at most `most`."""

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
class Form:
    """What a person typed and what was wrong with it; empty for a fresh form.

    Names are the fields' names in the page; a field within another is `subject.given_name`.
    """

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        values: Mapping[str, object],
        errors: Mapping[object, object] | None = None,
    ) -> Self:
        """Take single values or lists, and errors as marshmallow nests them."""
        typed = {name: _texts(value) for name, value in values.items()}
        return cls(values=typed, errors=_gathered(errors or {}))

    def value(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def chosen(self, name: str) -> Sequence[str]:
        return self.values.get(name, ())

    def wrong(self, name: str) -> str:
        """What is wrong with this field, or with anything within it; empty when nothing is."""
        inside = (
            messages
            for key, messages in self.errors.items()
            if key == name or key.startswith(f"{name}.")
        )
        return " ".join(message for messages in inside for message in messages)


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return [str(one) for one in value]
    return [str(value)]


def _gathered(errors: Mapping[object, object]) -> dict[str, list[str]]:
    gathered: dict[str, list[str]] = {}
    for name, messages in _flat(errors):
        gathered.setdefault(name, []).extend(messages)
    return gathered


def _flat(errors: Mapping[object, object], above: str = "") -> Iterable[tuple[str, list[str]]]:
    for key, found in errors.items():
        # marshmallow also names the whole schema, and a value's place in a list; a page has
        # no field for these, so they count for what they lie in.
        place = isinstance(key, int) and not isinstance(found, Mapping)
        own = "" if place or key == "_schema" else str(key)
        name = ".".join(part for part in (above, own) if part)
        if isinstance(found, Mapping):
            yield from _flat(found, name)
        else:
            yield name, _texts(found)
