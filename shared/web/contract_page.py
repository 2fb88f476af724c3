"""`GET /<service>/api/v1/asyncapi.json`: the contract of a service's events, for anybody."""

import json
from collections.abc import Callable
from functools import cache

from flask import Blueprint, Response

from shared.identity.access import PUBLIC, Manifest
from shared.kernel.codec import Json

ACCESS: Manifest = {"contract.asyncapi": PUBLIC}


def contract_route(service: str, draw: Callable[[], Json]) -> Blueprint:
    """The route; `draw` makes the document once, at the first request."""
    routes = Blueprint("contract", __name__)

    @cache
    def document() -> bytes:
        return json.dumps(draw(), ensure_ascii=False).encode()

    @routes.get(f"/{service}/api/v1/asyncapi.json")
    def asyncapi() -> Response:
        return Response(document(), content_type="application/json")

    return routes
