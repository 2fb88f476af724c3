"""Whatever tells something of a person says so where it is declared: events, tables, requests.

The words that give a field away are listed; a field that carries one and tells of nobody stands
in HARMLESS with the reason. Each declaration names a field of the same record that is an id.
"""

from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from marshmallow import Schema
from sqlalchemy import MetaData, Table

from shared.database.columns import Personal
from shared.identity import principals
from shared.kernel.events import declared, kind_of
from shared.web.api import Body

ROOT = Path(__file__).parents[1]
TELLING = {
    "given_name",
    "family_name",
    "name",
    "date_of_birth",
    "identity_code",
    "phone",
    "email",
    "address",
    "notes",
    "text",
    "best_interest",
    "decisions",
    "participants",
    "needs",
    "client_status",
    "mother_tongue",
    "guardians",
    "siblings",
}
HARMLESS = {
    ("organisation.registered", "name"),  # an organisation's
    ("organisation.renamed", "name"),
    ("OrganisationNamesSchema", "name"),
    ("NewOrganisationSchema", "name"),
    ("known_organisations", "name"),
    ("network.formed", "name"),  # a network's
    ("networks", "name"),
    ("handover.planned", "notes"),  # a code: which of them somebody reads
    ("handover.accepted", "notes"),
    ("HandOverSchema", "notes"),
    ("NewNetworkSchema", "name"),
    *(("organisation.contact_given", field) for field in ("phone", "email", "address")),
    *(("known_organisations", field) for field in ("phone", "email", "address")),
    *(("OrganisationContactSchema", field) for field in ("phone", "email", "address")),
    # Between two organisations, and refused where it holds a number or an address.
    ("agreement.emphasis_proposed", "text"),
    ("agreement.emphasis_declined", "text"),
    ("ProposedEmphasisSchema", "text"),
    ("EmphasisRefusalSchema", "text"),
    ("JointMeetingSchema", "decisions"),
    ("events", "name"),  # an event's
    ("parked", "name"),
    ("WorklistSchema", "text"),  # a search, never kept
}


def _modules() -> Iterator[Any]:
    for path in sorted(ROOT.glob("services/**/*.py")):
        if path.name not in ("__main__.py",):
            yield import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


MODULES = list(_modules())
EVENTS = sorted(
    (cls for cls in declared() if cls.__module__.startswith("services.")),
    key=lambda cls: kind_of(cls).name,
)
TABLES: list[Table] = sorted(
    {
        table
        for module in [*MODULES, principals]
        for value in vars(module).values()
        if isinstance(value, MetaData)
        for table in value.sorted_tables
    },
    key=lambda table: table.name,
)
SCHEMAS = sorted(
    {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Body) and value is not Body
    },
    key=lambda schema: (schema.__module__, schema.__name__),
)


@pytest.mark.parametrize("cls", EVENTS, ids=lambda cls: kind_of(cls).name)
def test_an_event_says_which_fields_tell_of_whom(cls: Any) -> None:
    kind, names = kind_of(cls), {f.name for f in fields(cls)}
    undeclared = (names & TELLING) - set(kind.personal)
    assert {n for n in undeclared if (kind.name, n) not in HARMLESS} == set()
    assert {label.of for label in kind.personal.values()} <= names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_read_table_holds_them_sealed(table: Table) -> None:
    personal = {c.name: c.type for c in table.c if isinstance(c.type, Personal)}
    undeclared = {c.name for c in table.c} & TELLING - set(personal)
    assert {n for n in undeclared if (table.name, n) not in HARMLESS} == set()
    assert {kind.of for kind in personal.values()} <= {c.name for c in table.c}


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__name__)
def test_a_request_says_which_fields_tell_of_somebody(schema: type[Schema]) -> None:
    given = schema().fields
    personal = {name for name in given if name in TELLING and not hasattr(given[name], "nested")}
    lists = {n for n in personal if hasattr(getattr(given[n], "inner", None), "nested")}
    undeclared = {n for n in personal - lists if "personal" not in given[n].metadata}
    assert {n for n in undeclared if (schema.__name__, n) not in HARMLESS} == set()


def test_there_is_something_to_check() -> None:
    assert (len(EVENTS) > 40, len(TABLES) > 10, len(SCHEMAS) > 15) == (True, True, True)
