"""What can be done to a thing, as one table.

A row names the noun under which a change is addressed, the command that makes it, the schema of
what it asks, and who may. From the row come the API route (If-Match or Idempotency-Key, ETag,
problem+json and the operation in the OpenAPI document), the form's POST on the thing's page, the
entry in the access manifest and the one for the access log. The permission is asked inside the
command's own transaction, on the state that the command decides on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from uuid import UUID

from flask import g, request
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from shared.identity.principals import Principal
from shared.kernel.aggregate import Aggregate, NotFound
from shared.web.access_log import note_access, note_purpose
from shared.web.api import (
    Blueprint,
    Created,
    Versioned,
    execute,
    idempotent,
    if_match,
    read_only,
    with_etag,
)
from shared.web.below import must_stand_below
from shared.web.form_page import FormPage
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, blank_form, form_of, loaded, seen
from shared.web.parts import Forms
from shared.web.permission import Permission
from shared.work import Work

V = TypeVar("V", bound=Versioned)  # a thing before one reader
S = TypeVar("S")  # its state
T = TypeVar("T")


def endpoint_of(address: str) -> str:
    """An address without its places, as a name."""
    words = (part for part in address.split("/") if not part.startswith("<"))
    return "_".join(words).replace("-", "_")


@dataclass(frozen=True)
class Change(Generic[S]):
    """One row. `command(work, id, **fields)` decides and appends.

    `name` is the last part of the address, empty for the thing itself; places in it, such as
    `goals/<uuid:goal_id>/score`, are fields too. A change that `adds` something is a POST, and
    its command returns the new part's id and the thing's version; one that `removes` is a DELETE.
    """

    name: str
    command: Callable[..., Any]
    schema: type[Schema]
    may: Permission[S]
    adds: bool = False
    removes: bool = False
    has_form: bool = True  # on the thing's page
    form: OwnForm[Any] | None = None  # on a page of its own
    is_offered: bool = True  # by the API; else the form alone
    takes_files: bool = False  # its body is as large as a file
    may_lose: bool = False  # whoever makes it may not see the thing any more: 204

    @property
    def endpoint(self) -> str:
        name = endpoint_of(self.name) or self.command.__name__
        return f"{name}_removal" if self.removes else name


class Changes(Generic[V, S]):
    """All changes of one kind of thing, and how one is read."""

    def __init__(
        self,
        rows: Sequence[Change[S]],
        *,
        thing: Callable[[UUID], Aggregate],
        key: str,  # the place of its id in an address, such as "match_id"
        read: Callable[[Work, Principal, UUID], V],  # raises NotFound unless it may be seen
        state: Callable[[V], S],  # of a view, what its permissions are asked about
        above: Mapping[str, Callable[[V], UUID]] = MappingProxyType({}),
    ) -> None:
        """`above` says what an address may name before the thing, such as a visit's case."""
        self.rows, self.thing, self.key = tuple(rows), thing, key
        self.read, self.state, self.above = read, state, above

    def serve(
        self,
        api: Blueprint,
        *,
        may: Permission[S] | None = None,  # None: the thing itself is served elsewhere
        schema: type[Schema] = Schema,  # a table that only adds parts needs neither
        body: Callable[[Work, V], Mapping[str, Any]] = lambda work, view: {},
        at: str = "",  # where its kind stands among those of the same API
        beside: bool = False,  # whether the body shows more than the thing's own stream
    ) -> None:
        """Routes of the API: the thing itself for whoever `may` read it, and every change."""
        route = f"{at}/<uuid:{self.key}>"

        def answer(work: Work, view: V) -> ResponseReturnValue:
            return with_etag(body(work, view), view.version, beside=beside)

        def show(**path: Any) -> ResponseReturnValue:
            """The thing as far as its reader may see it."""

            def read(work: Work) -> ResponseReturnValue:
                return answer(work, self._view(work, path[self.key]))

            return self._noting(path, lambda: read_only(read))

        if may is not None:
            api.get(route, may=may)(api.response(200, schema)(show))
        for row in self.rows:
            if not row.is_offered:
                continue
            serve = self._serve_addition if row.adds else self._serve_change
            serve(api, f"{route}/{row.name}".rstrip("/"), row, schema, answer)

    def serve_pages(self, pages: Pages, rule: str, page: FormPage) -> None:
        """Every change's form, below the page of the thing at `rule`: the page with it open."""
        for row in self.rows:
            if row.has_form and row.form is None:
                methods = ["GET", "POST"]  # what was refused can be loaded again
                register = pages.route(
                    f"{rule}/{row.name}", methods=methods, may=row.may, endpoint=row.endpoint
                )
                register(self._show_or_post(row, page))

    def forms(
        self,
        sent: Change[S] | None = None,
        wrong: Mapping[Any, Any] = MappingProxyType({}),
        opened: str = "",
    ) -> Forms:
        """The forms of the thing's page; the one that was `sent` with what was typed in it."""
        blank = {
            row.endpoint: blank_form(row.schema, prefix=row.endpoint)
            for row in self.rows
            if row.has_form and row.form is None
        }
        if sent is None:
            return Forms(blank, opened=opened)
        typed = form_of(sent.schema, wrong, prefix=sent.endpoint)
        return Forms(blank | {sent.endpoint: typed}, typed, opened=sent.endpoint)

    def apply(
        self,
        work: Work,
        row: Change[S],
        path: Mapping[str, Any],
        data: Any,
        *,
        seen: int | None = None,
    ) -> Any:
        """Ask the permission and run the command, in the caller's one transaction.

        `seen` is the version of the thing as the caller's own view of it counts.
        """
        fields = {**path, **data}
        thing_id, on = fields.pop(self.key), fields.pop("on", None)
        for name in self.above:  # where it stands is no part of what is asked
            fields.pop(name, None)
        view = self._view(work, thing_id)
        row.may.check(g.who, self.state(view))
        if fields.get("reason"):
            note_purpose(row.endpoint)  # the reason itself lies sealed in the event
        self._expect(work, thing_id, view, seen)
        with work.dated(on):
            return row.command(work, thing_id, **fields)

    def sent(
        self, row: Change[S], schema: type[Schema], path: Mapping[str, Any]
    ) -> tuple[Callable[[], None], Mapping[Any, Any]]:
        """What a form asks for, ready to be done, and what is wrong with it, by field."""
        version = None if row.adds else seen()
        self.check(row, path[self.key])
        data, wrong = loaded(schema)

        def act(work: Work) -> None:
            self.apply(work, row, path, data, seen=version)

        return lambda: self._noting(path, lambda: execute(act)), wrong

    def check(self, row: Change[S], thing_id: UUID) -> None:
        """Raise what a stranger is told, before anything of the form is looked at."""
        note_access(self.thing(thing_id))
        view = read_only(lambda work: self._view(work, thing_id))
        row.may.check(g.who, self.state(view))

    def _view(self, work: Work, thing_id: UUID) -> V:
        """The thing before the reader, of what the address names above it."""
        view = self.read(work, g.who, thing_id)
        must_stand_below(**{name: of(view) for name, of in self.above.items()})
        return view

    def _expect(self, work: Work, thing_id: UUID, view: V, seen: int | None) -> None:
        """Hold the caller to the version seen, which counts only what their view tells of."""
        if seen is not None:
            thing = self.thing(thing_id)
            work.expect(thing, seen, unseen=work.load(thing)[1] - view.version)

    def _noting(self, path: Mapping[str, Any], act: Callable[[], T]) -> T:
        """Do it; whatever comes of it, the access log says of which thing it was."""
        note_access(self.thing(path[self.key]))
        return act()

    def _serve_change(
        self, api: Blueprint, route: str, row: Change[S], schema: type[Schema], answer: Any
    ) -> None:
        def change(
            data: Mapping[str, Any] = MappingProxyType({}), **path: Any
        ) -> ResponseReturnValue:
            version = if_match()

            def act(work: Work) -> ResponseReturnValue:
                self.apply(work, row, path, data, seen=version)
                try:
                    view = self._view(work, path[self.key])
                except NotFound:
                    if not row.may_lose:
                        raise
                    return "", 204
                made: ResponseReturnValue = answer(work, view)
                return made

            return self._noting(path, lambda: execute(act))

        _document(change, row)
        handler = api.response(200, schema)(change)
        if row.may_lose:
            handler = api.alt_response(204, description="It is not yours to see any more.")(handler)
        if row.removes:
            api.delete(route, may=row.may, endpoint=row.endpoint)(handler)
        else:
            handler = api.arguments(row.schema)(handler)
            api.put(route, may=row.may, endpoint=row.endpoint)(handler)

    def _serve_addition(
        self, api: Blueprint, route: str, row: Change[S], _schema: type[Schema], _answer: Any
    ) -> None:
        def add(data: dict[str, Any], **path: Any) -> ResponseReturnValue:
            def make(work: Work) -> Created:
                made, version = self.apply(work, row, path, data)
                body = {"id": str(made), self.key.removesuffix("_id"): str(path[self.key])}
                return Created(f"{request.path}/{made}", body, version)

            return self._noting(path, lambda: idempotent(make))

        _document(add, row)
        handler = api.arguments(row.schema)(api.alt_response(201, description="It was added.")(add))
        register = api.post(route, may=row.may, endpoint=row.endpoint, takes_files=row.takes_files)
        register(handler)

    def _show_or_post(self, row: Change[S], page: FormPage) -> Callable[..., ResponseReturnValue]:
        def show_or_post(**path: Any) -> ResponseReturnValue:
            if request.method == "POST":
                act, wrong = self.sent(row, row.schema, path)
                return page.answer(path[self.key], self.forms(row, wrong), act)
            self.check(row, path[self.key])
            return page.show(path[self.key], self.forms(opened=row.endpoint), "")

        return show_or_post


def _document(view: Callable[..., Any], row: Change[Any]) -> None:
    """The operation is called and described as the command that it runs."""
    view.__name__, view.__doc__ = row.command.__name__, row.command.__doc__
