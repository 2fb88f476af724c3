"""Logout tokens: the issuer says that a session has ended (OIDC Back-Channel Logout 1.0).

They come from server to server, so a person who signs out elsewhere is out of our services too,
whatever their browser does. Section 2.6 of the specification is the list of what is checked.
"""

from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from shared.identity.jwks import Keys
from shared.identity.tokens import LEEWAY, BadToken, verified
from shared.kernel.clock import Clock

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPES = ("", "jwt", "logout+jwt", "application/logout+jwt")  # the type is recommended only
LONGEST = 600  # seconds between iat and exp


@dataclass(frozen=True)
class Logout:
    """Whose sessions end: those that began with `sid`, or without one all of `subject`."""

    name: str  # no two tokens have the same
    ends_at: datetime
    sid: str | None
    subject: str | None


@dataclass(frozen=True)
class LogoutTokens:
    """Reads the logout tokens of one issuer for one client."""

    issuer: str
    client: str
    keys: Keys
    clock: Clock

    def read(self, token: str) -> Logout:
        """What a good one says; raises `BadToken`, and `NoKeys` when it cannot be checked."""
        try:
            claims = verified(token, self.keys, TYPES).claims
            self._check(claims)
        except (JoseError, NotBase64, ValueError, TypeError, RecursionError) as error:
            raise BadToken(str(error)) from error
        ends_at = datetime.fromtimestamp(claims["exp"], UTC) + timedelta(seconds=LEEWAY)
        return Logout(claims["jti"], ends_at, claims.get("sid"), claims.get("sub"))

    def _check(self, claims: dict[str, Any]) -> None:
        JWTClaimsRegistry(
            now=int(self.clock.now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
            jti={"essential": True},
        ).validate(claims)
        if claims["aud"] not in (self.client, [self.client]):
            raise ValueError("It is not for us alone.")
        if type(claims["exp"]) is not int or type(claims["iat"]) is not int:
            raise ValueError("Its times are not whole seconds.")
        if not 0 < claims["exp"] - claims["iat"] <= LONGEST:
            raise ValueError("It lives longer than a logout token may.")
        events = claims.get("events")
        is_logout = isinstance(events, dict) and isinstance(events.get(EVENT), dict)
        if "nonce" in claims or not is_logout:
            raise ValueError("It says of no logout, or is an ID token.")
        names = [claims[name] for name in ("jti", "sid", "sub") if name in claims]
        if not all(isinstance(name, str) and name for name in names):
            raise ValueError("What it names has to be text.")
        if "sid" not in claims and "sub" not in claims:
            raise ValueError("It does not say whose session ended.")
