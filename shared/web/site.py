"""A service's Flask application: pages and resources behind the guard, frame and errors."""

from collections import ChainMap
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import flask_smorest
from flask import Blueprint, Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from requests.adapters import BaseAdapter
from werkzeug.exceptions import HTTPException

from shared.database.migrating import Steps
from shared.documents.scanning import Scanner
from shared.identity import signin
from shared.identity.access import PUBLIC, Manifest, guard
from shared.identity.authenticator import Authenticator
from shared.identity.headers import is_api, is_scim, protect
from shared.identity.issuer import Issuer
from shared.identity.jwks import Keys
from shared.identity.neighbours import PATIENCE, Neighbours
from shared.identity.principals import Principals
from shared.identity.proof import Proof
from shared.identity.sessions import Sessions, cookie_name
from shared.identity.signin import Registration, sign_in_pages
from shared.identity.tokens import Tokens
from shared.service import Service
from shared.telemetry.edge import watch_requests
from shared.web.access_log import keep_accesses
from shared.web.files import allow_files
from shared.web.health import health_pages
from shared.web.held_forms import hold_form, install_held_forms
from shared.web.i18n import install_languages
from shared.web.openapi.served import DescribedApi, addresses_of
from shared.web.problems import Problem, problem_of
from shared.web.rates import NO_RATES, Rates, limit_callers, limit_public, limit_strangers
from shared.web.reference import reference_page
from shared.web.scim.messages import error_answer
from shared.web.shell import Shell
from shared.web.templates import install_templates

SHARED = Path(__file__).parents[1]
LARGEST = 1024 * 1024  # bytes of a request; documents have a limit of their own
BASE_ACCESS: Manifest = {
    **signin.ACCESS,
    "health.live": PUBLIC,
    "health.ready": PUBLIC,
    "api-docs.openapi_json": PUBLIC,
    "reference.show": PUBLIC,
}


@dataclass(frozen=True)
class Site:
    """What all services of one installation have in common."""

    base_url: str  # the one public address, without a slash at the end
    secret: str
    issuer: Issuer
    audience: str
    keys: Keys
    client_secret: Proof
    services: tuple[str, ...]
    code_labels: Callable[[type[StrEnum], str], list[tuple[str, str]]]  # of a list, in a language
    reach: Callable[[str], BaseAdapter]  # how requests get to a service
    patience: float = PATIENCE  # seconds that a page waits for another service
    rates: Rates = NO_RATES  # how often one caller may ask
    numbers: Mapping[str, str] = field(default_factory=dict)  # phones, by what they are for
    scanner: Scanner = field(default_factory=Scanner)  # of the files that people send

    @cached_property
    def neighbours(self) -> Neighbours:
        """All services, as this process asks them in the name of a person."""
        secure = self.base_url.startswith("https://")
        cookies = {n: cookie_name(session_name(n), secure=secure) for n in self.services}
        return Neighbours(self.base_url, cookies, self.reach, self.patience)


@dataclass(frozen=True)
class Parts:
    """What a service's app.py gives: the folder of its templates, its routes, and who may use them.

    `stand_ins` maps a role to the one that has it where nobody of an organisation does. Who has
    a role of `overseers` and belongs to no organisation reads the rows of all of them.
    """

    folder: Path
    pages: Sequence[Blueprint]
    resources: Sequence[flask_smorest.Blueprint]
    manifest: Manifest
    frame: Callable[[], Shell]
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    overseers: Collection[str] = ()


class Api(DescribedApi):
    """Answers every error by our table of problems."""

    def handle_http_exception(self, error: HTTPException) -> ResponseReturnValue:
        return answer(error)


def create_web(service: Service, parts: Parts, site: Site) -> Flask:
    """The application of one service, behind its guard."""
    app = Flask(
        service.name,
        template_folder=None,
        static_folder=str(SHARED / "static"),
        static_url_path=f"/{service.name}/static",
    )
    app.config.update(_config(service.name, site))
    allow_files(app, _taking_files(parts), usual=LARGEST)
    watch_requests(app, service.name)
    keep_accesses(app, service)
    app.extensions |= _extensions(service, parts, site)
    install_templates(app, [parts.folder / "templates", SHARED / "templates"])
    # The texts of all services, and those of this one.
    catalogues = (SHARED, parts.folder.parent, parts.folder)
    install_languages(app, [folder / "translations" for folder in catalogues])
    protect(app, base_url=site.base_url, forms_to=[site.issuer.origin])
    authenticator = _identity(app, service, site, parts.stand_ins)
    steps = Steps(service.name, parts.folder / "migrations")
    app.register_blueprint(health_pages(service, steps=steps, authenticator=authenticator))
    for page in parts.pages:
        app.register_blueprint(page)
    declared = [getattr(each, "access", {}) for each in (*parts.pages, *parts.resources)]
    manifest = {**BASE_ACCESS, **parts.manifest, **dict(ChainMap(*declared))}
    api = Api(app, manifest, addresses_of(site.base_url, site.issuer))
    app.register_blueprint(reference_page(service.name, api))
    for resource in parts.resources:
        api.register_blueprint(resource)
    app.register_error_handler(Exception, answer)
    app.context_processor(lambda: {"shell": parts.frame()})
    install_held_forms(app)
    limit_strangers(app, site.rates)
    guard(app, manifest, authenticator, hold_form)
    limit_callers(app, site.rates)
    limit_public(app, site.rates)
    return app


def _taking_files(parts: Parts) -> set[str]:
    """The endpoints to which files are sent."""
    routed = (*parts.pages, *parts.resources)
    return set[str]().union(*(getattr(each, "with_files", ()) for each in routed))


def _extensions(service: Service, parts: Parts, site: Site) -> dict[str, Any]:
    """What any request may ask the application for."""
    return {
        "service": service,
        "code_labels": site.code_labels,
        "numbers": site.numbers,
        "scanner": site.scanner,
        "overseers": parts.overseers,
    }


def answer(error: Exception) -> ResponseReturnValue:
    """An error as a page for people, as problem+json for programs."""
    problem = problem_of(error)
    if is_scim():
        return error_answer(error, problem)
    if is_api():
        return _for_programs(problem)
    page = render_template("shared/error.html", status=problem.status, problem=problem)
    return page, problem.status, problem.headers


def _for_programs(problem: Problem) -> Response:
    response = jsonify(problem.body(request.path))
    response.status_code = problem.status
    response.content_type = "application/problem+json"
    response.headers.update(problem.headers)
    return response


def _identity(
    app: Flask, service: Service, site: Site, stand_ins: Mapping[str, str]
) -> Authenticator:
    principals = Principals(service.database, service.sealing, stand_ins)
    secure = site.base_url.startswith("https://")
    sessions = Sessions(
        service.database, clock=service.clock, name=session_name(service.name), secure=secure
    )
    app.session_interface = sessions
    registration = Registration(
        service.name,
        site.base_url,
        site.issuer,
        f"web-{service.name}",
        site.client_secret,
        neighbours=site.neighbours,
    )
    app.register_blueprint(
        sign_in_pages(registration, principals=principals, sessions=sessions, keys=site.keys)
    )
    tokens = Tokens(site.issuer.url, site.audience, site.keys, service.clock)
    return Authenticator(
        principals,
        tokens,
        service.clock,
        f"/{service.name}/sign-in",
        last_contact_at=lambda: service.consumer("people").last_contact_at,
    )


def session_name(service: str) -> str:
    """What a service's session cookie is called after."""
    return f"rinnalla-{service}"


def _config(name: str, site: Site) -> dict[str, Any]:
    return {
        "SECRET_KEY": site.secret,
        "MAX_CONTENT_LENGTH": LARGEST,
        "API_TITLE": f"Rinnalla {name}",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": f"/{name}/api/v1",
        "OPENAPI_JSON_PATH": "openapi.json",
    }


def who() -> Any:
    """The principal of this request, None when nobody has signed in."""
    return g.get("who")
