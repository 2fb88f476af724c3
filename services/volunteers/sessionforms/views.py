"""What the forms of a course or a guidance group draw, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import GatheringKind, Presence
from services.common.phrases import language_name
from services.common.sessions.texts import when
from services.common.sessions.views import presences
from services.volunteers.gatherings.policy import GatheringView
from services.volunteers.gatherings.texts import PAGES, WORDS
from services.volunteers.guiding.views import staff
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Option
from shared.work import Work

LISTS = ("gatherings", "inbox")
LANGUAGES = ("fi", "sv", "en", "ar", "so", "ru", "fa", "ku", "sq", "et", "uk")
TERMS = ("title", "about", "materials", "language", "seats", "registers_until", "least_sessions")
TIMES = ("day", "begins", "minutes", "topic", "place", "link")
FRESH = {"language": "fi", "seats": "0", "least_sessions": "0"}
FRESH_SESSION = {"begins": "18:00", "minutes": "120", "times": "1", "every_weeks": "1"}
Drawn = Mapping[str, Any]


def languages() -> list[Option]:
    return [Option(code, language_name(code)) for code in LANGUAGES]


def blank(kind: GatheringKind) -> Drawn:
    """What the form of a new one shows around its fields."""
    home = url_for(f"{PAGES[kind]}.board")
    return {
        "heading": gettext(WORDS[kind].new),
        "crumbs": [(gettext(WORDS[kind].several), home)],
        "languages": languages(),
        "is_course": kind is GatheringKind.COURSE,
        "seen": None,
    }


def _draw_plan(work: Work, view: GatheringView) -> Drawn:
    return {"heading": gettext("What it is"), "languages": languages()}


def _fill_plan(work: Work, view: GatheringView) -> Drawn:
    plan = view.gathering.announced
    return {name: getattr(plan, name) for name in TERMS}


def _draw_guide(work: Work, view: GatheringView) -> Drawn:
    return {
        "heading": gettext("Who leads it"),
        "staff": staff(work, view.gathering.announced.organisation),
    }


def _fill_guide(work: Work, view: GatheringView) -> Drawn:
    return {"guide": str(next(iter(view.gathering.announced.hosts), ""))}


def _draw_new(work: Work, view: GatheringView) -> Drawn:
    return {"heading": gettext("Plan sessions"), "is_series": True}


def _draw_move(work: Work, view: GatheringView, *, session_id: UUID) -> Drawn:
    session = view.gathering.session(session_id)
    return {"heading": gettext("Move the session"), "lead": when(session), "is_series": False}


def _fill_move(work: Work, view: GatheringView, *, session_id: UUID) -> Drawn:
    plan = view.gathering.session(session_id).plan
    return {name: getattr(plan, name) for name in TIMES}


def _draw_cancel(work: Work, view: GatheringView, *, session_id: UUID) -> Drawn:
    return {
        "heading": gettext("Cancel the session"),
        "lead": when(view.gathering.session(session_id)),
        "text": gettext("Who takes part is told at once. Call those who do not sign in."),
        "press": gettext("Yes, cancel it"),
    }


def _draw_remove(work: Work, view: GatheringView, *, participant_id: UUID) -> Drawn:
    names = people.names(work, view.gathering.announced.organisation)
    note_listed([participant_id])
    return {
        "heading": gettext("Take somebody off the list"),
        "lead": names.get(participant_id, "–"),
        "text": gettext("Who has waited first gets the place, and is told so."),
        "press": gettext("Yes, take them off"),
    }


def _draw_attendance(work: Work, view: GatheringView, *, session_id: UUID) -> Drawn:
    names = people.names(work, view.gathering.announced.organisation)
    taken = view.gathering.seats.taken
    note_listed(taken)
    return {
        "heading": gettext("Who was there"),
        "lead": when(view.gathering.session(session_id)),
        "people": [(n, str(each), names.get(each, "–")) for n, each in enumerate(taken)],
        "presences": presences(),
    }


def _fill_attendance(work: Work, view: GatheringView, *, session_id: UUID) -> Drawn:
    """Those who are not written down yet were there, as most are."""
    session = view.gathering.session(session_id)
    filled: dict[str, object] = {}
    for n, each in enumerate(view.gathering.seats.taken):
        entry = session.attendance.get(each)
        presence = entry.presence if entry else Presence.PRESENT
        minutes = entry.minutes if entry and entry.minutes else ""
        filled |= {f"attendance.{n}.presence": presence, f"attendance.{n}.minutes": minutes}
    return filled


PLAN = OwnForm[GatheringView]("volunteers/gathering_plan.html", _draw_plan, filled=_fill_plan)
NEW_SESSION = OwnForm[GatheringView]("volunteers/session_plan.html", _draw_new, fresh=FRESH_SESSION)
MOVE = OwnForm[GatheringView]("volunteers/session_plan.html", _draw_move, filled=_fill_move)
CANCEL_SESSION = OwnForm[GatheringView]("volunteers/gathering_confirm.html", _draw_cancel)
REMOVE = OwnForm[GatheringView]("volunteers/gathering_confirm.html", _draw_remove)
GUIDE = OwnForm[GatheringView]("volunteers/gathering_guide.html", _draw_guide, filled=_fill_guide)
ATTENDANCE = OwnForm[GatheringView](
    "volunteers/session_attendance.html", _draw_attendance, filled=_fill_attendance
)


def forms(
    kind: GatheringKind, read: Callable[[Work, Principal, UUID], GatheringView]
) -> OwnForms[GatheringView]:
    """What the forms of one kind have in common."""
    name = PAGES[kind]

    def frame(view: GatheringView) -> Drawn:
        show = url_for(f"{name}.show", gathering_id=view.gathering.id)
        several = gettext(WORDS[kind].several)
        home = url_for(f"{name}.board")
        return {
            "crumbs": [(several, home), (view.gathering.announced.title, show)],
            "is_course": kind is GatheringKind.COURSE,
            "seen": view.version,
            "lead": "",
        }

    return OwnForms(
        key="gathering_id",
        read=read,
        home=lambda gathering_id: url_for(f"{name}.show", gathering_id=gathering_id),
        lists=LISTS,
        frame=frame,
    )
