from typing import Any

import pytest
from marshmallow import Schema, ValidationError, fields

from shared.web.fields import Money
from shared.web.jsontypes import typed
from shared.web.sentences import NOT_A_NUMBER, NOT_AN_ID, NOT_WHOLE, NOT_YES_OR_NO

ID = "3f2c8f0e-5a0b-4d7e-8c1a-9b6d2e4f7a10"


class WheelSchema(Schema):
    spokes = fields.Integer()


class BicycleSchema(Schema):
    id = fields.UUID()
    gears = fields.Integer()
    weight = fields.Decimal()
    electric = fields.Boolean()
    price = Money()
    wheels = fields.List(fields.Nested(WheelSchema))
    name = fields.String(data_key="called")


@pytest.mark.parametrize(
    "given",
    [
        {"id": ID, "gears": 3, "weight": 12.5, "electric": False},
        {"weight": 12, "wheels": [{"spokes": 36}], "called": "Jopo"},
        {"gears": None, "wheels": None},
        {"unknown": "is for the schema to refuse", "price": 100},
        ["no object", "neither"],
    ],
)
def test_right_types_stay_as_they_are(given: Any) -> None:
    assert typed(BicycleSchema(), given) == given


def test_a_whole_number_may_be_written_with_a_point() -> None:
    values = typed(BicycleSchema(), {"gears": 3.0, "wheels": [{"spokes": 36.0}]})
    assert repr(values) == "{'gears': 3, 'wheels': [{'spokes': 36}]}"


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"gears": "3"}, {"gears": [NOT_WHOLE]}),
        ({"gears": 3.5}, {"gears": [NOT_WHOLE]}),
        ({"gears": True}, {"gears": [NOT_WHOLE]}),
        ({"weight": "12.5"}, {"weight": [NOT_A_NUMBER]}),
        ({"electric": "true"}, {"electric": [NOT_YES_OR_NO]}),
        ({"electric": 1}, {"electric": [NOT_YES_OR_NO]}),
        ({"id": f"{{{ID}}}"}, {"id": [NOT_AN_ID]}),
        ({"id": ID.replace("-", "")}, {"id": [NOT_AN_ID]}),
        (
            {"gears": "3", "wheels": [{"spokes": 36}, {"spokes": "36"}]},
            {
                "gears": [NOT_WHOLE],
                "wheels": {1: {"spokes": [NOT_WHOLE]}},
            },
        ),
    ],
)
def test_every_wrong_type_is_named_where_it_stands(given: Any, errors: Any) -> None:
    with pytest.raises(ValidationError) as wrong:
        typed(BicycleSchema(), given)
    assert wrong.value.messages == errors


@pytest.mark.parametrize(
    ("given", "amount"), [("0", "0.00"), ("12.5", "12.50"), ("9999999.99", "9999999.99")]
)
def test_money_is_text_with_a_point_asked_and_answered(given: str, amount: str) -> None:
    loaded = BicycleSchema().load({"price": given})
    assert BicycleSchema().dump(loaded) == {"price": amount}


@pytest.mark.parametrize("given", [12.5, 12, "12,50", "1e3", "-1", "12.505", "", "012", "1\n"])
def test_no_other_form_of_money_is_taken(given: Any) -> None:
    with pytest.raises(ValidationError, match=r"such as 12\.50"):
        BicycleSchema().load({"price": given})
