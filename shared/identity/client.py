"""Authlib's OpenID Connect client, with strict settings."""

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from flask import request, session

from shared.identity.issuer import Issuer
from shared.identity.proof import Proof, session_of
from shared.identity.tokens import ALGORITHMS, LEEWAY

OPEN_REQUESTS = 3  # of one browser: its tabs


class OpenIdClient(FlaskOAuth2App):
    """Talks to one issuer, whose own name must be the one we use.

    It asks only for `openid`: names come from our own records, so no session holds one.
    """

    def __init__(self, issuer: Issuer, *, client_id: str, secret: Proof) -> None:
        super().__init__(
            FlaskIntegration("signin"),
            client_id=client_id,
            client_secret=secret,
            server_metadata_url=issuer.configuration,
            client_kwargs={"scope": "openid", "code_challenge_method": "S256"},
        )
        self.issuer = issuer
        self.client_cls = self._session

    def _session(self, **options: Any) -> OAuth2Session:
        return self.issuer.mount(session_of(**options))

    def load_server_metadata(self) -> dict[str, Any]:
        metadata: dict[str, Any] = super().load_server_metadata()
        if metadata.get("issuer") != self.issuer.url:
            raise OAuthError(description="The issuer calls itself something else.")
        metadata["id_token_signing_alg_values_supported"] = list(ALGORITHMS)
        return metadata

    def authorization_request(self, state: str | None) -> dict[str, Any]:
        """The request with that state, as this browser's session stored it; else {}."""
        return self.framework.get_state_data(session, state) or {}

    def remember(self, **authorization: Any) -> None:
        """Keep the request until the answer comes; of earlier ones only the latest few."""
        begun = [key for key in session if key.startswith(f"_state_{self.framework.name}_")]
        for key in begun[: len(begun) - OPEN_REQUESTS + 1]:
            del session[key]
        self.save_authorize_data(**authorization)

    def forget(self, state: str | None) -> None:
        """The request with that state was answered without a code."""
        self.framework.clear_state_data(session, state)

    def redeem(self) -> dict[str, Any]:
        """The tokens for the returned code, with `userinfo` from a checked ID token."""
        metadata = self.load_server_metadata()
        named = request.args.get("iss")  # RFC 9207: who answered?
        silent = not metadata.get("authorization_response_iss_parameter_supported")
        if named != self.issuer.url and not (named is None and silent):
            raise OAuthError(description="Another issuer answered.")
        token: dict[str, Any] = self.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": self.issuer.url},
                "aud": {"essential": True, "value": self.client_id},
            },
            leeway=LEEWAY,
        )
        if "userinfo" not in token:
            raise OAuthError(description="The issuer sent no ID token.")
        return token

    def sign_out_url(self, hint: str | None, *, back: str) -> str:
        """The address where the person signs out at the issuer; from there they go `back`."""
        if hint is None:
            return back
        logout = self.create_logout_url(
            post_logout_redirect_uri=back, id_token_hint=hint, client_id=self.client_id, state=""
        )
        return str(logout["url"])
