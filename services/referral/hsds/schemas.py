"""The objects of HSDS 3.1, as far as the guide fills them; what is not known is left out."""

from typing import Any

from marshmallow import Schema, fields, post_dump

from shared.web.api import Body
from shared.web.fields import Count

USUAL, MOST = 50, 200  # things on a page


class PageSchema(Body):
    """HSDS counts pages, so its lists do; they hold no more than the directory."""

    page = Count(least=1, most=10_000, load_default=1)
    per_page = Count(least=1, most=MOST, load_default=USUAL)


class Filled(Schema):
    """Before the objects: a field of which nothing is known is not there."""

    @post_dump
    def without_nothing(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value not in (None, "", [])}


class PhoneSchema(Filled):
    id = fields.UUID(required=True)
    number = fields.String(required=True)
    type = fields.String()


class TermSchema(Filled):
    id = fields.UUID(required=True)
    code = fields.String()
    name = fields.String(required=True)
    description = fields.String(required=True)
    taxonomy = fields.String()
    language = fields.String()


class AttributeSchema(Filled):
    id = fields.UUID(required=True)
    link_id = fields.UUID()
    taxonomy_term_id = fields.UUID()
    link_entity = fields.String()
    label = fields.String()
    taxonomy_term = fields.Nested(TermSchema)


class ServiceAreaSchema(Filled):
    id = fields.UUID(required=True)
    service_id = fields.UUID()
    name = fields.String()
    uri = fields.String(metadata={"description": "Of Statistics Finland's classification."})


class LocationSchema(Filled):
    id = fields.UUID(required=True)
    location_type = fields.String(required=True)
    organization_id = fields.UUID()
    name = fields.String()
    phones = fields.List(fields.Nested(PhoneSchema))


class OrganizationSchema(Filled):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    alternate_name = fields.String()
    description = fields.String(required=True)
    email = fields.String()
    legal_status = fields.String()
    phones = fields.List(fields.Nested(PhoneSchema))
    locations = fields.List(fields.Nested(LocationSchema))


class ServiceAtLocationSchema(Filled):
    id = fields.UUID(required=True)
    service_id = fields.UUID()
    location_id = fields.UUID()
    description = fields.String()
    service_areas = fields.List(fields.Nested(ServiceAreaSchema))
    phones = fields.List(fields.Nested(PhoneSchema))
    location = fields.Nested(LocationSchema)


class ServiceSchema(Filled):
    id = fields.UUID(required=True)
    organization_id = fields.UUID()
    name = fields.String(required=True)
    alternate_name = fields.String()
    description = fields.String()
    url = fields.Url(schemes={"http", "https"}, require_tld=False)
    email = fields.String()
    status = fields.String(required=True)
    application_process = fields.String()
    fees_description = fields.String()
    eligibility_description = fields.String()
    minimum_age = fields.Integer()
    maximum_age = fields.Integer()
    phones = fields.List(fields.Nested(PhoneSchema))
    service_areas = fields.List(fields.Nested(ServiceAreaSchema))
    service_at_locations = fields.List(fields.Nested(ServiceAtLocationSchema))
    organization = fields.Nested(OrganizationSchema)
    attributes = fields.List(fields.Nested(AttributeSchema))


class PublisherSchema(Schema):
    name = fields.String()


class AboutSchema(Schema):
    """What this interface is, as HSDS asks each to say."""

    version = fields.String()
    profile = fields.String()
    openapi_url = fields.String()
    description = fields.String()
    publisher = fields.Nested(PublisherSchema)


class Paged(Schema):
    """Before the lists."""

    total_items = fields.Integer()
    total_pages = fields.Integer()
    page_number = fields.Integer()
    size = fields.Integer()
    first_page = fields.Boolean()
    last_page = fields.Boolean()
    empty = fields.Boolean()


class ServicesSchema(Paged):
    contents = fields.List(fields.Nested(ServiceSchema))


class OrganizationsSchema(Paged):
    contents = fields.List(fields.Nested(OrganizationSchema))


class ServicesAtLocationsSchema(Paged):
    contents = fields.List(fields.Nested(ServiceAtLocationSchema))
