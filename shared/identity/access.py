"""The access manifest: who may use which route, in one place; everything else is refused.

A page knows people by their session, an API knows callers by their bearer token; neither accepts
the other's proof. The service itself decides what a principal may see behind a route.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from shared.identity.authenticator import Authenticator
from shared.identity.headers import SAFE, is_api, is_page, is_static
from shared.identity.principals import Principal
from shared.identity.sessions import current_session


@dataclass(frozen=True)
class Access:
    """Who may use a route: everybody, everybody who has signed in, or only these roles."""

    public: bool = False
    roles: frozenset[str] = frozenset()  # empty: every role
    needs_token: bool = True  # a POST brings its form's token; False: it changes nothing of theirs
    shows_people: bool = True  # each use leaves a row in the access log

    def admits(self, who: Principal) -> bool:
        return not self.roles or who.has(*self.roles)


PUBLIC = Access(public=True, shows_people=False)
SIGNED_IN = Access()
Manifest = Mapping[str, Access | Mapping[str, Access]]
"""From endpoint to access, or to access by method where the methods differ."""

WHO = "Send a good access token of somebody known here: Authorization: Bearer …"


def allow(*roles: str, shows_people: bool = True) -> Access:
    """Only principals with one of these roles."""
    if not roles:
        raise ValueError("Name a role, or say SIGNED_IN.")
    return Access(roles=frozenset(roles), shows_people=shows_people)


HoldForm = Callable[[UUID], str]
"""Keep what this request's form says for that person; the page on which they find it again,
empty where they stay on the page that they are on."""


def guard(
    app: Flask,
    manifest: Manifest,
    authenticator: Authenticator,
    hold_form: HoldForm | None = None,  # None: a form sent after the session ended is lost
) -> None:
    """Check every request against the manifest; call it when every route is registered.

    Sets `g.who` to the principal, and to None on public routes without a sign-in.
    Raises `ValueError` when a route has no entry or an entry no route.
    """
    _compare(app, manifest)
    app.extensions["access"] = manifest
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # only pages need it; they are recognised below
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_SSL_STRICT=False,  # headers.py asks Sec-Fetch-Site instead of the Referer
    )
    csrf = CSRFProtect(app)

    @app.before_request
    def check() -> ResponseReturnValue | None:
        g.who = None
        if request.method == "OPTIONS" or is_static(request.endpoint):
            return None
        if is_api():
            _check_call(entry_of(manifest), authenticator)
            return None
        if not is_page() and entry_of(manifest).public:
            return None  # a probe: the process is alive even when its database is away
        if is_page():
            current_session().read()
        refusal = _check_visit(entry_of(manifest), authenticator, hold_form)
        if refusal is None and request.method not in SAFE and entry_of(manifest).needs_token:
            return _check_token(csrf, authenticator, hold_form)
        return refusal


def _check_call(access: Access, authenticator: Authenticator) -> None:
    if access.public:
        return
    authenticator.check_fresh()
    g.who = authenticator.bearer_principal()
    if g.who is None:
        raise Unauthorized(WHO, www_authenticate=WWWAuthenticate("bearer"))
    _check_role(access)


def _check_visit(
    access: Access, authenticator: Authenticator, hold_form: HoldForm | None
) -> ResponseReturnValue | None:
    if access.public:
        g.who = authenticator.session_principal() if authenticator.is_fresh() else None
        return None
    authenticator.check_fresh()
    g.who = authenticator.session_principal()
    if g.who is not None:
        _check_role(access)
        return None
    if hold_form is not None and request.method not in SAFE:
        owner = authenticator.owner_of_form()
        page = hold_form(owner) if owner is not None else None
        if page is not None:
            return _lead(authenticator.sign_in, page, status=303) if page else ("", 204)
    return _to_sign_in(authenticator.sign_in)


def _check_token(
    csrf: CSRFProtect, authenticator: Authenticator, hold_form: HoldForm | None
) -> ResponseReturnValue | None:
    try:
        csrf.protect()
    except CSRFError:
        way_back = _shown_before(authenticator, hold_form)
        if way_back is None:
            raise
        return way_back
    return None


def _shown_before(
    authenticator: Authenticator, hold_form: HoldForm | None
) -> ResponseReturnValue | None:
    """The way back to a form that an earlier session showed; None where it is not theirs.

    Whoever signed out in another window and in again sends it with the token of before. It is kept
    for its own person, whoever sends it.
    """
    owner = authenticator.owner_of_form()
    if hold_form is None or owner is None or g.who is None:
        return None
    page = hold_form(owner)
    if owner != g.who.id:
        return None
    if "HX-Current-URL" in request.headers and page:
        return "", 200, {"HX-Redirect": page}
    return redirect(page, 303) if page else ("", 204)


def _to_sign_in(address: str) -> ResponseReturnValue:
    """To sign-in, and back where that makes sense: the content of a form would be lost."""
    if current := request.headers.get(
        "HX-Current-URL"
    ):  # a part of a page leads back to the whole page
        return _lead(address, _path_of(current))
    if request.method not in SAFE:
        raise Unauthorized("Sign in first.")
    return _lead(address, request.full_path.rstrip("?"))


def _lead(address: str, back: str, *, status: int = 302) -> ResponseReturnValue:
    there = f"{address}?{urlencode({'next': back})}"
    if "HX-Current-URL" in request.headers:
        return "", 401, {"HX-Redirect": there}
    return redirect(there, status)


def _path_of(address: str) -> str:
    """Its path and query; the root when it is no address."""
    try:
        return urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl()
    except ValueError:
        return "/"


def _check_role(access: Access) -> None:
    if not access.admits(g.who):
        raise Forbidden("Your role does not include this.")


def entry_of(manifest: Manifest) -> Access:
    """What the manifest says of this request's route and method."""
    if request.endpoint is None:  # no such route or method: Flask answers
        return PUBLIC
    entry = manifest.get(request.endpoint)
    if isinstance(entry, Mapping):
        entry = entry.get("GET" if request.method == "HEAD" else request.method)
    if entry is None:
        raise Forbidden("Nobody has said who may use this.")
    return entry


def _compare(app: Flask, manifest: Manifest) -> None:
    routes, entries = set(_routes(app)), set(_entries(app, manifest))
    if missing := sorted(routes - entries):
        raise ValueError(f"Routes without an entry in the access manifest: {missing}")
    if stale := sorted(entries - routes):
        raise ValueError(f"Entries of the access manifest without a route: {stale}")


def _routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if not is_static(rule.endpoint):
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield rule.endpoint, method


def _entries(app: Flask, manifest: Manifest) -> Iterator[tuple[str, str]]:
    existing = dict[str, set[str]]()
    for endpoint, method in _routes(app):
        existing.setdefault(endpoint, set()).add(method)
    for endpoint, entry in manifest.items():
        named = entry if isinstance(entry, Mapping) else existing.get(endpoint, {"any"})
        for method in named:
            yield endpoint, method
