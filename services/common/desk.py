"""What a service has for the front door: what waits for somebody today, and what they look for.

Each service answers for itself, by its own session and its own lists, so the front door shows
nothing that the reader could not open there. Sentences are in the reader's language already.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from services.common.catalogue import organisation
from services.common.codes import Role
from services.common.labels import label
from services.common.letters import Mailbox
from shared.identity.access import SIGNED_IN, Access
from shared.identity.principals import Principal
from shared.kernel.codec import to_json
from shared.web.access_log import note_links, note_nobody, note_search
from shared.web.api import read_only
from shared.web.i18n import language
from shared.web.pages import Pages
from shared.work import Work

SHORTEST, LONGEST = 2, 100  # characters of what is searched for
MOST_ITEMS = 4  # of one kind; the list itself is one press away
MOST_HITS = 20
SEARCHES = Access(needs_token=False)  # everybody signed in; a search changes nothing


class Urgency:
    """What comes first on somebody's day."""

    HARM = 0  # somebody may be in need now
    LATE = 1  # what was promised for an earlier day
    TODAY = 2
    SOON = 3
    KNOW = 4  # good to know


@dataclass(frozen=True)
class DeskItem:
    """One thing that waits for the reader."""

    text: str  # what to do, or what has happened
    href: str
    action: str  # the one thing to do there, as a verb
    about: str = ""  # whom or what it is about, as the service's own lists show it
    tag: tuple[str, ...] = ("", "")  # kind, text
    urgency: int = Urgency.TODAY
    day: date | None = None  # the earlier comes first


@dataclass(frozen=True)
class DeskCount:
    """How many of something there are, and where they are listed."""

    number: int
    label: str
    href: str = ""


@dataclass(frozen=True)
class Letter:
    """Something that the reader has not read."""

    text: str
    page: str
    at: str  # ISO 8601
    urgent: bool
    about: str = ""


@dataclass(frozen=True)
class Reader:
    """Who reads, as a service knows them."""

    name: str
    role: str  # in the reader's language
    roles: tuple[str, ...]
    organisation: str
    csrf_token: str  # for the forms of this service


@dataclass(frozen=True)
class Desk:
    """All that a service has for the reader's day."""

    reader: Reader
    items: tuple[DeskItem, ...] = ()
    counts: tuple[DeskCount, ...] = ()
    letters: tuple[Letter, ...] = ()
    unread: int = 0


@dataclass(frozen=True)
class Hit:
    """Somebody or something that a search came upon."""

    name: str
    href: str
    about: str = ""


@dataclass(frozen=True)
class Day:
    """What a service's chapter `desk` reads for one reader."""

    items: Iterable[DeskItem] = ()
    counts: Sequence[DeskCount] = field(default_factory=tuple)


def desk_pages(
    name: str,
    *,
    day: Callable[[Work, Principal], Day],
    search: Callable[[Work, Principal, str], Iterable[Hit]] | None = None,
    mailbox: Mailbox | None = None,
) -> Pages:
    """`GET /<service>/desk` and `POST /<service>/search`, for the front door alone."""
    pages = Pages("desk", f"/{name}")

    def show() -> ResponseReturnValue:
        """Who reads, and how much is unread; `letters` says what, `day` what else waits too."""
        desk = read_only(lambda work: _desk(work, day, mailbox))
        _note([*(item.href for item in desk.items), *(letter.page for letter in desk.letters)])
        return jsonify(to_json(desk))

    def find() -> ResponseReturnValue:
        """What the reader may see under this name, day of birth or reference."""
        text = request.form.get("text", "").strip()[:LONGEST]
        if search is None or len(text) < SHORTEST:
            return jsonify([])
        hits = read_only(lambda work: list(search(work, g.who, text)))
        note_search()
        note_links(hit.href for hit in hits)
        return jsonify(to_json(hits))

    pages.route("/desk", may=SIGNED_IN)(show)
    pages.route("/search", methods=["POST"], may=SEARCHES)(find)
    return pages


def _desk(work: Work, day: Callable[[Work, Principal], Day], mailbox: Mailbox | None) -> Desk:
    """As much of the desk as the request wants."""
    desk = Desk(_reader(work, g.who), unread=mailbox.count(work, g.who) if mailbox else 0)
    if mailbox and ("letters" in request.args or "day" in request.args):
        desk = replace(desk, letters=tuple(_letters(work, g.who, mailbox)))
    if "day" not in request.args:
        return desk
    today = day(work, g.who)
    return replace(desk, items=tuple(worst_first(today.items)), counts=tuple(today.counts))


def _note(addresses: Sequence[str]) -> None:
    """For the access log: whom the answer names, if anybody."""
    if addresses:
        note_links(addresses)
    else:
        note_nobody()


def worst_first(items: Iterable[DeskItem]) -> list[DeskItem]:
    """The items in the order in which somebody should take them up."""
    return sorted(items, key=lambda item: (item.urgency, item.day or date.max))


def _letters(work: Work, who: Principal, mailbox: Mailbox) -> Iterator[Letter]:
    unread = mailbox.unread(work, who)
    names = mailbox.names(work, who, {letter["thing_id"] for letter in unread})
    for letter in unread:
        yield Letter(
            text=letter["text"],
            page=letter["page"],
            at=letter["at"].isoformat(),
            urgent=letter["urgent"],
            about=names.get(letter["thing_id"], ""),
        )


def _reader(work: Work, who: Principal) -> Reader:
    home = organisation(work.db, who.organisation) if who.organisation else None
    role = next(iter(sorted(who.roles)), "")
    return Reader(
        name=who.name,
        role=label(Role(role), language()) if role else "",
        roles=tuple(sorted(who.roles)),
        organisation=home.name_in(language()) if home else "",
        csrf_token=generate_csrf(),
    )
