"""A table of figures as JSON-stat has it: dimensions, their categories, and values where given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, ...]  # a category of each dimension
Number = int | float


@dataclass(frozen=True)
class Category:
    code: str
    label: str
    note: str = ""  # how it is defined


@dataclass(frozen=True)
class Dimension:
    code: str
    label: str
    categories: tuple[Category, ...]

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.categories]


@dataclass(frozen=True)
class Dataset:
    """Cells that are not named have no value; `statuses` says why where something is hidden."""

    label: str
    dimensions: tuple[Dimension, ...]
    metric: str  # the dimension that says what is measured
    values: Mapping[Key, Number]
    statuses: Mapping[Key, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    updated: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)  # of ours: edition, months, licence
