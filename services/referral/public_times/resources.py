"""The public calendar of receptions, and a family's own booking. Nobody signs in here."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.calendars.making import TYPE
from services.referral.bookings import commands, policy, queries
from services.referral.bookings.commands import Chosen
from services.referral.bookings.schemas import (
    MoveSchema,
    PublicBookingSchema,
    ReturnToBookingSchema,
)
from services.referral.public_times import views
from services.referral.public_times.schemas import CalendarSchema
from services.referral.receptions.domain import Reception
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import public_forms, return_codes
from shared.web.api import read_only, service
from shared.web.i18n import gettext
from shared.web.pages import after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import ANYBODY, KEY, PublicPages
from shared.web.rates import take_guess, take_public
from shared.work import Actor, Work

FAMILY = "family"  # in whose name the events are written
TIME = "/times/<uuid:reception_id>/<day>/<begins>"
pages = PublicPages("public_times", "/referral/reception")


@pages.get("", may=ANYBODY)
def show() -> str:
    """The themes; with one chosen, its free times."""
    public_forms.same_for_all()
    return _calendar({})


@pages.post("/return", may=ANYBODY)
def come_back() -> ResponseReturnValue:
    """To where a typed code leads."""
    data, wrong = loaded(ReturnToBookingSchema)
    if wrong:
        return _calendar(wrong), 422
    try:
        read_only(lambda work: queries.by_code(work, data["code"]))
    except NotFound:
        take_guess()
        return _calendar({"code": [gettext("No booking has this code. Check it once more.")]}), 422
    code = return_codes.in_groups(return_codes.read_code(data["code"]))
    return redirect(url_for(".follow", code=code), 303)


@pages.get(TIME, may=ANYBODY)
def book(reception_id: UUID, day: str, begins: str) -> str:
    """The time, and what we need to know."""
    filled = {KEY: public_forms.new_key(), "theme": request.args.get("theme", "")[:20]}
    return _form(_chosen(reception_id, day, begins), blank_form(PublicBookingSchema, filled))


@pages.post(TIME, may=ANYBODY, endpoint="send")
def send(reception_id: UUID, day: str, begins: str) -> ResponseReturnValue:
    """Book it, and show the code with which it is moved or cancelled."""
    chosen = _chosen(reception_id, day, begins)
    data, wrong = loaded(PublicBookingSchema)
    entries = form_of(PublicBookingSchema, {**wrong, **public_forms.trapped()})
    key = public_forms.key_of(data.pop(KEY, ""))
    if entries.errors or not key:
        return _form(chosen, entries), 422
    take_public()
    home = read_only(lambda work: work.load(Reception(reception_id))[0].plan_of_today)
    try:
        code, _ = _in_their_name(
            home.organisation,
            lambda work: commands.book(work, key, chosen, **policy.as_whom(g.get("who")), **data),
        )
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _form(chosen, entries, say(refused)), status
    after_change("bookings")
    return redirect(url_for(".follow", code=return_codes.in_groups(code), new=1), 303)


@pages.get("/<code>", may=ANYBODY)
def follow(code: str) -> str:
    """When and where, and how to move or cancel it."""
    return _own(code, blank_form(MoveSchema))


@pages.get("/<code>/calendar.ics", may=ANYBODY)
def calendar(code: str) -> Response:
    """The booked time as a file for one's own calendar."""
    body = read_only(lambda work: views.entry(work, _view(work, code)))
    answer = make_response(body)
    answer.headers["Content-Type"] = f"{TYPE}; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="rinnalla.ics"'
    return answer


@pages.post("/<code>/time", may=ANYBODY)
def move(code: str) -> ResponseReturnValue:
    """Take another time instead."""
    data, wrong = loaded(MoveSchema)
    entries = form_of(MoveSchema, {**wrong, **public_forms.trapped()})
    return _act(
        code,
        entries,
        lambda work, booking_id: commands.move(work, booking_id, data["time"], by_family=True),
    )


@pages.post("/<code>/cancellation", may=ANYBODY)
def cancel(code: str) -> ResponseReturnValue:
    """Give the time up."""
    return _act(
        code,
        blank_form(MoveSchema),
        lambda work, booking_id: commands.cancel(work, booking_id, by_family=True),
    )


def _act(code: str, entries: Form, act: Callable[[Work, UUID], None]) -> ResponseReturnValue:
    """Do what a form of the family's page asks for, or show it again with what is wrong."""
    booking = read_only(lambda work: _view(work, code)).booking
    if entries.errors:
        return _own(code, entries), 422
    take_public()
    try:
        _in_their_name(booking.first.organisation, lambda work: act(work, booking.id))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _own(code, entries, say(refused)), status
    after_change("bookings")
    return redirect(url_for(".follow", code=code), 303)


def _view(work: Work, code: str) -> queries.BookingView:
    """What the code leads to; a wrong one is counted."""
    try:
        return queries.by_code(work, code)
    except NotFound:
        take_guess()
        raise


def _in_their_name(organisation: UUID, act: Callable[[Work], Any]) -> Any:
    """Run a command for the family, on the rows of the organisation that meets it."""
    return service().execute(act, Actor(FAMILY, organisation))


def _chosen(reception_id: UUID, day: str, begins: str) -> Chosen:
    try:
        return Chosen(reception_id, date.fromisoformat(day), begins)
    except ValueError:
        raise NotFound from None


def _calendar(wrong: dict[str, list[str]]) -> str:
    theme, place, since = (request.args.get(name, "")[:60] for name in ("theme", "place", "since"))
    page = read_only(lambda work: views.calendar(work, theme, place, since))
    entries = form_of(ReturnToBookingSchema, wrong) if wrong else None
    chosen = blank_form(CalendarSchema, {"theme": theme, "place": place})
    return render_template(
        "referral/public_times.html", page=page, chosen=chosen, entries=entries or chosen
    )


def _form(chosen: Chosen, entries: Form, problem: str = "") -> str:
    page = read_only(lambda work: views.time(work, chosen))
    trapped = public_forms.TRAP in entries.errors
    return render_template(
        "referral/public_time.html", page=page, entries=entries, problem=problem, is_trapped=trapped
    )


def _own(code: str, entries: Form, problem: str = "") -> str:
    try:
        page = read_only(lambda work: views.own(work, code))
    except NotFound:
        take_guess()
        raise
    return render_template(
        "referral/booking_own.html",
        page=page,
        entries=entries,
        problem=problem,
        is_new="new" in request.args,
    )
