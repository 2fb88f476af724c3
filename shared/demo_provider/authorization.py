"""Authlib's authorization server, configured for the demo provider."""

from typing import Any
from urllib.parse import quote

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Payload, FlaskOAuth2Request
from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oidc.rpinitiated import EndSessionEndpoint
from flask import Request, request, session
from joserfc.jwk import KeySet

from shared.demo_provider.assertions import ClientStatement
from shared.demo_provider.grants import (
    ClientCredentialsGrant,
    Code,
    CodeGrant,
    PasswordGrant,
    RequiredChallenge,
)
from shared.demo_provider.issuing import AccessTokens, IdTokens, NamedIssuer
from shared.demo_provider.keys import ALGORITHM
from shared.demo_provider.notices import LogoutNotices
from shared.demo_provider.roster import KEY, ProviderSettings


class Server(AuthorizationServer):
    """Three grants, and the settings and unused codes that they read."""

    def __init__(self, settings: ProviderSettings, keys: KeySet) -> None:
        super().__init__(query_client=settings.client, save_token=lambda *_: None)
        self.settings = settings
        self.codes: dict[str, Code] = {}
        self.register_token_generator("default", AccessTokens(settings, keys))
        self.register_grant(CodeGrant, [IdTokens(settings, keys), RequiredChallenge()])
        self.register_grant(ClientCredentialsGrant)
        self.register_grant(PasswordGrant)
        audiences = [f"{settings.issuer}/token", settings.issuer]
        self.register_client_auth_method(KEY, ClientStatement(audiences))
        self.register_extension(NamedIssuer(settings.issuer))

    def create_oauth2_request(self, _: Any) -> OAuth2Request:
        return LoopbackRequest(request)


class LoopbackRequest(FlaskOAuth2Request):
    """Authlib insists on https, but the demo speaks plain http on one's own machine."""

    def __init__(self, request: Request) -> None:
        query = request.query_string.decode("latin-1")  # the caller's Host may be none at all
        uri = f"https://localhost{quote(request.path)}?{query}"
        OAuth2Request.__init__(self, method=request.method, uri=uri, headers=request.headers)
        self._request = request
        self.payload = FlaskOAuth2Payload(request)


class EndSession(EndSessionEndpoint):
    """Ends the sign-in at the provider when an application asks with its ID token."""

    def __init__(self, server: Server, *, keys: KeySet, notices: LogoutNotices) -> None:
        super().__init__(server)
        self.keys, self.notices = keys, notices

    def get_server_jwks(self) -> KeySet:
        return self.keys

    def get_algorithms(self) -> list[str]:
        return [ALGORITHM]

    def end_session(self, end_session_request: Any) -> None:
        """Also for who signs out of an application after their session here is over."""
        hinted = (end_session_request.id_token_claims or {}).get("sid")
        ended = {sid for sid in (session.get("sid"), hinted) if sid}
        session.clear()
        for sid in sorted(ended):
            self.notices.send(sid)
