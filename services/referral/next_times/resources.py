"""The page on which a family and whoever met it agree on their next time."""

from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import BookingStatus
from services.referral.bookings import commands, policy, queries, views
from services.referral.bookings.queries import BookingView
from services.referral.bookings.schemas import NextSchema
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import public_forms, return_codes
from shared.web.api import execute, read_only
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import KEY
from shared.work import Work

pages = Pages("next_times", "/referral/reception/bookings")


@pages.get("/<uuid:booking_id>/next", may=policy.meets)
def choose(booking_id: UUID) -> str:
    """The free times about the same theme."""
    return _page(booking_id, blank_form(NextSchema, {KEY: public_forms.new_key()}))


@pages.post("/<uuid:booking_id>/next", may=policy.meets)
def book(booking_id: UUID) -> ResponseReturnValue:
    """Book it, and show the code that the family takes along."""
    data, wrong = loaded(NextSchema)
    entries, key = form_of(NextSchema, wrong), public_forms.key_of(data.get(KEY, ""))
    if wrong or not key:
        return _page(booking_id, entries), 422

    def make(work: Work) -> str:
        _theirs(work, booking_id)
        return commands.book_next(work, key, booking_id, data["time"])

    try:
        code = execute(make)
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(booking_id, entries, say(refused)), status
    after_change("bookings")
    return redirect(url_for("public_times.follow", code=return_codes.in_groups(code), new=1), 303)


def _theirs(work: Work, booking_id: UUID) -> BookingView:
    """One that was held; raises `NotFound` for whoever did not meet them."""
    view = queries.booking(work, g.who, booking_id)
    if not view.is_theirs or view.booking.status is not BookingStatus.HELD:
        raise NotFound
    return view


def _page(booking_id: UUID, entries: Form, problem: str = "") -> str:
    page = read_only(lambda work: views.next_time(work, _theirs(work, booking_id)))
    return render_template(
        "referral/booking_next.html", page=page, entries=entries, problem=problem
    )
