"""What the lists of courses and guidance groups show, in the reader's language."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common.codes import GatheringKind
from services.common.labels import label
from services.common.sessions.rules import Session
from services.common.sessions.texts import seats_of, status_tag, when, where
from services.volunteers.gatherings import policy, queries
from services.volunteers.gatherings.policy import GatheringView
from services.volunteers.gatherings.texts import PAGES, WORDS, Words
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Kind
from shared.work import Work

SHOWN = 50  # of a page
OWN = 20  # on a support person's own page


@dataclass(frozen=True)
class GatheringLine:
    href: str
    title: str
    next: str  # when its next session is
    seats: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class Listed:
    words: Words
    lines: list[GatheringLine]
    may_plan: bool
    new_href: str
    more: str


def listed(work: Work, who: Principal, kind: GatheringKind, cursor: str) -> Listed:
    """The organisation's gatherings of one kind."""
    shown = queries.listed(work, who, kind, PageRequest(SHOWN, cursor))
    board = f"{PAGES[kind]}.board"
    return Listed(
        words=WORDS[kind],
        lines=[line(work, view) for view in shown.items],
        may_plan=policy.keeps.admits(who),
        new_href=url_for(f"{PAGES[kind]}.new"),
        more=url_for(board, cursor=shown.next) if shown.next else "",
    )


def line(work: Work, view: GatheringView) -> GatheringLine:
    """A gathering in a list."""
    state = view.gathering
    ahead = [each for each in state.held if each.ends_at > work.now]
    latest = state.held[-1:] if not ahead else ahead[:1]
    tag = status_tag(view.own_status)
    if state.is_cancelled:
        tag = ("idle", label(state.status, language()))
    elif not ahead and state.held:
        tag = ("idle", gettext("over"))
    return GatheringLine(
        href=address(view),
        title=state.announced.title,
        next=when(latest[0]) if latest else gettext("no sessions yet"),
        seats=seats_of(state),
        tag=tag,
    )


@dataclass(frozen=True)
class OwnGathering:
    """Something that the reader has a place at, or could have."""

    gathering_id: UUID
    version: int
    href: str
    title: str
    next: str
    where: str
    tag: tuple[Kind, str]
    may_join: bool
    is_full: bool


def own(work: Work, who: Principal, volunteer_id: UUID) -> list[OwnGathering]:
    """What a support person can come to, and what they have a place at: what comes first, first."""
    views = queries.open_to(work, who, volunteer_id, most=OWN)
    note_listed(view.gathering.id for view in views)
    ahead = [(_next(work, view), view) for view in views]
    ordered = sorted(ahead, key=lambda pair: (pair[1].own_status is None, pair[0].starts_at))
    return [_own(work, view, session) for session, view in ordered]


def _next(work: Work, view: GatheringView) -> Session:
    held = view.gathering.held
    return next((each for each in held if each.ends_at > work.now), held[-1])


def _own(work: Work, view: GatheringView, session: Session) -> OwnGathering:
    state = view.gathering
    return OwnGathering(
        gathering_id=state.id,
        version=view.version,
        href=address(view),
        title=state.announced.title,
        next=when(session),
        where=where(session, with_link=view.takes_part),
        tag=status_tag(view.own_status),
        may_join=view.own_status is None and state.is_open(work.now),
        is_full=not state.seats.has_room,
    )


def address(view: GatheringView) -> str:
    """The page of a course or a guidance group."""
    state = view.gathering
    return url_for(f"{PAGES[state.announced.kind]}.show", gathering_id=state.id)
