"""What all four services are put together from: common knowledge, people, web."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import flask_smorest
from flask import Blueprint, Flask

from services import catalogue, contract
from services.codes import Role
from services.frame import frame
from services.referral.access.events import (
    ClientRegistered,
    PersonJoined,
    PersonLeft,
    RolesGiven,
)
from shared.contract.route import ACCESS, contract_route
from shared.envelope import Envelopes
from shared.feed import feed
from shared.identity import principals
from shared.identity.access import Manifest, allow
from shared.migrating import Steps, migrate
from shared.service import Service
from shared.source import Source
from shared.store import Store
from shared.subscription import Projection
from shared.telemetry.page import metrics_page
from shared.web import Parts, Site, create_web

FOLLOWS = allow(Role.SERVICE, Role.PARTNER, Role.MUNICIPAL_SYSTEM)
WATCHES = allow(Role.ADMINISTRATOR, Role.SERVICE)
STAND_INS: dict[str, str] = {Role.NGO_COORDINATOR: Role.NGO_WORKER}
NAMES = ("referral", "volunteers", "casework", "reporting")


def dispatch(apps: Mapping[str, Any], environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Let the application answer that is called like the path's first part, or that called ""."""
    first = environ.get("PATH_INFO", "").split("/")[1:2]
    answer: Iterable[bytes] = apps.get(first[0] if first else "", apps[""])(environ, start)
    return answer


def parts_of(name: str) -> Any:
    """A service's app module: its `listen` and `create_app`."""
    try:
        return import_module(f"services.{name}.app")
    except ModuleNotFoundError:
        return None


def steps_of(name: str) -> Steps:
    """What that service's database goes through."""
    return Steps(name, Path(__file__).parent / name / "migrations")


def prepare(store: Store, *, partitions: int) -> list[str]:
    """Bring its database to what this version needs, by the steps returned.

    `partitions` counts when the store is new.
    """
    taken = migrate(store.database, steps_of(store.service))
    store.begin(partitions)
    return taken


def listen_to_common(service: Service, referral: Source) -> None:
    """Know organisations, programmes and people, whose owner is the referral service."""
    service.listen(catalogue.catalogue, referral)
    people = Projection("people", principals.metadata)
    principals.follow(
        people,
        joined=PersonJoined,
        roles_changed=RolesGiven,
        left=PersonLeft,
        client_registered=ClientRegistered,
    )
    service.listen(people, referral)


def web(
    service: Service,
    folder: Path,
    site: Site,
    *,
    pages: list[Blueprint],
    resources: list[flask_smorest.Blueprint],
    manifest: Manifest,
) -> Flask:
    """The service's application in the common frame."""
    events = feed(service.store, Envelopes("fi.rinnalla", service.name, "/rinnalla/"))
    described = contract_route(service.name, lambda: contract.asyncapi(service.name))
    access = {**manifest, **ACCESS, "feed.events": FOLLOWS, "metrics.show": WATCHES}
    shown = [*pages, described, metrics_page(service)]
    parts = Parts(folder, shown, [*resources, events], access, frame, STAND_INS)
    return create_web(service, parts, site)
