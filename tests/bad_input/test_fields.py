"""Each class against every field of its kind that any operation or form has.

A value is refused in JSON and in a form alike, by one schema, with one sentence about the field
in each language; or it is kept as the table says.
"""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from importlib import import_module
from inspect import isfunction
from typing import Any

import pytest
from flask import Flask
from flask.ctx import RequestContext
from marshmallow import Schema, ValidationError, fields, validate

from services.casework.fields import PeopleField
from services.common.labels import choices
from services.volunteers.terms.schemas import Iban
from shared.kernel.codec import to_json
from shared.web import fields as ours
from shared.web.changes import Changes
from shared.web.fields.texts import ONE_LINE
from shared.web.i18n import install_languages
from shared.web.jsontypes import typed
from shared.web.pages import loaded
from shared.web.shell import LANGUAGE_NAMES
from tests.bad_input.bodies import BODIES
from tests.bad_input.classes import ABSENT, REFUSED, BadInput, Kept
from tests.bad_input.table import OF_FIELDS
from tests.test_forms import forms
from tests.tree import ROOT

LEAST = 80  # classes
LONGEST_TEXT = 100_000  # letters
CODES = "an identity code"  # which a rule looks for where it also looks for names
KINDS: dict[type[fields.Field[Any]], str] = {
    ours.Day: "day",
    ours.Moment: "moment",
    ours.Clock: "clock",
    ours.Count: "count",
    ours.Whole: "whole",
    ours.Number: "number",
    ours.Money: "money",
    ours.YesNo: "yes-no",
    ours.Code: "code",
    ours.Id: "id",
    ours.Language: "language",
    ours.Email: "e-mail",
    ours.Phone: "phone",
    ours.IdentityCode: "identity code",
    ours.FileContent: "encoded file",
    PeopleField: "people",
    Iban: "account number",
}


def schemas() -> Iterator[type[Schema]]:
    """What any operation or form is sent."""
    yield from (schema for _, schema in forms())
    for path in sorted((ROOT / "services").glob("*/*/resources.py")):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for thing in vars(module).values():
            if isinstance(thing, Changes):
                yield from (row.schema for row in thing.rows)
            elif isfunction(thing) and "arguments" in (
                documented := vars(thing).get("_apidoc", {})
            ):
                for argument in documented["arguments"]["parameters"]:
                    yield type(argument["schema"])


def inputs(schema: Schema, above: str = "") -> Iterator[tuple[str, fields.Field[Any]]]:
    """The fields that are read, those inside others too."""
    for name, field in schema.load_fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from inputs(inner.schema, f"{above}{name}.")
        else:
            yield f"{type(schema).__name__}.{above}{name}", inner


@cache
def all_inputs() -> dict[str, fields.Field[Any]]:
    return {name: field for schema in schemas() for name, field in inputs(schema())}


def kind_of(field: fields.Field[Any]) -> str:
    if isinstance(field, ours.Text):
        if field.metadata.get("format") == "municipality":
            return "municipality"
        if field.most > LONGEST_TEXT:
            return "file"  # whose lines and columns have tests of their own
        return "line" if field.most <= ONE_LINE else "text"
    return next((kind for cls, kind in KINDS.items() if isinstance(field, cls)), "")


def fields_for(bad: BadInput) -> dict[str, fields.Field[Any]]:
    """The fields that a class is tried on; a line is a text too."""
    kinds = {bad.kind} | ({"line"} if bad.kind == "text" else set())
    return {
        name: field
        for name, field in all_inputs().items()
        if kind_of(field) in kinds
        and not (bad.name.startswith(CODES) and getattr(field, "takes_codes", False))
    }


def alone(field: fields.Field[Any]) -> type[Schema]:
    copied = deepcopy(field)
    copied.data_key = copied.attribute = None
    return Schema.from_dict({"x": copied})


def by_json(field: fields.Field[Any], value: Any) -> Any:
    schema = alone(field)()
    try:
        return Kept(to_json(schema.load(typed(schema, {"x": value}))["x"]))
    except ValidationError:
        return REFUSED


def by_form(field: fields.Field[Any], value: str) -> Any:
    data, wrong = loaded(alone(field), {"x": [value]})
    return REFUSED if wrong else Kept(to_json(data.get("x")))


def reading(language: str) -> RequestContext:
    app = Flask("fields")
    app.extensions["code_labels"] = choices
    folders = [ROOT / "shared", ROOT / "services"]
    folders += sorted((ROOT / "services").glob("*/"))
    install_languages(app, [folder / "translations" for folder in folders])
    return app.test_request_context(f"/?lang={language}", method="POST")


def is_right(answer: Any, expected: str | Kept, field: fields.Field[Any]) -> bool:
    """Kept as it says; a field that asks for more than its kind may refuse that as well."""
    if expected == REFUSED or answer == expected:
        return bool(answer == expected)
    asks_for_more = bool(field.validators) or isinstance(
        field, ours.Code | ours.Whole | ours.Number
    )
    return bool(answer == REFUSED and asks_for_more)


def _is_choice(field: fields.Field[Any]) -> bool:
    return any(isinstance(each, validate.OneOf) for each in field.validators)


def test_there_are_enough_classes() -> None:
    names = [bad.id for bad in OF_FIELDS] + list(BODIES)
    assert (len(set(names)), len(names) >= LEAST) == (len(names), True)


@pytest.mark.parametrize("bad", OF_FIELDS, ids=lambda bad: bad.id)
def test_every_field_of_the_kind_does_the_same(bad: BadInput) -> None:
    tried = fields_for(bad)
    assert tried
    wrong: dict[str, Any] = {}
    with reading("en"):
        for name, field in tried.items():
            if bad.json != ABSENT:
                answer = by_json(field, bad.value)
                if not is_right(answer, bad.json, field):
                    wrong[f"{name} in JSON"] = answer
            if bad.form != ABSENT and isinstance(bad.value, str):
                answer = by_form(field, bad.value)
                if not is_right(answer, bad.form, field):
                    wrong[f"{name} in a form"] = answer
    assert not wrong, f"{len(wrong)}, such as {list(wrong.items())[:3]!r:.600}"


@pytest.mark.parametrize("bad", OF_FIELDS, ids=lambda bad: bad.id)
def test_a_refusal_is_a_sentence_in_three_languages(bad: BadInput) -> None:
    if bad.form != REFUSED:
        return
    field = next(iter(fields_for(bad).values()))
    sentences = []
    for language in LANGUAGE_NAMES:
        with reading(language):
            _, wrong = loaded(alone(field), {"x": [bad.value]})
            sentences.append(str(wrong["x"]))
    assert len(set(sentences)) == len(sentences), sentences


def test_each_input_is_of_a_kind_that_the_table_knows() -> None:
    allowed = (ours.Codes, fields.List, ours.Answers, fields.Dict, fields.Boolean)
    unknown = {
        name: type(field).__name__
        for name, field in all_inputs().items()
        if not (
            kind_of(field) or isinstance(field, allowed) or "Query" in name or _is_choice(field)
        )
    }
    assert unknown == {}
