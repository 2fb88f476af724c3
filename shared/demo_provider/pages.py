"""The demo provider's pages: signing in, and signing out."""

import secrets

from authlib.oauth2 import OAuth2Error
from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from shared.demo_provider.attempts import Attempts
from shared.demo_provider.authorization import Server
from shared.demo_provider.grants import right
from shared.demo_provider.roster import Person, ProviderSettings
from shared.web.parts import Form


def sign_in_form(server: Server, attempts: Attempts) -> Blueprint:
    """`/authorize`, where an application sends people to sign in, and `/end-session`."""
    routes = Blueprint("identity", __name__, template_folder="templates")
    settings = server.settings

    @routes.route("/authorize", methods=["GET", "POST"])
    def authorize() -> ResponseReturnValue:
        """Sign in where needed, then go back to the application with a code."""
        if request.method == "POST" and (refusal := _sign_in(settings, attempts)):
            return _form(settings, refusal)
        person = settings.person(session.get("person") if "sid" in session else None)
        try:
            grant = server.get_consent_grant(end_user=person)
        except OAuth2Error as error:
            return _answer_client(server, error)
        if person is None or (grant.prompt and request.method == "GET"):
            return _form(settings)
        return server.create_authorization_response(  # type: ignore[no-any-return]
            grant=grant, grant_user=person
        )

    @routes.route("/end-session", methods=["GET", "POST"])
    def end_session() -> ResponseReturnValue:
        """Sign out: at once for an application's ID token, else after a question."""
        try:
            logout = server.validate_endpoint_request("end_session")
        except OAuth2Error as error:
            raise BadRequest(error.description) from error
        if logout.needs_confirmation and request.method == "GET":
            return render_template("identity/sign_out.html")
        response = server.create_endpoint_response("end_session", logout)
        return response or render_template("identity/signed_out.html")

    return routes


def _sign_in(settings: ProviderSettings, attempts: Attempts) -> tuple[str, int] | None:
    """Remember the person who signs in; else return the reason and a status."""
    if chosen := settings.person(request.form.get("choose")):
        _remember(chosen)
        return None
    given, address = request.form.get("username", "").strip(), request.remote_addr or ""
    if attempts.wait(address, given):
        return "wait", 429
    person = settings.person(given)
    if person is None or not right(request.form.get("password", ""), settings.password):
        attempts.failed(address, given)
        return "wrong", 401
    _remember(person)
    return None


def _remember(person: Person) -> None:
    session.clear()
    session.update(person=person.sign_in, sid=secrets.token_urlsafe(16))


def _form(settings: ProviderSettings, refusal: tuple[str, int] = ("", 200)) -> ResponseReturnValue:
    problem, status = refusal
    page = render_template(
        "identity/sign_in.html",
        people=settings.people,
        problem=problem,
        entries=Form.of({"username": request.form.get("username", "")}),
    )
    return page, status, {"Retry-After": "60"} if status == 429 else {}


def _answer_client(server: Server, error: OAuth2Error) -> ResponseReturnValue:
    """Send the error to the application, but only to a registered address of it."""
    if not error.redirect_uri:
        raise BadRequest(error.description)
    return server.handle_error_response(None, error)  # type: ignore[no-any-return]
