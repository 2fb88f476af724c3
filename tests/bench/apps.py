"""What gunicorn serves in benchmarks: the product's services, and what they are compared with.

Each worker makes its application after the fork. The plain ones keep the product's route and its
validation, and nothing else of it: nobody is asked who they are, nothing is claimed or decided.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import flask_smorest
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from flask import Flask

from services.platform import web_processes
from services.platform.settings import settings_for
from services.referral.intake.schemas import NewReferralSchema
from shared.web.api import Blueprint
from tests.bench.append import INSERT, connect
from tests.bench.peer import environment
from tests.bench.subject import METADATA

ROUTE = "/referral/api/v1/referrals"
SERVICE, DATABASE = "BENCH_SERVICE", "BENCH_DATABASE"  # what a worker is told


def product() -> web_processes.Web:
    return web_processes.web(settings_for("web", os.environ), os.environ[SERVICE])


def hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "Hello.")
    return app


def plain() -> Flask:
    """One insert by psycopg, committed by itself."""
    raw = connect(os.environ[DATABASE])

    def keep(body: dict[str, Any]) -> UUID:
        made = uuid4()
        name, data = "referral.received", json.dumps(body, default=str)
        row = made, f"referral-{made}", 1, name, 1, data, METADATA, "public", 0, datetime.now(UTC)
        raw.execute(INSERT, row)
        return made

    return _receiving(keep)


class PeersReferral(Aggregate):
    """What was told, in the library's way."""

    @event("Received")
    def __init__(self, body: str) -> None:
        self.body = body


def peer() -> Flask:
    """The `eventsourcing` library with its default recorder."""
    application = Application[UUID](env=environment(os.environ[DATABASE]))

    def keep(body: dict[str, Any]) -> UUID:
        referral = PeersReferral(body=json.dumps(body, default=str))
        application.save(referral)
        return referral.id

    return _receiving(keep)


def _receiving(keep: Callable[[dict[str, Any]], UUID]) -> Flask:
    app = Flask("plain")
    app.config.update(API_TITLE="Plain", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    resource = Blueprint("plain", ROUTE, "A plain insert")

    @resource.post("")
    @resource.arguments(NewReferralSchema)
    def receive(body: dict[str, Any]) -> tuple[dict[str, str], int]:
        return {"id": str(keep(body)), "status": "received"}, 201

    flask_smorest.Api(app).register_blueprint(resource)
    return app
