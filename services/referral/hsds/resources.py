"""The guide over HTTP as HSDS 3.1 has it: public, for other directories to read."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from services.referral.hsds import queries
from services.referral.hsds.queries import Thing
from services.referral.hsds.schemas import (
    AboutSchema,
    OrganizationSchema,
    OrganizationsSchema,
    PageSchema,
    ServiceAtLocationSchema,
    ServicesAtLocationsSchema,
    ServiceSchema,
    ServicesSchema,
)
from shared.identity.access import PUBLIC
from shared.web.api import Blueprint, read_only, with_etag
from shared.work import Work

ROOT = "/referral/api/v1/hsds"
PROFILE = "https://docs.openreferral.org/en/3.1/"
api = Blueprint("hsds_api", ROOT, "The guide of services in HSDS 3.1", shows_people=False)


@api.get("", may=PUBLIC)
@api.response(200, AboutSchema)
def about() -> dict[str, Any]:
    """Which version of HSDS this is."""
    return {
        "version": "3.1",
        "profile": PROFILE,
        "openapi_url": f"{request.host_url}referral/api/v1/openapi.json",
        "description": "Support for children and families, as it is offered today.",
        "publisher": {"name": "Rinnalla"},
    }


@api.get("/services", may=PUBLIC)
@api.arguments(PageSchema, location="query")
@api.response(200, ServicesSchema)
def services(query: dict[str, Any]) -> dict[str, Any]:
    """Every service that takes families in today, with all that belongs to it."""
    return _listed(queries.services, **query)


@api.get("/services/<uuid:service_id>", may=PUBLIC)
@api.response(200, ServiceSchema)
def service(service_id: UUID) -> ResponseReturnValue:
    """One service."""
    return _shown(lambda work: queries.service(work, service_id))


@api.get("/organizations", may=PUBLIC)
@api.arguments(PageSchema, location="query")
@api.response(200, OrganizationsSchema)
def organizations(query: dict[str, Any]) -> dict[str, Any]:
    """Every organisation of the directory."""
    return _listed(queries.organizations, **query)


@api.get("/organizations/<uuid:organization_id>", may=PUBLIC)
@api.response(200, OrganizationSchema)
def organization(organization_id: UUID) -> ResponseReturnValue:
    """One organisation."""
    return _shown(lambda work: queries.organization(work, organization_id))


@api.get("/service_at_locations", may=PUBLIC)
@api.arguments(PageSchema, location="query")
@api.response(200, ServicesAtLocationsSchema)
def services_at_locations(query: dict[str, Any]) -> dict[str, Any]:
    """Each service where its provider works."""
    return _listed(queries.services_at_locations, **query)


@api.get("/service_at_locations/<uuid:place_id>", may=PUBLIC)
@api.response(200, ServiceAtLocationSchema)
def service_at_location(place_id: UUID) -> ResponseReturnValue:
    """One service at one place."""
    return _shown(lambda work: queries.service_at_location(work, place_id))


def _shown(read: Callable[[Work], Thing]) -> ResponseReturnValue:
    """Made from several streams, so its tag stands for the body."""
    return with_etag(read_only(read), 1, beside=True)


def _listed(read: Callable[[Work], Sequence[Thing]], *, page: int, per_page: int) -> dict[str, Any]:
    things = read_only(read)
    part = things[(page - 1) * per_page : page * per_page]
    pages = max(1, -(-len(things) // per_page))
    return {
        "total_items": len(things),
        "total_pages": pages,
        "page_number": page,
        "size": len(part),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not part,
        "contents": part,
    }
