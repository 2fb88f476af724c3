"""Events as values, stored under a name and version chosen by hand.

The stored name is never derived from the Python class, so moving or renaming a class cannot
change what is already written. Reach says who may ever see an event: its own store only
(private), our other services (addressed), or also partners it concerns (public).
"""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, dataclass_transform, get_origin, get_type_hints
from uuid import UUID

from shared.kernel.aggregate import Erased
from shared.kernel.checked import check
from shared.kernel.codec import Convert, reader, to_json
from shared.kernel.sealing import Label, Sealed, Sealing, Subject

T = TypeVar("T")
Data = dict[str, Any]
Step = Callable[[Data], Data]

_types: dict[str, type] = {}
_steps: dict[tuple[str, int], Step] = {}


class Reach(StrEnum):
    PRIVATE = "private"
    ADDRESSED = "addressed"
    PUBLIC = "public"


class UnknownEvent(Exception):
    """The name or version is not known here; a consumer parks it until it is."""


@dataclass(frozen=True)
class Kind:
    """What an event's declaration says of it."""

    name: str
    version: int
    reach: Reach
    to: tuple[str, ...]  # the services an addressed event is for
    personal: dict[str, Label]


def personal(*, of: str, retention: str = "", default: Any = MISSING) -> Any:
    """Declare a field about a person: `of` names the field with the person's id.

    A value that several events inherit leaves the retention class to each of them.
    """
    label = {"personal": Label(of, retention)}
    if default is MISSING:
        return field(metadata=label)
    return field(default=default, metadata=label)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(personal, field))
def event(
    name: str,
    *,
    version: int = 1,
    public: bool = False,
    to: tuple[str, ...] = (),
    retention: str = "",
) -> Callable[[type[T]], type[T]]:
    """Declare a frozen dataclass stored as `name`; only public and addressed ones travel.

    `retention` is the class of the personal fields that name none.
    """
    reach = Reach.PUBLIC if public else Reach.ADDRESSED if to else Reach.PRIVATE

    def declare(cls: type[T]) -> type[T]:
        declared: Any = dataclass(frozen=True, kw_only=True)(cls)
        labels = {f.name: _kept(f.metadata["personal"], retention) for f in _personal(declared)}
        if name in _types:
            raise ValueError(f"Two events are called {name!r}.")
        if public and labels:
            raise ValueError(f"{name} is public and cannot carry {sorted(labels)} of a person.")
        if unkept := sorted(field for field, label in labels.items() if not label.retention):
            raise ValueError(f"{name} does not say how long it keeps {unkept}.")
        declared.__event__ = Kind(name, version, reach, to, labels)
        _types[name] = declared
        return declared  # type: ignore[no-any-return]  # a dataclass made of cls

    return declare


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(personal, field))
def value(cls: type[T]) -> type[T]:
    """Declare a frozen dataclass that events carry inside, or whose fields they inherit."""
    return dataclass(frozen=True, kw_only=True)(cls)


def _personal(cls: Any) -> list[Any]:
    return [declared for declared in fields(cls) if declared.metadata]


def _kept(label: Label, retention: str) -> Label:
    return label if label.retention else Label(label.of, retention)


def upcast(name: str, *, to: int) -> Callable[[Step], Step]:
    """Register the step that turns version `to - 1` of an event's data into version `to`."""

    def register(step: Step) -> Step:
        _steps[name, to] = step
        return step

    return register


def kind_of(event: Any) -> Kind:
    """The declaration of an event or of its class."""
    return event.__event__  # type: ignore[no-any-return]  # set by @event


def declared() -> Iterator[type]:
    """Every event class imported so far."""
    return iter(_types.values())


def encode(event: Any, event_id: UUID, sealing: Sealing, *, answers: bool = False) -> Data:
    """The event as JSON, its personal fields in their stored form.

    Raises `Erased` for a person who has been erased; an event that `answers` another is written
    without them, because what has happened elsewhere is not refused here.
    """
    data = {f.name: to_json(getattr(event, f.name)) for f in fields(event)}
    kind = kind_of(event)
    for name, label in kind.personal.items():
        if data[name] is not None:
            person = getattr(event, label.of)
            subject = Subject(person, label.retention, event_id, name, kind.to)
            try:
                data[name] = sealing.seal(data[name], subject)
            except Erased:
                if not answers:
                    raise
                data[name] = None
    return data


def decode(name: str, version: int, data: Data, sealing: Sealing | None = None) -> Any:
    """The event as the newest class knows it; fields it does not know are ignored.

    With a sealing, personal fields are opened; without, they stay `Sealed`, as read tables
    take them. Raises `UnknownEvent` for a name or version nobody here has declared.
    """
    cls, newest = _upcast(name, version, data)
    return _build(cls, newest, sealing)


def decode_received(name: str, version: int, data: Data, sealing: Sealing | None = None) -> Any:
    """The same of another service's event; raises `NotAgreed` unless it is as declared."""
    cls, newest = _upcast(name, version, data)
    check(name, cls, newest, sealed=kind_of(cls).personal)
    return _build(cls, newest, sealing)


def _upcast(name: str, version: int, data: Data) -> tuple[type, Data]:
    cls = _types.get(name)
    if cls is None:
        raise UnknownEvent(f"Nothing here is called {name}.")
    newest = kind_of(cls).version
    if version > newest:
        raise UnknownEvent(f"{name} v{version} is newer than v{newest}, the latest known here.")
    for to in range(version + 1, newest + 1):
        data = _steps[name, to](data)
    return cls, data


@dataclass(frozen=True)
class Shape:
    """How a class is built from JSON: its fields, and those that need more than copying."""

    names: frozenset[str]
    defaults: Data
    read: tuple[tuple[str, Convert, str], ...]  # field, converter, the field with its person
    erased: Data  # what stands in a personal field whose key is gone


def _build(cls: type, data: Data, sealing: Sealing | None) -> Any:
    # A frozen dataclass pays for every field in its __init__; filling __dict__ halves a load.
    shape = _shape(cls)
    values = shape.defaults | data
    if values.keys() != shape.names:
        values = _fitted(cls, values)
    for name, convert, of in shape.read:
        given = data.get(name)
        if given is not None and of:
            if sealing is None:
                given = Sealed(given)
            else:
                given = sealing.open(given, person=UUID(data[of]), field=name)
                if given is None:
                    values[name] = shape.erased[name]
                    continue
            values[name] = given
        if convert and given is not None and not isinstance(given, Sealed):
            values[name] = convert(given)
    built: Any = object.__new__(cls)
    built.__dict__.update(values)
    return built


def _fitted(cls: type, values: Data) -> Data:
    """Only the fields that the class knows; ValueError when one is lacking."""
    names = _shape(cls).names
    if missing := names - values.keys():
        raise ValueError(f"{kind_of(cls).name} lacks {', '.join(sorted(missing))}.")
    return {name: values[name] for name in names}


@cache
def _shape(cls: Any) -> Shape:
    hints, labels = get_type_hints(cls), kind_of(cls).personal
    read = (
        (f.name, reader(hints[f.name]), labels[f.name].of if f.name in labels else "")
        for f in fields(cls)
    )
    return Shape(
        names=frozenset(f.name for f in fields(cls)),
        defaults={f.name: f.default for f in fields(cls) if f.default is not MISSING},
        read=tuple(entry for entry in read if entry[1] or entry[2]),
        erased={name: _nothing_of(hints[name]) for name in labels},
    )


def _nothing_of(hint: Any) -> Any:
    """What an erased value of that type reads as: no text, no items, else None."""
    if hint is str:
        return ""
    return () if get_origin(hint) is tuple else None
