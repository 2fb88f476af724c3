"""The whole platform in one process: four services, their followers, the demo's sign-in.

Each service has its own SQLite file under VAR; without Kafka its consumers follow the other
services' stores directly. A lock on VAR refuses a second server on the same files.
"""

import os
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from services.common.accesses.commands import Watch
from services.common.labels import choices
from services.platform import access_logs, key_store, mails, portal, registry
from services.platform.apps import Apps
from services.platform.demo import people, sign_in
from services.platform.machine import Machine
from services.platform.nightly import Nightly
from services.referral.clients.queries import public_keys, secret_digests
from shared.accesslog.budget import USUAL, ViewBudget
from shared.consumer.source import Source, StoreSource
from shared.database.engine import Database
from shared.demo_provider.roster import Client
from shared.documents.scanning import Scanner
from shared.identity.issuer import Issuer
from shared.identity.jwks import keys_of
from shared.identity.reaching import InProcess
from shared.kernel.clock import Clock
from shared.kernel.locks import Held, hold
from shared.kernel.private_files import private_folder
from shared.kernel.sealing import Sealing
from shared.keys import KeyStore, Sealed256
from shared.mail.conversation import MailServer
from shared.service import Service
from shared.web.rates import NO_RATES, Rates
from shared.web.site import Site

HELSINKI = ZoneInfo("Europe/Helsinki")
AUDIENCE = "rinnalla"
WAITS = 5.0  # seconds for a service of this process: it is as busy as all of us, and never away
PARTITIONS = 1  # one process follows, so more would only mean more to read


class InUse(Exception):
    """Another server has these files open."""


@dataclass
class Platform:
    """The four services and their applications; `open` builds them, `start` lets them follow."""

    folder: Path
    base_url: str
    clock: Clock = field(default_factory=lambda: Clock(HELSINKI))
    keys_of: Callable[[str], KeyStore] | None = None  # of each service; None: in the folder
    sealing: Sealing | None = None  # None: with those keys; tests put something else there
    sync: str = "FULL"  # OFF while demo and tests write data that can be written again
    address_of: Callable[[str], str] | None = None  # of each database; None: files in the folder
    mail: MailServer | None = None  # that takes mails; None: they wait
    backups: Path | None = None  # the folder below which they lie, where somebody says so
    rates: Rates = NO_RATES  # a server counts how often each caller asks
    numbers: Mapping[str, str] = field(default_factory=dict)  # phones, by what they are for
    scanner: Scanner = field(default_factory=Scanner)  # of the files that people send
    services: dict[str, Service] = field(default_factory=dict)
    apps: Apps = field(default_factory=Apps)
    view_budget: ViewBudget = USUAL
    watches: dict[str, Watch] = field(default_factory=dict)  # over each service's access log
    _nightly: Nightly = field(default_factory=lambda: Nightly([]))

    def open(self) -> "Platform":
        """Open the databases and connect the services to their sources; nothing runs yet."""
        private_folder(self.folder)
        keys_of = self.keys_of or key_store.beside(self.folder, sync=self.sync).of
        for name in registry.NAMES:
            database = Database(self._address(name), sync=self.sync)
            keys = keys_of(name)
            sealing = self.sealing or Sealed256(keys, self.clock)
            service = Service(name, database=database, clock=self.clock, sealing=sealing)
            machine = Machine(self.base_url, {"data": self.folder, "backups": self.backups}, keys)
            service.gauges.append(partial(machine.gauges, name))
            self.services[name] = service
            registry.prepare(service.store, partitions=PARTITIONS)
            key_store.check(service.store, keys, self.clock.now())
        sources: dict[str, Source] = {
            name: StoreSource(service.store) for name, service in self.services.items()
        }
        signer = access_logs.signer_of_folder(self.folder)
        for name, service in self.services.items():
            registry.parts_of(name).listen(service, sources)
            self.watches[name] = access_logs.watch(service, signer, self.view_budget)
            mails.post(service, self.mail, self.base_url)
        site = self._site()
        for name, service in self.services.items():
            self.apps.let(name, partial(registry.parts_of(name).create_app, service, site))
        self.apps.let("", partial(portal.create_portal, site, self.clock))
        return self

    def start(self) -> None:
        """Let every service follow its sources, each on a thread of its own, and be asked."""
        self.apps.make_all()
        for service in self.services.values():
            service.followers.start()
        self._nightly = Nightly(self.services.values())
        self._nightly.start()

    def settle(self) -> None:
        """Follow in this thread until there is nothing more to do: for demo and tests."""
        while True:
            heads = self._heads()
            for service in self.services.values():
                service.followers.settle()
            if self._heads() == heads:
                return

    def react(self, also: Collection[str] = ()) -> None:
        """The same for reactions only, and for the named projections."""
        while sum(service.followers.react(also) for service in self.services.values()):
            pass

    def _heads(self) -> list[int]:
        return [service.store.head() for service in self.services.values()]

    def close(self) -> None:
        self._nightly.stop()
        for service in self.services.values():
            service.close()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return registry.dispatch(self.apps, environ, start)

    def _address(self, name: str) -> str:
        if self.address_of is not None:
            return self.address_of(name)
        return f"sqlite:///{self.folder}/{name}.sqlite"

    def _site(self) -> Site:
        issuer_url = f"{self.base_url}/identity"
        self.apps["identity"] = sign_in.provider(
            self.base_url,
            issuer=issuer_url,
            audience=AUDIENCE,
            key_file=self.folder / "identity.jwk",
            now=self.clock.now,
            reach=lambda name: InProcess(self.apps[name]),
            registered=self._registered,
        )
        issuer = Issuer(issuer_url, app=self.apps["identity"])
        return Site(
            base_url=self.base_url,
            secret=_secret(self.folder / "secret"),
            issuer=issuer,
            audience=AUDIENCE,
            keys=keys_of(issuer, self.clock),
            client_secret=people.PASSWORD,
            services=registry.NAMES,
            code_labels=choices,
            rates=self.rates,
            numbers=self.numbers,
            scanner=self.scanner,
            reach=lambda name: InProcess(self.apps[name]),
            patience=WAITS,
        )

    def _registered(self, client: str) -> Client | None:
        """A system with the keys and secrets that it was given since the demo began."""
        today = self.clock.today()
        with self.services["referral"].database.reading() as db:
            keys, digests = public_keys(db, client), secret_digests(db, client, on=today)
        return Client(client, public_keys=keys, digests=digests) if keys or digests else None


def lock(folder: Path) -> IO[str]:
    """Hold the data folder as long as the returned file is open; raises `InUse`."""
    private_folder(folder)
    try:
        return hold(folder / "lock")
    except Held:
        raise InUse(f"Another server is using {folder}.") from None


def _secret(path: Path) -> str:
    """The secret of sessions and fingerprints, made at the first start."""
    if not path.exists():
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text()
