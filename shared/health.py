"""Is the process alive, and can it do its work? For whoever starts, stops and routes to it."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from shared.service import Service


def health_pages(service: Service) -> Blueprint:
    """`/<service>/health/live` and `/<service>/health/ready`."""
    routes = Blueprint("health", __name__, url_prefix=f"/{service.name}/health")

    @routes.get("/live")
    def live() -> ResponseReturnValue:
        return jsonify(status="live")

    @routes.get("/ready")
    def ready() -> ResponseReturnValue:
        """200, or 503 with what is missing."""
        missing = [f"follower {name}: {why}" for name, why in service.followers.stopped.items()]
        try:
            with service.database.reading() as db:
                db.execute(select(1))
        except SQLAlchemyError:
            missing.append("database")
        if missing:
            return jsonify(status="not ready", missing=missing), 503, {"Retry-After": "5"}
        return jsonify(status="ready")

    return routes
