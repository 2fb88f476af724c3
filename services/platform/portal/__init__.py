"""The front door: one's own day, what is unread, the search, and the statements of every page."""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.common.page_frame import BRAND, footer, inbox, menu, search
from services.platform.portal import problems
from services.platform.portal.access_log import access_log_pages
from services.platform.portal.guest import TRIED, guest
from services.platform.portal.pages import front_pages
from shared.identity.headers import protect
from shared.kernel.clock import Clock
from shared.telemetry.edge import watch_requests
from shared.web.i18n import install_languages, language
from shared.web.problems import problem_of
from shared.web.shell import Shell, Who, languages
from shared.web.site import SHARED, Site
from shared.web.templates import install_templates

FOLDER = Path(__file__).parent
SERVICES = FOLDER.parents[1]
ADMINISTERED = {  # what an administrator keeps, and where its pages are
    "people": "/referral/admin/people",
    "organisations": "/referral/directory/organisations",
    "clients": "/referral/systems",
    "networks": "/referral/directory/networks",
}


def create_portal(site: Site, clock: Clock) -> Flask:
    """Pages that need no database: what they show of a person, the services say."""
    app = Flask(
        "portal",
        template_folder=None,
        static_folder=str(SHARED / "static"),
        static_url_path="/static",
    )
    app.secret_key = site.secret
    watch_requests(app, "portal")
    install_templates(app, [folder / "templates" for folder in (FOLDER, SHARED)])
    install_languages(app, [SHARED / "translations", SERVICES / "translations"])
    protect(app, base_url=site.base_url, forms_to=[site.issuer.origin])
    app.context_processor(lambda: _frame(site))
    app.register_blueprint(problems.pages)
    app.register_blueprint(front_pages(site.neighbours, clock))
    app.register_blueprint(access_log_pages(site.neighbours))
    app.add_url_rule("/accessibility", "a11y", lambda: render_template("portal/accessibility.html"))
    app.add_url_rule("/privacy", "privacy", lambda: render_template("portal/privacy.html"))
    app.add_url_rule(
        "/privacy/<code>", "notice", lambda code: redirect(f"/referral/notices/{quote(code)}")
    )
    app.add_url_rule("/privacy/requests", "requests", lambda: redirect(f"/referral{request.path}"))
    for name, page in ADMINISTERED.items():
        app.add_url_rule(f"/admin/{name}", f"admin_{name}", partial(redirect, page))
    app.register_error_handler(Exception, _answer)
    return app


def _frame(site: Site) -> dict[str, Any]:
    """The shell of every page, and the token of the form that signs out."""
    who = guest(site.neighbours)
    reader = who.reader
    shell = Shell(
        brand=BRAND,
        language=language(),
        nav=menu(reader.roles) if reader else (),
        who=Who(reader.role, reader.organisation, f"/{who.home}/sign-out", reader.name)
        if reader
        else None,
        sign_in="/referral/sign-in",
        languages=languages(
            current=language(),
            path=request.path,
            query=[each for each in request.args.items(multi=True) if each[0] != TRIED],
        ),
        footer=footer(),
        inbox=inbox(who.unread) if reader else None,
        search=search(reader.roles) if reader else "",
    )
    return {"shell": shell} | ({"csrf_token": lambda: reader.csrf_token} if reader else {})


def _answer(error: Exception) -> ResponseReturnValue:
    """An error as a page that leads home."""
    problem = problem_of(error)
    page = render_template("shared/error.html", status=problem.status, problem=problem)
    return page, problem.status, problem.headers
