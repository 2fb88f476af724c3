"""The one place that names all parts of the volunteers service."""

from pathlib import Path

from flask import Flask

from services.common import composition
from services.volunteers import reactions
from services.volunteers.hours import projections as hours
from services.volunteers.matches import projections as matches, resources as matches_resources
from services.volunteers.matching import resources as matching
from services.volunteers.needs import projections as needs, resources as needs_resources
from services.volunteers.people import drafts, projections as people, resources as people_resources
from shared.consumer.source import Source
from shared.service import Service
from shared.web.site import Site


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    composition.listen_to_common(service, sources["referral"])
    service.keep(drafts.metadata)
    service.listen(people.register, service.own)
    service.listen(needs.need_list, service.own)
    service.listen(matches.match_list, service.own)
    service.listen(matches.introduced, sources["casework"])
    service.listen(hours.visit_hours, sources["casework"])
    service.listen(reactions.casework, sources["casework"])


def create_app(service: Service, site: Site) -> Flask:
    return composition.web(
        service,
        Path(__file__).parent,
        site,
        pages=[
            people_resources.pages,
            matching.pages,
            matches_resources.pages,
            matches_resources.own_pages,
        ],
        resources=[people_resources.api, needs_resources.api, matches_resources.api],
    )
