"""The entries of a case over HTTP."""

from collections import Counter
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as case_policy, queries as cases
from services.casework.cases.domain import Case
from services.casework.cases.resources import ROOT
from services.casework.entries import commands, policy, queries
from services.casework.entries.domain import Entry
from services.casework.entries.policy import EntryView
from services.casework.entries.queries import ListedEntry
from services.casework.entries.schemas import (
    AppointmentListSchema,
    CostListSchema,
    EntryCorrectionSchema,
    EntryListSchema,
    EntryQuery,
    EntrySchema,
    OutcomeSchema,
    RecordedEntrySchema,
    as_json,
    facts_of,
    values_of,
)
from services.casework.fields import ReasonSchema
from services.casework.visits import queries as visits
from services.casework.visits.policy import VisitedView
from services.common.codes import EntryKind, EntryStatus
from shared.store.history import moved_since
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

api = Blueprint("entries_api", ROOT, "The case's book")


def record_entry(work: Work, case_id: UUID, **data: Any) -> tuple[UUID, int]:
    """Write one entry in the case's book."""
    is_staff = visits.visited(work, g.who, case_id).is_staff(g.who)
    facts = facts_of(data, today=work.today)
    return commands.record(work, case_id, facts, by_supporter=not is_staff)


def settle_entry(
    work: Work,
    entry_id: UUID,
    *,
    status: EntryStatus,
    outcome: str = "",
) -> None:
    """Say what came of an appointment or an application."""
    commands.settle(work, entry_id, status=status, outcome=outcome)


def correct_entry(work: Work, entry_id: UUID, *, reason: str = "", **data: Any) -> None:
    """Say what holds of an entry instead; what is left out stays as it is."""
    commands.correct(work, entry_id, reason=reason, **values_of(data))


def enter_entry_in_error(work: Work, entry_id: UUID, *, reason: str = "") -> None:
    """Say that an entry never was."""
    commands.enter_in_error(work, entry_id, reason=reason)


def _body(_work: Work, view: EntryView) -> dict[str, Any]:
    return as_json(view.entry.id, view.entry.facts, in_error=view.entry.is_error)


additions = Changes[VisitedView, VisitedView](
    [Change("entries", record_entry, EntrySchema, policy.writes, adds=True)],
    thing=Case,
    key="case_id",
    read=visits.visited,
    state=lambda view: view,
)
changes = Changes[EntryView, EntryView](
    [
        Change("outcome", settle_entry, OutcomeSchema, policy.reads),
        Change("correction", correct_entry, EntryCorrectionSchema, policy.reads),
        Change("entered-in-error", enter_entry_in_error, ReasonSchema, policy.reads),
    ],
    thing=Entry,
    key="entry_id",
    read=queries.entry,
    state=lambda view: view,
    above={"case_id": lambda view: view.visited.case.id},
)


def _listed(work: Work, case_id: UUID, *kinds: EntryKind) -> list[ListedEntry]:
    cases.case(work, g.who, case_id)
    visited = visits.visited(work, g.who, case_id)
    return queries.of_case(work, g.who, visited, kinds=kinds)


def _json(entry: ListedEntry) -> dict[str, Any]:
    return as_json(entry.row.entry_id, entry.facts, readable=entry.is_readable)


@api.get("/<uuid:case_id>/entries", may=case_policy.opens)
@api.arguments(EntryQuery, location="query")
@api.alt_response(200, schema=EntryListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The book's entries beside the visits, newest first unless asked otherwise."""
    since, sort, kind = query.pop("updated_since"), query.pop("sort"), query.pop("kind")

    def read(work: Work) -> list[dict[str, Any]]:
        listed = _listed(work, case_id, *([EntryKind(kind)] if kind else []))
        moved = moved_since(work.db, Entry.category, since) if since else None
        ordered = listed if sort.startswith("-") else list(reversed(listed))
        return [_json(each) for each in ordered if moved is None or each.row.entry_id in moved]

    shown = RecordedEntrySchema(many=True).dump(read_only(read))
    part = paging.after(shown, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("entries", part)


@api.get("/<uuid:case_id>/appointments", may=case_policy.opens)
@api.arguments(WholeQuery, location="query")
@api.response(200, AppointmentListSchema)
def appointments(query: dict[str, Any], case_id: UUID) -> dict[str, Any]:
    """The family's appointments, newest first, and how many were kept and missed."""
    listed = read_only(lambda work: _listed(work, case_id, EntryKind.APPOINTMENT))
    counts = Counter(each.facts.status for each in listed)
    part = paging.after(
        [_json(each) for each in listed], lambda each: str(each["id"]), PageRequest(**query)
    )
    return {
        "appointments": part.items,
        "next": part.next,
        "kept": counts[EntryStatus.DONE],
        "missed": counts[EntryStatus.MISSED],
        "ahead": counts[EntryStatus.PLANNED],
    }


@api.get("/<uuid:case_id>/costs", may=case_policy.opens)
@api.arguments(WholeQuery, location="query")
@api.response(200, CostListSchema)
def costs(query: dict[str, Any], case_id: UUID) -> dict[str, Any]:
    """What the case's book says was paid, newest first, and together."""
    listed = read_only(lambda work: _listed(work, case_id, EntryKind.COST))
    together = sum((each.facts.costs for each in listed), Decimal(0))
    part = paging.after(
        [_json(each) for each in listed], lambda each: str(each["id"]), PageRequest(**query)
    )
    return {"costs": part.items, "next": part.next, "together": together}


additions.serve(api)
changes.serve(
    api, may=policy.reads, at="/<uuid:case_id>/entries", schema=RecordedEntrySchema, body=_body
)
