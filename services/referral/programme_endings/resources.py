"""A programme's end over HTTP, its forms, and the way from a letter to its page."""

from uuid import UUID

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.referral.access.schemas import NothingSchema
from services.referral.directory.domain import ProgrammeEntry
from services.referral.directory.schemas import ProgrammeSchema, programme_json
from services.referral.programme_endings import commands, policy, queries, views
from services.referral.programme_endings.queries import EntryView
from services.referral.programme_endings.schemas import ProgrammeEndSchema
from shared.identity.access import SIGNED_IN
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages

api = Blueprint(
    "programme_endings_api", "/referral/api/v1/programmes", "Programmes’ ends", shows_people=False
)
pages = Pages("programme_endings", "/referral/directory/programmes", shows_people=False)

changes = Changes[EntryView, ProgrammeEntry](
    [
        Change(
            "withdrawal",
            commands.withdraw,
            ProgrammeEndSchema,
            policy.ends,
            form=OwnForm("referral/programme_withdrawal.html", views.draw_withdrawal),
        ),
        Change(
            "continuation",
            commands.go_on,
            NothingSchema,
            policy.ends,
            form=OwnForm("referral/programme_continuation.html"),
        ),
    ],
    thing=ProgrammeEntry,
    key="programme_id",
    read=queries.entry,
    state=lambda view: view.entry,
)


@pages.get("/<uuid:programme_id>/end", may=SIGNED_IN)
def show(programme_id: UUID) -> ResponseReturnValue:
    """The page of a programme that a letter is about; reading it there marks the letter read."""
    view = read_only(lambda work: queries.entry(work, g.who, programme_id))
    mark_read(programme_id)
    return redirect(url_for("directory.programme", code=queries.code_of(view.entry)))


changes.serve(
    api,
    schema=ProgrammeSchema,
    body=lambda _, view: programme_json(
        view.entry.versions[-1],
        view.entry.provider,
        programme_id=view.entry.id,
        closes_on=view.entry.closes_on,
    ),
)
serve_forms(changes, pages, "/<uuid:programme_id>", views.forms)
