"""The one place that names all parts of the volunteers service."""

from pathlib import Path

from flask import Flask

from services.common import composition
from services.volunteers import reactions
from services.volunteers.hours import projections as hours
from services.volunteers.manifest import MANIFEST
from services.volunteers.matches import (
    api as matches_api,
    own_pages,
    pages as matches_pages,
    projections as matches,
)
from services.volunteers.needs import api as needs_api, projections as needs
from services.volunteers.people import (
    api as people_api,
    drafts,
    pages as people_pages,
    projections as people,
)
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
        pages=[people_pages.pages, matches_pages.pages, own_pages.pages],
        resources=[people_api.api, needs_api.api, matches_api.api],
        manifest=MANIFEST,
    )
