"""A service's letters over HTTP: the same list in every service that writes them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue
from marshmallow import Schema, fields
from sqlalchemy import Connection

from services.common import log_letters
from shared import inbox
from shared.identity.access import SIGNED_IN
from shared.identity.principals import Principal
from shared.inbox import Letter
from shared.web import paging
from shared.web.api import Blueprint, actor, read_only, service
from shared.web.paging import NewsQuery
from shared.work import Work


class LetterSchema(Schema):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, metadata={"description": "What has happened."})
    text = fields.String(required=True, metadata={"description": "The same in words."})
    thing = fields.String(required=True)
    thing_id = fields.UUID(required=True)
    page = fields.String(required=True, metadata={"description": "Where it is read."})
    urgent = fields.Boolean(required=True)
    at = fields.DateTime(required=True)


class InboxSchema(Schema):
    letters = fields.List(fields.Nested(LetterSchema), required=True)
    unread = fields.Integer(
        required=True, metadata={"description": "Things with something to read."}
    )
    next = fields.String(allow_none=True)


Dated = Callable[[Work, Principal], Iterable[Letter]]
About = Callable[[Work, Principal, Collection[UUID]], Mapping[UUID, str]]


@dataclass(frozen=True)
class Mailbox:
    """How a service's letters are put into words, and where each is read."""

    sentence: Callable[[str], str]
    page: Callable[[Letter], str]
    about: About | None = None  # None: only the page tells what it is about
    due: Dated = lambda work, who: ()  # letters that a day brings, made when they are read
    hidden: Callable[[Work, Principal], set[UUID]] = lambda work, who: set()  # not to be known of

    def unread(self, work: Work, who: Principal) -> list[dict[str, Any]]:
        """What the reader has not read yet, urgent first."""
        hidden = self.hidden(work, who)
        letters = inbox.letters_of(work.db, who, now=work.now)
        kept = [letter for letter in letters if letter.thing_id not in hidden]
        shown = sorted([*kept, *self._due(work, who)], key=lambda each: not each.urgent)
        return [_letter(letter, self.sentence, self.page) for letter in shown]

    def names(self, work: Work, who: Principal, things: Collection[UUID]) -> Mapping[UUID, str]:
        """What each thing is called, as far as the reader may know."""
        return self.about(work, who, things) if self.about and things else {}

    def count(self, work: Work, who: Principal) -> int:
        """How many things have something to read."""
        things = {letter.thing_id for letter in self._due(work, who)}
        twice = inbox.unread_things(work.db, who, things, now=work.now) if things else set()
        hidden = self.hidden(work, who)
        left_out = inbox.unread_things(work.db, who, hidden, now=work.now) if hidden else set()
        count = inbox.count_unread(work.db, who, now=work.now)
        return count + len(things - twice) - len(left_out)

    def _due(self, work: Work, who: Principal) -> list[Letter]:
        return [letter for letter in self.due(work, who) if not _is_read(work.db, who, letter)]


def inbox_api(name: str, mailbox: Mailbox) -> Blueprint:
    """`GET /<service>/api/v1/inbox`: what the caller has not read yet, urgent first."""
    api = Blueprint("inbox_api", f"/{name}/api/v1/inbox", "What is to be read")

    @api.get("", may=SIGNED_IN)
    @api.arguments(NewsQuery, location="query")
    @api.response(200, InboxSchema)
    def unread(query: dict[str, Any]) -> ResponseReturnValue:
        """What has happened that the caller should read; reading the thing marks it read."""
        letters, count = read_only(
            lambda work: (mailbox.unread(work, g.who), mailbox.count(work, g.who))
        )
        part, since = paging.news_asked(query)
        new = [letter for letter in letters if since is None or letter["at"] >= since]
        shown = paging.after(new, lambda letter: str(letter["id"]), part)
        body, status, headers = paging.parts("letters", shown)
        return {**body, "unread": count}, status, headers

    return api


def mark_read(thing_id: UUID, due: Iterable[Letter] = ()) -> None:
    """The caller has looked at the thing; nothing is written where nothing was unread.

    `due` are the letters about it that a day has brought.
    """
    database, scope, now = service().database, actor().scope, service().clock.now()
    with database.reading(scope) as db:
        is_unread = bool(inbox.unread_things(db, g.who, [thing_id], now=now))
        is_unread = is_unread or any(not _is_read(db, g.who, letter) for letter in due)
    if is_unread:
        with database.writing(scope) as db:
            inbox.mark_read(db, g.who, thing_id, now=now)


def mark_read_of(thing: str) -> None:
    """The caller has looked at the page on which all letters about that kind of thing are read."""
    database, scope, now = service().database, actor().scope, service().clock.now()
    with database.reading(scope) as db:
        unread = inbox.unread_of(db, g.who, thing, now=now)
    if unread:
        with database.writing(scope) as db:
            for thing_id in unread:
                inbox.mark_read(db, g.who, thing_id, now=now)


def _is_read(db: Connection, who: Principal, letter: Letter) -> bool:
    read_at = inbox.read_at(db, letter.thing_id).get(who.id)
    return read_at is not None and read_at >= letter.at


def mark_everything_read() -> None:
    """The caller has looked at the page that shows all that this service writes to them."""
    database, scope, now = service().database, actor().scope, service().clock.now()
    with database.reading(scope) as db:
        is_unread = inbox.count_unread(db, g.who, now=now) > 0
    if is_unread:
        with database.writing(scope) as db:
            inbox.mark_all_read(db, g.who, until=now)


def _letter(
    letter: Letter, sentence: Callable[[str], str], page: Callable[[Letter], str]
) -> dict[str, Any]:
    is_about_log = letter.thing == log_letters.LOG  # every service has one
    return {
        "id": letter.letter_id,
        "kind": letter.kind,
        "text": log_letters.sentence(letter.kind) if is_about_log else sentence(letter.kind),
        "thing": letter.thing,
        "thing_id": letter.thing_id,
        "page": log_letters.page(letter.thing_id) if is_about_log else page(letter),
        "urgent": letter.urgent,
        "at": letter.at,
    }
