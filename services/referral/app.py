"""The one place that names all parts of the referral service."""

from pathlib import Path

from flask import Flask

from services.common import composition
from services.referral.access import api as access_api
from services.referral.directory import api as directory_api, pages as directory_pages
from services.referral.directory.projections import agreed
from services.referral.manifest import MANIFEST
from services.referral.progress.projections import progress
from services.referral.reactions import loop
from services.referral.referrals import (
    api,
    eligibility_api,
    pages,
    projections,
    reactions,
    recording,
)
from shared.consumer.source import Source
from shared.service import Service
from shared.web.site import Site


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    composition.listen_to_common(service, service.own)
    service.listen(agreed, service.own)
    service.listen(projections.worklist, service.own)
    service.listen(progress, sources["casework"])
    service.listen(reactions.routing, service.own)
    service.listen(loop, sources["volunteers"], sources["casework"])


def create_app(service: Service, site: Site) -> Flask:
    return composition.web(
        service,
        Path(__file__).parent,
        site,
        pages=[recording.pages, pages.pages, directory_pages.pages],
        resources=[api.api, eligibility_api.api, directory_api.api, access_api.api],
        manifest=MANIFEST,
    )
