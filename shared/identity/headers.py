"""The security headers of every answer, and which requests of browsers are refused.

Scripts, styles and fonts come only from us, nothing is inline, and no other site may frame us.
A changing request from another site is refused before anything reads it. There is one address.
"""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, Forbidden

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
YEAR = 365 * 24 * 60 * 60
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def protect(app: Flask, *, base_url: str, forms_to: Iterable[str] = ()) -> None:
    """Send the headers, and refuse requests of other sites.

    `base_url` is the one public address, without a slash at the end. `forms_to` names other
    origins that a form's answer may lead to, such as the issuer's when signing out.
    """
    allowed = " ".join(("'self'", *(origin for origin in forms_to if origin != base_url)))
    directives = POLICY | {"form-action": allowed}
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())

    @app.before_request
    def turn_away() -> ResponseReturnValue | None:
        if isinstance(request.routing_exception, BadHost):
            return "No host has this name.", 400, {"Content-Type": "text/plain"}
        if (
            request.method in ("GET", "HEAD")
            and is_page()
            and request.host != urlsplit(base_url).netloc
        ):
            return redirect(base_url + _address_as_sent(), 307)
        if request.method not in SAFE and _from_elsewhere(base_url):
            raise Forbidden("This request came from another site.")
        return None

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if base_url.startswith("https://"):
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if g.get("who") is not None:
            response.headers["Cache-Control"] = "no-store"
        elif not is_static(request.endpoint):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def is_api() -> bool:
    """Whether this request is for a program: /<service>/api/…, /scim/… and /<service>/metrics"""
    return request.path.split("/")[2:3] in (["api"], ["scim"], ["metrics"])


def is_scim() -> bool:
    """Whether it is for an identity provider that keeps people here, in SCIM's own words."""
    return request.path.split("/")[2:3] == ["scim"]


def is_static(endpoint: str | None) -> bool:
    """Whether it serves a file that is the same for everybody."""
    return endpoint is not None and endpoint.split(".")[-1] == "static"


def is_page() -> bool:
    """Whether it is for a person; health probes may use any host name."""
    return not is_api() and request.path.split("/")[2:3] != ["health"]


def _address_as_sent() -> str:
    """Path and query with all that a header cannot hold in its escaped form."""
    path = quote(request.path, safe="/:@!$&'()*+,;=~")
    query = quote(request.query_string, safe="/:@!$&'()*+,;=~%?")
    return f"{path}?{query}" if query else path


def _from_elsewhere(base_url: str) -> bool:
    """Whether a browser says that another site sent this. Programs send no such header."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and origin != base_url
