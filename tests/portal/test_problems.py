"""Each type of problem that an API can answer with is the address of a page, in three languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import default_exceptions
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.embedded import Platform
from services.platform.portal.problems import EXPLAINED, explained
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web.i18n import install_languages
from shared.web.idempotency import KeyAtWork, KeyReused
from shared.web.problems import problem_of
from shared.work import Stale

BASE = "http://localhost"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    opened = Platform(tmp_path_factory.mktemp("portal"), BASE, sync="OFF").open()
    yield Client(opened, Response)
    opened.close()


def errors() -> list[Exception]:
    """One of each kind that the table of problems tells apart."""
    http = [kind() for code, kind in default_exceptions.items() if code >= 400]
    stale = [Stale("bicycle-1", 2, 1), Stale("bicycle-1", 2)]
    rules = [Refused("No."), Invalid("No."), NotFound(), KeyAtWork(), KeyReused()]
    return [*http, *stale, *rules, TimeoutError(), ZeroDivisionError()]


@pytest.mark.parametrize("error", errors(), ids=lambda error: repr(error)[:40])
def test_every_type_has_a_page(error: Exception) -> None:
    app = Flask("shop")
    install_languages(app, [])
    with app.test_request_context():
        assert explained(problem_of(error).slug) is not None


def test_every_kind_of_refusal_has_a_page() -> None:
    kinds = [Refused]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert [kind for kind in kinds if explained(kind.slug) is None] == []


@pytest.mark.parametrize("slug", ["", *sorted(EXPLAINED), "http-418"])
def test_a_page_says_it_in_the_readers_language(portal: Client, slug: str) -> None:
    path = f"/problems/{slug}".rstrip("/")
    pages = [portal.get(f"{path}?lang={each}", base_url=BASE) for each in ("fi", "sv", "en")]
    assert {page.status_code for page in pages} == {200}
    titles = {page.text.partition("<h1>")[2].partition("</h1>")[0] for page in pages}
    assert len(titles) == 3


@pytest.mark.parametrize("slug", ["nothing", "http-200", "http-4", "http-²", "http-999", "a/b"])
def test_what_is_no_type_has_none(portal: Client, slug: str) -> None:
    assert portal.get(f"/problems/{slug}", base_url=BASE).status_code == 404


def test_no_page_stands_for_a_type_that_the_table_does_not_know() -> None:
    text = (Path(problem_of.__code__.co_filename)).read_text(encoding="utf-8")
    named = {slug for slug in EXPLAINED if not slug.startswith("http-")}
    assert {slug for slug in named if f'"{slug}"' not in text} <= {"refused", "invalid"}
