"""A service that is away or slow leaves the front door open, and says so calmly."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from shared.identity.neighbours import Neighbours, Reply
from shared.identity.reaching import InProcess, Inside
from tests.front.signing_in import signed_in
from tests.platform import BASE, Stepped
from tests.sightings import revealed

COOKIES = {"red": "red-demo", "blue": "blue-demo"}


def test_all_are_asked_and_a_slow_one_is_left_out_in_time() -> None:
    release = Event()

    def reach(name: str) -> InProcess:
        def answer(environ: Any, start: Any) -> Any:
            if name == "blue":
                release.wait(10)
            return Response('{"a": 1}', content_type="application/json")(environ, start)

        return InProcess(answer)

    neighbours = Neighbours(BASE, COOKIES, reach, patience=0.2)
    replies = neighbours.ask(["red", "blue"], "desk", {})
    release.set()
    assert replies == {"red": Reply(200, {"a": 1}), "blue": None}


def test_each_gets_its_own_cookie_and_the_readers_language_alone() -> None:
    cookies: dict[str, str] = {}

    def reach(name: str) -> InProcess:
        def answer(environ: Any, start: Any) -> Any:
            cookies[name] = environ["HTTP_COOKIE"]
            return Response("")(environ, start)

        return InProcess(answer)

    browser = {"red-demo": "r", "blue-demo": "b", "other": "o"}
    Neighbours(BASE, COOKIES, reach).ask(COOKIES, "desk", browser, language="sv")
    assert cookies == {"red": "red-demo=r; language=sv", "blue": "blue-demo=b; language=sv"}


@pytest.mark.parametrize("status", [500, 503])
def test_one_that_fails_is_away(status: int) -> None:
    neighbours = Neighbours(BASE, COOKIES, lambda _: InProcess(Response(status=status)))
    assert neighbours.ask(["red"], "desk", {}) == {"red": None}


def test_a_service_that_is_away_is_a_calm_line_on_ones_day(platform: Stepped) -> None:
    browser, _ = signed_in(platform, "coordinator-mll")
    platform.platform.apps["casework"] = Response(status=503)  # type: ignore[assignment]
    page = browser.get("/?lang=fi", base_url=BASE, follow_redirects=True)
    texts = ["Kaikki ei näy juuri nyt. Ei vastaa: Asiakkuudet.", "Omat sivut"]
    assert (page.status_code, revealed(page.text, texts)) == (200, texts)


def test_who_has_signed_in_is_no_stranger_while_every_service_is_away(platform: Stepped) -> None:
    browser, _ = signed_in(platform, "vetting-mll")
    for name in ("referral", "volunteers", "casework", "reporting"):
        platform.platform.apps[name] = Response(status=503)  # type: ignore[assignment]
    page = browser.get("/?lang=fi", base_url=BASE)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address at which an application answers over HTTP."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_service_elsewhere_sees_the_public_address_and_its_own_cookie() -> None:
    public = "https://rinnalla.example"
    arrived: dict[str, str] = {}

    def answer(environ: Any, start: Any) -> Any:
        arrived.update({key: environ[key] for key in ("HTTP_HOST", "HTTP_COOKIE", "PATH_INFO")})
        return Response("[]", content_type="application/json")(environ, start)

    with served(answer) as address:
        neighbours = Neighbours(public, COOKIES, lambda _: Inside(public, address))
        replies = neighbours.ask(["red"], "search", {"red-demo": "r"}, form={"text": "Aino"})
    assert replies == {"red": Reply(200, [])}
    assert arrived == {
        "HTTP_HOST": "rinnalla.example",
        "HTTP_COOKIE": "red-demo=r",
        "PATH_INFO": "/red/search",
    }


def test_nobody_at_that_address_is_away() -> None:
    with served(Response()) as address:
        pass
    neighbours = Neighbours(BASE, COOKIES, lambda _: Inside(BASE, address))
    assert neighbours.ask(["red"], "desk", {}) == {"red": None}
