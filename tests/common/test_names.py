"""One name is enough, in either field; none is not."""

from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from services.referral.families.schemas import GuardianSchema, SiblingSchema
from services.referral.intake.schemas import SubjectSchema
from services.volunteers.people.schemas import PersonSchema

CHILD = {"kind": "CHILD"}
PERSON = {"date_of_birth": "1990-05-01", "municipality": "853"}
BOTH = {"given_name": "Testi", "family_name": "Testinen"}
EACH = pytest.mark.parametrize(
    ("schema", "rest"),
    [(SubjectSchema, CHILD), (GuardianSchema, {}), (SiblingSchema, {}), (PersonSchema, PERSON)],
)


@EACH
@pytest.mark.parametrize("name", ["given_name", "family_name"])
@pytest.mark.parametrize("blank", [{}, {"given_name": "", "family_name": " "}])
def test_one_name_in_either_field_is_enough(
    schema: type[Schema], rest: dict[str, Any], name: str, blank: dict[str, str]
) -> None:
    loaded = schema().load(rest | blank | {name: "Testi"})
    person = vars(loaded["details"]) if "details" in loaded else loaded
    assert person[name] == "Testi"


@EACH
@pytest.mark.parametrize("names", [{}, dict.fromkeys(BOTH, ""), dict.fromkeys(BOTH, "\u200b ")])
def test_nobody_is_without_a_name(
    schema: type[Schema], rest: dict[str, Any], names: dict[str, str]
) -> None:
    with pytest.raises(ValidationError) as wrong:
        schema().load(rest | names)
    assert wrong.value.messages == {"given_name": ["Write at least one name."]}


@pytest.mark.parametrize(
    ("kind", "is_taken"),
    [("CHILD", False), ("YOUNG_PERSON", False), ("PARENT", False), ("FAMILY", True)],
)
def test_only_a_family_may_be_without_a_name(kind: str, is_taken: bool) -> None:
    assert ("given_name" not in SubjectSchema().validate({"kind": kind})) is is_taken
