"""JSON resources: a command is a noun, a version is an ETag, a POST takes effect once.

flask-smorest validates, serialises and documents; this module makes it strict and gives
routes their helpers: `execute`, `read_only`, `idempotent`, `if_match`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

import flask_smorest
from flask import Response, current_app, flash, g, jsonify, request
from flask.typing import ResponseReturnValue
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import (
    BadRequest,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from shared.identity.headers import is_api
from shared.kernel import restricting, strictjson
from shared.kernel.ids import uuid_of as uuid_of
from shared.kernel.sealing import Label
from shared.service import Service
from shared.web import csv_files, idempotency
from shared.web.access_log import note_loaded
from shared.web.conditions import if_match as if_match, require_conditions, sent_key
from shared.web.csv_files import CSV
from shared.web.guarded import Guarded
from shared.web.i18n import gettext
from shared.web.idempotency import Answer, Key
from shared.web.jsontypes import typed
from shared.web.sentences import NOT_A_TEXT, ONE_VALUE, Sentence
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
            raise ValidationError({name.replace("\0", ""): [NOT_A_TEXT] for name in wrong})
        lists = {name for name, field in schema.fields.items() if isinstance(field, fields.List)}
        if twice := [n for n, given in req.args.lists() if len(given) > 1 and n not in lists]:
            raise ValidationError({name: [ONE_VALUE] for name in twice})
        return super().load_querystring(req, schema)

    def load_json(self, req: Any, schema: Any) -> Any:
        """The body, parsed by the one strict parser; 415 and 400 say what was wrong.

        Where a schema has a field for it (`from_csv`), the body may be a CSV file as it is.
        """
        field = getattr(schema, "from_csv", "") if req.mimetype == CSV else ""
        if req.mimetype != "application/json" and not field:
            raise UnsupportedMediaType
        body = req.get_data(cache=True)
        if req.content_length is None and len(body) >= (req.max_content_length or len(body) + 1):
            raise RequestEntityTooLarge  # sent in pieces: the rest over the limit was cut off
        if field:
            return {field: _csv_text(body, field, longest=schema.longest)}
        try:
            given = strictjson.loads(body)
        except strictjson.NotStrict as wrong:
            raise BadRequest(Sentence(wrong.message, **wrong.values)) from wrong
        return typed(schema, given)


def _csv_text(body: bytes, field: str, *, longest: int) -> str:
    try:
        return csv_files.text_of(body, longest=longest)
    except csv_files.Faulty as faulty:
        raise ValidationError({field: [fault.message for fault in faulty.faults]}) from None


class Versioned(Protocol):
    """A view of one thing, with its stream's version."""

    @property
    def version(self) -> int: ...


class Blueprint(Guarded, flask_smorest.Blueprint):
    """A set of resources under `/<service>/api/v1`, each route saying who may use it."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(
        self, name: str, url_prefix: str, description: str, *, shows_people: bool = True
    ) -> None:
        super().__init__(name, __name__, url_prefix=url_prefix, description=description)
        self.shows_people = shows_people

    if not TYPE_CHECKING:

        def add_url_rule(
            self, rule: str, endpoint: Any = None, view_func: Any = None, *args: Any, **options: Any
        ) -> None:
            checked = require_conditions(view_func, options.get("methods", ()))
            super().add_url_rule(rule, endpoint, checked, *args, **options)

        def arguments(self, schema: type[Schema], **options: Any) -> Any:
            """Build the schema once: building it costs more than many loads."""
            return super().arguments(schema(), **options)

    if TYPE_CHECKING:  # flask-smorest has no types; these are those of its decorators

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
    """The result of a POST: the body of its answer holds ids and codes only."""

    location: str
    body: dict[str, Any]
    version: int


def service() -> Service:
    """The service that this request is for."""
    service_of_app: Service = current_app.extensions["service"]
    return service_of_app


def actor() -> Actor:
    """The actor in whose name this request runs."""
    who = g.who
    if who is None:
        return Actor("anonymous")
    oversees = who.organisation is None and who.has(*current_app.extensions.get("overseers", ()))
    return Actor(str(who.id), who.organisation, over_all=oversees)


def execute(act: Callable[[Work], T]) -> T:
    """Run a command in one transaction, in the name of the caller."""
    with restricting.deciding():
        return service().execute(_noting(act), actor())


def read_only(read: Callable[[Work], T]) -> T:
    """Read a resource or a list, without a lock."""
    with service().read_only(actor()) as work:
        result = _noting(read)(work)
    if restricting.has_missed() and not is_api():
        flash(
            gettext(
                "The use of some of the data here is restricted, so it is not shown. "
                "Ask the data protection officer."
            ),
            "wait",
        )
    return result


def idempotent(make: Callable[[Work], Created], *, by: Actor | None = None) -> Response:
    """Do a POST only once: its `Idempotency-Key` and the command's events are one transaction.

    `by`: in whose name, where nobody has signed in.
    """
    who = by or actor()
    key = _key(who.id)

    def act(work: Work) -> Answer:
        if stored := idempotency.begin(work.db, key, work.now):
            return replace(stored, headers=stored.headers | {idempotency.REPLAYED: "true"})
        made = make(work)
        headers = {"Location": made.location, "ETag": f'"{made.version}"'}
        answer = Answer(201, made.body, headers)
        idempotency.finish(work.db, key, answer)
        return answer

    with restricting.deciding():
        answer = service().execute(_noting(act), who)
    response = jsonify(answer.body)
    response.status_code = answer.status
    response.headers.update(answer.headers)
    return response


def with_etag(body: Any, version: int, *, beside: bool = False) -> ResponseReturnValue:
    """An answer about one thing, with its stream's version; 304 to who has just this already.

    `beside` says that the body shows more than the stream holds, such as how another service's
    case goes on: then the tag also stands for the body.
    """
    shown = f"-{hashlib.sha256(repr(body).encode()).hexdigest()[:12]}" if beside else ""
    tag = f"{version}{shown}"
    headers = {"ETag": f'"{tag}"'}
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag):
        return Response(status=304, headers=headers)
    return body, 200, headers


def _noting(act: Callable[[Work], T]) -> Callable[[Work], T]:
    """The same; what it comes upon is noted for the access log, also when it is refused."""

    def noting(work: Work) -> T:
        try:
            return act(work)
        finally:
            note_loaded(work)

    return noting


def _key(client: str) -> Key:
    given = sent_key()
    sent = request.get_data(cache=True)
    body = sent if request.mimetype == CSV else strictjson.canonical(sent)
    parts = (request.method.encode(), request.path.encode(), body)
    secret = current_app.config["SECRET_KEY"].encode()
    return Key(client, given, idempotency.fingerprint(secret, *parts))
