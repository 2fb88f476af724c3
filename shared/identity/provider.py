"""The demo identity provider: OpenID Connect for the embedded default, refused elsewhere.

It speaks what Keycloak or Entra ID would, so the services take one road in demo and production.
The password grant exists only here.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime

from authlib.oauth2 import OAuth2Error
from flask import Blueprint, Flask, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from joserfc.jwk import KeySet

from shared.identity.attempts import Attempts
from shared.identity.authorization import EndSession, Server
from shared.identity.grants import right
from shared.identity.keys import ALGORITHM, signing_keys
from shared.identity.roster import SCOPES, Person, ProviderSettings
from shared.identity.sessions import cookie_name


def create_provider(
    settings: ProviderSettings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Flask:
    """The provider as a Flask application whose addresses begin with the issuer's path."""
    if not settings.demo:
        raise RuntimeError("The demo identity provider starts in demo mode only.")
    keys = signing_keys(settings.key_file)
    server = Server(settings, keys)
    server.register_endpoint(EndSession(server, keys=keys, forget=lambda: session.clear()))
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=hashlib.sha256(json.dumps(keys.as_dict(private=True)).encode()).digest(),
        SESSION_COOKIE_NAME=cookie_name("identity", secure=settings.secure),
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    machine, pages = _machine(server, keys, Attempts(clock)), _pages(server, Attempts(clock))
    CSRFProtect(app).exempt(machine)
    app.register_blueprint(machine, url_prefix=settings.path)
    app.register_blueprint(pages, url_prefix=settings.path)
    return app


def _machine(server: Server, keys: KeySet, attempts: Attempts) -> Blueprint:
    """What programs ask for: discovery, keys, tokens."""
    routes = Blueprint("tokens", __name__)

    @routes.get("/.well-known/openid-configuration")
    def configuration() -> ResponseReturnValue:
        return jsonify(_configuration(server.settings.issuer))

    @routes.get("/jwks.json")
    def jwks() -> ResponseReturnValue:
        return jsonify(keys.as_dict(private=False))

    @routes.post("/token")
    def token() -> ResponseReturnValue:
        name = _known(server.settings, _asking())
        if seconds := attempts.wait(name):
            answer = {"error": "temporarily_unavailable", "error_description": "Too many tries."}
            return jsonify(answer), 429, {"Retry-After": str(seconds)}
        response = server.create_token_response()
        if response.get_json().get("error") in ("invalid_client", "invalid_grant"):
            attempts.failed(name)
        return response  # type: ignore[no-any-return]  # Authlib has no types

    return routes


def _pages(server: Server, attempts: Attempts) -> Blueprint:
    """What people see: signing in and signing out."""
    routes = Blueprint("identity", __name__, template_folder="templates")
    settings = server.settings

    @routes.route("/authorize", methods=["GET", "POST"])
    def authorize() -> ResponseReturnValue:
        """Sign in where needed, then back to the application with a code."""
        if request.method == "POST" and (refusal := _sign_in(settings, attempts)):
            return _form(settings, refusal)
        person = settings.person(session.get("person"))
        try:
            grant = server.get_consent_grant(end_user=person)
        except OAuth2Error as error:
            return server.handle_error_response(None, error)  # type: ignore[no-any-return]
        if person is None or (grant.prompt and request.method == "GET"):
            return _form(settings)
        return server.create_authorization_response(  # type: ignore[no-any-return]
            grant=grant, grant_user=person
        )

    @routes.route("/end-session", methods=["GET", "POST"])
    def end_session() -> ResponseReturnValue:
        """Signs out: at once when an application's ID token asks, else after a question."""
        try:
            asked = server.validate_endpoint_request("end_session")
        except OAuth2Error as error:
            return server.handle_error_response(None, error)  # type: ignore[no-any-return]
        if asked.needs_confirmation and request.method == "GET":
            return render_template("identity/sign_out.html")
        response = server.create_endpoint_response("end_session", asked)
        return response or render_template("identity/signed_out.html")

    return routes


def _sign_in(settings: ProviderSettings, attempts: Attempts) -> tuple[str, int] | None:
    """Remember who has signed in; else why not, with a status."""
    if chosen := settings.person(request.form.get("choose")):
        _remember(chosen)
        return None
    given = request.form.get("username", "").strip()
    name, person = _known(settings, given), settings.person(given)
    if attempts.wait(name):
        return "wait", 429
    if person is None or not right(request.form.get("password", ""), settings.password):
        attempts.failed(name)
        return "wrong", 401
    _remember(person)
    return None


def _remember(person: Person) -> None:
    session.clear()
    session["person"] = person.sign_in


def _form(settings: ProviderSettings, refusal: tuple[str, int] = ("", 200)) -> ResponseReturnValue:
    problem, status = refusal
    page = render_template(
        "identity/sign_in.html",
        people=settings.people,
        problem=problem,
        username=request.form.get("username", ""),
    )
    return page, status, {"Cache-Control": "no-store"}


def _asking() -> str:
    basic = request.authorization.username if request.authorization else None
    return request.form.get("username") or basic or request.form.get("client_id") or ""


def _known(settings: ProviderSettings, name: str) -> str:
    """The name when it exists, "" for all others, which so share one count of failures."""
    return name if settings.person(name) or settings.client(name) else ""


def _configuration(issuer: str) -> dict[str, object]:
    """OpenID Connect Discovery 1.0, section 3."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "end_session_endpoint": f"{issuer}/end-session",
        "jwks_uri": f"{issuer}/jwks.json",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials", "password"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": ["sub", "name", "preferred_username", "nonce", "auth_time"],
        "authorization_response_iss_parameter_supported": True,
    }
