"""One entry as its page shows it, and what its forms ask, in the reader's language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.casework.casefile import queries as casefile
from services.casework.casefile.texts import moment, sentence
from services.casework.cases.commands import programme_of
from services.casework.cases.texts import first_name
from services.casework.entries import queries, texts
from services.casework.entries.policy import EntryView
from services.casework.entries.rules import SHAPES, EntryFacts
from services.casework.people import names
from services.casework.receipts import queries as receipts
from services.casework.receipts.texts import ReceiptPane, pane
from services.casework.texts import day
from services.casework.visits.policy import VisitedView
from services.common.codes import EntryKind, EntryStatus
from services.common.labels import label
from services.common.phrases import caution
from shared.identity.principals import Principal
from shared.web.formats import format_duration, format_money, format_number
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Moment, Option
from shared.work import Work

AT_FIRST = 2  # happenings: that it was recorded, and what it says
ALWAYS = ("held_on", "text")


@dataclass(frozen=True)
class AskedField:
    """A field of a form as its kind calls it."""

    name: str
    label: str  # empty: as everywhere
    is_needed: bool


@dataclass(frozen=True)
class EntryPage:
    view: EntryView
    title: str
    name: str
    facts: list[tuple[str, str]]
    history: list[Moment]
    receipts: ReceiptPane | None  # None: of what cost nothing
    may_change: bool
    waits: bool


def page(work: Work, who: Principal, entry_id: UUID) -> EntryPage:
    """One entry, for whoever may read it."""
    view = queries.entry(work, who, entry_id)
    return EntryPage(
        view=view,
        title=label(view.entry.facts.kind, language()),
        name=first_name(view.visited.case),
        facts=_facts(work, view),
        history=_history(work, view),
        receipts=pane(receipts.of_entry(work, who, entry_id), "entry"),
        may_change=not view.entry.is_error,
        waits=view.entry.waits,
    )


def form(
    kind: EntryKind, view: VisitedView, *, today: date, is_staff: bool, heading: str
) -> dict[str, Any]:
    """What the form for one kind of entry draws."""
    shape = SHAPES[kind]
    return {
        "heading": heading,
        "fields": [
            AskedField(name, texts.field_label(kind, name), name in (*shape.needs, "held_on"))
            for name in texts.PLAIN
            if name in (*ALWAYS, *shape.asks)
        ],
        "statuses": statuses(kind),
        "caution": caution(view.case.person.non_disclosure, is_short=True),
        "latest": "" if shape.waits else today.isoformat(),
        "is_staff": is_staff,
    }


def statuses(kind: EntryKind, *, is_settled: bool = False) -> list[Option]:
    """What can be values of what came of it; `is_settled`: not that it still waits."""
    return [
        Option(status, texts.status(kind, status))
        for status in texts.STATUSES.get(kind, {})
        if not (is_settled and status is EntryStatus.PLANNED)
    ]


def correction_form(work: Work, view: EntryView) -> dict[str, Any]:
    is_staff = view.visited.is_staff(g.who)
    heading = gettext("Correct the entry")
    kind = view.entry.facts.kind
    return form(kind, view.visited, today=work.today, is_staff=is_staff, heading=heading)


def filled(_work: Work, view: EntryView) -> Mapping[str, object]:
    values = asdict(view.entry.facts)
    if costs := values["costs"]:
        values["costs"] = format_number(costs, places=2)
    return {name: value for name, value in values.items() if value not in (None, "", 0, False)}


def outcome_form(_work: Work, view: EntryView) -> dict[str, Any]:
    kind = view.entry.facts.kind
    return {
        "statuses": statuses(kind, is_settled=True),
        "label": texts.field_label(kind, "outcome"),
        "what": texts.summary(view.entry.facts),
    }


def _facts(work: Work, view: EntryView) -> list[tuple[str, str]]:
    facts, name = view.entry.facts, names(work)
    values = _values_of(facts)
    rows = [
        (texts.field_label(facts.kind, each) or gettext(plain), values[each])
        for each, plain in texts.PLAIN.items()
    ]
    rows += [
        (gettext("Who reads it?"), label(facts.circle, language())),
        (gettext("Stands on the family's paper"), gettext("Yes") if facts.for_family else ""),
        (gettext("Recorded by"), name(view.by)),
    ]
    return [(term, text) for term, text in rows if text]


def _values_of(facts: EntryFacts) -> dict[str, str]:
    began = (facts.began_at or "").replace(":", ".")
    has_status = facts.kind in texts.STATUSES
    return {
        "held_on": day(facts.held_on),
        "status": texts.status(facts.kind, facts.status) if has_status else "",
        "party": label(facts.party, language()) if facts.party else "",
        "whom": facts.whom,
        "began_at": began,
        "minutes": format_duration(facts.minutes) if facts.minutes else "",
        "agreed_on": day(facts.agreed_on) if facts.agreed_on else "",
        "cost_kind": label(facts.cost_kind, language()) if facts.cost_kind else "",
        "costs": format_money(facts.costs) if facts.costs else "",
        "text": facts.text,
        "outcome": facts.outcome,
    }


def _history(work: Work, view: EntryView) -> list[Moment]:
    """What was values of it earlier, and why it was corrected, newest first."""
    name, programme = names(work), programme_of(work, view.visited.case.id)
    happenings = casefile.of_part(work, view.entry.id)
    if len(happenings) <= AT_FIRST:
        return []
    return [
        Moment(moment(each), sentence(each, programme, name), by=name(each.by))
        for each in happenings
    ]


forms = OwnForms[EntryView](
    key="entry_id",
    read=queries.entry,
    home=lambda entry_id: url_for("entrybook.show", entry_id=entry_id),
    lists=("entries", "timeline"),
    frame=lambda view: {
        "title": label(view.entry.facts.kind, language()),
        "name": first_name(view.visited.case),
        "case_id": view.visited.case.id,
        "is_staff": view.visited.is_staff(g.who),
    },
)
