"""Access tokens of callers: which are good, and whose they are.

A token is good when the issuer signed it with a key it publishes and an algorithm allowed
here, it is an access token (RFC 9068) only for us, and it is valid now. Its header may name
one of the issuer's keys; it never brings a key of its own. All other tokens are refused.
"""

import json
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry
from joserfc.util import urlsafe_b64decode

from shared.identity.jwks import Keys
from shared.kernel.clock import Clock
from shared.kernel.strictjson import loads

ALGORITHMS = ("ES256", "PS256")
LEEWAY = 60  # seconds that clocks may differ
LONGEST = 600  # seconds between iat and exp
LARGEST = 8192  # characters
MOST = 1000  # tokens held in memory; a caller sends the same one many times
TYPES = ("at+jwt", "application/at+jwt")


class BadToken(Exception):
    """The token is not good. The reason is for us, never for the caller."""


@dataclass(frozen=True)
class Verified:
    """A token whose signature was good, with the key that proved it."""

    key_id: str
    key: Key
    claims: dict[str, Any]


@dataclass(frozen=True)
class Tokens:
    """Reads access tokens of one issuer for one audience.

    A good signature is not checked again while the issuer publishes the same key; the claims are
    checked each time.
    """

    issuer: str
    audience: str
    keys: Keys
    clock: Clock
    _seen: dict[str, Verified] = field(default_factory=dict, init=False, repr=False)

    def subject(self, token: str) -> str:
        """The `sub` of a good token; raises `BadToken`, and `NoKeys` when it cannot be checked."""
        try:
            claims = self._verified_before(token) or self._verified(token)
            self._check(claims)
        except (JoseError, NotBase64, ValueError, TypeError, RecursionError) as error:
            raise BadToken(str(error)) from error
        return str(claims["sub"])

    def _verified_before(self, token: str) -> dict[str, Any] | None:
        seen = self._seen.get(token)
        return seen.claims if seen and self.keys.find(seen.key_id) is seen.key else None

    def _verified(self, token: str) -> dict[str, Any]:
        seen = verified(token, self.keys, TYPES)
        if len(self._seen) >= MOST:
            self._seen.clear()
        self._seen[token] = seen
        return seen.claims

    def _check(self, claims: dict[str, Any]) -> None:
        JWTClaimsRegistry(
            now=int(self.clock.now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            sub={"essential": True},
            aud={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
        if claims["aud"] not in (self.audience, [self.audience]):
            raise ValueError("It is not for us alone.")
        if type(claims["exp"]) is not int or type(claims["iat"]) is not int:
            raise ValueError("Its times are not whole seconds.")
        if not 0 < claims["exp"] - claims["iat"] <= LONGEST:
            raise ValueError("It lives longer than an access token may.")


def verified(token: str, keys: Keys, types: tuple[str, ...]) -> Verified:
    """A token of one of these types (in small letters) with a signature of the issuer."""
    if len(token) > LARGEST or token.count(".") != 2:
        raise ValueError("It is not a signed token of a sensible size.")
    header = loads(urlsafe_b64decode(token.split(".")[0].encode()))
    if not isinstance(header, dict) or str(header.get("typ", "")).lower() not in types:
        raise ValueError("It is not a token for this.")
    if "crit" in header or not isinstance(header.get("kid"), str):
        raise ValueError("Its header asks for what we do not do, or names no key.")
    key = keys.find(header["kid"])
    if key.get("alg", header.get("alg")) != header.get("alg"):
        raise ValueError("That key signs with another algorithm.")
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    claims = jwt.decode(token, key, registry=registry, decoder_cls=_Strict).claims
    return Verified(header["kid"], key, claims)


class _Strict(json.JSONDecoder):
    """Strict JSON, with one meaning for every reader."""

    def decode(self, text: str, _w: Any = None) -> Any:
        return loads(text.encode())
