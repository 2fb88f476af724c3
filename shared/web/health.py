"""Is the process alive, and can it do its work? For the system that starts, stops and routes to it.

Alive means that it answers: a missing database is no reason to start the process again. Ready
means that it can serve a request of a person who has signed in.
"""

from collections.abc import Iterator

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from shared.consumer import stopping
from shared.consumer.tables import parked
from shared.database.migrating import Steps
from shared.identity.authenticator import SILENCE, Authenticator
from shared.service import Service


def health_pages(service: Service, *, steps: Steps, authenticator: Authenticator) -> Blueprint:
    """`/<service>/health/live` and `/<service>/health/ready`."""
    routes = Blueprint("health", __name__, url_prefix=f"/{service.name}/health")

    @routes.get("/live")
    def live() -> ResponseReturnValue:
        return jsonify(status="live")

    @routes.get("/ready")
    def ready() -> ResponseReturnValue:
        """200, or 503 with what is missing; and how many events each consumer could not apply."""
        missing = list(_missing(service, steps, authenticator))
        if missing:
            return jsonify(status="not ready", missing=missing), 503, {"Retry-After": "5"}
        return jsonify(status="ready", parked=_parked(service))

    return routes


def _parked(service: Service) -> dict[str, int]:
    """Parked events do not stop the service, but a person should look."""
    c = parked.c
    query = select(c.consumer, c.source, func.count()).group_by(c.consumer, c.source)
    with service.database.reading() as db:
        return {f"{name} < {source}": count for name, source, count in db.execute(query)}


def _stopped(service: Service) -> dict[str, str]:
    """In this process, and in those that follow for it."""
    with service.database.reading() as db:
        return stopping.reasons(db) | service.followers.stopped


def _missing(service: Service, steps: Steps, authenticator: Authenticator) -> Iterator[str]:
    try:
        behind = steps.missing(service.database)
        if not behind:
            yield from (f"follower {name}: {why}" for name, why in _stopped(service).items())
        yield from (f"migration to {end}" for end in behind)
        with service.database.reading() as db:
            yield from (f"the version that knows {step}" for step in steps.unknown(db))
        if not behind and not authenticator.is_fresh():
            yield f"word of people and clients within {SILENCE.seconds} s"
    except SQLAlchemyError:
        yield "database"
    if not authenticator.tokens.keys.are_available():
        yield "keys of the issuer"
