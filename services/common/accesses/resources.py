"""The access log of a service over HTTP: for programs, and for the front door's page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest

from services.common.accesses import policy, queries
from services.common.accesses.policy import Register
from services.common.accesses.queries import NEWEST_FIRST, AccessFilter
from services.common.accesses.schemas import AccessListSchema, AccessQuery
from services.common.accesses.views import Lines
from services.common.letters import mark_read
from shared.accesslog.chain import extend
from shared.identity.principals import Principal
from shared.web import paging
from shared.web.access_log import note_export, note_listed
from shared.web.api import Blueprint, read_only, service
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

LOGGED = "The access log"


@dataclass(frozen=True)
class LogOfService:
    """`GET /<service>/api/v1/access-log`, and what the front door asks for its page."""

    name: str
    register: Register = Register()  # noqa: RUF009 - frozen

    def api(self) -> Blueprint:
        api = Blueprint("access_log_api", f"/{self.name}/api/v1/access-log", LOGGED)

        @api.get("", may=policy.reads)
        @api.arguments(AccessQuery, location="query")
        @api.response(200, AccessListSchema)
        def accesses(data: dict[str, Any]) -> ResponseReturnValue:
            """Who has read, changed or tried to open what about somebody, newest first.

            The data protection officer reads all of their organisation; whoever works with a
            family what is about it, and says whom they ask for.
            """
            return paging.answer("accesses", self._page(data))

        return api

    def pages(self) -> Pages:
        pages = Pages("access_log", f"/{self.name}")

        @pages.get("/access-log", may=policy.reads)
        def lines() -> ResponseReturnValue:
            """The same for the front door, as JSON; `file` says that it becomes a file."""
            filters = {k: v for k, v in request.args.items() if k != "file"}
            try:
                data: Any = AccessQuery().load(filters)
            except ValidationError as wrong:
                raise BadRequest from wrong
            if "file" in request.args:
                note_export()
            if data["principal"] is not None:
                mark_read(data["principal"])
            shown = self._page(data)
            schema = AccessListSchema()
            return jsonify(schema.dump({"accesses": shown.items, "next": shown.next}))

        return pages

    def _page(self, data: Mapping[str, Any]) -> Page[Any]:
        extend(service().database)  # what was just read is on it too
        who, subject = g.who, data["subject"] or data["person"]

        def read(work: Work) -> Page[Any]:
            family = self.register.family_of(work.db, subject) if subject else None
            policy.check(self.register, work, who, family)
            without = self.register.hidden_from(work, who, subject)
            chosen = replace(_filter(who, data, family), without=without)
            rows = page(
                work.db,
                queries.rows(chosen),
                NEWEST_FIRST,
                page_request=PageRequest(data["limit"], data["cursor"]),
                read=lambda row: row,
            )
            note_listed(family or [])
            return Page(Lines(work, who, rows.items).as_json(), rows.next)

        return read_only(read)


def _filter(who: Principal, data: Mapping[str, Any], family: set[UUID] | None) -> AccessFilter:
    return AccessFilter(
        subjects=frozenset(family) if family is not None else None,
        principal=data["principal"],
        organisation=who.organisation,
        with_refusals=not who.has(policy.OFFICER),
        since=_start(data["since"]),
        until=_until(data),
        outcome=data["outcome"],
    )


def _until(data: Mapping[str, Any]) -> datetime | None:
    """The first moment after those of the filter."""
    ends = [data["before"], _start(data["until"] and data["until"] + timedelta(days=1))]
    return min((end for end in ends if end is not None), default=None)


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), service().clock.zone) if day else None
