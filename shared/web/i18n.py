"""The reader's language: chosen by address, remembered in a cookie, or preferred by the browser."""

from collections.abc import Sequence
from pathlib import Path

import flask_babel
from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale

from shared.web.shell import LANGUAGE_NAMES

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
        chosen = request.args.get("lang")
        if chosen in LANGUAGE_NAMES:
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=YEAR,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure,
            )
        if "language" in g:  # somebody has asked for a text
            response.vary.update(("Accept-Language", "Cookie"))
            response.content_language.add(g.language)
        return response


def language() -> str:
    """fi, sv or en: the language of this request."""
    return str(get_locale() or DEFAULT)


def _chosen() -> str:
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def _choose() -> str:
    for wanted in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGE_NAMES:
            return str(wanted)
    if request.path.split("/")[2:3] == ["api"]:
        return str(request.accept_languages.best_match(list(LANGUAGE_NAMES), "en"))
    return str(request.accept_languages.best_match(list(LANGUAGE_NAMES), DEFAULT))


def gettext(text: str, **values: object) -> str:
    """The text in the reader's language; it must be a literal, so that it can be collected."""
    return str(flask_babel.gettext(text, **values))


def N_(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """One text for one, another for many; `%(num)s` is the number."""
    return str(flask_babel.ngettext(singular, plural, number, **values))
