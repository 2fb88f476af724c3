"""The schema of an event says what its declaration says, in words that a stranger can use."""

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import pytest

from shared.kernel.events import event, personal, value
from shared.transport.contract.schemas import DRAFT, Schemas, schema
from tests.shared.contract import bells
from tests.shared.contract.bells import Sound


@value
class Maker:
    """Who made it."""

    name: str


@value
class Thing:
    on: date  # in Helsinki


@event("bell.mounted", version=1, public=True)
class BellMounted(Thing):
    """A bell is on a bicycle.

    It may be taken off again.
    """

    bell_id: UUID
    sound: Sound
    price: Decimal  # euros
    weight: int | None = None  # grams; None: not weighed
    screws: tuple[int, ...] = (
        4,
        4,
    )  # millimetres
    maker: Maker  # of the bell alone
    tested: dict[str, bool] = field(default_factory=dict)


@event("bell.lent", to=("workshop",))
class BellLent:
    rider_id: UUID
    rider: str = personal(of="rider_id", retention="loan")


PROPERTIES = {
    "on": {"type": "string", "format": "date", "description": "in Helsinki"},
    "bell_id": {"type": "string", "format": "uuid"},
    "sound": {"type": "string", "enum": ["RING", "CLANG"], "description": "How it rings."},
    "price": {
        "type": "string",
        "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$",
        "description": "euros",
    },
    "weight": {
        "anyOf": [{"type": "integer"}, {"type": "null"}],
        "description": "grams; null: not weighed",
        "default": None,
    },
    "screws": {
        "type": "array",
        "items": {"type": "integer"},
        "description": "millimetres",
        "default": [4, 4],
    },
    "maker": {
        "allOf": [{"$ref": "#/definitions/Maker"}],
        "description": "of the bell alone",
    },
    "tested": {
        "type": "object",
        "additionalProperties": {"type": "boolean"},
        "default": {},
    },
}


def test_types_and_comments_make_a_schema() -> None:
    assert schema(BellMounted) == {
        "$schema": DRAFT,
        "title": "bell.mounted, version 1",
        "type": "object",
        "description": "A bell is on a bicycle.\n\nIt may be taken off again.",
        "properties": PROPERTIES,
        "required": ["on", "bell_id", "sound", "price", "maker"],
        "definitions": {
            "Maker": {
                "type": "object",
                "description": "Who made it.",
                "properties": {"name": {"type": "string"}},
                "required": ["name"],
            }
        },
    }


def test_a_field_about_a_person_says_whose_and_for_how_long() -> None:
    assert schema(BellLent)["properties"]["rider"] == {
        "type": "string",
        "x-personal": {"of": "rider_id", "retention": "loan"},
    }


def test_a_text_may_name_the_codes_that_are_written_there() -> None:
    assert Schemas().of(tuple[Annotated[str, Sound], ...]) == {
        "type": "array",
        "items": {"type": "string", "x-codes": ["RING", "CLANG"]},
    }


def test_two_values_of_one_name_would_be_mistaken_for_each_other() -> None:
    schemas = Schemas()
    schemas.of(Maker)
    with pytest.raises(ValueError, match="two values called Maker"):
        schemas.of(bells.Maker)


def test_a_type_without_an_agreed_form_is_refused() -> None:
    with pytest.raises(TypeError, match="complex"):
        Schemas().of(complex)
