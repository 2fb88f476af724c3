"""What the pages of courses and guidance groups show, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import GatheringKind, GatheringStatus, RegistrationStatus
from services.common.labels import label
from services.common.people import names as staff_names
from services.common.phrases import language_name
from services.common.sessions.queries import status_of
from services.common.sessions.texts import seats_of, status_tag
from services.common.sessions.views import SessionLine, SessionReader, materials, session_lines
from services.volunteers.gatherings import policy
from services.volunteers.gatherings.policy import GatheringView
from services.volunteers.gatherings.texts import PAGES, WORDS, Words
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.formats import format_date, format_duration
from shared.web.i18n import gettext, language
from shared.web.parts import Kind, Option
from shared.work import Work


@dataclass(frozen=True)
class PersonLine:
    participant_id: UUID
    name: str
    href: str
    tag: tuple[Kind, str]
    attended: str
    completed: str


@dataclass(frozen=True)
class GatheringPage:
    view: GatheringView
    words: Words
    home: str
    title: str
    tag: tuple[Kind, str]
    facts: list[tuple[str, str]]
    about: str
    materials: list[tuple[str, str]]  # text, and its address where it is one
    sessions: list[SessionLine]
    people: list[PersonLine]
    others: list[Option]  # of the register, who can be added
    may_keep: bool
    may_note: bool
    may_join: bool
    may_leave: bool
    is_full: bool
    may_complete: bool
    is_cancelled: bool


def reader_of(view: GatheringView) -> SessionReader:
    return SessionReader(
        shown=tuple(view.shown),
        own=view.own,
        counts=view.is_staff or view.is_host,
        with_link=view.takes_part,
    )


def page(work: Work, who: Principal, view: GatheringView) -> GatheringPage:
    """One gathering: when, who, and what the reader can do."""
    state, plan = view.gathering, view.gathering.announced
    called = people.names(work, plan.organisation) if view.takes_part else {}
    keeps, shown = policy.coordinates.allows(who, view), tuple(view.shown)
    note_listed(shown)
    joins = policy.joins.allows(who, view) and plan.kind is GatheringKind.COURSE
    status = view.own_status
    return GatheringPage(
        view=view,
        words=WORDS[plan.kind],
        home=url_for(f"{PAGES[plan.kind]}.board"),
        title=plan.title,
        tag=_tag(view),
        facts=_facts(work, view),
        about=plan.about,
        materials=materials(plan.materials) if view.takes_part else [],
        sessions=session_lines(state, reader_of(view), work.now),
        people=[_person(view, each, called) for each in shown],
        others=_others(work, view, called) if keeps else [],
        may_keep=keeps,
        may_note=policy.notes.allows(who, view),
        may_join=joins and status is None and state.is_open(work.now),
        may_leave=joins and status is not None and not state.timetable.attended(view.own or who.id),
        is_full=not state.seats.has_room,
        may_complete=keeps and any(state.complete(each) for each in state.seats.taken),
        is_cancelled=state.is_cancelled,
    )


def _tag(view: GatheringView) -> tuple[Kind, str]:
    status = view.gathering.status
    if status is GatheringStatus.CANCELLED:
        return "idle", label(status, language())
    return status_tag(view.own_status)


def _facts(work: Work, view: GatheringView) -> list[tuple[str, str]]:
    state, plan = view.gathering, view.gathering.announced
    name = staff_names(work)
    until = format_date(plan.registers_until) if plan.registers_until else ""
    facts = (
        (gettext("Led by"), ", ".join(filter(None, (name(str(each)) for each in view.guides)))),
        (gettext("Language"), language_name(plan.language)),
        (gettext("Seats"), seats_of(state)),
        (gettext("Registration is open until"), until),
        (gettext("Enough to complete it"), _needed(view)),
    )
    return [(term, text) for term, text in facts if text]


def _needed(view: GatheringView) -> str:
    state = view.gathering
    if state.announced.kind is not GatheringKind.COURSE or not state.held:
        return ""
    return gettext("%(needed)s of %(all)s sessions", needed=state.needed, all=len(state.held))


def _person(view: GatheringView, participant: UUID, called: Mapping[UUID, str]) -> PersonLine:
    state = view.gathering
    attended = state.timetable.attended(participant)
    minutes = sum(each.attendance[participant].minutes for each in attended)
    days = {each.participant_id: each.completed_on for each in state.completed}
    status = status_of(state, participant) or RegistrationStatus.WITHDRAWN
    return PersonLine(
        participant_id=participant,
        name=called.get(participant, "–"),
        href=url_for("people.show", volunteer_id=participant),
        tag=status_tag(status),
        attended=format_duration(minutes) if minutes else "",
        completed=format_date(days[participant]) if participant in days else "",
    )


def _others(work: Work, view: GatheringView, called: Mapping[UUID, str]) -> list[Option]:
    plan, seats = view.gathering.announced, view.gathering.seats
    here: Any = people.active(work, plan.organisation)
    free = [each.volunteer_id for each in here if not seats.holds(each.volunteer_id)]
    named = sorted((called.get(each, "–"), str(each)) for each in free)
    return [Option(value, name) for name, value in named]
