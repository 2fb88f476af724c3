"""What the pages of booked times show to whoever meets families; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import people
from services.common.codes import BookedBy, BookingStatus
from services.common.labels import label
from services.referral.bookings import policy, queries, texts
from services.referral.bookings.commands import Chosen
from services.referral.bookings.queries import BookingView, Offered
from services.referral.intake.policy import records
from services.referral.receptions.domain import Reception
from services.referral.receptions.queries import Place
from services.referral.receptions.texts import at, where
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Kind, Option
from shared.work import Work

A_DAY = timedelta(days=1)
LISTS = ("bookings",)


@dataclass(frozen=True)
class BookingLine:
    href: str
    begins: str
    theme: str
    who: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class DayPage:
    name: str
    lines: list[BookingLine]
    before: str
    after: str
    next: tuple[str, str]  # the day on which the next is booked: its name and address
    is_professionals: bool  # of somebody who books for families, and meets none here


@dataclass(frozen=True)
class BookingPage:
    view: BookingView
    title: str
    tag: tuple[Kind, str]
    facts: list[tuple[str, str]]
    phone: str
    is_to_come: bool  # it can be moved or cancelled
    is_over: bool  # what came of it can be said
    is_held: bool  # a next time can be agreed on
    may_record: bool  # a referral that the family wants


@dataclass(frozen=True)
class NextPage:
    """The family's next time."""

    id: UUID
    title: str  # of the one that was held
    times: list[Option]


def day(work: Work, who: Principal, day_shown: date) -> DayPage:
    """Somebody's day: when whom they meet about what, without names."""
    lines = queries.of_day(work, who, day_shown)
    name = people.names(work)
    return DayPage(
        name=format_date(day_shown, "EEEE d.M.yyyy"),
        lines=[
            BookingLine(
                href=url_for("bookings.show", booking_id=each.id),
                begins=texts.clock(each.starts_at),
                theme=texts.theme(each.theme),
                who=name(str(each.worker)),
                tag=texts.tag(each.status),
            )
            for each in lines
        ],
        before=url_for("bookings.show_day", day=(day_shown - A_DAY).isoformat()),
        after=url_for("bookings.show_day", day=(day_shown + A_DAY).isoformat()),
        next=("", "") if lines else _next(work, who, day_shown),
        is_professionals=not who.has(*policy.STAFF),
    )


def _next(work: Work, who: Principal, since: date) -> tuple[str, str]:
    coming = queries.next_day(work, who, since)
    if coming is None:
        return "", ""
    name = format_date(coming, "EEEE d.M.yyyy")
    return name, url_for("bookings.show_day", day=coming.isoformat())


def page(work: Work, who: Principal, booking_id: UUID) -> BookingPage:
    """One booked time: how the family may be called, and what to do."""
    view = queries.booking(work, who, booking_id)
    booking, agreed = view.booking, view.booking.agreed
    note_listed([booking_id])
    return BookingPage(
        view=view,
        title=texts.when(agreed.starts_at),
        tag=texts.tag(str(booking.status)),
        facts=_facts(work, view),
        phone=booking.first.phone or "",
        is_to_come=booking.status is BookingStatus.BOOKED and agreed.starts_at > work.now,
        is_over=view.is_theirs and booking.is_over(work.now),
        is_held=view.is_theirs and booking.status is BookingStatus.HELD,
        may_record=records.admits(who),
    )


def _facts(work: Work, view: BookingView) -> list[tuple[str, str]]:
    made, agreed = view.booking.first, view.booking.agreed
    reception, _ = work.load(Reception(agreed.reception_id))
    facts = (
        (gettext("May be called"), made.calling_name or ""),
        (gettext("Phone"), made.phone or ""),
        (gettext("Theme"), texts.theme(made.theme)),
        (gettext("Where"), where(reception.plan_of_today)),
        (gettext("Who meets families"), people.names(work)(str(agreed.worker))),
        (gettext("Booked by"), label(BookedBy(made.booked_by), language())),
        (gettext("Booked on"), format_date(made.booked_on)),
    )
    return [(term, text) for term, text in facts if text]


def next_time(work: Work, view: BookingView) -> NextPage:
    """What can be agreed on with a family that was met."""
    return NextPage(
        id=view.booking.id,
        title=texts.when(view.booking.agreed.starts_at),
        times=other_times(work, view),
    )


def options(times: list[Offered]) -> list[Option]:
    """Free times to choose from."""
    return [
        Option(
            str(Chosen(listed.id, slot.day, slot.begins)),
            at(slot),
            where(listed.plan),
        )
        for listed, slot in times[: queries.MOST]
    ]


def other_times(work: Work, view: BookingView) -> list[Option]:
    """Those of the same organisation about the same theme."""
    made = view.booking.first
    times = queries.free(work, theme=made.theme, place=Place(), of=made.organisation)
    return options(times)


def _draw_move(work: Work, view: BookingView) -> Mapping[str, Any]:
    return {"times": other_times(work, view)}


def _frame(view: BookingView) -> Mapping[str, Any]:
    return {"title": texts.when(view.booking.agreed.starts_at), "seen": view.version}


MOVE = OwnForm[BookingView]("referral/booking_move.html", _draw_move)
forms = OwnForms[BookingView](
    key="booking_id",
    read=queries.booking,
    home=lambda booking_id: url_for("bookings.show", booking_id=booking_id),
    lists=LISTS,
    frame=_frame,
)
