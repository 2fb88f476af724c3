"""A small site to sign in to: the demo provider and two services, in one WSGI application."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask, g, render_template_string, request
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import insert, update
from werkzeug.test import Client as Browser, TestResponse
from werkzeug.wrappers import Response

from shared.database.engine import Database
from shared.demo_provider.provider import create_provider
from shared.demo_provider.roster import Client, Person, ProviderSettings
from shared.identity import principals, sessions, signin
from shared.identity.access import PUBLIC, SIGNED_IN, Manifest, allow, guard
from shared.identity.authenticator import Authenticator
from shared.identity.headers import protect
from shared.identity.issuer import Issuer
from shared.identity.jwks import keys_of
from shared.identity.neighbours import Neighbours
from shared.identity.principals import Principals
from shared.identity.proof import Proof
from shared.identity.reaching import InProcess
from shared.identity.sessions import Sessions, cookie_name
from shared.identity.signin import Registration, sign_in_pages
from shared.identity.tokens import Tokens
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open

BASE = "http://localhost"
ISSUER = f"{BASE}/identity"
ANA, BEN, PUMP = UUID(int=1), UUID(int=2), UUID(int=3)
PASSWORD = "rinnalla-demo"
MANIFEST: Manifest = {
    **signin.ACCESS,
    "home": SIGNED_IN,
    "cellar": allow("keeper"),
    "fair": PUBLIC,
    "form": PUBLIC,
    "note": SIGNED_IN,
    "shout": PUBLIC,
    "things": {"GET": allow("keeper"), "POST": allow("owner")},
    "contract": PUBLIC,
}


REACHED: dict[str, Any] = {}  # the services of the newest world: many share one provider
TRAIN = RSAKey.generate_key(2048, {"kid": "crane"})  # names no algorithm of its own
CRANE = ECKey.generate_key("P-256", {"kid": "crane"})
PROOFS: dict[str, Proof] = {  # red has a secret, blue a key of its own
    "red": PASSWORD,
    "blue": ECKey.generate_key("P-256", {"kid": "blue"}),
}


def web(service: str) -> Client:
    proof = PROOFS[service]
    return Client(
        f"web-{service}",
        secret=proof if isinstance(proof, str) else "",
        public_keys=() if isinstance(proof, str) else (proof.as_dict(private=False),),
        redirect_uris=(f"{BASE}/{service}/signed-in",),
        signed_out_uris=(f"{BASE}/",),
        logout_uri=f"{BASE}/{service}/back-channel-logout",
    )


def settings(folder: Path) -> ProviderSettings:
    return ProviderSettings(
        issuer=ISSUER,
        audience="bicycles",
        key_file=folder / "identity.jwk",
        people=(Person(ANA, "ana", "Ana A.", "keeper"), Person(BEN, "ben", "Ben B.", "rider")),
        clients=(
            web("red"),
            web("blue"),
            Client("pump", PASSWORD),
            Client("crane", public_keys=(CRANE.as_dict(private=False),)),
            Client("train", public_keys=(TRAIN.as_dict(private=False),)),
        ),
        password=PASSWORD,
        brand="Bicycles",
        demo=True,
        reach=lambda address: InProcess(REACHED[address.split("/")[3]]),
    )


@dataclass
class World:
    """Everything that runs; `later` moves the services' clock, the provider's stays."""

    folder: Path
    provider: Any  # one for many tests, since drawing its pages for the first time takes long
    home: Path  # where the provider keeps its key
    offset: timedelta = timedelta()
    last_contact_at: Callable[[], datetime | None] | None = None
    databases: dict[str, Database] = field(default_factory=dict)
    apps: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: self.now())
        self.apps["identity"] = self.provider
        self.issuer = Issuer(ISSUER, app=lambda *call: self.apps["identity"](*call))
        for name in ("red", "blue"):
            self.apps[name] = self.service(name)
            with self.databases[name].writing() as db:
                principals.metadata.create_all(db)
                sessions.metadata.create_all(db)
                db.execute(insert(principals.principals), list(_people()))
        REACHED.update(self.apps)

    def start_provider(self) -> None:
        """A provider of this world's own, which goes by its clock."""
        self.home = self.folder
        self.apps["identity"] = create_provider(settings(self.folder), clock=self.now)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def later(self, **time: float) -> None:
        self.offset += timedelta(**time)

    def service(self, name: str) -> Flask:
        clock = self.clock
        database = self.databases[name] = Database(f"sqlite:///{self.folder}/{name}.sqlite")
        principals_here = Principals(database, Open())
        app = Flask(__name__, static_folder=None)
        app.secret_key = "for tests alone"
        app.session_interface = kept = Sessions(database, clock=clock, name=name, secure=False)
        tokens = Tokens(ISSUER, "bicycles", keys_of(self.issuer, clock), clock)
        neighbours = Neighbours(
            BASE,
            {each: cookie_name(each, secure=False) for each in ("red", "blue")},
            lambda other: InProcess(self.apps[other]),
        )
        as_client = Registration(
            name, BASE, self.issuer, f"web-{name}", PROOFS[name], neighbours=neighbours
        )
        protect(app, base_url=BASE)
        keys = keys_of(self.issuer, clock)
        app.register_blueprint(
            sign_in_pages(as_client, principals=principals_here, sessions=kept, keys=keys)
        )
        _routes(app, name)
        self.authenticator = Authenticator(
            principals_here, tokens, clock, f"/{name}/sign-in", self._last_contact_at
        )
        guard(app, MANIFEST, self.authenticator)
        return app

    def leave(self, person: UUID, *, service: str = "red") -> None:
        table = principals.principals
        with self.databases[service].writing() as db:
            db.execute(update(table).where(table.c.id == person).values(active=False))

    def browser(self) -> Browser:
        return Browser(self)

    def token(self, **form: str) -> TestResponse:
        return self.browser().post("/identity/token", data=form)

    def bearer(self, **form: str) -> dict[str, str]:
        answer = self.token(**form)
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {json_of(answer)['access_token']}"}

    def bearer_of(self, sign_in: str) -> dict[str, str]:
        return self.bearer(grant_type="password", username=sign_in, password=PASSWORD)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        first = environ["PATH_INFO"].split("/")[1]
        app = self.apps.get(first, Response("portal"))
        return app(environ, start)  # type: ignore[no-any-return]

    def close(self) -> None:
        for database in self.databases.values():
            database.close()

    def _last_contact_at(self) -> datetime | None:
        return self.last_contact_at() if self.last_contact_at else self.now()


def sign_in(browser: Browser, page: str = "/red/", *, choose: str = "ana") -> TestResponse:
    """Go to the page, choose a person on the form that comes, and land where that leads."""
    form = browser.get(page, follow_redirects=True)
    data = {"choose": choose, "csrf_token": csrf(form)}
    return browser.post(form.request.full_path, data=data, follow_redirects=True)


def json_of(answer: TestResponse) -> Any:
    """The answer's JSON."""
    return json.loads(answer.text)


def csrf(page: TestResponse) -> str:
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def _people() -> Iterable[dict[str, Any]]:
    keeper = {"kind": "person", "organisation": UUID(int=9), "active": True, "name": None}
    yield keeper | {"id": ANA, "subject": str(ANA), "sign_in": "ana", "roles": ["keeper"]}
    yield keeper | {"id": BEN, "subject": str(BEN), "sign_in": "ben", "roles": ["rider"]}
    client = keeper | {"kind": "client", "roles": ["owner"]}
    yield client | {"id": PUMP, "subject": "pump", "sign_in": "pump"}


def _routes(app: Flask, name: str) -> None:
    form = '<input name="csrf_token" value="{{ csrf_token() }}">'
    app.add_url_rule(f"/{name}/", "home", lambda: f"home of {g.who.sign_in}")
    app.add_url_rule(f"/{name}/cellar", "cellar", lambda: "cellar")
    app.add_url_rule(f"/{name}/fair", "fair", lambda: g.who.sign_in if g.who else "anybody")
    app.add_url_rule(f"/{name}/form", "form", lambda: render_template_string(form))
    app.add_url_rule(f"/{name}/note", "note", lambda: "noted", methods=["POST"])
    app.add_url_rule(f"/{name}/shout", "shout", lambda: "heard", methods=["POST"])
    things = f"/{name}/api/v1/things"
    app.add_url_rule(things, "things", lambda: request.method, methods=["GET", "POST"])
    app.add_url_rule(f"/{name}/api/v1/openapi.json", "contract", lambda: "{}")
