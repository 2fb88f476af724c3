"""In which language a reader reads: asked for, remembered, or what the browser prefers."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale

from shared.shell import LANGUAGE_NAMES

COOKIE = "language"
YEAR = 365 * 24 * 60 * 60
DEFAULT = "fi"


def install_languages(app: Flask, catalogues: Sequence[Path]) -> None:
    """Read texts from the catalogues, dates and numbers from CLDR, days in Helsinki's zone."""
    directories = ";".join(str(folder) for folder in catalogues)
    Babel(
        app,
        default_locale="en",
        default_timezone="Europe/Helsinki",
        default_translation_directories=directories,
        locale_selector=_chosen,
    )
    app.jinja_env.globals["get_locale"] = get_locale

    @app.after_request
    def remember(response: Response) -> Response:
        asked = request.args.get("lang")
        if asked in LANGUAGE_NAMES:
            response.set_cookie(
                COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure
            )
        return response


def language() -> str:
    """fi, sv or en: the language of this request."""
    return str(get_locale() or DEFAULT)


def _chosen() -> str:
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def _choose() -> str:
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGE_NAMES:
            return str(asked)
    if request.path.split("/")[2:3] == ["api"]:
        return request.accept_languages.best_match(list(LANGUAGE_NAMES), "en")
    return request.accept_languages.best_match(list(LANGUAGE_NAMES), DEFAULT)
