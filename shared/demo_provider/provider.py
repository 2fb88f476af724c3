"""The demo identity provider: OpenID Connect for the embedded default, refused elsewhere.

It speaks the same protocol as Keycloak or Entra ID, so demo and production use the same code.
The password grant exists only here.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from flask import Blueprint, Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from joserfc.jwk import KeySet
from werkzeug.exceptions import Forbidden, HTTPException

from shared.demo_provider.assertions import ALGORITHMS
from shared.demo_provider.attempts import Attempts
from shared.demo_provider.authorization import EndSession, Server
from shared.demo_provider.keys import ALGORITHM, signing_keys
from shared.demo_provider.notices import LogoutNotices
from shared.demo_provider.pages import sign_in_form
from shared.demo_provider.roster import KEY, SCOPES, SECRET, ProviderSettings
from shared.identity.headers import protect
from shared.identity.sessions import cookie_name
from shared.telemetry.edge import watch_requests
from shared.web.i18n import install_languages, language
from shared.web.shell import Shell, languages
from shared.web.templates import install_templates

SHARED = Path(__file__).parents[1]


def create_provider(settings: ProviderSettings, *, clock: Callable[[], datetime]) -> Flask:
    """The provider as a Flask application whose addresses begin with the issuer's path."""
    if not settings.demo:
        raise RuntimeError("The demo identity provider starts in demo mode only.")
    keys = signing_keys(settings.key_file)
    server = Server(settings, keys)
    notices = LogoutNotices(settings, keys)
    server.register_endpoint(EndSession(server, keys=keys, notices=notices))
    app = _application(settings, keys)
    machine, pages = _machine(server, keys, Attempts(clock)), sign_in_form(server, Attempts(clock))
    CSRFProtect(app).exempt(machine)
    app.register_blueprint(machine, url_prefix=settings.path)
    app.register_blueprint(pages, url_prefix=settings.path)
    app.register_error_handler(HTTPException, _error_page)
    app.before_request(_only_from_near)
    return app


def _application(settings: ProviderSettings, keys: KeySet) -> Flask:
    app = Flask(
        __name__,
        template_folder=None,
        static_folder=str(SHARED / "static"),
        static_url_path=f"{settings.path}/static",
    )
    watch_requests(app, "identity")
    app.config.update(
        SECRET_KEY=hashlib.sha256(json.dumps(keys.as_dict(private=True)).encode()).digest(),
        SESSION_COOKIE_NAME=cookie_name("identity", secure=settings.secure),
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # headers.py asks Sec-Fetch-Site instead of the Referer
    )
    install_templates(app, [SHARED / "templates"])
    install_languages(app, [SHARED / "translations"])
    protect(app, base_url=settings.origin)
    app.context_processor(lambda: {"shell": _shell(settings.brand)})
    return app


def _only_from_near() -> None:
    """One press signs in as anybody, so nobody may press it from the open internet."""
    with suppress(ValueError):  # a name that a proxy gave, or none in a test
        if ip_address(request.remote_addr or "").is_global:
            raise Forbidden("The demo's sign-in is for people at this machine.")


def _shell(brand: str) -> Shell:
    here = languages(current=language(), path=request.path, query=request.args.items(multi=True))
    return Shell(brand=brand, language=language(), languages=here)


def _machine(server: Server, keys: KeySet, attempts: Attempts) -> Blueprint:
    """The routes for programs: discovery, keys, tokens."""
    routes = Blueprint("tokens", __name__)

    @routes.get("/.well-known/openid-configuration")
    def configuration() -> ResponseReturnValue:
        return jsonify(_configuration(server.settings.issuer))

    @routes.get("/jwks.json")
    def jwks() -> ResponseReturnValue:
        return jsonify(keys.as_dict(private=False))

    @routes.post("/token")
    def token() -> ResponseReturnValue:
        if not request.headers.get("Authorization", "").isascii():
            return jsonify({"error": "invalid_client"}), 401  # no library reads it
        name, address = _name_of_request(), request.remote_addr or ""
        if seconds := attempts.wait(address, name):
            answer = {"error": "temporarily_unavailable", "error_description": "Too many tries."}
            return jsonify(answer), 429, {"Retry-After": str(seconds)}
        response = server.create_token_response()
        if response.get_json().get("error") in ("invalid_client", "invalid_grant"):
            attempts.failed(address, name)
        return response  # type: ignore[no-any-return]  # Authlib has no types

    return routes


def _error_page(error: HTTPException) -> ResponseReturnValue:
    return render_template("shared/error.html", status=error.code), error.code or 500


def _name_of_request() -> str:
    """Whose secret it is that the request tries: a person's only where it asks for a person.

    A signed statement is nobody's guess: each counts for itself, and for its address.
    """
    if request.form.get("grant_type") == "password":
        return request.form.get("username", "")
    basic = request.authorization.username if request.authorization else None
    return basic or request.form.get("client_id") or request.form.get("client_assertion", "")[-100:]


def _configuration(issuer: str) -> dict[str, object]:
    """OpenID Connect Discovery 1.0, section 3."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "end_session_endpoint": f"{issuer}/end-session",
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "jwks_uri": f"{issuer}/jwks.json",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials", "password"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": [*SECRET, KEY],
        "token_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": ["sub", "name", "preferred_username", "nonce", "auth_time", "sid"],
        "authorization_response_iss_parameter_supported": True,
    }
