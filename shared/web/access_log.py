"""What each request tells the access log: who, what they did, about whom, and how it ended.

One row a request is written here, after the answer is made and before it leaves, for every route
of the access manifest that may show people; so no route can forget it, and an answer whose row
cannot be written does not leave. Whose data it was is gathered on the way: every stream that a
request folds, every id that a list shows (`shared/web/paging.py`), and what a query notes itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import select

from shared.accesslog.log import AccessEntry, Manner, Outcome, keep
from shared.identity.access import Access, entry_of
from shared.identity.headers import SAFE
from shared.kernel.aggregate import Aggregate
from shared.service import Service
from shared.store.tables import events
from shared.work import Work, stream_of

FILES = ("text/csv", "text/calendar", "application/pdf", "application/vnd.openxmlformats")
UNKNOWN = "id"  # the kind of a thing of which only the address tells
AN_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_LISTED = 1000  # ids of one row


@dataclass
class Sightings:
    """Whose data this request has come upon so far."""

    opened: dict[str, None] = field(default_factory=dict)  # streams
    listed: dict[str, None] = field(default_factory=dict)  # ids
    purpose: str = ""
    is_search: bool = False
    is_export: bool = False
    is_nobody: bool = False


def note_access(*things: Aggregate) -> None:
    """The request opens these, whether or not it folds their streams."""
    sightings().opened.update(dict.fromkeys(map(stream_of, things)))


def note_loaded(work: Work) -> None:
    """The request has folded these streams."""
    sightings().opened.update(dict.fromkeys(work.streams))


def note_listed(ids: Iterable[object]) -> None:
    """The answer shows these as lines of a list."""
    sightings().listed.update((str(each), None) for each in ids if isinstance(each, UUID))


def note_links(addresses: Iterable[str]) -> None:
    """The answer shows the things to which these lead as lines of a list."""
    note_listed(UUID(each) for address in addresses for each in AN_ID.findall(address))


def note_purpose(code: str) -> None:
    """Why somebody looks, where they had to say it."""
    sightings().purpose = code


def note_search() -> None:
    """What the answer lists was looked for by name, day of birth or reference."""
    sightings().is_search = True


def note_export() -> None:
    """The answer is taken out as a file."""
    sightings().is_export = True


def note_nobody() -> None:
    """The answer shows nobody, though others of its route do."""
    sightings().is_nobody = True


def sightings() -> Sightings:
    """What this request has come upon; outside of one, nobody keeps it."""
    if not has_request_context():
        return Sightings()
    if "sightings" not in g:
        g.sightings = Sightings()
    seen: Sightings = g.sightings
    return seen


def keep_accesses(app: Flask, service: Service) -> None:
    """Write a row for every request that may have shown people, or was refused to somebody."""

    @app.after_request
    def note(response: Response) -> Response:
        if not g.get("is_kept") and (entry := _entry(service, response)):
            g.is_kept = True
            keep(service.database, entry)
        return response


def _entry(service: Service, response: Response) -> AccessEntry | None:
    who, seen = g.get("who"), sightings()
    if who is None or seen.is_nobody or not _access().shows_people:
        return None
    entry = AccessEntry(
        operation=request.endpoint or "",
        principal=str(who.id),
        organisation=str(who.organisation or ""),
        roles=tuple(sorted(who.roles)),
        kind=who.kind,
        manner=_manner(response),
        outcome=Outcome.SHOWN,
        opened=tuple(seen.opened),
        listed=tuple(seen.listed)[:MOST_LISTED],
        purpose=seen.purpose,
        request=g.get("request_id", ""),
    )
    if response.status_code in (401, 403, 404):
        return _refused(service, entry)
    if response.status_code >= 400:
        is_ours = response.status_code >= 500
        return replace(entry, outcome=Outcome.FAILED if is_ours else Outcome.UNDONE)
    return entry


def _refused(service: Service, entry: AccessEntry) -> AccessEntry:
    """The same, told apart from what is not there: only the log may know which it was."""
    ids = [each for each in (request.view_args or {}).values() if isinstance(each, UUID)]
    named = [stream for stream in entry.opened if UUID(stream[-36:]) in ids]
    with service.database.reading() as db:
        query = select(events.c.stream).where(events.c.stream.in_(named)).distinct()
        there = tuple(db.execute(query).scalars())
    is_refused = there or not ids or not _access().admits(g.who)
    about = there or tuple(f"{UNKNOWN}-{each}" for each in ids)
    outcome = Outcome.REFUSED if is_refused else Outcome.MISSING
    return replace(entry, outcome=outcome, opened=about, listed=())


def _manner(response: Response) -> Manner:
    if sightings().is_export or (response.mimetype or "").startswith(FILES):
        return Manner.EXPORTED
    if sightings().is_search:
        return Manner.SEARCHED
    return Manner.READ if request.method in SAFE else Manner.CHANGED


def _access() -> Access:
    return entry_of(current_app.extensions["access"])
