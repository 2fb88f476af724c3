"""What a directory sends of a person, and what SCIM's own description says of both kinds."""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from services.common.retention import STAFF
from shared.web.api import personal
from shared.web.fields import Text
from shared.web.scim.discovery import CORE, attribute, resource_type, schema
from shared.web.scim.messages import ScimError
from shared.web.sentences import in_words

USER, GROUP = f"{CORE}User", f"{CORE}Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
ROOT = "/referral/scim/v2"


class Switch(fields.Boolean):
    """True or false, also where an identity provider sends the word."""

    truthy = {True, "true", "True"}  # noqa: RUF012 - as marshmallow has it
    falsy = {False, "false", "False"}  # noqa: RUF012


class NameSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    formatted = Text(most=200, load_default="")
    givenName = Text(most=100, load_default="")
    familyName = Text(most=100, load_default="")


class EnterpriseSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    organization = Text(most=100, load_default="")


class UserSchema(Schema):
    """Whatever else a directory sends, such as telephone numbers, is not kept."""

    class Meta:
        unknown = EXCLUDE

    userName = Text(most=120, least=2, required=True)
    externalId = Text(most=255, load_default=None, allow_none=True)
    displayName = personal(Text(most=200, load_default=""), of="userName", retention=STAFF)
    name = personal(fields.Nested(NameSchema, load_default=dict), of="userName", retention=STAFF)
    active = Switch(load_default=True)
    enterprise = fields.Nested(EnterpriseSchema, data_key=ENTERPRISE, load_default=dict)


class MemberSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    value = fields.UUID(required=True)


class GroupSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    displayName = Text(most=200, load_default="")
    members = fields.List(fields.Nested(MemberSchema), load_default=list, allow_none=True)


def loaded(schema_of: type[Schema], body: dict[str, Any]) -> dict[str, Any]:
    """The body in our own types; names without regard to capitals, as SCIM wants them."""
    made = schema_of()
    keys = [each.data_key or name for name, each in made.fields.items()]
    names = {key.casefold(): key for key in keys}
    renamed = {names.get(key.casefold(), key): value for key, value in body.items()}
    if len(renamed) != len(body):
        raise ScimError(400, "invalidSyntax", "An attribute is there twice.")
    try:
        data: dict[str, Any] = made.load(renamed)
    except ValidationError as wrong:
        errors = in_words(wrong.normalized_messages())  # type: ignore[no-untyped-call]
        text = "; ".join(f"{name}: {_joined(messages)}" for name, messages in errors.items())
        raise ScimError(400, "invalidValue", text) from wrong
    return data


def _joined(messages: Any) -> str:
    if isinstance(messages, dict):
        return "; ".join(f"{name}: {_joined(each)}" for name, each in messages.items())
    return " ".join(map(str, messages))


def full_name(data: dict[str, Any]) -> str:
    """As it is shown, else put together from its parts."""
    name = data["name"] or {}
    parts = f"{name.get('givenName', '')} {name.get('familyName', '')}".strip()
    return str(data["displayName"] or name.get("formatted") or parts)


OF_AN_ORGANISATION = (resource_type(ROOT, "User"), resource_type(ROOT, "Group"))
OF_THE_REGION = (resource_type(ROOT, "User", extensions=[ENTERPRISE]), resource_type(ROOT, "Group"))
_MEMBER = [
    attribute("value", "The person's id.", mutability="immutable"),
    attribute("display", "Their name.", mutability="readOnly"),
]
SCHEMAS = (
    schema(
        ROOT,
        USER,
        "User",
        [
            attribute(
                "userName",
                "By which people here are told apart.",
                required=True,
                mutability="immutable",
                uniqueness="server",
            ),
            attribute("displayName", "The person's name.", required=True),
            attribute("active", "Whether they may sign in.", type="boolean", required=True),
            attribute(
                "groups",
                "Their roles.",
                type="complex",
                multiValued=True,
                mutability="readOnly",
                subAttributes=[
                    attribute("value", "The group's id.", mutability="readOnly"),
                    attribute("display", "The group's name.", mutability="readOnly"),
                ],
            ),
        ],
    ),
    schema(
        ROOT,
        GROUP,
        "Group",
        [
            attribute("displayName", "Organisation and role.", mutability="readOnly"),
            attribute(
                "members",
                "Who has the role.",
                type="complex",
                multiValued=True,
                subAttributes=_MEMBER,
            ),
        ],
    ),
    schema(
        ROOT,
        ENTERPRISE,
        "Enterprise User",
        [
            attribute(
                "organization",
                "The code of their organisation; only the region's own directory says it.",
                mutability="immutable",
            )
        ],
    ),
)
