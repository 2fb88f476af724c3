"""The pages of one entry."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from marshmallow import Schema

from services.casework.entries import commands, policy, queries
from services.casework.entries.domain import Entry
from services.casework.entries.policy import EntryView
from services.casework.entries.resources import settle_entry
from services.casework.entries.schemas import EntryCorrectionForm, OutcomeSchema, values_of
from services.casework.entrybook import views
from services.casework.fields import ReasonSchema
from shared.web.api import read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.work import Work

pages = Pages("entrybook", "/casework/entries")


def correct_by_form(work: Work, entry_id: UUID, *, reason: str, **data: Any) -> None:
    """Say what holds instead, as the whole form says it; a support person's asks no circle."""
    if not queries.entry(work, g.who, entry_id).visited.is_staff(g.who):
        data = {name: data[name] for name in data if name not in ("circle", "for_family")}
    commands.correct(work, entry_id, reason=reason, **values_of(data))


def _row(name: str, command: Any, schema: type[Schema], form: OwnForm[EntryView]) -> Change[Any]:
    return Change(name, command, schema, policy.reads, form=form, is_offered=False)


changes = Changes[EntryView, EntryView](
    [
        _row(
            "outcome",
            settle_entry,
            OutcomeSchema,
            OwnForm("casework/entry_outcome.html", views.outcome_form),
        ),
        _row(
            "correction",
            correct_by_form,
            EntryCorrectionForm,
            OwnForm("casework/entry.html", views.correction_form, filled=views.filled),
        ),
        _row(
            "entered-in-error",
            commands.enter_in_error,
            ReasonSchema,
            OwnForm("casework/entry_error.html"),
        ),
    ],
    thing=Entry,
    key="entry_id",
    read=queries.entry,
    state=lambda view: view,
)


@pages.get("/<uuid:entry_id>", may=policy.reads)
def show(entry_id: UUID) -> str:
    """One entry, and how it was corrected."""
    page = read_only(lambda work: views.page(work, g.who, entry_id))
    return render_template("casework/entry_page.html", page=page)


serve_forms(changes, pages, "/<uuid:entry_id>", views.forms)
