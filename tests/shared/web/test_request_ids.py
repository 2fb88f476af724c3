"""Each request has an id that its answer, its problem and its log lines name."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from structlog.testing import capture_logs

from shared.kernel.request_ids import with_request
from shared.telemetry.edge import REQUEST_ID, watch_requests
from shared.web.i18n import install_languages
from shared.web.site import answer

OURS = "0f6a2a0c-6f5e-4a0f-9d0f-1f2e3d4c5b6a"


def broken() -> str:
    raise KeyError("Kanarialintu")


@pytest.fixture
def app() -> Iterator[Flask]:
    app = Flask("shop")
    watch_requests(app, "shop")
    install_languages(app, [])
    app.register_error_handler(Exception, answer)
    app.add_url_rule("/shop/api/broken", "broken", broken)
    app.add_url_rule("/shop/api/fine", "fine", lambda: "")
    yield app


@pytest.mark.parametrize("sent", [OURS, OURS.upper(), OURS.replace("-", "")])
def test_a_callers_uuid_comes_back(app: Flask, sent: str) -> None:
    got = app.test_client().get("/shop/api/fine", headers={REQUEST_ID: sent})
    assert got.headers[REQUEST_ID] == sent


@pytest.mark.parametrize("sent", ["", "aino@example.org", "040 123 4567", OURS + "0", "²" * 32])
def test_another_id_is_ours_instead(app: Flask, sent: str) -> None:
    headers = {REQUEST_ID: sent.encode().decode("latin-1")}
    got = app.test_client().get("/shop/api/fine", headers=headers).headers[REQUEST_ID]
    assert (got == sent, UUID(got).version) == (False, 4)


def test_an_unforeseen_error_names_it(app: Flask) -> None:
    with capture_logs(processors=[with_request]) as lines:
        got = app.test_client().get("/shop/api/broken", headers={REQUEST_ID: OURS})
    problem: Any = got.json
    assert (got.status_code, problem["number"]) == (500, OURS)
    assert problem["instance"] == "/shop/api/broken"
    assert {(line["event"], line["request_id"]) for line in lines} == {
        ("request.failed", OURS),
        ("request", OURS),
    }
