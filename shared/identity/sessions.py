"""Sessions in the service's database, so that each can be ended at any moment.

A session begins at sign-in. Its cookie holds a random id and the table only its hash: a reader of
the table cannot use it. An id that we did not make is never accepted, and signing in makes a new
id. What a visitor has before that, such as the token of a form, lies signed in a cookie of their
own: anybody may look around as often as they like, and no row is written.

A session that ended keeps for two weeks whose it was and its forms' token: a form that was open
then and is sent later tells by that token whose it is, whoever uses the browser meanwhile.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Index,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import CallbackDict
from werkzeug.wrappers import Response as AnyResponse

from shared.database.columns import UtcDateTime
from shared.database.engine import Database
from shared.kernel.clock import Clock

IDLE = timedelta(minutes=45)
LONGEST = timedelta(hours=12)
REMEMBERED = timedelta(days=14)  # whose session ran out, so that what they typed is theirs again
SEEN_EVERY = timedelta(minutes=1)  # how stale `seen_at` may be, so that reading seldom writes

metadata = MetaData()
sessions = Table(  # written by this module
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of the id in the cookie
    Column("principal", Uuid, index=True),  # NULL: of an earlier version, before sign-in
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),  # the latest end, also of a session in use
    Column("data", JSON, nullable=False),
    Column("sid", String(255)),  # of the issuer's session; NULL: it named none
    Column("form_token", String(64)),  # SHA-256; NULL: no form was shown
    Index("sessions_seen_at", "seen_at"),
    Index("sessions_sid", "sid"),
    Index("sessions_form_token", "form_token"),
)
logout_tokens = Table(  # each ends sessions one time; written by this module
    "logout_tokens",
    metadata,
    Column("hash", String(64), primary_key=True),  # SHA-256 of its `jti`
    Column("ends_at", UtcDateTime, nullable=False),  # then it is bad anyway
)
FORM_TOKEN = "csrf_token"  # noqa: S105 - the name under which a session keeps it


def cookie_name(name: str, *, secure: bool) -> str:
    """The name; with https it makes browsers accept the cookie from this host only."""
    return f"__Host-{name}" if secure else f"{name}-demo"


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The data of one browser; `principal` is the person who has signed in with it."""

    modified = False

    def __init__(
        self,
        load: Callable[[], Row[Any] | None],
        *,
        cookie: str | None,
        visit: Callable[[], dict[str, Any] | None],
    ) -> None:
        super().__init__(on_update=_mark_modified)
        self._load, self._cookie, self._load_visit = load, cookie, visit
        self.is_visit = False  # the browser brought a visitor's cookie
        self.key: str | None = None  # of the row; None: there is none yet
        self.principal: UUID | None = None
        self.sid: str | None = None  # of the session at the issuer
        self.seen_at: datetime | None = None
        self.ended_key: str | None = None  # a key that must not work any more
        self.is_signed_out = False  # whose it was may be kept

    def read(self) -> None:
        """Load the session of the cookie; only pages do, since it costs a query."""
        row = self._load() if self._cookie else None
        if row is not None and row.is_alive:
            self.update(row.data)
            self.key, self.principal, self.seen_at = self._cookie, row.principal, row.seen_at
        else:
            self._read_visit()
        self.modified, self._cookie = False, None

    def _read_visit(self) -> None:
        visit = self._load_visit()
        if visit is not None:
            self.update(visit)
            self.is_visit = True

    def sign_in(self, principal: UUID, sid: str | None = None) -> None:
        """Begin a new session for this person, under a new id; forms of the old one are kept."""
        self.sign_out()
        self.principal, self.sid = principal, sid

    def sign_out(self) -> None:
        """End it; a form that is still open somewhere will be kept for who signs in again."""
        self.end()
        self.is_signed_out = True

    def end(self) -> None:
        """Forget everything; the old id does not work from now on."""
        self.ended_key, self.key, self.principal = self.key or self.ended_key, None, None
        self.clear()


def _mark_modified(changed: ServerSession) -> None:
    changed.modified = True


class Sessions(SessionInterface):
    """Flask's sessions in a table of `database`, under a cookie called after `name`."""

    def __init__(self, database: Database, *, clock: Clock, name: str, secure: bool) -> None:
        self.database, self.clock = database, clock
        self.cookie, self.secure = cookie_name(name, secure=secure), secure
        self.visit_cookie = cookie_name(f"{name}-visit", secure=secure)

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        cookie = request.cookies.get(self.cookie)
        visit = request.cookies.get(self.visit_cookie)
        return ServerSession(
            lambda: self._row(cookie or ""),
            cookie=cookie,
            visit=lambda: self._visit(app, visit) if visit else None,
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, ServerSession)  # noqa: S101  # for mypy: we opened it
        if session.ended_key:
            end = self._close if session.is_signed_out else self._delete
            end(sessions.c.hash == _hash(session.ended_key))
        if session.principal is None and session.key is None:
            self._save_visit(app, session, response)
        elif session.key is None:
            self._set_cookie(response, self.cookie, self._insert(session))
            if session.is_visit:
                self.expire_cookie(response, self.visit_cookie)
        elif not self._update(session):
            self.expire_cookie(response, self.cookie)

    def _save_visit(self, app: Flask, session: ServerSession, response: Response) -> None:
        """Keep what a visitor has in their own cookie; an error page begins nothing."""
        if session.ended_key:
            self.expire_cookie(response, self.cookie)
        if session and session.modified and (session.is_visit or response.status_code < 400):
            content = {"at": self.clock.now().timestamp(), "data": dict(session)}
            self._set_cookie(response, self.visit_cookie, str(_signer(app).dumps(content)))
        elif session.is_visit and not session:
            self.expire_cookie(response, self.visit_cookie)

    def end_all(self, principal: UUID) -> None:
        """End every session of a principal, in every browser."""
        self._close(sessions.c.principal == principal)

    def end_with(self, sid: str) -> None:
        """End what began with that session at the issuer."""
        self._close(sessions.c.sid == sid)

    def use(self, logout_token: str, *, until: datetime) -> bool:
        """Whether that logout token (its `jti`) is new; from now on it is not."""
        now, row = self.clock.now(), {"hash": _hash(logout_token), "ends_at": until}
        with self.database.writing() as db:
            db.execute(delete(logout_tokens).where(logout_tokens.c.ends_at < now))
            try:
                with db.begin_nested():
                    db.execute(insert(logout_tokens).values(row))
            except IntegrityError:
                return False
        return True

    def owner_of_form(self, token: str) -> UUID | None:
        """Whose session it was, ended or not, that showed the form with this token."""
        with self.database.reading() as db:
            query = select(sessions.c.principal).where(sessions.c.form_token == _hash(token))
            return db.execute(query.limit(1)).scalar()

    def expire_cookie(self, response: AnyResponse, cookie: str) -> None:
        """Make the browser forget a session cookie of this host, also another service's."""
        response.delete_cookie(cookie, path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _row(self, key: str) -> Row[Any] | None:
        now = self.clock.now()
        alive = (sessions.c.seen_at > now - IDLE) & (sessions.c.ends_at > now)
        with self.database.reading() as db:
            query = select(sessions, alive.label("is_alive")).where(sessions.c.hash == _hash(key))
            return db.execute(query).one_or_none()

    def _visit(self, app: Flask, cookie: str) -> dict[str, Any] | None:
        """What a visitor's cookie holds, if we signed it not long ago."""
        try:
            content: dict[str, Any] = _signer(app).loads(cookie)
        except BadData:
            return None
        age = self.clock.now().timestamp() - content["at"]
        return content["data"] if age < IDLE.total_seconds() else None

    def _set_cookie(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(
            name, value, path="/", secure=self.secure, httponly=True, samesite="Lax"
        )

    def _insert(self, session: ServerSession) -> str:
        key, now = secrets.token_urlsafe(32), self.clock.now()
        row = {
            "hash": _hash(key),
            "principal": session.principal,
            "created_at": now,
            "seen_at": now,
            "ends_at": now + LONGEST,
            "data": dict(session),
            "sid": session.sid,
            "form_token": _form_token(session),
        }
        ran_out = (sessions.c.seen_at <= now - IDLE) | (sessions.c.ends_at <= now)
        forgotten = sessions.c.principal.is_(None) | (sessions.c.seen_at <= now - REMEMBERED)
        with self.database.writing() as db:
            db.execute(delete(sessions).where(ran_out & forgotten))
            db.execute(insert(sessions).values(row))
        return key

    def _update(self, session: ServerSession) -> bool:
        """Write the changes; False when the session was ended meanwhile: it stays ended."""
        now, seen_at = self.clock.now(), session.seen_at
        values: dict[str, Any] = {"seen_at": now}
        if session.modified:
            values |= {"data": dict(session), "form_token": _form_token(session)}
        elif seen_at is not None and now - seen_at < SEEN_EVERY:
            return True
        row = update(sessions).where(
            sessions.c.hash == _hash(session.key or ""), sessions.c.ends_at > now
        )
        with self.database.writing() as db:
            return db.execute(row.values(values)).rowcount == 1

    def _close(self, which: ColumnElement[bool]) -> None:
        """End sessions, and keep whose they were."""
        now = self.clock.now()
        ended = update(sessions).where(which, sessions.c.ends_at > now)
        with self.database.writing() as db:
            db.execute(ended.values(ends_at=now, data={}))

    def _delete(self, which: ColumnElement[bool]) -> None:
        with self.database.writing() as db:
            db.execute(delete(sessions).where(which))


def current_session() -> ServerSession:
    """The session of this request, with the attributes that Flask's own type lacks."""
    current: ServerSession = session._get_current_object()  # type: ignore[attr-defined]
    return current


def _signer(app: Flask) -> URLSafeSerializer:
    """Signs the cookies of visitors; one service's are worth nothing to another."""
    return URLSafeSerializer(str(app.secret_key), salt=f"visit of {app.name}")


def _form_token(session: ServerSession) -> str | None:
    token = session.get(FORM_TOKEN)
    return _hash(token) if isinstance(token, str) else None


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
