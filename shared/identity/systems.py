"""A program of ours that calls another service: it has an access token and renews it."""

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

from authlib.common.errors import AuthlibBaseError
from requests import PreparedRequest, RequestException
from requests.auth import AuthBase

from shared.identity.issuer import Issuer
from shared.identity.proof import Proof, session_of

EARLY = 30.0  # seconds before its end that a token is renewed


class NoToken(ConnectionError):
    """The issuer gave no token; later it may."""


@dataclass
class ClientToken(AuthBase):
    """Client credentials (RFC 6749, section 4.4) for a session of `requests`."""

    issuer: Issuer
    client: str
    secret: Proof = field(repr=False)
    _token: str = field(default="", repr=False)
    _until: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        with self._lock:
            if monotonic() >= self._until:
                self._renew()
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def _renew(self) -> None:
        try:
            answer: dict[str, Any] = self._fetch()
        except (RequestException, AuthlibBaseError, KeyError, ValueError) as trouble:
            raise NoToken(f"The issuer gave {self.client} no token.") from trouble
        self._token = answer["access_token"]
        self._until = monotonic() + float(answer.get("expires_in", EARLY)) - EARLY

    def _fetch(self) -> dict[str, Any]:
        endpoint = self.issuer.fetch(self.issuer.configuration)["token_endpoint"]
        with session_of(self.client, self.secret) as session:
            self.issuer.mount(session)
            answer: dict[str, Any] = session.fetch_token(endpoint, grant_type="client_credentials")
        return answer
