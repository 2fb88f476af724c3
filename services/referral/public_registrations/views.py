"""What the form of registration and somebody's own page show, in the reader's language."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from flask import url_for

from services.common import catalogue
from services.common.calendars.making import Entry, calendar as file_of
from services.common.codes import HappeningStatus, RegistrationStatus
from services.common.phrases import reached
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import texts as happenings
from services.referral.happenings.domain import Happening
from services.referral.happenings.events import HappeningPlanned
from services.referral.happenings.rules import Time, is_closed
from services.referral.keepers.views import Keeper, keeper
from services.referral.opinions.queries import may_answer
from services.referral.registrations import rules, texts
from services.referral.registrations.queries import RegistrationView
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.web.i18n import gettext, language
from shared.web.parts import Kind, Option
from shared.work import Work

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FormPage:
    """What somebody is about to register for."""

    title: str
    home: str
    where: str
    times: list[str]
    days: list[Option]  # to choose from; empty where there is one only
    closed: str  # what somebody knows before they join a closed group; empty: it is none
    note: str  # how many seats are free, or that there is a waiting list
    until: str
    is_open: bool
    organisation: str
    notice: str
    keeper: Keeper


@dataclass(frozen=True)
class OwnPage:
    """What the code leads to."""

    code: str
    title: str
    state: tuple[Kind, str]
    people: int
    times: list[str]
    news: list[str]  # what they are to read first
    facts: list[tuple[str, str]]
    link: str  # of an online event, for whoever has a seat
    is_to_come: bool
    is_waiting: bool
    organisation: str
    reached: list[tuple[str, str]]
    notice: str
    keeper: Keeper
    opinion: str  # address at which they are asked; empty: not yet, or not any more
    home: str


def form(work: Work, happening_id: UUID) -> FormPage:
    """The form of one event; raises `NotFound` where nobody registers."""
    happening, _ = work.load(Happening(happening_id))
    state, _ = work.load(EventSeats(happening_id))
    if state.offer is None or happening.status is HappeningStatus.DRAFT:
        raise NotFound
    plan, calendar = happening.plan_of_today, happening.calendar
    days = happening.days_to_join(work.now)
    times = [calendar.times[day] for day in days]
    is_open = bool(days) and state.is_open(work.now)
    options = [Option(each.day.isoformat(), _offered(state, each)) for each in times]
    everything = Option(rules.ALL, gettext("All times"))
    home = catalogue.organisation(work.db, plan.organisation)
    return FormPage(
        title=happenings.title(plan),
        home=url_for("open_events.show", happening_id=happening_id),
        where=happenings.where(plan) if is_open or not is_closed(plan) else "",
        times=[happenings.time(each) for each in times],
        days=[*options, everything] if len(options) > 1 and not is_closed(plan) else [],
        closed=happenings.closed(plan),
        note=texts.room_left(state, days, together=is_closed(plan)),
        until=texts.until(state),
        is_open=is_open,
        organisation=home.name_in(language()) if home else "",
        notice=url_for("notices.show", code=plan.programme),
        keeper=keeper(work, plan.programme, plan.organisation),
    )


def own(view: RegistrationView, code: str, work: Work) -> OwnPage:
    """What somebody with the code reads."""
    happening, plan = view.happening, view.happening.plan_of_today
    days = happening.days_to_come(work.now)
    is_held = view.status is not RegistrationStatus.WITHDRAWN
    is_to_come = is_held and any(view.party.comes(day) for day in days)
    has_seat = view.status is RegistrationStatus.REGISTERED
    is_hidden = _is_hidden(work, view)
    home = catalogue.organisation(work.db, plan.organisation)
    return OwnPage(
        code=return_codes.in_groups(return_codes.read_code(code)),
        title=happenings.title(plan),
        state=_tag(view),
        people=view.party.people,
        times=[] if is_hidden else texts.times(happening, view.party),
        news=_news(view, is_hidden=is_hidden) if is_held else [],
        facts=_facts(plan, is_hidden=is_hidden),
        link=plan.link if has_seat and _is_on(view, work) else "",
        is_to_come=is_to_come,
        is_waiting=view.status is RegistrationStatus.WAITING,
        organisation=home.name_in(language()) if home else "",
        reached=list(reached(home)),
        notice=url_for("notices.show", code=plan.programme),
        keeper=keeper(work, plan.programme, plan.organisation),
        opinion=url_for("asked_opinions.ask", code=code) if may_answer(work, view) else "",
        home=url_for("open_events.show_list"),
    )


def _is_hidden(work: Work, view: RegistrationView) -> bool:
    """A closed group that has begun: who has no seat in it reads no time or place."""
    has_begun = view.happening.takes_nobody_new(work.now)
    return has_begun and view.status is not RegistrationStatus.REGISTERED


def _news(view: RegistrationView, *, is_hidden: bool) -> list[str]:
    if is_hidden:
        return [gettext("The group has begun, and there was no seat for you. Ask about another.")]
    return texts.news(view)


def _tag(view: RegistrationView) -> tuple[Kind, str]:
    """Whether they have a seat, or that nobody has: it was cancelled."""
    status = view.happening.status
    return happenings.tag(status) if status is HappeningStatus.CANCELLED else texts.tag(view.status)


def calendar(work: Work, view: RegistrationView) -> bytes:
    """Their times for a calendar, without their name; what is cancelled stays as cancelled."""
    plan, calendar, party = view.happening.plan_of_today, view.happening.calendar, view.party
    has_seat = view.status is RegistrationStatus.REGISTERED
    entries = [
        Entry(
            id=uuid5(view.registration.id, each.day.isoformat()),
            starts_at=each.starts_at,
            minutes=each.plan.minutes,
            title=happenings.title(plan),
            about=each.plan.topic,
            place="" if _is_hidden(work, view) else happenings.where(plan),
            changes=each.moves + rules.changes(view.happening, party.day) + (not has_seat),
            is_cancelled=not (has_seat and calendar.takes_place(each)),
            reminds=A_DAY,
        )
        for each in calendar.times.values()
        if party.comes(each.day)
    ]
    return file_of("Rinnalla", entries, now=work.now)


def _offered(state: EventSeats, time: Time) -> str:
    """One time to choose, and whether one would wait for it."""
    text = happenings.time(time)
    return gettext("%(time)s (full)", time=text) if texts.is_full(state, time.day) else text


def _is_on(view: RegistrationView, work: Work) -> bool:
    """Is there a time of theirs that has not ended?"""
    if view.happening.status is not HappeningStatus.PUBLISHED:
        return False
    coming = view.happening.calendar.coming(work.now)
    return any(view.party.comes(each.day) for each in coming)


def _facts(plan: HappeningPlanned, *, is_hidden: bool) -> list[tuple[str, str]]:
    facts = (
        (gettext("Where"), "" if is_hidden else happenings.where(plan)),
        (gettext("How to get in"), "" if is_hidden else plan.way_in),
        (gettext("Languages"), happenings.languages(plan)),
        (gettext("Who guides it"), happenings.guides(plan)),
        (gettext("What is agreed"), happenings.agreed(plan)),
    )
    return [(term, text) for term, text in facts if text]
