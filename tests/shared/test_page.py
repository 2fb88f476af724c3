"""The page around every page, and the macros that a page is made of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template, render_template_string
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from shared.web import parts
from shared.web.shell import Link, Shell, Who, languages

SHARED = Path("shared").resolve()
CANARY = '<b onclick="x">"Canary" & co</b>'
SHELL = Shell(
    "Bicycles",
    "en",
    nav=(Link("Orders", "/orders/", current=True), Link("Stock", "/stock/")),
    languages=languages(current="en", path="/orders/", query=[("page", "2")]),
    footer=(Link("Privacy", "/privacy"),),
    freshness="Complete to noon",
)
PAGE = '{% extends "shared/page.html" %}{% block title %}Orders{% endblock %}'
USE = '{% import "shared/macros.html" as ui %}'


@pytest.fixture(scope="module", autouse=True)
def request_context() -> Iterator[None]:
    app = Flask("bicycles", template_folder=str(SHARED / "templates"))
    app.config["SECRET_KEY"] = "for tests"
    app.jinja_options = {"undefined": StrictUndefined}
    Babel(app, default_locale="en")
    CSRFProtect(app)
    with app.test_request_context("/orders/"):
        yield


def drawn(template: str, **values: object) -> str:
    return render_template_string(template, **{"shell": None, **values})


def test_a_page_says_its_language_its_title_and_where_one_is() -> None:
    page = drawn(PAGE, shell=SHELL)
    assert '<html lang="en">' in page
    assert "<title>Orders – Bicycles</title>" in page
    assert '<a href="/orders/" aria-current="page">Orders</a>' in page
    assert '<a href="/stock/">Stock</a>' in page
    assert 'href="/orders/?page=2&amp;lang=sv"' in page


def test_signing_out_is_a_form_with_a_token() -> None:
    who = Who("Mechanic", "Repairs Ltd", "/sign-out")
    page = drawn(PAGE, shell=replace(SHELL, who=who))
    form = page[page.index('<form method="post" action="/sign-out"') :]
    assert 'name="csrf_token" value="' in form[: form.index("</form>")]


def test_nobody_signed_in_is_offered_the_way_in() -> None:
    page = drawn(PAGE, shell=replace(SHELL, sign_in="/sign-in"))
    assert 'href="/sign-in">Sign in</a>' in page


def test_a_page_draws_without_a_shell() -> None:
    assert "<title>Orders</title>" in drawn(PAGE)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 412, 413, 422, 428, 429, 503])
def test_each_error_has_words_of_its_own(status: int) -> None:
    page = render_template("shared/error.html", status=status, shell=SHELL)
    assert page.count("<h1>") == 1
    assert "Something went wrong with us" not in page


def test_an_unknown_error_is_said_to_be_ours() -> None:
    page = render_template("shared/error.html", status=500, shell=SHELL)
    assert "<h1>Something went wrong with us</h1>" in page


def test_an_error_may_say_how_long_to_wait() -> None:
    page = render_template("shared/error.html", status=429, wait=30, shell=SHELL)
    assert "Try again in 30 seconds." in page


def test_the_summary_of_errors_leads_to_each_field() -> None:
    errors: dict[object, object] = {"size": ["Too big."], "owner": {"name": ["Missing."]}}
    entries = parts.Form.of({}, errors, fields={"size": parts.FieldText("Size")})
    summary = drawn(USE + "{{ ui.error_summary(entries) }}", entries=entries)
    assert 'role="alert" tabindex="-1"' in summary
    assert '<a href="#size">Size: Too big.</a>' in summary
    assert '<a href="#owner.name">Missing.</a>' in summary


def test_two_forms_of_a_page_may_ask_for_the_same_field() -> None:
    entries = parts.Form.of({}, {"size": ["Too big."]}, prefix="order")
    summary = drawn(USE + "{{ ui.error_summary(entries) }}", entries=entries)
    field = drawn(USE + "{{ ui.text(entries, 'size', 'Size') }}", entries=entries)
    assert '<a href="#order-size">' in summary
    assert 'id="order-size" name="size"' in field


def test_a_date_that_is_none_is_still_shown() -> None:
    typed = [parts.Form.of({"on": text}) for text in ("", "2026-01-31", "31.1.")]
    drawn_as = [drawn(USE + "{{ ui.date(entries, 'on', 'Day') }}", entries=form) for form in typed]
    assert ['type="date"' in field for field in drawn_as] == [True, True, False]
    assert 'type="text" value="31.1."' in drawn_as[2]


def test_no_summary_is_drawn_when_nothing_is_wrong() -> None:
    assert drawn(USE + "{{ ui.error_summary(entries) }}", entries=parts.Form()).strip() == ""


def test_a_wrong_field_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    entries = parts.Form.of({"size": "9"}, {"size": ["Too big."]})
    field = drawn(USE + "{{ ui.text(entries, 'size', 'Size', hint='In inches') }}", entries=entries)
    assert 'value="9"' in field
    assert 'aria-describedby="size-hint size-error" aria-invalid="true"' in field
    assert 'id="size-error"' in field


def test_a_form_carries_the_token_the_version_and_the_key() -> None:
    form = drawn(USE + "{% call ui.form('/x', seen=0, key='k') %}{% endcall %}")
    assert '<input type="hidden" name="csrf_token"' in form
    assert '<input type="hidden" name="seen" value="0">' in form
    assert '<input type="hidden" name="key" value="k">' in form


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("ui.tag('late', it)", CANARY),
        ("ui.page_head(it, it)", CANARY),
        ("ui.breadcrumb([(it, it), (it, '')])", CANARY),
        ("ui.steps([it], 'Way')", parts.Step(CANARY, "done", CANARY, CANARY)),
        ("ui.counts([it], 'By state')", parts.Count(1, CANARY, CANARY)),
        ("ui.timeline([it])", parts.Moment(CANARY, CANARY, CANARY)),
        ("ui.checklist([it])", parts.ChecklistItem("ok", CANARY, CANARY, CANARY, CANARY)),
        ("ui.score([it], it.name)", parts.Part(CANARY, 1, 2, CANARY)),
        ("ui.facts([(it, it)])", CANARY),
        ("ui.rows(it, [it, (it, 'num')], [[it, it]])", CANARY),
        ("ui.text(it, 'a', 'A')", parts.Form.of({"a": CANARY}, {"a": [CANARY]})),
        ("ui.area(it, 'a', 'A')", parts.Form.of({"a": CANARY}, {"a": [CANARY]})),
        ("ui.radios(it, 'a', 'A', [])", parts.Form.of({"a": CANARY}, {"a": [CANARY]})),
        ("ui.error_summary(it)", parts.Form.of({}, {"a": [CANARY]})),
    ],
)
def test_a_macro_escapes_what_it_is_given(call: str, value: Any) -> None:
    page = drawn(USE + "{{ " + call + " }}", it=value)
    assert "&lt;b onclick" in page
    assert "<b onclick" not in page


def test_what_discloses_or_ends_says_first_what_will_happen() -> None:
    call = "ui.confirm('End it', press='Yes, end it', kind='danger', name='end', value='now')"
    confirmation = drawn(USE + "{% call " + call + " %}<p>It is gone.</p>{% endcall %}")
    before, after = confirmation.split("</summary>")
    assert "<button" not in before
    assert "End it" in before
    assert after.index("It is gone.") < after.index("<button")
    assert '<button class="btn btn-danger" name="end" value="now">Yes, end it</button>' in after
