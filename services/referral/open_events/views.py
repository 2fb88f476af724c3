"""What anybody reads of open events, in the reader's language. It shows nobody, and no link."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from flask import url_for

from services.common import catalogue
from services.common.calendars.making import Entry, calendar as file_of
from services.common.codes import Theme
from services.common.labels import choices
from services.common.phrases import place as name_of, reached
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import queries, texts
from services.referral.happenings.queries import ListedHappening
from services.referral.keepers.views import Keeper, keeper
from services.referral.speakers.domain import Speakers
from services.referral.speakers.texts import public_lines as speaking
from shared.kernel.aggregate import NotFound
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest, after
from shared.web.parts import Option
from shared.work import Work

ONLINE = "online"
SHOWN = 40


@dataclass(frozen=True)
class EventLine:
    href: str
    title: str
    kind: str
    next: str
    where: str
    organisation: str


@dataclass(frozen=True)
class ListPage:
    lines: list[EventLine]
    more: str
    themes: list[Option]
    places: list[Option]
    calendar: str  # address of the same as a calendar


@dataclass(frozen=True)
class EventPage:
    title: str
    kind: str
    about: str
    days: list[str]
    facts: list[tuple[str, str]]
    organisation: str
    reached: list[tuple[str, str]]
    calendar: str
    closed: str  # what somebody knows before they join a closed group; empty: it is none
    is_hidden: bool  # nobody joins it any more: who does not belong to it reads no time or place
    speakers: list[str]  # roles, and the names of those who agree
    registration: str  # address at which anybody registers; empty: nobody need or can
    is_drop_in: bool  # whoever has not registered may come, too
    keeper: Keeper  # of what who registers tells


def fitting(work: Work, theme: str, place: str) -> list[ListedHappening]:
    """What is to come about a theme, at a place or online; all of it where nothing is chosen."""
    return [
        each
        for each in queries.coming_to_anybody(work)
        if (not theme or theme in each.plan.themes) and _is_there(each, place)
    ]


def listed(work: Work, theme: str, place: str, cursor: str) -> ListPage:
    """The next first, with what there is to choose from."""
    everything = queries.coming_to_anybody(work)
    part = after(fitting(work, theme, place), queries.place_of, PageRequest(SHOWN, cursor))
    offered = {code for each in everything for code in each.plan.themes}
    return ListPage(
        lines=[line(work, each) for each in part.items],
        more=url_for("open_events.show_list", theme=theme, place=place, cursor=part.next)
        if part.next
        else "",
        themes=[Option(code, text) for code, text in choices(Theme, language()) if code in offered],
        places=_places(everything),
        calendar=url_for("open_events.calendar", theme=theme, place=place),
    )


def page(work: Work, happening_id: UUID) -> EventPage:
    """One of them; raises `NotFound` for what nobody may come to any more."""
    each = _public(work, happening_id)
    plan = each.plan
    seats, _ = work.load(EventSeats(happening_id))
    is_hidden = not queries.is_open_to_new(work, each)
    is_open = seats.is_open(work.now) and any(day.starts_at > work.now for day in each.coming)
    home = catalogue.organisation(work.db, plan.organisation)
    facts = (
        (gettext("Where"), "" if is_hidden else texts.where(plan)),
        (gettext("How to get in"), "" if is_hidden else plan.way_in),
        (gettext("Themes"), texts.themes(plan)),
        (gettext("Languages"), texts.languages(plan)),
        (gettext("Who guides it"), texts.guides(plan)),
        (gettext("What is agreed"), texts.agreed(plan)),
    )
    return EventPage(
        title=texts.title(plan),
        kind=texts.kind(plan),
        about=texts.about(plan),
        days=[] if is_hidden else [texts.time(day) for day in each.coming],
        facts=[(term, text) for term, text in facts if text],
        organisation=home.name_in(language()) if home else "",
        reached=list(reached(home)),
        calendar=url_for("open_events.calendar_of", happening_id=happening_id),
        closed=texts.closed(plan),
        is_hidden=is_hidden,
        speakers=speaking(work.load(Speakers(happening_id))[0]),
        registration=url_for("public_registrations.register", happening_id=happening_id)
        if is_open and not is_hidden
        else "",
        is_drop_in=seats.offer is None or seats.offer.drop_in,
        keeper=keeper(work, plan.programme, plan.organisation),
    )


def calendar(work: Work, events: list[ListedHappening]) -> bytes:
    """Their days; what was cancelled stays in it as cancelled."""
    return file_of(
        gettext("Open events"),
        (entry for each in events for entry in _entries(work, each)),
        now=work.now,
    )


def calendar_of(work: Work, happening_id: UUID) -> bytes:
    return calendar(work, [_public(work, happening_id)])


def _public(work: Work, happening_id: UUID) -> ListedHappening:
    public = (each for each in queries.listed(work) if each.is_public)
    for each in public:
        if each.id == happening_id:
            return each
    raise NotFound


def _entries(work: Work, each: ListedHappening) -> list[Entry]:
    plan, held = each.plan, each.coming
    is_hidden = not queries.is_open_to_new(work, each)
    return [
        Entry(
            id=uuid5(each.id, day.day.isoformat()),
            starts_at=day.starts_at,
            minutes=day.minutes,
            title=texts.title(plan),
            about=day.topic,
            place="" if is_hidden else texts.where(plan),
            changes=day.moves + (each.cancelled_on is not None) + is_hidden,
            is_cancelled=day not in held,
        )
        for day in each.days
    ]


def _is_there(each: ListedHappening, place: str) -> bool:
    if place == ONLINE:
        return bool(each.plan.link)
    return not place or place == each.plan.municipality


def line(work: Work, each: ListedHappening) -> EventLine:
    """One event in a list that anybody reads."""
    home = catalogue.organisation(work.db, each.plan.organisation)
    return EventLine(
        href=url_for("open_events.show", happening_id=each.id),
        title=texts.title(each.plan),
        kind=texts.kind(each.plan),
        next=texts.time(each.coming[0]),
        where=texts.where(each.plan),
        organisation=home.name_in(language()) if home else "",
    )


def _places(everything: list[ListedHappening]) -> list[Option]:
    towns = {each.plan.municipality for each in everything if each.plan.place}
    named = sorted((name_of(code), code) for code in towns if code)
    afar = [Option(ONLINE, gettext("Online"))] if any(each.plan.link for each in everything) else []
    return [*[Option(code, name) for name, code in named], *afar]
