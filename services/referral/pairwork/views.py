"""What the pages of pair work show, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row

from services.common import catalogue, geography, people
from services.common.calendars.making import Entry, calendar as file_of
from services.common.codes import (
    MeetingVenue,
    NotHeldReason,
    PairWorkResult,
    PairWorkStatus,
    Profession,
    Theme,
)
from services.common.labels import choices, label
from services.common.phrases import language_name, place
from services.referral.pairwork import policy, queries, texts
from services.referral.pairwork.domain import BEFORE
from services.referral.pairwork.events import MinutesWritten
from services.referral.pairwork.policy import PairWorkView
from services.referral.pairwork.rules import ends_at, starts_at
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.access_log import note_listed
from shared.web.formats import format_date, format_duration
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Kind, Option
from shared.work import Work

SHOWN = 50
LANGUAGES = ("fi", "sv", "en", "ar", "so", "ru", "fa", "ku", "sq", "et", "uk")
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class RequestLine:
    href: str
    theme: str
    about: str
    when: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class RequestList:
    lines: list[RequestLine]
    more: str
    may_ask: bool


@dataclass(frozen=True)
class Given:
    """What one side wrote of a meeting."""

    who: str
    minutes: str
    brought: list[str]
    text: str


@dataclass(frozen=True)
class Doable:
    """What the reader can do now."""

    offer: bool
    answer: bool  # what the other side offers or proposes
    take_back: bool
    move: bool
    withdraw: bool
    cancel: bool
    not_held: bool
    minutes: bool


@dataclass(frozen=True)
class PairWorkPage:
    view: PairWorkView
    title: str
    tag: tuple[Kind, str]
    facts: Facts
    text: str
    proposed: str
    agreed: str
    is_waiting: bool  # for the answer to another organisation's offer
    reason: tuple[str, str]  # of what, and why
    given: list[Given]
    reasons: list[Option]
    calendar: str
    may: Doable


def board(work: Work, who: Principal, cursor: str) -> RequestList:
    """The reader's own side's, and what waits for an offer."""
    shown = queries.listed(work, who, PageRequest(SHOWN, cursor))
    return RequestList(
        lines=[_line(work, row) for row in shown.items],
        more=url_for("pairwork.show_list", cursor=shown.next) if shown.next else "",
        may_ask=policy.asks.admits(who),
    )


def page(work: Work, who: Principal, pairwork_id: UUID) -> PairWorkPage:
    """One, and what its reader can do."""
    view = queries.pairwork(work, who, pairwork_id)
    state = view.pairwork
    note_listed([pairwork_id])
    is_side = is_side_of(who, view)
    has_offer = state.status is PairWorkStatus.OFFERED
    return PairWorkPage(
        view=view,
        title=texts.theme(state.request.theme),
        tag=texts.tag(str(state.status)),
        facts=_facts(work, view, is_side=is_side),
        text=state.request.text or "",
        proposed=_time(work, state.proposal) if is_side and state.proposal else "",
        agreed=_time(work, state.agreed) if is_side and state.agreed else "",
        is_waiting=has_offer and not is_side,
        reason=_reason(who, view, is_side=is_side),
        given=[_given(work, each) for each in state.minutes.values()] if is_side else [],
        reasons=options(NotHeldReason),
        calendar=_calendar_href(view) if is_side else "",
        may=_doable(work, who, view),
    )


def is_side_of(who: Principal, view: PairWorkView) -> bool:
    """Is it the asking organisation, or the one whose worker is offered?"""
    is_partner = policy.is_partner.allows(who, view)
    return is_partner or view.pairwork.is_askers(who.organisation or UUID(int=0))


def was_refused(who: Principal, view: PairWorkView) -> bool:
    """Was it the reader's organisation whose offer was refused last?"""
    refusal = view.pairwork.refusal
    return refusal is not None and refusal.partner == who.organisation


def calendar(work: Work, who: Principal, pairwork_id: UUID) -> bytes:
    """The agreed time for the calendars of both: the moment and the place, and nobody."""
    view = queries.pairwork(work, who, pairwork_id)
    state = view.pairwork
    if state.agreed is None or not is_side_of(who, view):
        raise NotFound
    name = gettext("Meeting with a pair")
    entry = Entry(
        id=state.id,
        starts_at=starts_at(state.agreed),
        minutes=state.agreed.minutes,
        title=name,
        place=texts.venue(state.request.venue),
        changes=state.changes,
        is_cancelled=state.cancelled is not None,
        reminds=texts.A_DAY,
    )
    return file_of(name, [entry], now=work.now)


def choices_of_request() -> dict[str, list[Option]]:
    """What the form of a request lets choose from."""
    towns = sorted(
        (each.name(language()), each.code) for each in geography.municipalities().values()
    )
    return {
        "themes": options(Theme),
        "professions": options(Profession),
        "venues": options(MeetingVenue),
        "municipalities": [Option(code, name) for name, code in towns],
        "languages": [Option(code, language_name(code)) for code in LANGUAGES],
    }


def options(codes: Any) -> list[Option]:
    return [Option(value, text) for value, text in choices(codes, language())]


def _line(work: Work, row: Row[Any]) -> RequestLine:
    due = texts.due(row.status, row.due_on, work.today)
    about = (place(row.municipality), label(Profession(row.profession), language()))
    return RequestLine(
        href=url_for("pairwork.show", pairwork_id=row.pairwork_id),
        theme=texts.theme(row.theme),
        about=" · ".join(about),
        when=format_date(row.day) if row.day else due,
        tag=texts.tag(row.status),
    )


def _doable(work: Work, who: Principal, view: PairWorkView) -> Doable:
    state, home = view.pairwork, who.organisation
    takes_part = policy.takes_part.allows(who, view)
    is_theirs = state.proposal is not None and state.proposal.organisation != home
    is_agreed = state.status is PairWorkStatus.AGREED and state.agreed is not None
    begun = state.agreed is not None and starts_at(state.agreed) <= work.now
    over = state.agreed is not None and ends_at(state.agreed) <= work.now
    return Doable(
        offer=state.status is PairWorkStatus.OPEN and policy.offers.allows(who, view),
        answer=takes_part and is_theirs,
        take_back=takes_part and state.proposal is not None and not is_theirs,
        move=takes_part and is_agreed and not begun,
        withdraw=policy.is_asker.allows(who, view) and state.status in BEFORE,
        cancel=takes_part and is_agreed and not begun,
        not_held=takes_part and is_agreed and begun,
        minutes=takes_part and over and (is_agreed or state.status is PairWorkStatus.HELD),
    )


def _facts(work: Work, view: PairWorkView, *, is_side: bool) -> Facts:
    state, request = view.pairwork, view.pairwork.request
    wished = ", ".join(texts.when(each.day, each.begins) for each in request.wished)
    due = state.due_on or request.due_on
    facts = (
        (gettext("Asks"), _name(work, request.organisation)),
        (gettext("Profession"), label(Profession(request.profession), language())),
        (gettext("Municipality"), place(request.municipality)),
        (gettext("Wished times"), wished),
        (gettext("How long"), format_duration(request.minutes)),
        (gettext("Where"), texts.venue(request.venue)),
        (gettext("Language"), language_name(request.language)),
        (gettext("Asked on"), format_date(request.on)),
        (gettext("Organisations asked"), str(len(request.candidates))),
        (gettext("Deadline"), texts.due(str(state.status), due, work.today)),
        (gettext("Answer by"), _day(state.answer_by) if is_side else ""),
        (gettext("The last offer lapsed on"), _day(state.lapse.on if state.lapse else None)),
        (gettext("Offers"), _name(work, state.partner) if is_side and state.partner else ""),
    )
    return [(term, text) for term, text in facts if text]


def _reason(who: Principal, view: PairWorkView, *, is_side: bool) -> tuple[str, str]:
    """Why it is not to be, in the words of whoever said so."""
    state = view.pairwork
    if state.cancelled is not None and is_side:
        return gettext("Why it was cancelled"), state.cancelled.reason or ""
    if state.why_not is not None and is_side:
        return gettext("Why they did not meet"), label(state.why_not, language())
    if state.refusal is not None and (is_side or was_refused(who, view)):
        return gettext("Why the last offer was refused"), state.refusal.reason or ""
    return "", ""


def _given(work: Work, written: MinutesWritten) -> Given:
    took = gettext(
        "Work %(work)s, travel %(travel)s",
        work=format_duration(written.work_minutes),
        travel=format_duration(written.travel_minutes),
    )
    return Given(
        who=_name(work, written.organisation),
        minutes=took,
        brought=[label(PairWorkResult(each), language()) for each in written.brought],
        text=written.text or "",
    )


def _time(work: Work, time: Any) -> str:
    """When, how long, and who comes along."""
    parts = (
        texts.when(time.day, time.begins),
        format_duration(time.minutes),
        people.names(work)(str(time.worker)),
    )
    return " · ".join(part for part in parts if part)


def _calendar_href(view: PairWorkView) -> str:
    if view.pairwork.agreed is None:
        return ""
    return url_for("pairwork.show_calendar", pairwork_id=view.pairwork.id)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _name(work: Work, organisation: UUID) -> str:
    home = catalogue.organisation(work.db, organisation)
    return home.name_in(language()) if home else "–"
