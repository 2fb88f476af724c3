"""Services, organisations and places as HSDS 3.1 has them, made from what is offered today.

An object whose id is not ours by an event has one made from what it stands for, so that it is the
same in every answer. An organisation's work is at a location without an address to visit: what is
kept is one line of text, which HSDS takes as a name alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from services.common import catalogue, geography
from services.common.codes import OrganisationKind
from services.common.labels import label
from services.common.organisation import Organisation
from services.common.programme import Programme
from services.referral.guide import queries as guide, views as words
from services.referral.guide.rules import Offer, served
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext, language
from shared.work import Work

OURS = UUID("6d6f6a1e-5d0c-5b57-9d43-0f3c1a2b7e11")  # what ids are made under
MUNICIPALITY = "http://www.stat.fi/meta/luokitukset/kunta/001-2026/%s"
COUNTY = "http://www.stat.fi/meta/luokitukset/hyvinvointialue/001-2026/%s"
Thing = Mapping[str, Any]


def services(work: Work) -> Sequence[Thing]:
    """Every service that takes families in, with all that belongs to it."""
    return [_service(work, offer) for offer in guide.offers(work)]


def service(work: Work, service_id: UUID) -> Thing:
    return _with_id(services(work), service_id)


def organizations(work: Work) -> Sequence[Thing]:
    """Every organisation of the directory."""
    return [_organization(each) for each in catalogue.organisations_here(work.db).values()]


def organization(work: Work, organization_id: UUID) -> Thing:
    return _with_id(organizations(work), organization_id)


def services_at_locations(work: Work) -> Sequence[Thing]:
    """Each service where its provider works."""
    return [place for each in services(work) for place in each["service_at_locations"]]


def service_at_location(work: Work, place_id: UUID) -> Thing:
    return _with_id(services_at_locations(work), place_id)


def _with_id(things: Sequence[Thing], wanted: UUID) -> Thing:
    for thing in things:
        if thing["id"] == wanted:
            return thing
    raise NotFound


def made_id(*parts: object) -> UUID:
    """The same id for the same thing, in every answer."""
    return uuid5(OURS, "/".join(map(str, parts)))


def _service(work: Work, offer: Offer) -> Thing:
    programme, provider = offer.programme, guide.provider(work, offer)
    service_id = made_id("service", programme.code)
    areas = _areas(offer, service_id)
    page = words.offer(work, programme.code)
    audience = programme.audience
    return {
        "id": service_id,
        "organization_id": provider.id if provider else None,
        "name": page.name,
        "alternate_name": _other_name(programme),
        "description": page.summary,
        "email": provider.email if provider else "",
        "status": "active",
        "application_process": " ".join(page.routes),
        "fees_description": gettext("Nothing for the family."),
        "eligibility_description": words.audience(offer),
        "minimum_age": audience.age_min,
        "maximum_age": audience.age_max,
        "phones": _phones(provider),
        "service_areas": areas,
        "service_at_locations": [_at(service_id, provider, areas)] if provider else [],
        "organization": _organization(provider) if provider else None,
        "attributes": _attributes(offer, service_id),
    }


def _other_name(programme: Programme) -> str:
    """What it is called in the other language of the country."""
    other = programme.name_in("sv" if language() == "fi" else "fi")
    return other if other != programme.name_in(language()) else ""


def _organization(each: Organisation) -> Thing:
    return {
        "id": each.id,
        "name": each.name_in(language()),
        "alternate_name": each.name if each.name != each.name_in(language()) else "",
        "description": label(OrganisationKind(each.kind), language()),
        "email": each.email,
        "legal_status": each.kind,
        "phones": _phones(each),
        "locations": [_location(each)],
    }


def _phones(each: Organisation | None) -> list[Thing]:
    if each is None or not each.phone:
        return []
    return [{"id": made_id("phone", each.id), "number": each.phone, "type": "voice"}]


def _location(each: Organisation) -> Thing:
    return {
        "id": made_id("location", each.id),
        "location_type": "postal" if each.address else "virtual",
        "organization_id": each.id,
        "name": each.address or each.name_in(language()),
        "phones": _phones(each),
    }


def _at(service_id: UUID, provider: Organisation, areas: list[Thing]) -> Thing:
    location = _location(provider)
    return {
        "id": made_id("at", service_id, location["id"]),
        "service_id": service_id,
        "location_id": location["id"],
        "service_areas": areas,
        "phones": _phones(provider),
        "location": location,
    }


def _areas(offer: Offer, service_id: UUID) -> list[Thing]:
    municipalities, counties = served(offer.terms)
    named = [(geography.name(code, language()), MUNICIPALITY % code) for code in municipalities]
    named += [(geography.county(c).name(language()), COUNTY % c) for c in counties]
    return [
        {"id": made_id("area", service_id, uri), "service_id": service_id, "name": name, "uri": uri}
        for name, uri in sorted(named)
    ]


def _attributes(offer: Offer, service_id: UUID) -> list[Thing]:
    names = words.names_of_topics(offer)
    return [_attribute(service_id, code, name) for code, name in names.items()]


def _attribute(service_id: UUID, code: str, name: str) -> Thing:
    term_id = made_id("topic", code)
    return {
        "id": made_id("attribute", service_id, code),
        "link_id": service_id,
        "taxonomy_term_id": term_id,
        "link_entity": "service",
        "label": name,
        "taxonomy_term": {
            "id": term_id,
            "code": code,
            "name": name,
            "description": name,
            "taxonomy": "Rinnalla",
            "language": language(),
        },
    }
