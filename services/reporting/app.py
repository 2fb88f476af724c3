"""The one place that names all parts of the reporting service."""

from pathlib import Path

from flask import Flask

from services.common import composition, disclosing
from services.common.erasure.reactions import listen_to_erasures
from services.common.mailing.resources import mail_pages
from services.reporting.accesses import resources as accesses
from services.reporting.countable.projections import history
from services.reporting.dashboard import resources as dashboard
from services.reporting.desk import resources as desk
from services.reporting.editions.projections import shelf
from services.reporting.exports import resources as exports
from services.reporting.facts.projections import facts
from services.reporting.new_indicators import resources as new_indicators
from services.reporting.new_indicators.projections import indicator_list
from services.reporting.open_help import resources as open_help
from services.reporting.published_table import resources as published_table
from services.reporting.reports import resources as reports
from services.reporting.table_checks import resources as table_checks
from shared.consumer.source import Source
from shared.service import Service
from shared.transport.deliveries import Policy
from shared.web.site import Site

POLICY = Policy(disclosing.POLICY, {})  # its own history concerns nobody


def listen(service: Service, sources: dict[str, Source]) -> None:
    """Say what follows what."""
    composition.listen_to_common(service, sources["referral"])
    composition.listen_to_access_logs(service, sources)
    listen_to_erasures(service, sources)
    names = ("referral", "volunteers", "casework")
    others = [sources[name] for name in names if name in sources]
    service.listen(facts, *others)
    service.listen(history, *others)
    service.listen(shelf, service.own)
    service.listen(indicator_list, service.own)


def create_app(service: Service, site: Site) -> Flask:
    return composition.web(
        service,
        Path(__file__).parent,
        site,
        pages=[
            accesses.pages,
            desk.pages,
            dashboard.pages,
            reports.pages,
            open_help.pages,
            table_checks.pages,
            published_table.pages,
            new_indicators.pages,
            exports.pages,
            mail_pages(service.name),
        ],
        policy=POLICY,
        resources=[
            accesses.api,
            dashboard.api,
            reports.api,
            open_help.api,
            table_checks.api,
            published_table.api,
            new_indicators.api,
            exports.api,
        ],
    )
