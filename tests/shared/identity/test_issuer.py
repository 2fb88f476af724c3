"""How the issuer is reached: inside this process when it lives here, else over the network."""

import threading
from collections.abc import Iterator

import pytest
from requests import HTTPError, TooManyRedirects
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from shared.identity.issuer import Issuer


@Request.application
def elsewhere(request: Request) -> Response:
    """Answers with where it was asked, redirects from /old, and fails at /broken."""
    match request.path:
        case "/id/old":
            return Response(status=302, headers={"Location": "/id/new"})
        case "/id/broken":
            return Response(status=500)
        case "/id/list":
            return Response("[]", content_type="application/json")
        case _:
            return Response(f'{{"asked": "{request.url}"}}', content_type="application/json")


@pytest.fixture
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, elsewhere)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/id"
    server.shutdown()
    thread.join()
    server.server_close()


def test_in_thover_all_the_application_is_called() -> None:
    here = Issuer("http://nowhere.invalid/id", app=elsewhere)
    assert here.fetch("http://nowhere.invalid/id/keys?a=1") == {
        "asked": "http://nowhere.invalid/id/keys?a=1"
    }


def test_elsewhere_it_is_asked_over_http(address: str) -> None:
    assert Issuer(address).fetch(f"{address}/keys") == {"asked": f"{address}/keys"}


@pytest.mark.parametrize(
    ("path", "error"),
    [("old", (TooManyRedirects, ValueError)), ("broken", HTTPError), ("list", ValueError)],
)
def test_what_is_not_a_plain_answer_is_an_error(
    address: str, path: str, error: type[Exception]
) -> None:
    for issuer in (Issuer(address), Issuer(address, app=elsewhere)):
        with pytest.raises(error):
            issuer.fetch(f"{address}/{path}")
