"""What the pages of concerns show, in the reader's language; templates only draw it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.casework.concerns import events, queries, texts
from services.casework.concerns.policy import ConcernView
from services.casework.concerns.queries import ListedConcern
from services.casework.concerns.rules import ENTRIES, OUTCOMES, police_are_to_be_told, take_until
from services.casework.people import names
from services.common import geography
from services.common.codes import ConcernAct, ConcernStatus, Role
from services.common.labels import label, listed as list_of
from services.common.phrases import withheld
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Moment, Option
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class RaisingPage:
    case_id: UUID
    name: str
    is_supporter: bool
    numbers: texts.Numbers


@dataclass(frozen=True)
class ConcernPage:
    view: ConcernView
    title: str
    tag: tuple[str, str]
    stands: str
    numbers: texts.Numbers
    facts: Facts
    history: list[Moment]
    has_it: bool  # the reader
    tells_police: bool
    entries: list[Option]
    outcomes: list[Option]
    counties: list[Option]
    person_href: str  # of the support person who raised it, for whoever may call them


@dataclass(frozen=True)
class ConcernLine:
    href: str
    name: str
    raised: str
    stands: str
    tag: tuple[str, str]


@dataclass(frozen=True)
class ConcernList:
    lines: list[ConcernLine]
    waiting: list[str]  # for an administrator: since when, and not a word more
    is_closed: bool
    other: str
    first: str
    more: str


def raising(work: Work, who: Principal, case_id: UUID) -> RaisingPage:
    """The form, with the numbers to call above it."""
    view = queries.raising(work, who, case_id)
    is_staff = who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER)
    return RaisingPage(case_id, texts.name(view.case), not is_staff, texts.numbers(work, view.case))


def page(work: Work, who: Principal, concern_id: UUID) -> ConcernPage:
    """One concern, as far as its reader may know it."""
    view = queries.concern(work, who, concern_id)
    concern, name = view.concern, names(work)
    taken, report = concern.taken, concern.report
    by = name(str(taken.taken_by)) if taken else ""
    person = report.volunteer_id if view.is_handler else None
    done = {each.act for each in concern.acts}
    return ConcernPage(
        view=view,
        title=gettext("A concern about %(name)s", name=texts.name(view.case)),
        tag=texts.tag(concern.status),
        stands=texts.stands(concern.status, by, taken.taken_at if taken else None),
        numbers=texts.numbers(work, view.case),
        facts=_facts(view, name),
        history=_history(view, name) if view.is_handler else [],
        has_it=taken is not None and taken.taken_by == who.id,
        tells_police=police_are_to_be_told(report.signs, done),
        entries=_options(ENTRIES),
        outcomes=[each for each in _options(OUTCOMES) if _may_end(each.value, done)],
        counties=_counties(),
        person_href=f"/volunteers/people/{person}" if person else "",
    )


def listed(work: Work, who: Principal, *, state: str, cursor: str) -> ConcernList:
    """Those that the reader may open; an administrator reads since when one waits."""
    part = queries.listed(work, who, state=state, page_request=PageRequest(cursor=cursor))
    name, is_closed = names(work), state == "closed"
    here, other = url_for("concerns.show_list"), url_for("concerns.show_list", state="closed")
    own = other if is_closed else here
    more = url_for("concerns.show_list", state=state, cursor=part.next) if part.next else ""
    return ConcernList(
        lines=[_line(each, name) for each in part.items],
        waiting=[format_datetime(each) for each in queries.late(work, who)],
        is_closed=is_closed,
        other=here if is_closed else other,
        first=own if cursor else "",
        more=more,
    )


def _line(each: ListedConcern, name: Callable[[str], str]) -> ConcernLine:
    row = each.row
    by = name(str(row.taken_by)) if row.taken_by else ""
    return ConcernLine(
        href=url_for("concerns.show", concern_id=row.concern_id),
        name=texts.name(each.case),
        raised=format_datetime(row.raised_at),
        stands=texts.stands(row.status, by, row.taken_at),
        tag=("late", gettext("In danger now")) if _is_alarm(row) else texts.tag(row.status),
    )


def _is_alarm(row: object) -> bool:
    is_raised = getattr(row, "status", "") == ConcernStatus.RAISED
    return is_raised and bool(getattr(row, "is_danger", False))


def _facts(view: ConcernView, name: Callable[[str], str]) -> Facts:
    report = view.concern.report
    until = take_until(report.raised_at)
    waits = view.is_handler and view.concern.status is ConcernStatus.RAISED
    facts = (
        (gettext("What is it about?"), list_of(report.signs, language())),
        (gettext("What did you see or hear?"), report.text),
        (gettext("When?"), report.seen),
        (gettext("In danger now"), gettext("yes") if report.is_danger else ""),
        (gettext("May be called"), gettext("yes") if report.may_call else gettext("no")),
        (gettext("Raised by"), name(str(report.raised_by))),
        (gettext("Raised"), format_datetime(report.raised_at)),
        (gettext("To be taken by"), format_datetime(until) if waits else ""),
    )
    return [(term, text) for term, text in facts if text]


def _history(view: ConcernView, name: Callable[[str], str]) -> list[Moment]:
    """What was done about it, newest first, and why it was closed."""
    concern = view.concern
    dated = sorted(concern.acts, key=lambda act: (act.on, act.done_at))
    lines = [_acted(act, view) for act in reversed(dated)]
    if (closing := concern.closing) is not None:
        words = gettext("Closed: %(outcome)s", outcome=texts.act(closing.outcome))
        on = format_date(closing.on, "d.M.yyyy")
        lines.insert(0, Moment(at=on, text=_joined(words, closing.reason)))
    return lines


def _acted(act: events.ConcernActed, view: ConcernView) -> Moment:
    at = act.done_at.replace(":", ".")
    where = withheld() if view.is_hidden else texts.county(act.county)
    how = label(act.method, language()) if act.method else ""
    about = [part for part in (where if act.county else "", how) if part]
    return Moment(
        at=" ".join(part for part in (format_date(act.on, "d.M.yyyy"), at) if part),
        text=_joined(texts.act(act.act), ", ".join(about), act.text),
        by=act.done_by,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _may_end(outcome: str, done: set[ConcernAct | None]) -> bool:
    return outcome == ConcernAct.NOTHING_FURTHER or ConcernAct(outcome) in done


def _options(codes: tuple[ConcernAct, ...]) -> list[Option]:
    return [Option(code, label(code, language())) for code in codes]


def _counties() -> list[Option]:
    return [Option(code, place.name(language())) for code, place in geography.counties().items()]
