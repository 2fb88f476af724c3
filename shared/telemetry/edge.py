"""Each request at the edge: an id, one span, one measured time, one line in the log.

All three name the route by its template. Addresses, queries and headers may show who somebody is,
so none of them is written down; but for the request's id, which a caller may choose: a UUID, so
that it says nothing of anybody.
"""

import re
from contextlib import ExitStack
from time import perf_counter
from uuid import UUID, uuid4

import structlog
from flask import Flask, Response, g, request

from shared.kernel.request_ids import during
from shared.telemetry.metrics import OUTAGES, REQUESTS
from shared.telemetry.tracing import add_attributes, linked

log = structlog.get_logger(__name__)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
ELSEWHERE = "none"  # the route of an address that does not exist; anybody can write any address
AWAY = 503
REQUEST_ID = "X-Request-Id"
QUIET = {
    "health.live",
    "health.ready",
    "live",
    "ready",
    "metrics.show",
    "static",
}  # when all is well
WELL_FORMED = re.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")


def watch_requests(app: Flask, service: str) -> None:
    """Measure every request. Call this first, so that requests that others refuse count too."""

    @app.before_request
    def begin() -> None:
        g.began, g.around, g.request_id = perf_counter(), ExitStack(), _request_id()
        g.around.enter_context(during(str(UUID(g.request_id))))
        attributes = {"http.request.method": _method(), "http.route": _route()}
        theirs = request.headers.get("traceparent")
        g.around.enter_context(linked("request", theirs, service=service, **attributes))

    @app.after_request
    def end(response: Response) -> Response:
        seconds, status = perf_counter() - g.began, response.status_code
        response.headers[REQUEST_ID] = g.request_id
        labels = {"service": service, "method": _method(), "route": _route()}
        add_attributes(**{"http.response.status_code": status})
        REQUESTS.observe(seconds, **labels, status=f"{status // 100}xx")
        if status == AWAY:
            OUTAGES.add(service=service, at="requests")
        write = log.debug if _is_quiet(status) else log.info
        write("request", **labels, status=status, milliseconds=round(seconds * 1000, 1))
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        if around := g.pop("around", None):
            around.close()


def _is_quiet(status: int) -> bool:
    """Whether it is one of the many requests that say nothing: a probe, a follower's next look."""
    return status < 400 and (request.endpoint in QUIET or g.get("is_routine", False))


def _request_id() -> str:
    """The caller's own id of this request where it is a UUID, else one of ours."""
    theirs = request.headers.get(REQUEST_ID, "")
    return theirs if WELL_FORMED.fullmatch(theirs) else str(uuid4())


def _method() -> str:
    return request.method if request.method in METHODS else "other"


def _route() -> str:
    return request.url_rule.rule if request.url_rule else ELSEWHERE
