"""Web processes of services that run each on its own, and their migration.

A web process follows nothing; its service only knows its consumers, so that pages can say how
current they are. Only `rinnalla migrate` signs in as the owner of the tables.
"""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from flask import Flask, jsonify
from werkzeug.middleware.proxy_fix import ProxyFix

from services.common.labels import choices
from services.platform import key_store, registry, wiring
from services.platform.demo import sign_in
from services.platform.isolation import POLICIES
from services.platform.portal import create_portal
from services.platform.settings import Settings
from shared.database.engine import Database
from shared.database.migrating import take_turns
from shared.database.required import required_steps
from shared.database.row_security import secure
from shared.documents.scanning import Scanner
from shared.identity.issuer import Issuer
from shared.identity.jwks import keys_of
from shared.identity.reaching import Inside
from shared.kernel.clock import Clock
from shared.observability.readings import readings
from shared.store import Store
from shared.store.roles import grant
from shared.telemetry.exposition import Exposition
from shared.web.site import Site

PORTAL = "portal"


@dataclass(frozen=True)
class Web:
    """The applications of one web process; `close` ends their connections."""

    apps: dict[str, Flask]  # by the first part of the path; "" for all others
    close: Callable[[], None]
    proxies: int = 0  # of ours, before this process
    exposition: Exposition | None = None  # what its figures are

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        answer: Iterable[bytes] = self._dispatch(environ, start)
        return answer

    @cached_property
    def _dispatch(self) -> Callable[..., Iterable[bytes]]:
        """With the caller's own address where it came through proxies of ours."""
        apps = partial(registry.dispatch, self.apps)
        if not self.proxies:
            return apps
        return ProxyFix(apps, x_for=self.proxies, x_proto=0, x_host=0)


def web(settings: Settings, name: str) -> Web:
    """The pages and the API of one service, on its own database."""
    service = wiring.watching(settings, name)
    app = registry.parts_of(name).create_app(service, site(settings, service.clock))
    exposition = Exposition({name}, lambda: readings(service))
    return Web({"": app}, service.close, settings.proxies, exposition)


def portal(settings: Settings) -> Web:
    """The portal, and in demo mode the demo's sign-in, whose keys last as long as it runs."""
    clock = Clock(wiring.HELSINKI)
    home = create_portal(site(settings, clock), clock)
    for question in ("live", "ready"):
        home.add_url_rule(
            f"/{PORTAL}/health/{question}", question, lambda q=question: jsonify(status=q)
        )
    exposition = Exposition({PORTAL, "identity"}, list)
    if not settings.demo:
        return Web({"": home}, _nothing, settings.proxies, exposition)
    folder = tempfile.TemporaryDirectory(prefix="rinnalla-identity-")
    identity = sign_in.provider(
        settings.base_url,
        issuer=settings.issuer,
        audience=settings.audience,
        key_file=Path(folder.name) / "identity.jwk",
        now=clock.now,
        reach=reach_of(settings),
    )
    apps = {"": home, "identity": identity}
    return Web(apps, folder.cleanup, settings.proxies, exposition)


def site(settings: Settings, clock: Clock) -> Site:
    """What the services of this installation have in common."""
    issuer = Issuer(settings.issuer, inside=settings.issuer_inside)
    return Site(
        base_url=settings.base_url,
        secret=settings.secret,
        issuer=issuer,
        audience=settings.audience,
        keys=keys_of(issuer, clock),
        client_secret=settings.proof,
        services=registry.NAMES,
        code_labels=choices,
        rates=settings.rates,
        numbers=settings.numbers or {},
        scanner=Scanner(settings.malware_scanner),
        reach=reach_of(settings),
    )


def reach_of(settings: Settings) -> Callable[[str], Inside]:
    """How a request of ours gets to the web process of a service."""
    return lambda name: Inside(settings.base_url, settings.feed_of(name) or settings.base_url)


def migrate(settings: Settings, name: str, *, partitions: int) -> list[str]:
    """Bring a service's database to what this version needs; the steps taken.

    The role of the service gets its rights again each time, so it is safe to repeat. Which rows it
    sees, row-level security says from then on.
    """
    database = Database(settings.owner_of(name), connections=1)
    try:
        store = Store(name, database)
        taken = registry.prepare(store, partitions=partitions)
        key_store.migrate(settings, store, Clock(wiring.HELSINKI).now())
        with database.writing() as db:
            take_turns(db)
            steps = registry.steps_of(name)
            grant(db, settings.role_of(name), only_read=[steps.version_table, required_steps.name])
            secure(db, POLICIES[name])
    finally:
        database.close()
    return taken


def _nothing() -> None:
    """Nothing to do: the portal without the demo's sign-in holds nothing."""
