"""The one place that names all parts of casework."""

from pathlib import Path

from flask import Flask

from services.casework import reactions
from services.casework.cases import api as cases_api, pages as cases_pages, projections, timeline
from services.casework.manifest import MANIFEST
from services.casework.matches import projections as matches
from services.casework.plan import api as plan_api, pages as plan_pages
from services.casework.visits import (
    api as visits_api,
    pages as visits_pages,
    projections as visits,
)
from services.common import composition
from shared.consumer.source import Source
from shared.service import Service
from shared.web.site import Site


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    referral, volunteers = sources["referral"], sources["volunteers"]
    composition.listen_to_common(service, referral)
    service.listen(projections.case_list, service.own)
    service.listen(timeline.timeline, service.own)
    service.listen(visits.visit_list, service.own)
    service.listen(matches.supporters, volunteers)
    service.listen(reactions.reactions, referral, volunteers)


def create_app(service: Service, site: Site) -> Flask:
    return composition.web(
        service,
        Path(__file__).parent,
        site,
        pages=[cases_pages.pages, plan_pages.pages, visits_pages.pages],
        resources=[cases_api.api, plan_api.api, visits_api.api],
        manifest=MANIFEST,
    )
