"""The platform at an address of its own, with a real Keycloak as its identity provider."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from html import unescape
from http.cookiejar import Cookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.cookies import RequestsCookieJar
from werkzeug.serving import make_server

from services.common.codes import Role
from services.platform.embedded import HELSINKI, Platform
from services.referral.access import commands as access
from services.referral.clients import commands as clients
from shared.identity.issuer import Issuer
from shared.identity.jwks import keys_of
from shared.kernel.clock import Clock
from shared.web.site import Site
from shared.work import Actor, Work
from tests.keycloak.keycloak import Keycloak, keycloak
from tests.ports import free_port

SECRET = "of-a-test-and-of-nothing-else"
PASSWORD = "koivu-ja-t4hti-of-a-test"
OWN = ("referral", "volunteers", "casework", "reporting")
PEOPLE = {"maija": "Maija Kokeiluniemi", "ossi": "Ossi Kokeilusaari", "tuntematon": "Tuija Muu"}
FORM = re.compile(r'<form[^>]*action="([^"]+)"')


class AtHome(RequestsCookieJar):
    """Cookies as a browser keeps them on its own machine: also without https they come back."""

    def set_cookie(self, cookie: Cookie, *args: Any, **more: Any) -> None:
        cookie.secure = False
        super().set_cookie(cookie, *args, **more)


@dataclass
class ForeignPlatform(Platform):
    """The embedded platform, but for who signs its people and systems in."""

    issuer: str = ""
    audience: str = "rinnalla"

    def _site(self) -> Site:
        issuer = Issuer(self.issuer)
        return replace(
            super()._site(),
            issuer=issuer,
            audience=self.audience,
            keys=keys_of(issuer, self.clock),
            client_secret=SECRET,
        )


@dataclass
class Region:
    """Both, and what people and systems do with them; `later` moves the platform's clock."""

    keycloak: Keycloak
    folder: Path
    port: int
    offset: timedelta = timedelta()
    platform: ForeignPlatform = field(init=False)

    def __post_init__(self) -> None:
        clock = Clock(HELSINKI, lambda: datetime.now(UTC) + self.offset)
        self.platform = ForeignPlatform(
            self.folder, self.base, clock, sync="OFF", issuer=self.keycloak.issuer
        )

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def later(self, seconds: float) -> None:
        self.offset += timedelta(seconds=seconds)

    def execute(self, act: Callable[[Work], Any]) -> None:
        """A command of whoever runs the region; every service follows it."""
        self.platform.services["referral"].execute(act, Actor("operator", over_all=True))
        self.platform.settle()

    def register_principals(self) -> None:
        """Maija coordinates and Ossi works for an organisation; two systems push referrals."""
        for sign_in, role in (("maija", Role.NGO_COORDINATOR), ("ossi", Role.NGO_WORKER)):
            self.execute(partial(self._admit, sign_in=sign_in, role=role))
        for client, home in (("city", "turku"), ("county", "varha")):
            self.execute(partial(self._register, client=client, home=home))

    def _admit(self, work: Work, *, sign_in: str, role: Role) -> None:
        access.admit(
            work,
            sign_in=sign_in,
            name=PEOPLE[sign_in],
            roles=[role],
            organisation=work.holder("organisation", "mll-vs"),
            subject=self.keycloak.person(sign_in),
        )

    def _register(self, work: Work, *, client: str, home: str) -> None:
        client_id = self.keycloak.client(client)
        account = self.keycloak.admin("GET", f"/clients/{client_id}/service-account-user")
        clients.register_client(
            work,
            sign_in=client,
            roles=[Role.MUNICIPAL_SYSTEM],
            organisation=work.holder("organisation", home),
            subject=account["id"],
        )

    def sign_in(self, name: str, password: str = PASSWORD) -> "Visit":
        """What a person's browser does: Keycloak's own page, and wherever that leads."""
        browser = requests.Session()
        browser.cookies = AtHome()
        page = browser.get(f"{self.base}/referral/sign-in?next=/referral/", timeout=60)
        assert page.url.startswith(self.keycloak.issuer), page.url
        action = FORM.search(page.text)
        assert action, page.text
        form = {"username": name, "password": password}
        return Visit(browser, page, browser.post(unescape(action[1]), data=form, timeout=60))

    def get(self, path: str, token: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return requests.get(f"{self.base}{path}", headers=headers, timeout=60)


@dataclass(frozen=True)
class Visit:
    """A browser, Keycloak's page as it was first shown, and where the browser came to."""

    browser: requests.Session
    sign_in_page: requests.Response
    page: requests.Response

    @property
    def session(self) -> str:
        """The name of the session that Keycloak has with it."""
        came = next(each.url for each in self.page.history if "session_state=" in each.url)
        return parse_qs(urlsplit(came).query)["session_state"][0]


@contextmanager
def region(written: Path, folder: Path) -> Iterator[Region]:
    """Both running, with the people and systems let in; `written` holds the directory."""
    shutil.copytree(written, folder)
    with keycloak() as server:
        made = Region(server, folder, free_port())
        server.create_realm(made.base, users=[_user(*person) for person in PEOPLE.items()])
        _prove_by(server, SECRET)
        made.platform.open().settle()
        made.register_principals()
        web = make_server("127.0.0.1", made.port, made.platform, threaded=True)
        thread = threading.Thread(target=web.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            web.shutdown()
            thread.join()
            web.server_close()
            made.platform.close()


def _user(sign_in: str, name: str) -> dict[str, Any]:
    given, _, family = name.partition(" ")
    return {
        "username": sign_in,
        "firstName": given,
        "lastName": family,
        "email": f"{sign_in}@example.org",
        "emailVerified": True,
        "enabled": True,
        "credentials": [{"type": "password", "value": PASSWORD, "temporary": False}],
    }


def _prove_by(server: Keycloak, secret: str) -> None:
    """Give our own clients, and the city's, a secret: the documented realm holds none."""
    for name in (*(f"web-{each}" for each in OWN), "city"):
        client_id = server.client(name)
        server.admin("PUT", f"/clients/{client_id}", {"clientId": name, "secret": secret})
