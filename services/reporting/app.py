"""The one place that names all parts of the reporting service."""

from pathlib import Path

from flask import Flask

from services import runtime
from services.reporting.editions.projections import shelf
from services.reporting.facts.projections import facts
from services.reporting.manifest import MANIFEST
from services.reporting.reports import api, pages
from shared.service import Service
from shared.source import Source
from shared.web import Site


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    runtime.listen_to_common(service, sources["referral"])
    told = ("referral", "volunteers", "casework")
    service.listen(facts, *[sources[name] for name in told if name in sources])
    service.listen(shelf, service.own)


def create_app(service: Service, site: Site) -> Flask:
    return runtime.web(
        service,
        Path(__file__).parent,
        site,
        pages=[pages.pages],
        resources=[api.api],
        manifest=MANIFEST,
    )
