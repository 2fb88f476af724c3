"""What a request must say first: its version, or its key."""

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from werkzeug.test import TestResponse

from shared.identity.access import PUBLIC
from shared.kernel.aggregate import NotFound
from shared.web.api import Blueprint, if_match

SEEN: list[object] = []


@pytest.fixture
def app() -> Flask:
    app = Flask("shop")
    app.config.update(API_TITLE="shop", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    app.register_error_handler(NotFound, lambda error: ("", 404))
    routes = Blueprint("rides_api", "/rides", "Rides")

    @routes.put("/<name>", may=PUBLIC)
    def change(name: str) -> ResponseReturnValue:
        SEEN.append(if_match())
        return {}

    @routes.post("", may=PUBLIC)
    @routes.alt_response(201, description="It was made.")
    def make() -> ResponseReturnValue:
        SEEN.append("made")
        return {}, 201

    @routes.post("/questions", may=PUBLIC)
    @routes.response(200)
    def ask() -> ResponseReturnValue:
        return {}

    Api(app).register_blueprint(routes)
    SEEN.clear()
    return app


def put(app: Flask, tag: str | None, name: str = "one") -> TestResponse:
    headers = {} if tag is None else {"If-Match": tag}
    return app.test_client().put(f"/rides/{name}", headers=headers)


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ('"3"', 3),
        ('W/"3"', 3),
        ("3", 3),
        (' "0" ', 0),
        (f'"{10**18 - 1}"', 10**18 - 1),
        ('"3-0123456789ab"', 3),
    ],
)
def test_a_change_says_which_version_it_has_seen(app: Flask, tag: str, version: int) -> None:
    assert (put(app, tag).status_code, SEEN) == (200, [version])


@pytest.mark.parametrize("tag", [None, "", "*"])
def test_a_change_that_names_no_version_is_asked_for_one(app: Flask, tag: str | None) -> None:
    assert (put(app, tag).status_code, SEEN) == (428, [])


@pytest.mark.parametrize("tag", ['""', '"abc"', 'W/"-1"', f'"{10**18}"', "1" * 5000, '"3-01"'])
def test_a_tag_that_could_not_be_ours_is_a_version_that_nothing_has(app: Flask, tag: str) -> None:
    assert (put(app, tag).status_code, SEEN) == (200, [-1])


@pytest.mark.parametrize("tag", ["²", '"²"', "abc", '"1", "2"', "1 2", '"1', "{}"])
def test_what_is_no_tag_is_refused(app: Flask, tag: str) -> None:
    assert (put(app, tag.encode().decode("latin-1")).status_code, SEEN) == (400, [])


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("a", 201),
        ('"quoted key"', 201),
        ("k" * 200, 201),
        ("k" * 201, 400),
        ("", 400),
        ('""', 400),
        ("clé", 400),
    ],
)
def test_what_is_made_needs_a_key(app: Flask, key: str, status: int) -> None:
    answer = app.test_client().post("/rides", headers={"Idempotency-Key": key})
    assert answer.status_code == status


def test_what_makes_nothing_needs_none(app: Flask) -> None:
    assert app.test_client().post("/rides/questions").status_code == 200


def test_a_name_that_no_database_knows_is_not_there(app: Flask) -> None:
    assert put(app, '"1"', "a%00b").status_code == 404
