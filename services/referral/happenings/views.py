"""What the pages of open events show to whoever plans and holds them; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import Audience, Guiding, HappeningKind, HappeningStatus, Role
from services.common.labels import choices
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import policy, queries, texts
from services.referral.happenings.domain import Happening
from services.referral.happenings.queries import HappeningView, ListedHappening
from services.referral.happenings.rules import is_closed
from services.referral.happenings.schemas import COUNTS, NAMES
from services.referral.receptions.views import fields_of
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import N_, gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.paging import PageRequest, after
from shared.web.parts import Kind, Option
from shared.work import Work

FRESH = {"language": "fi"}
LISTS = ("happenings",)
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class EventLine:
    href: str
    title: str
    about: str
    next: str
    organisation: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class BoardPage:
    lines: list[EventLine]
    more: str
    may_keep: bool


@dataclass(frozen=True)
class DayLine:
    text: str
    note: str  # how many came, or that it was cancelled


@dataclass(frozen=True)
class EventPage:
    view: HappeningView
    title: str
    tag: tuple[Kind, str]
    facts: Facts
    days: list[DayLine]
    may_keep: bool
    may_count: bool
    may_hold: bool
    registered: str  # how many have; empty: nobody registers for it
    is_closed: bool
    is_draft: bool
    is_cancelled: bool


def board(work: Work, who: Principal, cursor: str) -> BoardPage:
    """What is published, and one's own organisation's drafts; the next first."""
    lines = queries.readable(work, who.organisation)
    part = after(lines, queries.place_of, PageRequest(cursor=cursor))
    called = {
        key: each.name_in(language()) for key, each in catalogue.all_organisations(work.db).items()
    }
    return BoardPage(
        lines=[_line(each, called) for each in part.items],
        more=url_for("happenings.show_list", cursor=part.next) if part.next else "",
        may_keep=who.has(Role.NGO_COORDINATOR) and who.organisation is not None,
    )


def page(work: Work, who: Principal, happening_id: UUID) -> EventPage:
    """One of them: what it is, when, and how many came."""
    view = queries.happening(work, who, happening_id)
    state, plan = view.happening, view.happening.plan_of_today
    is_cancelled = state.status is HappeningStatus.CANCELLED
    return EventPage(
        view=view,
        title=texts.title(plan),
        tag=texts.tag(state.status),
        facts=_facts(work, view),
        days=[_day(state, day) for day in sorted(state.calendar.times) if view.shows_where],
        may_keep=policy.keeps.allows(who, state) and not is_cancelled,
        may_count=policy.holds.allows(who, state) and bool(_begun(work, state)),
        may_hold=policy.holds.allows(who, state),
        registered=_registered(work, happening_id),
        is_closed=is_closed(plan),
        is_draft=state.status is HappeningStatus.DRAFT,
        is_cancelled=is_cancelled,
    )


def new_form(work: Work, organisation: UUID) -> Mapping[str, Any]:
    """What the form of an event lets choose from."""
    own = {"heading": gettext("Plan an event"), "title": "", "seen": None}
    return {**own, **_choices(work, organisation)}


def _choices(work: Work, organisation: UUID) -> Mapping[str, Any]:
    kinds, audiences = choices(HappeningKind, language()), choices(Audience, language())
    return {
        **fields_of(work, organisation),
        "kinds": [Option(value, text) for value, text in kinds],
        "guiding": [Option(value, text) for value, text in choices(Guiding, language())],
        "audiences": [Option(value, text) for value, text in audiences],
    }


def _registered(work: Work, happening_id: UUID) -> str:
    seats, _ = work.load(EventSeats(happening_id))
    if seats.offer is None:
        return ""
    seated, waiting = (
        sum(each.people for each in parties.values())
        for parties in (seats.room.seated, seats.room.waiting)
    )
    if not waiting:
        return gettext("Registered: %(number)s", number=seated)
    return gettext(
        "Registered: %(number)s. Waiting for a seat: %(waiting)s",
        number=seated,
        waiting=waiting,
    )


def _line(each: ListedHappening, called: Mapping[UUID, str]) -> EventLine:
    plan, coming = each.plan, each.coming
    status = HappeningStatus.PUBLISHED if each.is_public else HappeningStatus.DRAFT
    return EventLine(
        href=url_for("happenings.show", happening_id=each.id),
        title=texts.title(plan),
        about=texts.kind(plan),
        next=texts.time(coming[0]) if coming else "",
        organisation=called.get(plan.organisation, "–"),
        tag=texts.tag(HappeningStatus.CANCELLED if each.cancelled_on else status),
    )


def _facts(work: Work, view: HappeningView) -> Facts:
    plan = view.happening.plan_of_today
    home = catalogue.organisation(work.db, plan.organisation)
    facts = (
        (gettext("What it is"), texts.kind(plan)),
        (gettext("What about"), texts.about(plan)),
        (gettext("Organisation"), home.name_in(language()) if home else ""),
        (gettext("Themes"), texts.themes(plan)),
        (gettext("Where"), texts.where(plan) if view.shows_where else ""),
        (gettext("How to get in"), plan.way_in if view.shows_where else ""),
        (gettext("Link for taking part from afar"), plan.link if view.is_own else ""),
        (gettext("Languages"), texts.languages(plan)),
        (gettext("Who guides it"), texts.guides(plan)),
        (gettext("What is agreed"), texts.agreed(plan)),
        (gettext("Closed group"), texts.closed(plan)),
    )
    return [(term, text) for term, text in facts if text]


def _day(state: Happening, day: date) -> DayLine:
    time, heads = state.calendar.times[day], state.counted.get(day)
    if not state.calendar.takes_place(time):
        return DayLine(texts.time(time), gettext("Cancelled"))
    if heads is None:
        return DayLine(texts.time(time), "")
    number = sum(getattr(heads, name) for name in COUNTS)
    came = gettext("About %(number)s came", number=number)
    return DayLine(
        texts.time(time), came if heads.is_estimate else gettext("%(number)s came", number=number)
    )


def _begun(work: Work, state: Happening) -> list[date]:
    held = state.calendar.held
    return [each.day for each in reversed(held) if each.starts_at <= work.now]


def _coming(work: Work, state: Happening) -> list[date]:
    return [each.day for each in state.calendar.held if each.starts_at > work.now]


def _days(days: list[date]) -> list[Option]:
    return [Option(each.isoformat(), format_date(each, "EEEE d.M.yyyy")) for each in days]


def _draw_plan(work: Work, view: HappeningView) -> Mapping[str, Any]:
    ours = view.happening.plan_of_today.organisation
    return {"heading": gettext("Change the event"), **_choices(work, ours)}


def _fill_plan(_work: Work, view: HappeningView) -> Mapping[str, object]:
    names = (name for name in NAMES if name not in ("happening_id", "organisation"))
    return {name: getattr(view.happening.plan_of_today, name) for name in names}


def _fill_heads(work: Work, view: HappeningView) -> Mapping[str, object]:
    """Of the latest day that nobody counted yet, as many as have registered for it."""
    state = view.happening
    days = [day for day in _begun(work, state) if day not in state.counted]
    room = work.load(EventSeats(state.id))[0].room
    if not days or not room.number(days[0]):
        return {}
    is_for_work = state.plan_of_today.audience == Audience.PROFESSIONALS
    name = "professionals" if is_for_work else "others"
    return {"day": days[0], name: room.number(days[0])}


def _draw(heading: str, which: Any, work: Work, view: HappeningView) -> Mapping[str, Any]:
    return {"heading": gettext(heading), "days": _days(which(work, view.happening))}


def _frame(view: HappeningView) -> Mapping[str, Any]:
    return {"title": texts.title(view.happening.plan_of_today), "seen": view.version}


PLAN = OwnForm[HappeningView]("referral/happening_plan.html", _draw_plan, filled=_fill_plan)
DAYS = OwnForm[HappeningView](
    "referral/happening_days.html", partial(_draw, N_("When it is"), _coming)
)
OFF = OwnForm[HappeningView](
    "referral/happening_day.html", partial(_draw, N_("Cancel a day"), _coming)
)
HEADS = OwnForm[HappeningView](
    "referral/happening_heads.html",
    partial(_draw, N_("How many came"), _begun),
    filled=_fill_heads,
)
forms = OwnForms[HappeningView](
    key="happening_id",
    read=queries.happening,
    home=lambda happening_id: url_for("happenings.show", happening_id=happening_id),
    lists=LISTS,
    frame=_frame,
)
