"""Services of the product behind gunicorn, as a region runs them: PostgreSQL and the demo's people.

Nothing is followed while it is measured; what the services must know, they have passed before.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import requests
from sqlalchemy import make_url

from services.demo.region import write_directory_into
from services.platform import registry, web_processes
from services.platform.demo import people
from services.platform.key_store import of
from services.platform.options import KEYS
from services.platform.settings import Settings, settings_for
from shared.consumer import Consumer
from shared.consumer.high_water_marks import RecordingSource
from shared.consumer.source import Source, StoreSource
from shared.database.engine import Database
from shared.keys import Sealed256
from shared.service import Service
from tests.bench import story
from tests.bench.apps import DATABASE, SERVICE
from tests.bench.subject import CLOCK
from tests.keeper import Keeper
from tests.key_settings import key_settings
from tests.ports import free_ports
from tests.servers import DURABLE, Postgres, cluster
from tests.tree import ROOT
from tests.waiting import eventually

START = 60.0  # seconds on a busy machine
WORKERS = 2
ROLE = "bench_service"
KEYED = f"bench_{KEYS}&application_name={{service}}"  # one role works for all four here


@dataclass
class Office:
    """The services' databases and, once `serve` was called, what answers from them."""

    server: Postgres
    folder: Path
    portal: int
    opened: ExitStack

    def serve(self, app: str, *, service: str = "", database: str = "") -> int:
        """The port where two sync workers answer with that application."""
        (port,) = free_ports(1)
        options = ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
        self._keep(
            ["gunicorn", *options, "--log-level", "warning", f"tests.bench.apps:{app}()"],
            {SERVICE: service, DATABASE: database},
        )
        eventually(lambda: answers(port), within=START)
        return port

    def start(self, service: str) -> int:
        """The port where that service answers as `rinnalla web` serves it."""
        (port,) = free_ports(1)
        more = {"RINNALLA_BIND": f"127.0.0.1:{port}", "RINNALLA_WORKERS": str(WORKERS)}
        self._keep(["services", "web", service], more)
        eventually(lambda: answers(port), within=START)
        return port

    def token(self, sign_in: str) -> str:
        """An access token of that person or system, as the demo's provider gives it."""
        form = {"grant_type": "password", "username": sign_in, "password": people.PASSWORD}
        if all(person.sign_in != sign_in for person in people.PEOPLE):
            secret = {"client_id": sign_in, "client_secret": people.PASSWORD}
            form = {"grant_type": "client_credentials", **secret}
        answer = requests.post(f"{self._base}/identity/token", data=form, timeout=START)
        answer.raise_for_status()
        return str(answer.json()["access_token"])

    def open(self, *, events: int) -> None:
        """Tables, organisations, people and that many events of referrals in reporting's facts."""
        settings = settings_for("migrate", self._environment)
        for name in registry.NAMES:
            web_processes.migrate(settings, name, partitions=1)
        services = {name: _service(settings, name) for name in registry.NAMES}
        sources = {name: StoreSource(service.store) for name, service in services.items()}
        referral, reporting = services["referral"], services["reporting"]
        registry.parts_of("referral").listen(referral, sources | {"referral": referral.own})
        registry.parts_of("reporting").listen(reporting, sources)
        write_directory_into(referral)
        referral.followers.settle()
        story.write(referral.store, events=events)
        reporting.followers.settle()
        for service in services.values():
            service.close()
        self._keep(["services", "web", web_processes.PORTAL], {})
        eventually(lambda: answers(self.portal), within=START)

    @property
    def _base(self) -> str:
        return f"http://127.0.0.1:{self.portal}"

    @property
    def _environment(self) -> dict[str, str]:
        owner = make_url(self.server.address("bench_SERVICE"))
        address = {
            of: url.render_as_string(hide_password=False).replace("SERVICE", "{service}")
            for of, url in (("owner", owner), ("service", owner.set(username=ROLE)))
        }
        return {
            "RINNALLA_BASE_URL": self._base,
            "RINNALLA_DATABASE": address["service"],
            "RINNALLA_DATABASE_OWNER": address["owner"],
            **key_settings(address["owner"].replace("bench_{service}", KEYED), self.folder),
            "RINNALLA_FEEDS": f"{self._base}/{{service}}",
            "RINNALLA_SECRET_FILE": str(self.folder / "secret"),
            "RINNALLA_BIND": f"127.0.0.1:{self.portal}",
            "RINNALLA_DEMO": "1",
        }

    def _keep(self, module: list[str], more: dict[str, str]) -> None:
        assignments = [f"{name}={value}" for name, value in {**self._environment, **more}.items()]
        command = ["env", "-C", str(ROOT), *assignments, sys.executable, "-m", *module]
        keeper = Keeper(Path(tempfile.mkdtemp(dir=self.folder)), command, last="TERM")
        self.opened.callback(keeper.close)


def answers(port: int) -> bool:
    """Does anybody answer there, whatever the answer?"""
    try:
        requests.get(f"http://127.0.0.1:{port}/", timeout=START)
    except requests.ConnectionError:
        return False
    return True


@contextmanager
def office(*, events: int) -> Iterator[Office]:
    with ExitStack() as opened:
        server = opened.enter_context(cluster(settings=DURABLE))
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="rinnalla-bench-")))
        (folder / "secret").write_text("of-a-benchmark-and-of-nothing-else-at-all")
        with psycopg.connect(server.url, autocommit=True) as db:
            db.execute(f"CREATE ROLE {ROLE} LOGIN")
        for name in (*registry.NAMES, KEYS):
            opened.enter_context(server.database(f"bench_{name}"))
        (portal,) = free_ports(1)
        office = Office(server, folder, portal, opened)
        office.open(events=events)
        yield office


def _service(settings: Settings, name: str) -> Service:
    database, sealing = Database(settings.owner_of(name)), Sealed256(of(settings, name), CLOCK)
    return Service(name, database=database, clock=CLOCK, sealing=sealing, follow=_noting)


def _noting(subscription: Any, source: Source, **how: Any) -> Consumer:
    """Follow as `rinnalla consume` does, so that web processes know how current they are."""
    return Consumer(
        subscription, RecordingSource(source, how["store"].database, how["clock"]), **how
    )
