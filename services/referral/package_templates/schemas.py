"""What comes in and goes out of templates."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import PackageAudience, PackageKind, PayerKind, Theme
from services.referral.package_templates.queries import Template
from services.referral.packages.schemas import PackageTermsSchema
from shared.web.fields import Code, Id, Money, Text, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery


class TemplateQuery(WholeQuery):
    kind = named(N_("What would help?"), Text(most=20, load_default=""))


class BegunAgainSchema(PackageTermsSchema):
    organisation = named(N_("For which municipality’s organisation?"), Id(required=True))


class TemplateSessionSchema(Schema):
    title = fields.String(required=True)
    minutes = fields.Integer(required=True)
    is_online = fields.Boolean(required=True)


class TemplateLineSchema(Schema):
    payer = Code(PayerKind, required=True)
    purpose = fields.String(required=True)
    amount = Money(required=True)


class TemplateSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    kind = Code(PackageKind, required=True)
    theme = Code(Theme, required=True)
    audience = Code(PackageAudience, required=True)
    title = fields.String(required=True)
    scope = fields.String(required=True)
    goals = fields.List(fields.String(), required=True)
    sessions = fields.List(fields.Nested(TemplateSessionSchema), required=True)
    lines = fields.List(fields.Nested(TemplateLineSchema), required=True)


class TemplateListSchema(Schema):
    templates = fields.List(fields.Nested(TemplateSchema), required=True)
    next = fields.String(allow_none=True)


def template_json(template: Template) -> dict[str, Any]:
    names, shape = ("id", "organisation", "kind", "theme", "audience"), template.shape
    return {name: getattr(template, name) for name in names} | {
        "title": shape.title,
        "scope": shape.scope,
        "goals": list(shape.goals),
        "sessions": [
            {name: getattr(each, name) for name in ("title", "minutes", "is_online")}
            for each in shape.sessions
        ],
        "lines": [
            {name: getattr(each, name) for name in ("payer", "purpose", "amount")}
            for each in shape.lines
        ],
    }
