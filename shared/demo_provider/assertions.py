"""Clients that prove who they are with a private key (RFC 7523): the provider has the public half.

A statement is good for one request: signed by the client's own key, by and about the client, for
this provider, minutes long at most, and never seen before.
"""

import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from authlib.oauth2.rfc6749 import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.demo_provider.roster import KEY, Client

ALGORITHMS = ["ES256", "PS256"]
LEEWAY = 60  # seconds that clocks may differ
LONGEST = 300  # seconds from now to its end
LARGEST = 8192  # characters


@dataclass
class Shown:
    """The statements seen, in this process's memory, until they have ended anyway."""

    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def is_new(self, client: str, statement: str, *, until: int) -> bool:
        """Whether nobody has shown it before; from now on somebody has."""
        now = time.time()
        with self.lock:
            for key in [key for key, end in self.seen.items() if end + LEEWAY < now]:
                del self.seen[key]
            if (client, statement) in self.seen:
                return False
            self.seen[client, statement] = until
            return True


class ClientStatement(JWTBearerClientAssertion):
    """Authlib's reading of such a statement, with one list of algorithms and a short life."""

    CLIENT_AUTH_METHOD = KEY

    def __init__(self, audiences: list[str]) -> None:
        super().__init__(leeway=LEEWAY)
        self.audiences, self.shown = audiences, Shown()

    def __call__(self, query_client: Any, request: Any) -> Client | None:
        if len(request.form.get("client_assertion", "")) > LARGEST:
            raise InvalidClientError(description="The statement is too long.")
        try:
            client: Client | None = super().__call__(query_client, request)
        except (JoseError, ValueError, TypeError) as wrong:
            raise InvalidClientError(description="The statement is not good.") from wrong
        named = request.form.get("client_id")
        if client is not None and named not in (None, client.id):
            raise InvalidClientError(description="The statement is another client's.")
        return client

    def get_audiences(self) -> list[str]:
        return self.audiences

    def resolve_client_public_key(self, client: Client) -> KeySet:
        if not client.public_keys:
            raise InvalidClientError(description="This client has no key here.")
        return KeySet.import_key_set({"keys": [dict(key) for key in client.public_keys]})

    def process_assertion_claims(self, assertion: str, resolve_key: Any) -> dict[str, Any]:
        claims = jwt.decode(assertion, resolve_key, algorithms=ALGORITHMS).claims
        if type(claims.get("exp")) is not int or claims["exp"] > time.time() + LONGEST:
            raise InvalidClientError(description="The statement has no near end.")
        if not isinstance(claims.get("aud"), str) or not isinstance(claims.get("jti"), str):
            raise InvalidClientError(description="The statement is not for this provider alone.")
        self.verify_claims(claims)
        return claims

    def validate_jti(self, claims: dict[str, Any], jti: str) -> bool:
        return self.shown.is_new(claims["sub"], jti, until=claims["exp"])
