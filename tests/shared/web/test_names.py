"""Names in every script stand in a page as they are read."""

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from shared.web.site import SHARED
from shared.web.templates import install_templates, isolated

ARABIC = "محمد العلي"
FIRST, LAST = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (ARABIC, f"{FIRST}{ARABIC}{LAST}"),
        (f"{ARABIC} · Kaveri, 12 v", f"{FIRST}{ARABIC}{LAST} · Kaveri, 12 v"),
        ("Ääkkönen · דוד", f"Ääkkönen · {FIRST}דוד{LAST}"),
        ("Ääkkönen", "Ääkkönen"),
        ("Aino", "Aino"),
        (12, 12),
    ],
)
def test_letters_from_right_to_left_are_kept_apart(text: object, shown: object) -> None:
    assert isolated(text) == shown


def test_what_is_drawn_already_stays() -> None:
    drawn = Markup(f"<b>{ARABIC}</b>")  # noqa: S704 - of this test
    assert isolated(drawn) is drawn


def test_a_page_keeps_the_direction_of_a_name() -> None:
    app = Flask(__name__)
    install_templates(app, [SHARED / "templates"])
    with app.test_request_context("/"):
        page = render_template_string(
            '{% import "shared/macros/page.html" as ui %}{{ ui.page_head(name) }}',
            name=f"{ARABIC}, 12 v",
        )
    assert f"<h1>{FIRST}{ARABIC}{LAST}, 12 v</h1>" in page
