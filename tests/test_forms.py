"""Every form of every service, sent empty and full of nonsense, in three languages.

What comes back is a sentence of ours in the reader's language about a field that has a name: a
library's sentence would read the same in all three.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import getsource
from operator import attrgetter
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema

from services.common.labels import choices
from services.platform.registry import NAMES
from shared.web.changes import Changes
from shared.web.form_fields import field_of, field_texts
from shared.web.i18n import install_languages
from shared.web.pages import loaded
from shared.web.shell import LANGUAGE_NAMES
from tests.tree import ROOT

LOADED = re.compile(r"\bloaded\(([\w.]+)\)")
HIDDEN = {"source_reference", "case", "to"}  # fields that nobody fills in by hand
NONSENSE = ("¤ rubbish \x01", "9" * 5000, "-1", "2026-02-31")

FormCase = tuple[str, type[Schema]]


def forms() -> list[FormCase]:
    """The service and schema of each form, those of tables and those written by hand."""
    named: dict[str, FormCase] = {}
    for path in sorted((ROOT / "services").glob("*/*/resources.py")):
        service = path.parts[-3]
        if service in NAMES:
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for schema in {*_of_tables(module), *_by_hand(module)}:
                named[f"{service}.{path.parts[-2]}.{schema.__name__}"] = service, schema
    return [named[name] for name in sorted(named)]


def _of_tables(module: ModuleType) -> Iterator[type[Schema]]:
    for table in vars(module).values():
        for row in table.rows if isinstance(table, Changes) else ():
            if row.form or row.has_form:
                yield (row.form and row.form.schema) or row.schema


def _by_hand(module: ModuleType) -> Iterator[type[Schema]]:
    for name in LOADED.findall(getsource(module)):
        yield attrgetter(name)(module)


FORMS = forms()
EACH = pytest.mark.parametrize(
    ("service", "schema"), FORMS, ids=[f"{service}-{schema.__name__}" for service, schema in FORMS]
)


def errors(service: str, schema: type[Schema], language: str, sent: Mapping[str, str]) -> Any:
    app = Flask(service)
    app.extensions["code_labels"] = choices
    folders = (ROOT / "shared", ROOT / "services", ROOT / "services" / service)
    install_languages(app, [folder / "translations" for folder in folders])
    with app.test_request_context(f"/?lang={language}", method="POST", data=sent):
        return loaded(schema)[1]


def sentences(wrong: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence with the name of its field."""
    for name, inner in wrong.items() if isinstance(wrong, dict) else ():
        yield from sentences(inner, above if isinstance(name, int) else f"{above}.{name}")
    for sentence in wrong if isinstance(wrong, list) else ():
        yield above.removeprefix("."), sentence


def names_of(schema: type[Schema]) -> list[str]:
    """The fields that hold a value, as a form names them."""
    app = Flask("names")
    app.extensions["code_labels"] = choices
    install_languages(app, [])
    with app.test_request_context("/?lang=en"):
        texts = field_texts(schema)
    return [name for name in texts if not any(other.startswith(f"{name}.") for other in texts)]


@EACH
def test_every_field_of_a_form_has_a_name(service: str, schema: type[Schema]) -> None:
    fields = {name: field_of(schema(), name) for name in names_of(schema)}
    unnamed = {name for name, field in fields.items() if field and not field.metadata.get("label")}
    assert unnamed - HIDDEN == set()


@EACH
def test_what_is_wrong_is_told_in_the_readers_language(service: str, schema: type[Schema]) -> None:
    for sent in ({}, *(dict.fromkeys(names_of(schema), text) for text in NONSENSE)):
        answers = [dict(sentences(errors(service, schema, each, sent))) for each in LANGUAGE_NAMES]
        for name, text in answers[0].items():
            assert len({text, *(other[name] for other in answers[1:])}) == len(answers), (
                name,
                text,
            )


@EACH
def test_nonsense_is_always_refused(service: str, schema: type[Schema]) -> None:
    names = names_of(schema)
    if names:
        assert errors(service, schema, "fi", dict.fromkeys(names, NONSENSE[0])) != {}


def test_the_forms_are_all_here() -> None:
    assert len(FORMS) > 25
