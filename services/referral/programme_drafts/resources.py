"""Programmes in the making: begun, edited as a text or by forms, looked at, and published."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from services.common.programme.fields import SECTIONS
from services.referral.programme_drafts import commands, policy, queries, views
from services.referral.programme_drafts.domain import ProgrammeDraft
from services.referral.programme_drafts.queries import DraftView
from services.referral.programme_drafts.schemas import (
    DraftTextSchema,
    NewDraftSchema,
    NothingSchema,
)
from services.referral.programme_previews.views import preview as preview_of
from services.referral.recording.schemas import RecordedSchema
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web.api import execute, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.fields import Text
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.web.pages import NOT_FIELDS, Pages, after_change, blank_form, form_of, loaded, seen
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.web.sentences import in_words
from shared.work import Stale, Work

LISTS = ("programme_drafts", "catalogue")
ANY_TEXT = Text(most=2000)
pages = Pages("programme_drafts", "/referral/directory/programme-drafts", shows_people=False)

changes = Changes[DraftView, ProgrammeDraft](
    [
        Change(
            "text",
            commands.write,
            DraftTextSchema,
            policy.edits,
            form=OwnForm("referral/draft_text.html", views.draw_text, filled=views.fill_text),
            is_offered=False,
        ),
        Change("publication", commands.publish, NothingSchema, policy.edits, is_offered=False),
        Change("discarding", commands.discard, NothingSchema, policy.edits, is_offered=False),
    ],
    thing=ProgrammeDraft,
    key="draft_id",
    read=queries.draft,
    state=lambda view: view.draft,
)
FILLING = Change[ProgrammeDraft]("section", commands.fill_in, NothingSchema, policy.edits)


@pages.route("/new", methods=["GET", "POST"], may=policy.begins)
def begin() -> ResponseReturnValue:
    """Begin with nothing, with the next version of a programme, or with a copy."""
    if request.method == "GET":
        return _new(blank_form(NewDraftSchema, request.args.to_dict()))
    data, wrong = loaded(NewDraftSchema)
    entries = form_of(NewDraftSchema, wrong)
    if wrong:
        return _new(entries), 422
    try:
        draft_id = execute(lambda work: commands.begin(work, **data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        if refused.field:
            return _new(form_of(NewDraftSchema, {refused.field: [say(refused)]})), status
        return _new(entries, say(refused)), status
    after_change("programme_drafts")
    return redirect(_home(draft_id), 303)


@pages.get("/<uuid:draft_id>", may=policy.edits)
def show(draft_id: UUID) -> str:
    """A draft: what is still wrong, its forms, and what publishing it changes."""
    return _page(draft_id, changes.forms(), "")


@pages.route("/<uuid:draft_id>/sections/<section>", methods=["GET", "POST"], may=policy.edits)
def section(draft_id: UUID, section: str) -> ResponseReturnValue:
    """The form of one section of the text; the others stay as they are written."""
    changes.check(FILLING, draft_id)
    if section not in SECTIONS:
        raise NotFound
    if request.method == "GET":
        return _section(draft_id, section)
    typed = {k: v for k, v in request.form.to_dict(flat=False).items() if k not in NOT_FIELDS}
    if errors := _unfit(typed):
        return _section(draft_id, section, typed=typed, errors=errors), 422
    version = seen()
    data = {"section": section, "typed": typed}
    try:
        execute(
            lambda work: changes.apply(work, FILLING, {"draft_id": draft_id}, data, seen=version)
        )
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _section(draft_id, section, typed=typed, problem=say(refused)), status
    except Stale:
        return _section(draft_id, section, typed=typed, problem=_changed_meanwhile()), 409
    after_change("programme_drafts")
    return _onward(draft_id, section)


@pages.get("/<uuid:draft_id>/preview", may=policy.edits)
def preview(draft_id: UUID) -> str:
    """What each role will see of it."""

    def read(work: Work) -> dict[str, Any]:
        view = queries.draft(work, g.who, draft_id)
        programme = queries.checked(work, view.draft.yaml, own=g.who.organisation).programme
        seen_as = preview_of(work, programme) if programme else None
        return {"preview": seen_as, "name": views.title(view), "home": _home(draft_id)}

    entries = blank_form(RecordedSchema)
    return render_template("referral/draft_preview.html", entries=entries, **read_only(read))


def _onward(draft_id: UUID, section: str) -> ResponseReturnValue:
    """To the next section; back to this one while something is wrong with it."""
    page = read_only(lambda work: views.section(work, g.who, draft_id, section, is_checked=True))
    if page and page.entries.errors:
        flash(gettext("Saved. Something is still missing or wrong."), "wait")
        return redirect(f"{_address(draft_id, section)}?checked=yes", 303)
    flash(gettext("Saved."), "done")
    if page and page.following and request.form.get("press") == "next":
        return redirect(_address(draft_id, page.following), 303)
    return redirect(_home(draft_id), 303)


def _unfit(typed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Texts that nobody could read as they were meant, by field."""
    errors: dict[str, list[str]] = {}
    for name, values in typed.items():
        for value in values:
            try:
                ANY_TEXT.deserialize(value)
            except ValidationError as wrong:
                errors[name] = in_words(wrong.messages)
    return errors


def _section(
    draft_id: UUID,
    section: str,
    *,
    typed: Mapping[str, Sequence[str]] | None = None,
    errors: Mapping[str, list[str]] | None = None,
    problem: str = "",
) -> str:
    def read(work: Work) -> dict[str, Any]:
        page = views.section(
            work,
            g.who,
            draft_id,
            section,
            typed=typed,
            errors=errors,
            is_checked="checked" in request.args,
        )
        name = views.title(queries.draft(work, g.who, draft_id))
        return {"page": page, "name": name, "home": _home(draft_id), "draft_id": draft_id}

    return render_template("referral/draft_section.html", problem=problem, **read_only(read))


def _new(entries: Form, problem: str = "") -> str:
    options = read_only(views.bases)
    return render_template(
        "referral/draft_new.html", entries=entries, problem=problem, bases=options
    )


def _page(draft_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.draft(work, g.who, draft_id))
    return render_template("referral/draft.html", page=page, forms=forms, problem=problem)


def _home(draft_id: UUID) -> str:
    return url_for("programme_drafts.show", draft_id=draft_id)


def _address(draft_id: UUID, section: str) -> str:
    return url_for("programme_drafts.section", draft_id=draft_id, section=section)


def _changed_meanwhile() -> str:
    return gettext("Somebody else has changed this draft meanwhile. Look at it again.")


def _explain(_view: DraftView, refusal: Refused | Stale) -> dict[str, Any]:
    if isinstance(refusal, Stale):
        return {"problem": _changed_meanwhile()}
    return {"problem": say(refusal)}


changes.serve_pages(
    pages,
    "/<uuid:draft_id>",
    FormPage(_page, home=_home, lists=LISTS, changed_meanwhile=_changed_meanwhile),
)
serve_forms(
    changes,
    pages,
    "/<uuid:draft_id>",
    OwnForms[DraftView](
        key="draft_id",
        read=queries.draft,
        home=_home,
        lists=("programme_drafts",),
        frame=lambda view: {"name": views.title(view), "home": _home(view.draft.id)},
        explain=_explain,
    ),
)
