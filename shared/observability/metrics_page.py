"""`/<service>/metrics`: the service's figures for its operators, never for the public."""

from flask import Blueprint, Response

from shared.observability.readings import readings
from shared.service import Service
from shared.telemetry.exposition import CONTENT_TYPE, Exposition


def metrics_page(service: Service) -> Blueprint:
    """The page; the service's manifest says who may read it, and programs use a bearer token."""
    routes = Blueprint("metrics", __name__, url_prefix=f"/{service.name}")
    exposition = Exposition((service.name,), lambda: readings(service))

    @routes.get("/metrics")
    def show() -> Response:
        return Response(exposition.text(), content_type=CONTENT_TYPE)

    return routes
