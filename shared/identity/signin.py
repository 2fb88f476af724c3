"""Signing in to one service: OpenID Connect, authorization code with PKCE.

Only the issuer sees the password; we get a code that only this browser's session can use. A person
who still has a session at the issuer sees no form at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import validate_csrf
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.exceptions import BadRequest, Forbidden, ServiceUnavailable
from wtforms import ValidationError

from shared.identity.access import PUBLIC, Access, Manifest
from shared.identity.client import OpenIdClient
from shared.identity.issuer import Issuer
from shared.identity.jwks import Keys, NoKeys
from shared.identity.logout_tokens import LogoutTokens
from shared.identity.neighbours import Neighbours
from shared.identity.principals import Principals
from shared.identity.proof import Proof
from shared.identity.sessions import Sessions, current_session
from shared.identity.tokens import BadToken

ACCESS: Manifest = {
    "signin.sign_in": PUBLIC,
    "signin.signed_in": PUBLIC,
    "signin.sign_out": Access(public=True, needs_token=False),  # it looks for itself
    "signin.end_session": Access(public=True, needs_token=False),  # the cookie is the proof
    "signin.back_channel": Access(public=True, needs_token=False),  # the logout token is the proof
}
"""The blueprint's part of a service's access manifest."""
HOME = "/"
LONGEST = 600  # characters of an address to come back to
UNREGISTERED = "stranger"
"""Set in the session of a person unknown here; next time they may sign in as another."""


@dataclass(frozen=True)
class Registration:
    """A service as it is registered at the issuer."""

    service: str  # first part of its paths
    base_url: str  # the one public address of everything, without a slash at the end
    issuer: Issuer
    client_id: str
    client_secret: Proof
    neighbours: Neighbours  # all services, where signing out ends the session too

    @property
    def callback(self) -> str:
        return f"{self.base_url}/{self.service}/signed-in"


@dataclass(frozen=True)
class SignIn:
    """The routes of signing in and out of one service."""

    of: Registration
    principals: Principals
    sessions: Sessions
    client: OpenIdClient
    logout_tokens: LogoutTokens

    def sign_in(self) -> ResponseReturnValue:
        """Go to the issuer, and from there back to the page `next`.

        With `silent` nobody is asked anything: who has no session at the issuer comes back as
        they went.
        """
        silent = bool(request.args.get("silent"))
        options = {"prompt": "none"} if silent else {}
        if session.pop(UNREGISTERED, False) and not silent:
            options = {"prompt": "login"}
        with _own_errors():
            authorization = self.client.create_authorization_url(self.of.callback, **options)
            address = authorization.pop("url")
        back = same_site(request.args.get("next"), default=HOME)
        self.client.remember(
            redirect_uri=self.of.callback, next=back, silent=silent, **authorization
        )
        return redirect(address)

    def signed_in(self) -> ResponseReturnValue:
        """Come back from the issuer; the code becomes a session under a new id."""
        with _own_errors():
            authorization = self.client.authorization_request(request.args.get("state"))
            silent = authorization.get("silent", False)
            if silent and "error" in request.args:
                self.client.forget(request.args.get("state"))
                return redirect(authorization["next"])
            token = self.client.redeem()
        who = self.principals.who(token["userinfo"]["sub"])
        if who is None and silent:
            return redirect(authorization["next"])
        if who is None:
            session[UNREGISTERED] = True
            raise Forbidden("You are signed in, but this service does not know you.")
        sid = token["userinfo"].get("sid")
        current_session().sign_in(who.id, sid if isinstance(sid, str) else None)
        session["id_token"] = token["id_token"]
        return redirect(authorization["next"])

    def sign_out(self) -> ResponseReturnValue:
        """End the sessions of this browser here and in every service, then at the issuer."""
        if current_session().principal is not None:
            _check_token()
        hint = session.get("id_token")
        current_session().sign_out()
        others = [
            name for name in self.of.neighbours.met_by(request.cookies) if name != self.of.service
        ]
        self.of.neighbours.ask(others, "session-end", request.cookies, form={})
        with _own_errors():
            response = redirect(
                self.client.sign_out_url(hint, back=f"{self.of.base_url}{HOME}"), 303
            )
        for cookie in self.of.neighbours.cookies.values():
            self.sessions.expire_cookie(response, cookie)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    def end_session(self) -> ResponseReturnValue:
        """End the session of a browser whose person signs out in a neighbouring service."""
        current_session().sign_out()
        return "", 204

    def back_channel(self) -> ResponseReturnValue:
        """End the sessions that the issuer's logout token names: it calls, no browser does."""
        try:
            logout = self.logout_tokens.read(request.form.get("logout_token", ""))
        except NoKeys as away:
            raise ServiceUnavailable(str(away), retry_after=30) from away
        except BadToken:
            return {"error": "invalid_request"}, 400
        if not self.sessions.use(logout.name, until=logout.ends_at):
            return {"error": "invalid_request"}, 400
        if logout.sid is not None:
            self.sessions.end_with(logout.sid)
        elif who := self.principals.who(logout.subject or ""):
            self.sessions.end_all(who.id)
        return "", 200


def sign_in_pages(
    of: Registration, *, principals: Principals, sessions: Sessions, keys: Keys
) -> Blueprint:
    """`/<service>/sign-in`, `/<service>/signed-in`, `/<service>/sign-out`, and for the issuer
    `/<service>/back-channel-logout`.

    After a sign-in a person comes to the page `next`, or home to `/`.
    """
    client = OpenIdClient(of.issuer, client_id=of.client_id, secret=of.client_secret)
    logout_tokens = LogoutTokens(of.issuer.url, of.client_id, keys, sessions.clock)
    pages = SignIn(of, principals, sessions, client, logout_tokens)
    routes = Blueprint("signin", __name__, url_prefix=f"/{of.service}")
    routes.get("/sign-in")(pages.sign_in)
    routes.get("/signed-in")(pages.signed_in)
    routes.post("/sign-out")(pages.sign_out)
    routes.post("/session-end")(pages.end_session)
    routes.post("/back-channel-logout")(pages.back_channel)
    return routes


def same_site(target: str | None, *, default: str) -> str:
    """The path to go back to, if it is of this site; browsers read `\\` as `/`."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return default
    if len(target) > LONGEST:
        return default
    if "\\" in target or any(ord(letter) < 33 for letter in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target


def _check_token() -> None:
    """Refuse a form that is not of this session."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as wrong:
        raise BadRequest("The form is not of this session.") from wrong


@contextmanager
def _own_errors() -> Iterator[None]:
    """Turn errors between us and the issuer into our own."""
    try:
        yield
    except RequestException as away:
        raise ServiceUnavailable("Signing in is not possible now.", retry_after=30) from away
    except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
        raise BadRequest("Signing in did not work. Try again from the start.") from error
