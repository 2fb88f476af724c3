"""A dataset as JSON-stat 2.0 (https://json-stat.org/full/): pure, so that its rules are tested."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.reporting.exports.domain import Category, Dataset, Dimension, Key

SOURCE = "Rinnalla"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TOGETHER = "+"  # between codes that stand in one row


def json_stat(dataset: Dataset) -> dict[str, Any]:
    """Sparse: cells are numbered in row-major order, those without a value are left out."""
    sizes = [len(each.categories) for each in dataset.dimensions]
    places = [{code: place for place, code in enumerate(each.codes)} for each in dataset.dimensions]

    def number(key: Key) -> str:
        flat = 0
        for size, place, code in zip(sizes, places, key, strict=True):
            flat = flat * size + place[code]
        return str(flat)

    return {
        "version": "2.0",
        "class": "dataset",
        "label": dataset.label,
        "source": SOURCE,
        "updated": dataset.updated,
        "note": list(dataset.notes),
        "id": [each.code for each in dataset.dimensions],
        "size": sizes,
        "role": {"metric": [dataset.metric]},
        "dimension": {each.code: _dimension(each) for each in dataset.dimensions},
        "value": {number(key): value for key, value in dataset.values.items()},
        "status": {number(key): status for key, status in dataset.statuses.items()},
        "extension": dict(dataset.more),
    }


def categories(rows: Iterable[tuple[str, str]]) -> tuple[Category, ...]:
    """Each code once, with the label that it had first."""
    labels: dict[str, str] = {}
    for code, label in rows:
        labels.setdefault(code, label)
    return tuple(Category(code, label) for code, label in labels.items())


def _dimension(dimension: Dimension) -> dict[str, Any]:
    category: dict[str, Any] = {
        "index": dimension.codes,
        "label": {each.code: each.label for each in dimension.categories},
    }
    notes: Mapping[str, list[str]] = {
        each.code: [each.note] for each in dimension.categories if each.note
    }
    if notes:
        category["note"] = notes
    return {"label": dimension.label, "category": category}
