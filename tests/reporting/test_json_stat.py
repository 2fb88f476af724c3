"""Datasets as JSON-stat 2.0: its schema, and the rules that a schema cannot say."""

from math import prod
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from services.reporting.exports.domain import Category, Dataset, Dimension
from services.reporting.exports.rules import categories, json_stat

TEXT = {"type": "string"}
NOTES = {"type": "array", "items": TEXT}
SCHEMA = {  # json-stat.org/full: what a dataset holds
    "type": "object",
    "required": ["version", "class", "id", "size", "dimension", "value"],
    "properties": {
        "version": {"const": "2.0"},
        "class": {"const": "dataset"},
        "label": TEXT,
        "source": TEXT,
        "updated": TEXT,
        "note": NOTES,
        "id": {"type": "array", "items": TEXT, "uniqueItems": True},
        "size": {"type": "array", "items": {"type": "integer", "minimum": 1}},
        "role": {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(("time", "geo", "metric"), NOTES),
        },
        "dimension": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["category"],
                "properties": {
                    "label": TEXT,
                    "category": {
                        "type": "object",
                        "required": ["index"],
                        "properties": {
                            "index": NOTES | {"uniqueItems": True},
                            "label": {"type": "object", "additionalProperties": TEXT},
                            "note": {"type": "object", "additionalProperties": NOTES},
                        },
                    },
                },
            },
        },
        "value": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
        "status": {"type": "object", "additionalProperties": TEXT},
        "extension": {"type": "object"},
    },
}
FIGURE = Dimension(
    "figure", "Figure", (Category("met", "Met", "Days."), Category("ended", "Ended"))
)
ROW = Dimension("row", "By", categories([("a", "A"), ("b", "B"), ("a", "again"), ("c", "C")]))
DATASET = Dataset(
    label="Waiting",
    dimensions=(FIGURE, ROW),
    metric="figure",
    values={("met", "a"): 7, ("ended", "c"): 2.5},
    statuses={("met", "b"): "small"},
    updated="2026-11-29T12:00:00+00:00",
)


def must_be_json_stat(made: Any) -> None:
    """What the schema says, and that sizes, categories, roles and cells agree."""
    assert list(Draft202012Validator(SCHEMA).iter_errors(made)) == []
    indexes = [made["dimension"][code]["category"]["index"] for code in made["id"]]
    assert made["size"] == [len(index) for index in indexes]
    assert set(made["dimension"]) == set(made["id"])
    assert {each for role in made["role"].values() for each in role} <= set(made["id"])
    for code, index in zip(made["id"], indexes, strict=True):
        assert set(made["dimension"][code]["category"]["label"]) == set(index)
        assert set(made["dimension"][code]["category"].get("note", {})) <= set(index)
    cells = [int(each) for each in (*made["value"], *made["status"])]
    assert all(0 <= cell < prod(made["size"]) for cell in cells)
    both = made["value"].keys() & made["status"].keys()
    assert {made["status"][each] for each in both} <= {"rounded"}


def cell(made: Any, *codes: str) -> Any:
    """The value of one cell, found as a program finds it."""
    flat = 0
    for code, size, wanted in zip(made["id"], made["size"], codes, strict=True):
        flat = flat * size + made["dimension"][code]["category"]["index"].index(wanted)
    return made["value"].get(str(flat))


def test_cells_are_numbered_row_by_row() -> None:
    made = json_stat(DATASET)
    must_be_json_stat(made)
    assert made["value"] == {"0": 7, "5": 2.5}
    assert made["status"] == {"1": "small"}
    assert (cell(made, "met", "a"), cell(made, "ended", "c"), cell(made, "met", "b")) == (
        7,
        2.5,
        None,
    )


def test_a_category_has_its_first_label_and_its_definition() -> None:
    made = json_stat(DATASET)
    assert made["dimension"]["row"]["category"]["label"] == {"a": "A", "b": "B", "c": "C"}
    assert made["dimension"]["figure"]["category"]["note"] == {"met": ["Days."]}


@pytest.mark.parametrize("codes", [("met", "d"), ("nothing", "a")])
def test_a_cell_of_no_category_is_a_mistake(codes: tuple[str, str]) -> None:
    with pytest.raises(KeyError):
        json_stat(Dataset("x", (FIGURE, ROW), "figure", {codes: 1}))
