"""Who can sign in at the demo provider: plain values that the composition root passes in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from requests.adapters import BaseAdapter

from shared.identity.reaching import Patient

SCOPES = ("openid", "profile")
KEY = "private_key_jwt"  # how a client proves who it is: by its key, or by its secret
SECRET = ("client_secret_basic", "client_secret_post")


@dataclass(frozen=True)
class Person:
    """Someone who signs in with a name and the demo's one password."""

    id: UUID  # the `sub` of every token
    sign_in: str
    name: str
    about: str = ""  # role and organisation, shown beside the name

    def get_user_id(self) -> str:
        return str(self.id)


@dataclass(frozen=True)
class Client:
    """An application that asks for tokens, in the shape that Authlib expects of a client.

    With redirect addresses it signs people in (authorization code); without, it acts for
    itself (client credentials). It proves who it is by its secret or by the private half of one
    of its keys. With neither it is public: it may only ask with the name and password of a demo
    person.
    """

    id: str
    secret: str = ""
    digests: tuple[str, ...] = ()  # of further secrets, SHA-256
    redirect_uris: tuple[str, ...] = ()
    signed_out_uris: tuple[str, ...] = ()
    logout_uri: str = ""  # where it is told that a session has ended
    public_keys: tuple[Mapping[str, Any], ...] = ()  # JSON Web Keys

    @property
    def proofs(self) -> tuple[str, ...]:
        """The ways in which it may prove who it is."""
        by_key = (KEY,) if self.public_keys else ()
        return (*by_key, *(SECRET if self.secret or self.digests else ())) or ("none",)

    @property
    def client_metadata(self) -> Mapping[str, Any]:
        return {"post_logout_redirect_uris": self.signed_out_uris}

    def get_client_id(self) -> str:
        return self.id

    def get_default_redirect_uri(self) -> None:
        """None: an application always says where it wants its answer."""

    def get_allowed_scope(self, scope: str | None) -> str:
        return " ".join(word for word in (scope or "").split() if word in SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, secret: str) -> bool:
        is_first = bool(self.secret) and compare_digest(self.secret.encode(), secret.encode())
        digest = sha256(secret.encode()).hexdigest()
        return is_first or any(compare_digest(each, digest) for each in self.digests)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in self.proofs

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code" and bool(self.redirect_uris)

    def check_grant_type(self, grant_type: str) -> bool:
        if grant_type == "password":
            return True
        own = "authorization_code" if self.redirect_uris else "client_credentials"
        return grant_type == own and "none" not in self.proofs


SCRIPT = Client(id="demo-script")
"""The client of a script that acts as a demo person and names no client."""


@dataclass(frozen=True)
class ProviderSettings:
    """The demo provider's settings. It starts only when `demo` is true."""

    issuer: str  # its own address, such as http://127.0.0.1:8000/identity
    audience: str  # what access tokens are good for
    key_file: Path  # made at the first start, so that tokens survive the next
    people: tuple[Person, ...]
    clients: tuple[Client, ...]
    password: str  # of every demo person
    brand: str = ""  # heading of its pages
    demo: bool = False
    registered: Callable[[str], Client | None] = lambda _: None  # since it began
    reach: Callable[[str], BaseAdapter] = lambda _: Patient()  # how a call gets to an address

    @property
    def path(self) -> str:
        return urlsplit(self.issuer).path.rstrip("/")

    @property
    def origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def secure(self) -> bool:
        return self.issuer.startswith("https://")

    def person(self, sign_in: str | None) -> Person | None:
        return next((p for p in self.people if p.sign_in == sign_in), None)

    def client(self, client_id: str | None) -> Client | None:
        """One of those that it began with, with the proofs registered since, or a new one."""
        first = next((c for c in (*self.clients, SCRIPT) if c.id == client_id), None)
        since = self.registered(client_id) if client_id else None
        if first is None or since is None:
            return first or since
        return replace(first, digests=since.digests, public_keys=since.public_keys)
