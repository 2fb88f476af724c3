"""JSON resources: a command is a noun, a version is an ETag, a POST is done once.

flask-smorest validates, serialises and documents; this module makes it strict and gives
routes their few words: `perform`, `look`, `once`, `if_match`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

import flask_smorest
from flask import Response, current_app, g, jsonify, request
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import (
    BadRequest,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from shared import idempotency, strictjson
from shared.conditions import asked_first, if_match as if_match, sent_key
from shared.idempotency import Answer, Key
from shared.jsontypes import typed
from shared.sealing import Label
from shared.service import Service
from shared.work import Actor, Work

T = TypeVar("T")
V = TypeVar("V", bound=Callable[..., Any])
F = TypeVar("F", bound=fields.Field[Any])


class StrictParser(FlaskParser):
    DEFAULT_UNKNOWN_BY_LOCATION = dict.fromkeys(
        ("json", "query", "form", "headers", "json_or_form"), RAISE
    )

    def load_querystring(self, req: Any, schema: Any) -> Any:
        """What the address asks for; no text there can hold a NUL, which no database knows."""
        if wrong := [name for name, value in req.args.items(multi=True) if "\0" in name + value]:
            raise ValidationError({name.replace("\0", ""): ["Not a text."] for name in wrong})
        return super().load_querystring(req, schema)

    def load_json(self, req: Any, schema: Any) -> Any:
        """The body, parsed by the one strict parser; 415 and 400 say what was wrong."""
        if req.mimetype != "application/json":
            raise UnsupportedMediaType("Send the body as application/json.")
        body = req.get_data(cache=True)
        if req.content_length is None and len(body) >= (req.max_content_length or len(body) + 1):
            raise RequestEntityTooLarge  # sent in pieces: what is over the limit was cut off
        try:
            given = strictjson.loads(body)
        except strictjson.NotStrict as wrong:
            raise BadRequest(str(wrong)) from wrong
        return typed(schema, given)


class Blueprint(flask_smorest.Blueprint):
    """A set of resources under `/<service>/api/v1`."""

    ARGUMENTS_PARSER = StrictParser()

    if not TYPE_CHECKING:

        def add_url_rule(
            self, rule: str, endpoint: Any = None, view_func: Any = None, *args: Any, **options: Any
        ) -> None:
            checked = asked_first(view_func, options.get("methods", ()))
            super().add_url_rule(rule, endpoint, checked, *args, **options)

        def arguments(self, schema: type[Schema], **options: Any) -> Any:
            """Build the schema once: building it costs more than many loads."""
            return super().arguments(schema(), **options)

    if TYPE_CHECKING:  # flask-smorest has no types; these say what its decorators keep

        def get(self, rule: str, **options: Any) -> Callable[[V], V]: ...
        def put(self, rule: str, **options: Any) -> Callable[[V], V]: ...
        def post(self, rule: str, **options: Any) -> Callable[[V], V]: ...
        def delete(self, rule: str, **options: Any) -> Callable[[V], V]: ...
        def arguments(self, schema: type[Schema], **options: Any) -> Callable[[V], V]: ...
        def response(
            self, status: int, schema: type[Schema] | None = None, **options: Any
        ) -> Callable[[V], V]: ...
        def alt_response(self, status: int, **options: Any) -> Callable[[V], V]: ...


class Body(Schema):
    """A request body: unknown fields are refused, so that a typing error is not lost data.

    `together` is what the document says of the fields together, in JSON Schema.
    """

    together: ClassVar[dict[str, Any]] = {}

    class Meta:
        unknown = RAISE


def personal(field: F, *, of: str, retention: str) -> F:
    """Declare a request field about a person, as events and tables do."""
    field.metadata = {**field.metadata, "personal": Label(of, retention)}
    return field


@dataclass(frozen=True)
class Created:
    """What a POST made: the body of its answer holds ids and codes only."""

    location: str
    body: dict[str, Any]
    version: int


def service() -> Service:
    """The service that this request is for."""
    found: Service = current_app.extensions["service"]
    return found


def actor() -> Actor:
    """In whose name this request acts."""
    who = g.who
    return Actor(str(who.id), who.organisation) if who else Actor("anonymous")


def perform(act: Callable[[Work], T]) -> T:
    """Run a command in one transaction, in the name of who asks."""
    return service().perform(act, actor())


def look(read: Callable[[Work], T]) -> T:
    """Read one thing or a list, without a lock."""
    with service().looking(actor()) as work:
        return read(work)


def once(make: Callable[[Work], Created]) -> Response:
    """Do a POST once: its `Idempotency-Key` and the command's events are one transaction."""
    key = _key()

    def act(work: Work) -> Answer:
        if stored := idempotency.begin(work.db, key, work.now):
            return stored
        made = make(work)
        headers = {"Location": made.location, "ETag": f'"{made.version}"'}
        answer = Answer(201, made.body, headers)
        idempotency.finish(work.db, key, answer)
        return answer

    answer = perform(act)
    response = jsonify(answer.body)
    response.status_code = answer.status
    response.headers.update(answer.headers)
    return response


def with_etag(body: Any, version: int) -> tuple[Any, int, dict[str, str]]:
    """An answer about one thing, with its stream's version."""
    return body, 200, {"ETag": f'"{version}"'}


def _key() -> Key:
    given = sent_key()
    parts = (request.method.encode(), request.path.encode(), request.get_data(cache=True))
    secret = current_app.config["SECRET_KEY"].encode()
    return Key(actor().id, given, idempotency.fingerprint(secret, *parts))


def uuid_of(text: str) -> UUID | None:
    """The id, None when the text is none; for queries that filter by one."""
    try:
        return UUID(text)
    except ValueError:
        return None
