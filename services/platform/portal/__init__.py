"""The portal: what the platform is, where to go, and the statements that every page links."""

from pathlib import Path

from flask import Flask, render_template, request

from services.common.page_frame import BRAND, footer, services
from services.platform.portal import problems
from shared.identity.headers import protect
from shared.telemetry.edge import watch_requests
from shared.web.i18n import install_languages, language
from shared.web.shell import Shell, languages
from shared.web.site import SHARED, Site
from shared.web.templates import install_templates

FOLDER = Path(__file__).parent
SERVICES = FOLDER.parents[1]


def create_portal(site: Site) -> Flask:
    """Pages that need no database and no sign-in."""
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
    protect(app, base_url=site.base_url)
    app.context_processor(lambda: {"shell": _shell()})
    app.register_blueprint(problems.pages)
    app.add_url_rule("/", "home", lambda: render_template("portal/home.html", links=services()))
    app.add_url_rule("/accessibility", "a11y", lambda: render_template("portal/accessibility.html"))
    app.add_url_rule("/privacy", "privacy", lambda: render_template("portal/privacy.html"))
    return app


def _shell() -> Shell:
    return Shell(
        brand=BRAND,
        language=language(),
        sign_in="/referral/sign-in",
        languages=languages(
            current=language(), path=request.path, query=request.args.items(multi=True)
        ),
        footer=footer(),
    )
