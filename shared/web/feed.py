"""`GET /<service>/api/v1/events`: a service's events over HTTP, for those who may follow them.

Our own services get every travelling event with its chain, so that a follower can go on
from any checkpoint. A partner gets the public events that concern its organisation, under a
cursor of its own. An empty `events` means caught up.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Response, g
from marshmallow import Schema, fields
from sqlalchemy import Connection
from werkzeug.exceptions import Forbidden

from shared.database.news import News
from shared.store import HighWaterMarks, Store
from shared.transport.deliveries import Deliveries, Policy, nobody
from shared.transport.envelope import Envelopes
from shared.web.api import Blueprint, Body
from shared.web.fields import Count
from shared.web.sentences import Sentence

MOST = 1000  # events of one answer
LAST = 2**63 - 1  # what a position's column holds
LONGEST_WAIT = 15  # seconds; a process that ends lets requests finish for longer
LAST_PARTITION = 2**31 - 1  # and a partition's


class FeedQuery(Body):
    after = Count(least=0, most=LAST, load_default=0)
    limit = Count(
        least=0,
        most=MOST,
        load_default=500,
        metadata={"description": "0 asks only how far the store has come."},
    )
    partition = Count(
        least=0,
        most=LAST_PARTITION,
        load_default=None,
        metadata={"description": "One partition's chain; for our own services."},
    )
    wait = Count(
        least=0,
        most=LONGEST_WAIT,
        load_default=0,
        metadata={
            "description": "Seconds to wait for something new while nothing is. An answer may come "
            "earlier with nothing, where many wait."
        },
    )


class CloudEventSchema(Schema):
    """An event as a CloudEvent in JSON; what a type's `data` holds, `asyncapi.json` says.

    For the product's own services with its place in the store's chain and who acted.
    """

    specversion = fields.String(required=True, metadata={"example": "1.0"})
    id = fields.UUID(required=True, metadata={"description": "The same at every repeat."})
    source = fields.String(required=True)
    type = fields.String(required=True, metadata={"description": "Name and version."})
    subject = fields.String(required=True, metadata={"description": "The stream."})
    time = fields.DateTime(required=True)
    datacontenttype = fields.String(required=True, metadata={"example": "application/json"})
    partitionkey = fields.String(required=True)
    epoch = fields.UUID(required=True)
    position = fields.Integer()
    previous = fields.Integer()
    previousid = fields.UUID(metadata={"description": "The event before it in its partition."})
    partition = fields.Integer()
    streamversion = fields.Integer()
    numberedat = fields.DateTime()
    reach = fields.String()
    actor = fields.String()
    organisation = fields.String()
    correlationid = fields.String()
    causationid = fields.String()
    traceparent = fields.String()
    data = fields.Dict(required=True)


class HighWaterMarksSchema(Schema):
    """How far the store has come, for the product's own services."""

    position = fields.Integer(required=True)
    time = fields.DateTime(required=True, allow_none=True)
    partitions = fields.Dict(values=fields.Integer(), required=True)
    ids = fields.Dict(values=fields.UUID(), required=True)


class FeedSchema(Schema):
    """Events in order; none: caught up."""

    events = fields.List(fields.Nested(CloudEventSchema), required=True)
    next = fields.Integer(
        required=True, metadata={"description": "The cursor to ask on from, as `after`."}
    )
    head = fields.Integer(required=True, metadata={"description": "How far one can come now."})
    epoch = fields.UUID(
        required=True,
        metadata={"description": "Another than before means to begin anew, with `after=0`."},
    )
    heads = fields.Nested(HighWaterMarksSchema)


def feed(
    store: Store,
    envelopes: Envelopes,
    *,
    follower: str = "service",
    policy: Policy | None = None,
    partners: Callable[[Connection], Mapping[UUID, UUID]] = nobody,
) -> Blueprint:
    """The resource `feed.events`; the role `follower` gets everything that travels.

    The `policy` says who may hear of events that were stored before it. `partners` names all who
    may ask, with their organisations: who asks is not the only one whom the store is read for.
    """
    api = Blueprint("feed", f"/{store.service}/api/v1", "Events")
    deliveries, news = Deliveries(store, policy, partners), News(store.database)

    @api.get("/events")
    @api.arguments(FeedQuery, location="query")
    @api.response(200, FeedSchema)
    def events(query: dict[str, Any]) -> Response:
        """What has happened here after a position, and has concerned you."""
        if g.who.has(follower):
            g.is_routine = True  # our own services look again and again
            news.wait(lambda: store.head() > query["after"], query["wait"])
            return _for_services(store, envelopes, query)
        if g.who.organisation is None:
            raise Forbidden(Sentence("You belong to no organisation that events could concern."))
        epoch, after = deliveries.epoch, query["after"]
        of = g.who.id, g.who.organisation
        news.wait(lambda: deliveries.page(*of, after=after, limit=1).head > after, query["wait"])
        page = deliveries.page(*of, after=after, limit=query["limit"])
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
        "ids": {str(number): str(id_) for number, id_ in marks.ids.items()},
    }


def _answer(packed: list[bytes], rest: dict[str, Any]) -> Response:
    """The events as they were packed: an envelope is never unpacked and written again."""
    end = json.dumps(rest).encode()
    body = b'{"events": [' + b", ".join(packed) + b"], " + end[1:]
    return Response(body, content_type="application/json", headers={"Cache-Control": "no-store"})
