"""Booked times over HTTP, for whoever meets families or books for them."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.bookings import commands, policy, queries, views
from services.referral.bookings.commands import Chosen
from services.referral.bookings.domain import Booking
from services.referral.bookings.queries import BookingView
from services.referral.bookings.schemas import (
    BookedSchema,
    BookingListSchema,
    BookingSchema,
    DayQuery,
    MoveSchema,
    OutcomeSchema,
    as_json,
    listed_json,
)
from services.referral.receptions import policy as receptions
from services.referral.receptions.queries import Place
from services.referral.receptions.schemas import SlotListSchema, SlotQuery, slot_json
from shared.kernel.aggregate import Invalid
from shared.web import paging, public_forms
from shared.web.api import Blueprint, Created, idempotent, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.paging import PageRequest
from shared.web.parts import Forms
from shared.work import Work

ROOT = "/referral/api/v1/reception/bookings"
api = Blueprint("bookings_api", ROOT, "Reception")
times = Blueprint(
    "reception_times_api", "/referral/api/v1/reception/slots", "Reception", shows_people=False
)
pages = Pages("bookings", "/referral/reception/bookings")


def move(work: Work, booking_id: UUID, *, time: str) -> None:
    """Agree on another time with the family."""
    commands.move(work, booking_id, time, by_family=False)


def cancel(work: Work, booking_id: UUID) -> None:
    """Cancel it; the family is to be called, and reads it with its code."""
    commands.cancel(work, booking_id, by_family=False)


changes = Changes[BookingView, Booking](
    [
        Change("time", move, MoveSchema, policy.follows, form=views.MOVE),
        Change("cancellation", cancel, NothingSchema, policy.follows),
        Change("outcome", commands.settle, OutcomeSchema, policy.meets),
    ],
    thing=Booking,
    key="booking_id",
    read=queries.booking,
    state=lambda view: view.booking,
)


@api.get("", may=policy.lists)
@api.arguments(DayQuery, location="query")
@api.response(200, BookingListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """A day's booked times: one's own, those one booked, or a coordinator's organisation's."""
    day = query.pop("day")

    def read(work: Work) -> paging.Page[dict[str, Any]]:
        lines = queries.of_day(work, g.who, day or work.today)
        part = paging.after(lines, lambda each: str(each.id), PageRequest(**query))
        return paging.shown_as(part, listed_json)

    return paging.answer("bookings", read_only(read))


@api.post("", may=policy.books)
@api.arguments(BookingSchema)
@api.alt_response(201, description="It was booked.")
def book(data: dict[str, Any]) -> ResponseReturnValue:
    """Book a time for a family that agrees to it."""
    if not data.pop("agreed"):
        raise Invalid("Ask the family first.", code="not_agreed", field="agreed")
    chosen = Chosen(data.pop("reception"), data.pop("day"), data.pop("begins"))

    def make(work: Work) -> Created:
        _, booking_id = commands.book(
            work, public_forms.new_key(), chosen, **policy.as_whom(g.who), **data
        )
        return Created(f"{ROOT}/{booking_id}", {"id": str(booking_id)}, 1)

    return idempotent(make)


@times.get("", may=receptions.lists)
@times.arguments(SlotQuery, location="query")
@times.response(200, SlotListSchema)
def slots(query: dict[str, Any]) -> ResponseReturnValue:
    """The free times to come about a theme, the first first."""
    place, theme = Place(query.pop("municipality")), query.pop("theme")

    def read(work: Work) -> paging.Page[dict[str, Any]]:
        free = queries.free(work, theme=theme, place=place, most=paging.MOST * 5)
        part = paging.after(
            free, lambda each: f"{each[1].starts_at} {each[0].id}", PageRequest(**query)
        )
        return paging.shown_as(part, lambda each: slot_json(*each))

    return paging.answer("slots", read_only(read))


@pages.get("", may=policy.lists)
def show_day() -> str:
    """The day's booked times, for a phone."""
    day = _day_asked()
    page = read_only(lambda work: views.day(work, g.who, day or work.today))
    return render_template("referral/bookings.html", page=page)


@pages.get("/<uuid:booking_id>", may=policy.follows)
def show(booking_id: UUID) -> str:
    """One booked time, and what to do."""
    return _page(booking_id, changes.forms(), "")


def _day_asked() -> date | None:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None


def _page(booking_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, booking_id))
    return render_template("referral/booking.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/<uuid:booking_id>",
    FormPage(
        _page,
        home=lambda booking_id: url_for("bookings.show", booking_id=booking_id),
        lists=views.LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
changes.serve(
    api,
    may=policy.follows,
    schema=BookedSchema,
    body=lambda _, view: as_json(view.booking),
)
serve_forms(changes, pages, "/<uuid:booking_id>", views.forms)
