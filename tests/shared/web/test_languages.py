"""An answer says in which language it is, and on what that depends."""

from typing import Any

import pytest
from flask import Flask

from shared.web.i18n import gettext, install_languages


def ask(**headers: str) -> Any:
    app = Flask("shop")
    install_languages(app, [])
    app.add_url_rule("/shop/api/words", "words", lambda: gettext("Sign in first."))
    app.add_url_rule("/shop/api/numbers", "numbers", lambda: {"number": 1})
    path = headers.pop("path", "words")
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get(f"/shop/api/{path}", headers=names).headers


@pytest.mark.parametrize(("sent", "language"), [("sv", "sv"), ("fi;q=0.5, de", "fi"), ("", "en")])
def test_a_text_depends_on_the_readers_language(sent: str, language: str) -> None:
    headers = ask(Accept_Language=sent)
    assert (headers["Content-Language"], headers["Vary"]) == (language, "Accept-Language, Cookie")


def test_an_answer_without_words_depends_on_none() -> None:
    headers = ask(path="numbers", Accept_Language="sv")
    assert (headers.get("Content-Language"), headers.get("Vary")) == (None, None)
