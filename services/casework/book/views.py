"""A case's book as its pages show it, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.casework.budgeting import views as budgeting
from services.casework.budgeting.views import BudgetLine
from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.texts import first_name
from services.casework.duties.queries import answering
from services.casework.entries import queries as entries, rules, texts
from services.casework.entries.queries import ListedEntry
from services.casework.entrybook.views import form
from services.casework.people import names
from services.casework.texts import day
from services.casework.visitbook.views import summary as visit_summary
from services.casework.visits import queries as visits
from services.casework.visits.policy import VisitedView
from services.common.codes import Circle, EntryKind, EntryStatus, VisitStatus
from services.common.labels import label
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.formats import format_money
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Count
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work

VISITS = "visits"
SHOWN = 50  # entries on a page


@dataclass(frozen=True)
class BookLine:
    """One dated entry of the book, ready to draw."""

    day: date
    href: str  # empty: not the reader's to open
    text: str
    words: str
    by: str
    tag: tuple[str, str] = ("", "")  # kind, text; empty kind for none

    @property
    def on(self) -> str:
        return day(self.day)


@dataclass(frozen=True)
class Book:
    case_id: UUID
    name: str
    is_staff: bool
    write: list[tuple[str, str]]  # words, address
    ahead: list[BookLine]
    counts: list[Count]
    lines: list[BookLine]
    later: str  # the page with newer entries; empty on the first
    earlier: str
    costs: str  # what was paid together; empty: nothing
    budget: BudgetLine
    papers: list[tuple[str, str]]  # for the family to take home: language, address


def book(work: Work, who: Principal, case_id: UUID, *, only: str = "", first: int = 0) -> Book:
    """All dated entries of a case for whoever may write in it, newest first."""
    view = visits.visited(work, who, case_id)
    listed, name = entries.of_case(work, who, view), names(work)
    held = _visits(work, who, view.case, name) if view.is_staff(who) else []
    written = [(each.facts.kind, _line(each, name)) for each in listed]
    shown = [(VISITS, line) for line in held] + written
    ahead = [
        line
        for each, (_, line) in zip(listed, written, strict=True)
        if each.facts.status is EntryStatus.PLANNED
    ]
    paid = sum((each.facts.costs for each in listed), Decimal(0))
    lines = sorted(
        (line for kind, line in shown if only in ("", kind)),
        key=lambda line: line.day,
        reverse=True,
    )
    return Book(
        case_id=case_id,
        name=first_name(view.case),
        is_staff=view.is_staff(who),
        write=_write(work, who, view),
        ahead=list(reversed(ahead)),
        counts=_counts(case_id, [kind for kind, _ in shown], only),
        lines=lines[first : first + SHOWN],
        later=_page(case_id, only, first - SHOWN) if first else "",
        earlier=_page(case_id, only, first + SHOWN) if first + SHOWN < len(lines) else "",
        costs=format_money(paid) if paid else "",
        budget=budgeting.line(work, who, view.case) if view.is_staff(who) else BudgetLine(),
        papers=_papers(case_id) if view.is_staff(who) else [],
    )


def kinds(work: Work, who: Principal, view: VisitedView) -> list[EntryKind]:
    """What the reader may write in the case's book."""
    has = rules.kinds_of(programme_of(work, view.case.id))
    return [kind for kind in has if view.is_staff(who) or kind in rules.BY_SUPPORTERS]


def kind_of(work: Work, who: Principal, view: VisitedView, code: str) -> EntryKind:
    """The kind that an address names; raises `NotFound` unless the reader may write such."""
    allowed = {str(kind): kind for kind in kinds(work, who, view)}
    if code not in allowed:
        raise NotFound
    return allowed[code]


def new_form(work: Work, view: VisitedView, *, kind: str) -> dict[str, Any]:
    """What the form for a new entry draws."""
    its = kind_of(work, g.who, view, kind)
    is_staff = view.is_staff(g.who)
    return form(its, view, today=work.today, is_staff=is_staff, heading=texts.heading(its))


def fresh(work: Work, view: VisitedView, *, kind: str) -> dict[str, object]:
    """What stands in an untouched form; of a call, who had the duty."""
    filled: dict[str, object] = {"held_on": work.today.isoformat(), "circle": Circle.TEAM}
    if kind == EntryKind.PHONE_24H and view.is_staff(g.who):
        there = answering(work, view.case.opened.organisation, work.now)
        answered = (
            gettext("Answered by %(name)s.", name=names(work)(str(there.person))) if there else ""
        )
        filled["outcome"] = answered
    return filled


forms = OwnForms[VisitedView](
    key="case_id",
    read=visits.visited,
    home=lambda case_id: url_for("book.show", case_id=case_id),
    lists=("entries", "timeline"),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)


def _write(work: Work, who: Principal, view: VisitedView) -> list[tuple[str, str]]:
    if view.case.closing is not None:
        return []
    case_id = view.case.id
    return [
        (texts.heading(kind), url_for("book.entries_new", case_id=case_id, kind=kind))
        for kind in kinds(work, who, view)
    ]


def _page(case_id: UUID, only: str, first: int) -> str:
    page: dict[str, Any] = {"from": max(first, 0) or None, "only": only or None}
    return url_for("book.show", case_id=case_id, **page)


def _papers(case_id: UUID) -> list[tuple[str, str]]:
    return [
        (name, url_for("familypaper.show", case_id=case_id, language=code))
        for code, name in LANGUAGE_NAMES.items()
    ]


def _counts(case_id: UUID, kinds: list[str], only: str) -> list[Count]:
    def count(number: int, text: str, code: str) -> Count:
        href = url_for("book.show", case_id=case_id, only=code or None)
        return Count(number, text, href, current=only == code)

    present = [kind for kind in (VISITS, *EntryKind) if kind in kinds]
    if len(present) < 2 and not only:
        return []
    counts = [count(len(kinds), gettext("All"), "")]
    for kind in present:
        text = gettext("Visits") if kind == VISITS else label(EntryKind(kind), language())
        counts.append(count(kinds.count(kind), text, kind))
    return counts


def _visits(work: Work, who: Principal, case: Case, name: Any) -> list[BookLine]:
    return [
        BookLine(
            day=each.facts.held_on,
            href=url_for("visitbook.show", visit_id=each.row.visit_id),
            text=visit_summary(each.facts),
            words=each.facts.notes,
            by=name(each.row.by or ""),
            tag=_visit_tag(each.facts.status, bool(each.row.is_corrected)),
        )
        for each in visits.of_case(work, who, case)
    ]


def _visit_tag(status: VisitStatus, is_corrected: bool) -> tuple[str, str]:
    if status is not VisitStatus.HELD:
        return ("wait", label(status, language()))
    return ("info", gettext("Corrected")) if is_corrected else ("", "")


def _line(entry: ListedEntry, name: Any) -> BookLine:
    facts, row = entry.facts, entry.row
    tag = ("info", gettext("Corrected")) if row.is_corrected else ("", "")
    if not entry.is_readable:
        tag = ("idle", gettext("For coordinators"))
    elif facts.status is EntryStatus.PLANNED:
        tag = ("wait", texts.status(facts.kind, facts.status))
    return BookLine(
        day=facts.held_on,
        href=url_for("entrybook.show", entry_id=row.entry_id) if entry.is_readable else "",
        text=texts.summary(facts),
        words=" – ".join(part for part in (facts.whom, facts.text, facts.outcome) if part),
        by=name(row.by or ""),
        tag=tag,
    )
