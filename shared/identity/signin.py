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
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.exceptions import BadRequest, Forbidden, ServiceUnavailable

from shared.identity.access import PUBLIC, Manifest
from shared.identity.client import OpenIdClient
from shared.identity.issuer import Issuer
from shared.identity.principals import Principals
from shared.identity.sessions import Sessions, cookie_name, current_session

ACCESS: Manifest = {
    "signin.sign_in": PUBLIC,
    "signin.signed_in": PUBLIC,
    "signin.sign_out": PUBLIC,
}
"""The blueprint's part of a service's access manifest."""
UNREGISTERED = "stranger"
"""Set in the session of a person unknown here; next time they may sign in as another."""


@dataclass(frozen=True)
class Registration:
    """A service as it is registered at the issuer."""

    service: str  # first part of its paths
    base_url: str  # the one public address of everything, without a slash at the end
    issuer: Issuer
    client_id: str
    client_secret: str
    neighbours: tuple[str, ...] = ()  # names of all services' cookies, forgotten together

    @property
    def callback(self) -> str:
        return f"{self.base_url}/{self.service}/signed-in"


def sign_in_pages(of: Registration, *, principals: Principals, sessions: Sessions) -> Blueprint:
    """`/<service>/sign-in`, `/<service>/signed-in` and `/<service>/sign-out`."""
    routes = Blueprint("signin", __name__, url_prefix=f"/{of.service}")
    client = OpenIdClient(of.issuer, client_id=of.client_id, secret=of.client_secret)
    home = f"/{of.service}/"

    @routes.get("/sign-in")
    def sign_in() -> ResponseReturnValue:
        """Go to the issuer, and from there back to the page `next`."""
        options = {"prompt": "login"} if session.pop(UNREGISTERED, False) else {}
        with _own_errors():
            authorization = client.create_authorization_url(of.callback, **options)
        back = same_site(request.args.get("next"), default=home)
        client.save_authorize_data(redirect_uri=of.callback, next=back, **authorization)
        current_session().remember()
        return redirect(authorization["url"])

    @routes.get("/signed-in")
    def signed_in() -> ResponseReturnValue:
        """Come back from the issuer; the code becomes a session under a new id."""
        with _own_errors():
            authorization = client.authorization_request(request.args.get("state"))
            token = client.redeem()
        who = principals.who(token["userinfo"]["sub"])
        if who is None:
            session[UNREGISTERED] = True
            raise Forbidden("You are signed in, but this service does not know you.")
        current_session().sign_in(who.id)
        session["id_token"] = token["id_token"]
        return redirect(authorization["next"])

    @routes.post("/sign-out")
    def sign_out() -> ResponseReturnValue:
        """End the session here, forget the other services' cookies, sign out at the issuer."""
        hint = session.get("id_token")
        current_session().end()
        with _own_errors():
            response = redirect(client.sign_out_url(hint, back=f"{of.base_url}/"), 303)
        for name in of.neighbours:
            sessions.expire_cookie(response, cookie_name(name, secure=sessions.secure))
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return routes


def same_site(target: str | None, *, default: str) -> str:
    """The path to go back to, if it is of this site; browsers read `\\` as `/`."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return default
    if "\\" in target or any(ord(letter) < 33 for letter in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target


@contextmanager
def _own_errors() -> Iterator[None]:
    """Turn errors between us and the issuer into our own."""
    try:
        yield
    except RequestException as away:
        raise ServiceUnavailable("Signing in is not possible now.", retry_after=30) from away
    except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
        raise BadRequest("Signing in did not work. Try again from the start.") from error
