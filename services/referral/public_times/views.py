"""What the public calendar and a family's own booking show, in the reader's language."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from flask import url_for

from services.common import catalogue
from services.common.calendars.making import Entry, calendar as file_of
from services.common.codes import BookingStatus, Theme
from services.common.labels import choices, label
from services.common.phrases import language_name, place as name_of, reached
from services.referral.bookings import queries as bookings, texts as booked
from services.referral.bookings.commands import Chosen
from services.referral.bookings.queries import MOST, BookingView, Offered
from services.referral.bookings.views import options
from services.referral.keepers.views import Keeper, keeper
from services.referral.receptions import queries, texts
from services.referral.receptions.domain import Reception
from services.referral.receptions.queries import ListedReception, Place
from services.referral.receptions.rules import slot_at
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.work import Work

ONLINE = "online"
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TimeLine:
    """One free time: when, where and with whom."""

    href: str
    begins: str
    where: str
    organisation: str
    tongue: str


@dataclass(frozen=True)
class CalendarDay:
    name: str
    lines: list[TimeLine]


@dataclass(frozen=True)
class CalendarPage:
    themes: list[Option]
    places: list[Option]
    days: list[CalendarDay]
    later: str  # address of what follows
    is_chosen: bool


@dataclass(frozen=True)
class TimePage:
    """The time that somebody is about to book."""

    when: str
    where: str
    organisation: str
    minutes: int
    themes: list[Option]
    notice: str
    keeper: Keeper


@dataclass(frozen=True)
class OwnBooking:
    """What the code leads to."""

    code: str
    when: str
    state: tuple[str, str]
    facts: list[tuple[str, str]]
    link: str
    reached: list[tuple[str, str]]
    organisation: str
    is_to_come: bool
    times: list[Option]
    notice: str
    keeper: Keeper


def calendar(work: Work, theme: str, place: str, since: str) -> CalendarPage:
    """The free times about a theme; with none chosen, the themes."""
    everything = queries.listed(work)
    chosen = theme if theme in set(Theme) else ""
    where = Place(is_online=True) if place == ONLINE else Place(place)
    times = bookings.free(work, theme=chosen, place=where, since=since) if chosen else []
    later = times[MOST][1].starts_at.isoformat() if len(times) > MOST else ""
    return CalendarPage(
        themes=[Option(value, text) for value, text in _themes(everything)],
        places=_places(everything),
        days=_days(work, times[:MOST], chosen),
        later=url_for("public_times.show", theme=chosen, place=place, since=later) if later else "",
        is_chosen=bool(chosen),
    )


def time(work: Work, chosen: Chosen) -> TimePage:
    """One time before it is booked; raises `NotFound` where the rota has none."""
    reception, _ = work.load(Reception(chosen.reception_id))
    plan = reception.plan_of_today
    slot = slot_at(plan, reception.days_off, chosen.day, chosen.begins)
    if slot is None:
        raise NotFound
    home = catalogue.organisation(work.db, plan.organisation)
    return TimePage(
        when=booked.when(slot.starts_at),
        where=texts.where(plan),
        organisation=home.name_in(language()) if home else "",
        minutes=plan.minutes,
        themes=[Option(each, label(Theme(each), language())) for each in plan.themes],
        notice=url_for("notices.show", code=plan.programme),
        keeper=keeper(work, plan.programme, plan.organisation),
    )


def own(work: Work, code: str) -> OwnBooking:
    """What somebody with the code reads; raises `NotFound`."""
    booking = bookings.by_code(work, code).booking
    made, agreed = booking.first, booking.agreed
    plan = work.load(Reception(agreed.reception_id))[0].plan_of_today
    home = catalogue.organisation(work.db, made.organisation)
    is_to_come = booking.status is BookingStatus.BOOKED and agreed.starts_at > work.now
    place = Place(agreed.municipality) if agreed.municipality else Place()
    times = bookings.free(work, theme=made.theme, place=place, of=made.organisation)
    facts = (
        (gettext("What about"), booked.theme(made.theme)),
        (gettext("Where"), texts.where(plan)),
        (gettext("How to get in"), plan.way_in),
        (gettext("How long"), gettext("%(minutes)s minutes", minutes=agreed.minutes)),
        (gettext("Language"), language_name(plan.language)),
    )
    return OwnBooking(
        code=return_codes.in_groups(return_codes.read_code(code)),
        when=booked.when(agreed.starts_at),
        state=booked.tag(str(booking.status)),
        facts=[(term, text) for term, text in facts if text],
        link=plan.link if is_to_come else "",
        reached=list(reached(home)),
        organisation=home.name_in(language()) if home else "",
        is_to_come=is_to_come,
        times=options(times) if is_to_come else [],
        notice=url_for("notices.show", code=made.programme),
        keeper=keeper(work, made.programme, made.organisation),
    )


def entry(work: Work, view: BookingView) -> bytes:
    """The booked time for a calendar: no theme, no name, under a non-disclosure order no place."""
    booking = view.booking
    plan = work.load(Reception(booking.agreed.reception_id))[0].plan_of_today
    made = Entry(
        id=booking.id,
        starts_at=booking.agreed.starts_at,
        minutes=booking.agreed.minutes,
        title=gettext("A time that I booked"),
        place="" if booking.first.non_disclosure in (True, None) else texts.where(plan),
        changes=booking.moves,
        is_cancelled=booking.status is BookingStatus.CANCELLED,
        reminds=A_DAY,
    )
    return file_of("Rinnalla", [made], now=work.now)


def _themes(everything: list[ListedReception]) -> list[tuple[str, str]]:
    """Those about which somebody meets families."""
    offered = {theme for each in everything for theme in each.plan.themes}
    return [(value, text) for value, text in choices(Theme, language()) if value in offered]


def _places(everything: list[ListedReception]) -> list[Option]:
    towns = {each.plan.municipality for each in everything if each.plan.place}
    named = sorted((name_of(code), code) for code in towns if code)
    afar = [Option(ONLINE, gettext("Online"))] if any(each.plan.link for each in everything) else []
    return [*[Option(code, name) for name, code in named], *afar]


def _days(work: Work, shown: list[Offered], theme: str) -> list[CalendarDay]:
    called = {
        key: each.name_in(language()) for key, each in catalogue.all_organisations(work.db).items()
    }

    def line(pair: Offered) -> TimeLine:
        listed, slot = pair
        return TimeLine(
            href=url_for(
                "public_times.book",
                reception_id=listed.id,
                day=slot.day.isoformat(),
                begins=slot.begins,
                theme=theme,
            ),
            begins=slot.begins,
            where=texts.where(listed.plan),
            organisation=called.get(listed.plan.organisation, ""),
            tongue=language_name(listed.plan.language),
        )

    return [
        CalendarDay(name, [line(pair) for pair in several])
        for name, several in groupby(shown, key=lambda pair: texts.day(pair[1]))
    ]
