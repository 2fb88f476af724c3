"""What every service is put together from: common knowledge, people, web."""

from collections.abc import Mapping
from pathlib import Path

import flask_smorest
from flask import Blueprint, Flask, g

from services.common import catalogue, event_contract
from services.common.accesses.projections import anchors
from services.common.codes import Role
from services.common.mailing.projections import follow_choices
from services.common.page_frame import frame
from services.common.people import STAND_INS
from services.referral.access.events import (
    ClientRegistered,
    ClientRetired,
    PersonJoined,
    PersonLeft,
    PersonRenamed,
    RolesGiven,
)
from shared.consumer.source import Source
from shared.consumer.subscription import Projection
from shared.identity import principals
from shared.identity.access import allow
from shared.kernel import restricting
from shared.mail.tables import readers_metadata
from shared.observability.metrics_page import metrics_page
from shared.service import Service
from shared.transport.deliveries import Policy
from shared.transport.envelope import Envelopes
from shared.web.contract_page import ACCESS, contract_route
from shared.web.feed import feed
from shared.web.site import Parts, Site, create_web

FOLLOWS = allow(Role.SERVICE, Role.PARTNER, Role.MUNICIPAL_SYSTEM, shows_people=False)
WATCHES = allow(Role.ADMINISTRATOR, Role.SERVICE, shows_people=False)
OVERSEERS = (Role.DATA_PROTECTION_OFFICER,)


def listen_to_common(service: Service, referral: Source) -> None:
    """Know organisations, programmes and people, whose owner is the referral service."""
    service.listen(catalogue.catalogue, referral)
    people = Projection("people", principals.metadata, readers_metadata)
    follow_choices(people)
    principals.follow(
        people,
        joined=PersonJoined,
        roles_changed=RolesGiven,
        left=PersonLeft,
        client_registered=ClientRegistered,
        client_retired=ClientRetired,
        renamed=PersonRenamed,
    )
    service.listen(people, referral)


def listen_to_access_logs(service: Service, sources: Mapping[str, Source]) -> None:
    """Keep the signed ends of the other services' access logs, so that none can cut its own off."""
    others = [source for name, source in sources.items() if name != service.name]
    service.listen(anchors, *others)


def web(
    service: Service,
    folder: Path,
    site: Site,
    *,
    pages: list[Blueprint],
    resources: list[flask_smorest.Blueprint],
    policy: Policy,
) -> Flask:
    """The service's application in the common frame."""
    envelopes = Envelopes("fi.rinnalla", service.name, "/rinnalla/")
    events = feed(service.store, envelopes, policy=policy, partners=principals.machines)
    described = contract_route(service.name, lambda: event_contract.asyncapi(service.name))
    access = {**ACCESS, "feed.events": FOLLOWS, "metrics.show": WATCHES}
    shown = [*pages, described, metrics_page(service)]
    parts = Parts(folder, shown, [*resources, events], access, frame, STAND_INS, OVERSEERS)
    app = create_web(service, parts, site)
    _hide_restricted(app)
    return app


def _hide_restricted(app: Flask) -> None:
    """What is restricted only the data protection officer sees."""

    @app.before_request
    def hide() -> None:
        who = g.get("who")
        is_officer = who is not None and who.has(Role.DATA_PROTECTION_OFFICER)
        restricting.show() if is_officer else restricting.hide()

    @app.teardown_request
    def show(_: BaseException | None) -> None:
        restricting.show()
