"""The three grants of the demo provider, for Authlib.

Each reads the settings and the unused codes from its server. Codes live in
this process's memory: the provider runs in one process, and a code for a minute.
"""

import time
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, ClassVar

from authlib.oauth2.rfc6749 import InvalidGrantError, InvalidRequestError, OAuth2Request, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import session

from shared.demo_provider.roster import KEY, SCRIPT, SECRET, Client, Person

CODE_LIFETIME = 60  # seconds
PROVEN = (*SECRET, KEY)


@dataclass(frozen=True)
class Code:
    """An authorization code, in the shape that Authlib reads."""

    client_id: str
    redirect_uri: str
    scope: str
    person: Person
    nonce: str | None
    sid: str  # of the session at the provider
    code_challenge: str
    code_challenge_method: str
    made_at: float  # seconds since 1970

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.made_at)

    def get_acr(self) -> None:
        """None: the demo has one level of assurance."""

    def get_amr(self) -> list[str]:
        return ["pwd"]


class CodeGrant(grants.AuthorizationCodeGrant):
    """A person in a browser."""

    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = PROVEN

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        payload = request.payload.data
        self.server.codes[code] = Code(
            client_id=request.client.id,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            person=request.user,
            nonce=payload.get("nonce"),
            sid=session["sid"],
            code_challenge=payload["code_challenge"],
            code_challenge_method=payload["code_challenge_method"],
            made_at=time.time(),
        )

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        """The code, which is removed: it works once, also when it fails."""
        issued: Code | None = self.server.codes.pop(code, None)
        if issued is None or issued.client_id != client.id:
            return None
        return issued if time.time() < issued.made_at + CODE_LIFETIME else None

    def delete_authorization_code(self, code: Code) -> None:
        """Nothing to do: `query_authorization_code` removed it."""

    def authenticate_user(self, code: Code) -> Person:
        return code.person


class RequiredChallenge(CodeChallenge):
    """PKCE for every client, and only with S256 (RFC 9700, section 2.1.1)."""

    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        super().validate_code_challenge(grant, redirect_uri)
        if grant.request.payload.data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE with code_challenge_method S256 is required.")


class ClientCredentialsGrant(grants.ClientCredentialsGrant):
    """A system that acts for itself."""

    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = PROVEN


class PasswordGrant(grants.ResourceOwnerPasswordCredentialsGrant):
    """A script that acts as a demo person, to try out the API; only the demo has it."""

    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = (*PROVEN, "none")

    def authenticate_token_endpoint_client(self) -> Client:
        form, headers = self.request.form, self.request.headers
        if {"client_id", "client_assertion"} & form.keys() or "Authorization" in headers:
            client: Client = super().authenticate_token_endpoint_client()
            return client
        return SCRIPT

    def authenticate_user(self, username: str, password: str) -> Person:
        person: Person | None = self.server.settings.person(username)
        if person is None or not right(password, self.server.settings.password):
            raise InvalidGrantError("The user name or the password is not right.")
        return person


def right(given: str, expected: str) -> bool:
    """Compare passwords in a time that does not depend on where they differ."""
    return compare_digest(given.encode(), expected.encode())
