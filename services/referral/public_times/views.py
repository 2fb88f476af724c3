"""What the public calendar shows, in the reader's language."""

from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from services.common import catalogue
from services.common.codes import Theme
from services.common.labels import choices, label
from services.common.phrases import language_name, place as name_of
from services.referral.public_times import rules
from services.referral.public_times.rules import MOST, Offered
from services.referral.receptions import queries, texts
from services.referral.receptions.queries import ListedReception, Place
from services.referral.receptions.rules import AHEAD
from shared.web.i18n import gettext, language
from shared.web.parts import Option
from shared.work import Work

ONLINE = "online"


@dataclass(frozen=True)
class TimeLine:
    """One free time: when, where and with whom."""

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
    theme: str  # in words; empty while none is chosen
    days: list[CalendarDay]
    later: str  # address of what follows
    is_chosen: bool


def calendar(work: Work, theme: str, place: str, since: str) -> CalendarPage:
    """The free times about a theme; with none chosen, the themes."""
    everything = queries.listed(work)
    chosen = theme if theme in set(Theme) else ""
    times = _free(work, chosen, place, since) if chosen else []
    shown = times[:MOST]
    later = times[MOST][1].starts_at.isoformat() if len(times) > MOST else ""
    return CalendarPage(
        themes=[Option(value, text) for value, text in _themes(everything)],
        places=_places(everything),
        theme=label(Theme(chosen), language()) if chosen else "",
        days=_days(work, shown),
        later=url_for("public_times.show", theme=chosen, place=place, since=later) if later else "",
        is_chosen=bool(chosen),
    )


def _free(work: Work, theme: str, place: str, since: str) -> list[Offered]:
    where = Place(is_online=True) if place == ONLINE else Place(place)
    last = work.today + AHEAD
    times = queries.times(work, theme=theme, place=where, first=work.today, last=last)
    return rules.free(times, frozenset(), since)


def _themes(everything: list[ListedReception]) -> list[tuple[str, str]]:
    """Those about which somebody meets families."""
    offered = {theme for each in everything for theme in each.plan.themes}
    return [(value, text) for value, text in choices(Theme, language()) if value in offered]


def _places(everything: list[ListedReception]) -> list[Option]:
    towns = {each.plan.municipality for each in everything if each.plan.place}
    named = sorted((name_of(code), code) for code in towns if code)
    afar = [Option(ONLINE, gettext("Online"))] if any(each.plan.link for each in everything) else []
    return [*[Option(code, name) for name, code in named], *afar]


def _days(work: Work, shown: list[Offered]) -> list[CalendarDay]:
    called = {
        key: each.name_in(language()) for key, each in catalogue.all_organisations(work.db).items()
    }
    days = []
    for name, several in groupby(shown, key=lambda each: texts.day(each[1])):
        lines = [
            TimeLine(
                begins=slot.begins,
                where=texts.where(listed.plan),
                organisation=called.get(listed.plan.organisation, ""),
                tongue=language_name(listed.plan.language),
            )
            for listed, slot in several
        ]
        days.append(CalendarDay(name, lines))
    return days
