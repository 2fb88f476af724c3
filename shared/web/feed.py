"""`GET /<service>/api/v1/events`: a service's events over HTTP, for those who may follow them.

Our own services get every travelling event with its chain, so that a follower can go on
from any checkpoint. A partner gets the public events that concern its organisation, under a
cursor of its own. An empty `events` means caught up.
"""

import json
from typing import Any

from flask import Response, g
from marshmallow import fields, validate
from werkzeug.exceptions import Forbidden

from shared.store import HighWaterMarks, Store
from shared.transport.deliveries import Deliveries
from shared.transport.envelope import Envelopes
from shared.web.api import Blueprint, Body

MOST = 1000  # events of one answer
LAST = 2**63 - 1  # what a position's column holds


class FeedQuery(Body):
    after = fields.Integer(load_default=0, validate=validate.Range(min=0, max=LAST))
    limit = fields.Integer(
        load_default=500,
        validate=validate.Range(min=0, max=MOST),
        metadata={"description": "0 asks only how far the store has come."},
    )
    partition = fields.Integer(
        load_default=None,
        validate=validate.Range(min=0),
        metadata={"description": "One partition's chain; for our own services."},
    )


def feed(store: Store, envelopes: Envelopes, *, follower: str = "service") -> Blueprint:
    """The resource `feed.events`; the role `follower` gets everything that travels."""
    api = Blueprint("feed", f"/{store.service}/api/v1", "Events")
    deliveries = Deliveries(store)

    @api.get("/events")
    @api.arguments(FeedQuery, location="query")
    @api.response(200, description="Events in order, `next` to ask on from, `head`, `epoch`.")
    def events(query: dict[str, Any]) -> Response:
        """What has happened here after a position, and has concerned you."""
        if g.who.has(follower):
            return _for_services(store, envelopes, query)
        if g.who.organisation is None:
            raise Forbidden("You belong to no organisation that events could concern.")
        epoch, after = store.epoch.id, query["after"]
        page = deliveries.page(g.who.id, g.who.organisation, after=after, limit=query["limit"])
        packed = [envelopes.for_partners(message, epoch) for message in page.messages]
        return _answer(packed, {"next": page.next, "head": page.head, "epoch": str(epoch)})

    return api


def _for_services(store: Store, envelopes: Envelopes, query: dict[str, Any]) -> Response:
    marks, after = store.high_water_marks(), query["after"]
    limit, partition = query["limit"], query["partition"]
    messages = store.travelling(after, limit, partition) if limit else []
    packed = [envelopes.for_services(message, marks.epoch) for message in messages]
    rest = {
        "next": messages[-1].position if messages else after,
        "head": marks.position,
        "epoch": str(marks.epoch),
        "heads": _as_json(marks),
    }
    return _answer(packed, rest)


def _as_json(marks: HighWaterMarks) -> dict[str, Any]:
    return {
        "position": marks.position,
        "time": marks.numbered_at.isoformat() if marks.numbered_at else None,
        "partitions": {str(number): last for number, last in marks.partitions.items()},
    }


def _answer(packed: list[bytes], rest: dict[str, Any]) -> Response:
    """The events as they were packed: an envelope is never unpacked and written again."""
    end = json.dumps(rest).encode()
    body = b'{"events": [' + b", ".join(packed) + b"], " + end[1:]
    return Response(body, content_type="application/json", headers={"Cache-Control": "no-store"})
