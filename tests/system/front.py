"""One address before several servers, as an ingress would be: the first segment says which.

For tests alone. Headers and bodies pass as they are, so that every service believes in the one
public address.
"""

import http.client
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PATIENCE = 60.0  # seconds
Answer = tuple[int, list[tuple[str, str]], bytes]  # status, headers, body
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}  # between two hosts


class Front(BaseHTTPRequestHandler):
    """Passes a request on to the server that its path names, and the answer back."""

    protocol_version = "HTTP/1.1"
    ports: Mapping[str, int]
    rest: int

    def _pass_on(self) -> None:
        first = self.path.lstrip("/").split("/")[0].split("?")[0]
        port = self.ports.get(first, self.rest)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            answer = self._ask(port, body)
        except OSError:
            answer = 503, [("Retry-After", "1")], b""
        self._answer(*answer)

    def _ask(self, port: int, body: bytes) -> Answer:
        inside = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            inside.request(self.command, self.path, body, dict(self.headers.items()))
            answer = inside.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            inside.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = _pass_on

    def log_message(self, *_: object) -> None:
        """The servers behind it log for themselves."""


class Server(ThreadingHTTPServer):
    """Says nothing of callers that have gone."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def front_door(port: int, ports: Mapping[str, int], *, rest: int) -> Iterator[None]:
    """Serve on `port`; `ports` by first segment of the path, `rest` for all others."""
    handler = type("ThisFront", (Front,), {"ports": ports, "rest": rest})
    server = Server(("127.0.0.1", port), handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
