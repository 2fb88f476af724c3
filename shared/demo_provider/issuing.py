"""What the demo provider signs: access tokens (RFC 9068), ID tokens, and its name (RFC 9207)."""

import time
from typing import Any

from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import KeySet

from shared.demo_provider.grants import Code
from shared.demo_provider.keys import ALGORITHM
from shared.demo_provider.roster import Client, Person, ProviderSettings

LIFETIME = 600  # seconds an access or ID token lives; its readers accept no more


class AccessTokens(JWTBearerTokenGenerator):
    """Access tokens of ten minutes. Authlib's own default would let them live for ten days."""

    def __init__(self, settings: ProviderSettings, keys: KeySet) -> None:
        super().__init__(settings.issuer, ALGORITHM, expires_generator=lambda *_: LIFETIME)
        self.audience, self.keys = settings.audience, keys

    def get_jwks(self) -> KeySet:
        return self.keys

    def get_audiences(self, client: Client, user: Person | None, scope: str) -> str:
        return self.audience


class IdTokens(OpenIDCode):
    """ID tokens that say who signed in, bound to the nonce of the request."""

    def __init__(self, settings: ProviderSettings, keys: KeySet) -> None:
        super().__init__(require_nonce=True)
        self.issuer, self.keys = settings.issuer, keys

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return False  # the code that carries it works once, so a nonce cannot come back

    def resolve_client_private_key(self, client: Client) -> KeySet:
        return self.keys

    def get_client_algorithm(self, client: Client) -> str:
        return ALGORITHM

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self.issuer, "aud": client.id, "exp": int(time.time()) + LIFETIME}

    def get_authorization_code_claims(self, authorization_code: Code) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_authorization_code_claims(authorization_code)
        return claims | {"sid": authorization_code.sid}

    def generate_user_info(self, user: Person, scope: str) -> dict[str, str]:
        claims = {"sub": str(user.id)}
        if "profile" in scope.split():
            claims |= {"name": user.name, "preferred_username": user.sign_in}
        return claims


class NamedIssuer(IssuerParameter):
    """Puts `iss` beside every authorization code, so that no other provider's passes for it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def get_issuer(self) -> str:
        return self.issuer
