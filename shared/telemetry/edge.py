"""Each request at the edge: one span, one measured time, one line in the log.

All three name the route by its template. Addresses, queries and headers may show who somebody is,
so none of them is written down.
"""

from contextlib import ExitStack
from time import perf_counter

import structlog
from flask import Flask, Response, g, request

from shared.telemetry.metrics import OUTAGES, REQUESTS
from shared.telemetry.tracing import add_attributes, linked

log = structlog.get_logger(__name__)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ELSEWHERE = "none"  # the route of an address that does not exist; anybody can write any address
AWAY = 503


def watch_requests(app: Flask, service: str) -> None:
    """Measure every request. Call this first, so that requests that others refuse count too."""

    @app.before_request
    def begin() -> None:
        g.began, g.around = perf_counter(), ExitStack()
        attributes = {"http.request.method": _method(), "http.route": _route()}
        theirs = request.headers.get("traceparent")
        g.around.enter_context(linked("request", theirs, service=service, **attributes))

    @app.after_request
    def end(response: Response) -> Response:
        seconds, status = perf_counter() - g.began, response.status_code
        labels = {"service": service, "method": _method(), "route": _route()}
        add_attributes(**{"http.response.status_code": status})
        REQUESTS.observe(seconds, **labels, status=f"{status // 100}xx")
        if status == AWAY:
            OUTAGES.add(service=service, at="requests")
        log.info("request", **labels, status=status, milliseconds=round(seconds * 1000, 1))
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        if around := g.pop("around", None):
            around.close()


def _method() -> str:
    return request.method if request.method in METHODS else "other"


def _route() -> str:
    return request.url_rule.rule if request.url_rule else ELSEWHERE
