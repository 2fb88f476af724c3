"""What the pages of registrations show to whoever plans and holds events; templates draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common.days import HELSINKI
from services.referral.bookings.texts import when
from services.referral.happenings import policy, texts as happenings
from services.referral.happenings.rules import is_closed
from services.referral.registrations import queries, texts
from services.referral.registrations.queries import Place, RegistrationView, SeatsView
from shared.identity.principals import Principal
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.web.paging import Page, PageRequest, after
from shared.web.parts import Kind
from shared.work import Work

LISTS = ("registrations",)


@dataclass(frozen=True)
class RegistrantLine:
    id: UUID
    name: str
    people: int
    times: list[str]
    tag: tuple[Kind, str]
    needs: str
    reached: list[str]
    news: str  # what they may not know yet; empty: nothing
    is_to_be_called: bool
    is_next: bool  # of those waiting, and seats are free that nobody gets by itself


@dataclass(frozen=True)
class RegistrationsPage:
    view: SeatsView
    title: str
    facts: list[tuple[str, str]]
    lines: list[RegistrantLine]
    more: str
    to_call: int
    may_keep: bool
    may_register: bool  # somebody who has called


def part(view: SeatsView, page_request: PageRequest) -> Page[Place]:
    """A part of the list of those registered."""
    return after(queries.in_order(view), lambda each: each.key, page_request)


def page(work: Work, who: Principal, happening_id: UUID, cursor: str) -> RegistrationsPage:
    """Who comes and who waits; whoever is to be called stands in the same list."""
    view = queries.seats(work, who, happening_id)
    shown = part(view, PageRequest(cursor=cursor))
    days = view.happening.days_to_come(work.now)
    first = view.seats.room.next(days)[:1]
    lines = [
        _line(queries.of(work, view, each.registration_id), is_next=each.registration_id in first)
        for each in shown.items
    ]
    return RegistrationsPage(
        view=view,
        title=happenings.title(view.happening.plan_of_today),
        facts=_facts(view),
        lines=lines,
        more=url_for("registrations.show", happening_id=happening_id, cursor=shown.next)
        if shown.next
        else "",
        to_call=sum(each.is_to_be_called for each in lines),
        may_register=bool(days) and view.seats.offer is not None,
        may_keep=policy.keeps.allows(who, view.happening),
    )


def _line(view: RegistrationView, *, is_next: bool) -> RegistrantLine:
    made = view.registration.first
    is_new = view.party.was_given
    news = gettext("Has a seat now") if is_new else gettext("The times have changed")
    return RegistrantLine(
        id=view.registration.id,
        name=made.calling_name or gettext("Erased"),
        people=view.party.people,
        times=texts.which(view.happening, view.party),
        tag=texts.tag(view.status),
        needs=made.needs or "",
        reached=[each for each in (made.phone, made.email) if each],
        news=news if is_new or view.has_news else "",
        is_to_be_called=view.is_to_be_called,
        is_next=is_next,
    )


def _facts(view: SeatsView) -> list[tuple[str, str]]:
    state, room = view.seats, view.seats.room
    waiting = sum(each.people for each in room.waiting.values())
    facts = [
        (gettext("Seats"), texts.seats(state)),
        (gettext("Registration is open"), texts.until(state)),
    ]
    days = [
        (when(each.starts_at), texts.taken(state, each.day))
        for each in view.happening.calendar.held
    ]
    return [*facts, *days, (gettext("People who wait"), str(waiting))] if state.offer else []


def _draw_terms(_work: Work, view: SeatsView) -> Mapping[str, Any]:
    plan = view.happening.plan_of_today
    return {"heading": gettext("Let people register"), "closed": happenings.closed(plan)}


def _fill_terms(_work: Work, view: SeatsView) -> Mapping[str, object]:
    offer = view.seats.offer
    if offer is None:
        return {} if is_closed(view.happening.plan_of_today) else {"seats": 0, "drop_in": "yes"}
    until = offer.until.astimezone(HELSINKI) if offer.until else None
    return {
        "seats": offer.seats,
        "until_day": until.date() if until else None,
        "until_time": f"{until:%H:%M}" if until else "",
        "drop_in": "yes" if offer.drop_in else "",
    }


def _frame(view: SeatsView) -> Mapping[str, Any]:
    return {"title": happenings.title(view.happening.plan_of_today), "seen": view.version}


TERMS = OwnForm[SeatsView]("referral/registration_terms.html", _draw_terms, filled=_fill_terms)
forms = OwnForms[SeatsView](
    key="happening_id",
    read=queries.seats,
    home=lambda happening_id: url_for("registrations.show", happening_id=happening_id),
    lists=LISTS,
    frame=_frame,
)
