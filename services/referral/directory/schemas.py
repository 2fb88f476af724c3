"""What the directory looks like on the wire."""

from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, post_load, validate

from services.common.codes import AgreementKind, OrganisationKind
from services.common.programme.programme import Programme
from services.referral.directory.commands import Area, Promise
from services.referral.directory.events import Emphasis, ProgrammeQuota
from shared.kernel.codec import to_json
from shared.web.api import Body
from shared.web.fields import Code, Day, Id, Link, Money, Text, Whole, named, values_of
from shared.web.i18n import N_

MOST_PLACES = 1_000_000  # of an agreement's quota
MOST_DAYS = 1_000  # of notice
PROMISED = ("quota", "price", "plan", "kind", "family_price", "notice_days", "plan_link")


class OrganisationSchema(Schema):
    id = fields.UUID()
    code = fields.String()
    name = fields.String(metadata={"description": "In Finnish."})
    name_sv = fields.String(metadata={"description": "Empty: it has none of its own."})
    name_en = fields.String(metadata={"description": "Empty: it has none of its own."})
    kind = Code(OrganisationKind)
    area = fields.String(
        allow_none=True,
        metadata={"description": 'Municipality "853" or county "county:05"; null: none.'},
    )
    phone = fields.String(
        metadata={"description": "Its coordinator's, of the work; empty: not said."}
    )
    email = fields.String()
    address = fields.String(metadata={"description": "Postal or visiting address."})
    left_on = fields.Date(allow_none=True, metadata={"description": "Null: it is here."})


class OrganisationListSchema(Schema):
    organisations = fields.List(fields.Nested(OrganisationSchema))
    next = fields.String(allow_none=True)


class ProgrammeSchema(Schema.from_dict(values_of(Programme))):  # type: ignore[misc]  # built
    """A programme in one version, whole: the same tree as in the event that published it."""

    id = fields.UUID()
    provider_id = fields.UUID()
    closes_on = fields.Date(
        allow_none=True,
        metadata={"description": "The first day without new families; null: it goes on."},
    )


def programme_json(
    programme: Programme,
    provider: UUID | None,
    *,
    programme_id: UUID | None,
    closes_on: date | None,
) -> dict[str, Any]:
    body: dict[str, Any] = to_json(programme)
    return body | {"id": programme_id, "provider_id": provider, "closes_on": closes_on}


class ProgrammeListSchema(Schema):
    programmes = fields.List(fields.Nested(ProgrammeSchema))
    next = fields.String(allow_none=True)


class PublicationSchema(Body):
    """A programme as its file says it; faults are told with line and field."""

    yaml = named(
        N_("The programme as YAML"),
        Text(most=100_000, least=1, required=True),
        hint=N_("Changed content needs a higher version."),
    )


class EmphasisSchema(Body):
    year = named(N_("Year"), Whole(least=2000, most=2100, required=True))
    programmes = fields.List(Text(most=60), required=True)
    agreed_on = named(N_("Agreed on"), Day(required=True))

    @post_load
    def emphasis(self, data: dict[str, Any], **_: Any) -> Emphasis:
        return Emphasis(**data | {"programmes": tuple(data["programmes"])})


class ProgrammeQuotaSchema(Body):
    programme = Text(most=60, required=True)
    families = Whole(least=1, most=MOST_PLACES, required=True)

    @post_load
    def quota(self, data: dict[str, Any], **_: Any) -> ProgrammeQuota:
        return ProgrammeQuota(**data)


class AgreementSchema(Body):
    """Who serves whose inhabitants. Both the first and the last day count."""

    id = fields.UUID(dump_only=True)
    provider = named(N_("Provider"), Id(required=True))
    party = named(N_("Other party"), Id(required=True))
    controller = Id(load_default=None, allow_none=True)
    programmes = fields.List(Text(most=60), required=True, validate=validate.Length(min=1, max=100))
    municipalities = fields.List(Text(most=3), load_default=list)
    counties = fields.List(Text(most=2), load_default=list)
    starts_on = named(N_("First day"), Day(required=True))
    ends_on = named(N_("Last day"), Day(load_default=None, allow_none=True))
    quota = Whole(least=0, most=MOST_PLACES, load_default=None, allow_none=True)
    price = Money(load_default=None, allow_none=True)
    emphases = fields.List(fields.Nested(EmphasisSchema), load_default=list)
    plan = Text(most=200, load_default="")
    kind = Code(AgreementKind, load_default=None, allow_none=True)
    quotas = fields.List(
        fields.Nested(ProgrammeQuotaSchema), load_default=list, validate=validate.Length(max=100)
    )
    family_price = Money(load_default=None, allow_none=True)
    notice_days = Whole(least=1, most=MOST_DAYS, load_default=None, allow_none=True)
    plan_link = Link(most=300, load_default="")

    @post_load
    def parts(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the command takes them: the area, and what was promised."""
        area = {name: tuple(data.pop(name)) for name in ("municipalities", "counties")}
        promise = {name: data.pop(name) for name in PROMISED}
        promise |= {name: tuple(data.pop(name)) for name in ("emphases", "quotas")}
        return data | {"area": Area(**area), "promise": Promise(**promise)}


class AgreementListSchema(Schema):
    agreements = fields.List(fields.Nested(AgreementSchema))
    next = fields.String(allow_none=True)


class RenewalSchema(Body):
    last_day = named(
        N_("New last day"),
        Day(load_default=None, allow_none=True, data_key="on"),
        hint=N_("Left empty: until further notice."),
    )


class EndSchema(Body):
    last_day = named(N_("Last day"), Day(required=True, data_key="on"))  # past or coming
