"""What gunicorn serves in benchmarks: the product's services, and what they are compared with.

Each worker makes its application after the fork. The plain ones keep the product's route and its
validation, and check the token; who may do it is left aside, nothing is sealed and nothing decided.
"""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import flask_smorest
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from flask import Flask, abort, request

from services.platform import web_processes
from services.platform.settings import settings_for
from services.referral.intake.schemas import NewReferralSchema
from shared.identity.issuer import Issuer
from shared.identity.jwks import keys_of
from shared.identity.tokens import Tokens
from shared.web.api import Blueprint
from tests.bench.append import connect
from tests.bench.peer import environment
from tests.bench.subject import CLOCK, METADATA

ROUTE = "/referral/api/v1/referrals"
SERVICE, DATABASE = "BENCH_SERVICE", "BENCH_DATABASE"  # what a worker is told


def product() -> web_processes.Web:
    return web_processes.web(settings_for("web", os.environ), os.environ[SERVICE])


def hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "Hello.")
    return app


KEEP = """
WITH key AS (
  INSERT INTO plain_keys VALUES (%s, %s, %s, 201, %s) ON CONFLICT DO NOTHING RETURNING 1),
claim AS (INSERT INTO plain_claims VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING 1)
INSERT INTO plain (id, stream, version, name, schema_version, data, metadata, reach, partition,
  recorded_at)
SELECT %s, %s, 1, 'referral.received', 1, %s, %s, 'public', 0, now() FROM key, claim RETURNING 1
"""
TABLES = (
    "plain_keys (client text, key text, fingerprint text, status int, answer text,"
    " PRIMARY KEY (client, key))",
    "plain_claims (client text, reference text, PRIMARY KEY (client, reference))",
)


def plain() -> Flask:
    """One statement by psycopg, committed by itself: the event, the key and the reference."""
    raw = connect(os.environ[DATABASE])
    for table in TABLES:
        raw.execute(f"CREATE TABLE IF NOT EXISTS {table}")

    def keep(body: dict[str, Any], who: str) -> UUID:
        made, key = uuid4(), request.headers["Idempotency-Key"]
        stated = sha256(request.get_data()).hexdigest()
        data = json.dumps(body, default=str)
        event = made, f"referral-{made}", data, METADATA
        values = who, key, stated, str(made), who, body["source_reference"], *event
        if raw.execute(KEEP, values).fetchone() is None:
            abort(409)
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

    def keep(body: dict[str, Any], _who: str) -> UUID:
        referral = PeersReferral(body=json.dumps(body, default=str))
        application.save(referral)
        return referral.id

    return _receiving(keep)


def _receiving(keep: Callable[[dict[str, Any], str], UUID]) -> Flask:
    """The product's route and validation, for whoever brings a good token."""
    app, settings = Flask("plain"), settings_for("web", os.environ)
    issuer, clock = Issuer(settings.issuer), CLOCK
    tokens = Tokens(issuer.url, settings.audience, keys_of(issuer, clock), clock)
    app.config.update(API_TITLE="Plain", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    resource = Blueprint("plain", ROUTE, "A plain insert")

    @resource.post("")
    @resource.arguments(NewReferralSchema)
    def receive(body: dict[str, Any]) -> tuple[dict[str, str], int]:
        who = tokens.subject(request.headers["Authorization"].removeprefix("Bearer "))
        return {"id": str(keep(body, who)), "status": "received"}, 201

    flask_smorest.Api(app).register_blueprint(resource)
    return app
