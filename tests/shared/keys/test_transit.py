"""Keys wrapped by a transit engine: what we send it, and what its answers mean.

The engine here is a small one of ours that answers as https://openbao.org/api-docs/secret/transit/
says; no OpenBao could be started where these tests run.
"""

import json
from base64 import b64decode
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from werkzeug import Request, Response
from werkzeug.serving import make_server

from shared.keys.transit import TransitWrapping
from shared.keys.wrapping import NoWrappingKey

TOKEN, ABOUT = "s.token", b"key and person"


class Engine:
    """Ciphertexts that open under their associated data alone."""

    def __init__(self) -> None:
        self.version, self.held = 1, dict[str, tuple[str, str]]()

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        if request.headers.get("X-Vault-Token") != TOKEN:
            return Response('{"errors":["permission denied"]}', 403)(environ, start)
        body = json.loads(request.data or b"{}")
        return self._answer(request.path, body)(environ, start)

    def _answer(self, path: str, body: dict[str, str]) -> Response:
        match path.removeprefix("/v1/transit/").split("/"):
            case ["keys", "rinnalla"]:
                return _data(latest_version=self.version)
            case ["keys", "rinnalla", "rotate"]:
                self.version += 1
                return Response(status=204)
            case ["encrypt", "rinnalla"]:
                text = f"vault:v{self.version}:{len(self.held)}"
                self.held[text] = body["plaintext"], body["associated_data"]
                return _data(ciphertext=text)
            case ["decrypt", "rinnalla"]:
                plain, about = self.held[body["ciphertext"]]
                if about == body["associated_data"]:
                    return _data(plaintext=plain)
        return Response('{"errors":["cipher: message authentication failed"]}', 400)


def _data(**data: object) -> Response:
    return Response(json.dumps({"data": data}), content_type="application/json")


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def address(engine: Engine) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, engine)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/transit/keys/rinnalla"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_key_comes_back_as_it_was(address: str, engine: Engine) -> None:
    wrapping = TransitWrapping(address, TOKEN)
    _, wrapped = wrapping.wrap(b"k" * 32, ABOUT)
    assert wrapping.unwrap("v1", wrapped, ABOUT) == b"k" * 32
    assert b64decode(engine.held[wrapped.decode()][0]) == b"k" * 32


def test_a_new_version_wraps_and_the_old_one_still_opens(address: str) -> None:
    wrapping = TransitWrapping(address, TOKEN)
    name, old = wrapping.wrap(b"k" * 32, ABOUT)
    assert (name, wrapping.begin_new(), wrapping.name) == ("v1", "v2", "v2")
    assert wrapping.unwrap("v1", old, ABOUT) == b"k" * 32


def test_a_row_put_elsewhere_does_not_open(address: str) -> None:
    wrapping = TransitWrapping(address, TOKEN)
    _, wrapped = wrapping.wrap(b"k" * 32, ABOUT)
    with pytest.raises(NoWrappingKey, match="message authentication failed"):
        wrapping.unwrap("v1", wrapped, b"another person")


def test_a_refusal_and_an_outage_are_said(address: str) -> None:
    with pytest.raises(NoWrappingKey, match="403"):
        TransitWrapping(address, "wrong").wrap(b"k" * 32, ABOUT)
    with pytest.raises(NoWrappingKey, match="does not answer"):
        TransitWrapping("http://127.0.0.1:1/v1/transit/keys/x", TOKEN).wrap(b"k" * 32, ABOUT)
