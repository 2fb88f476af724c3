"""Speakers over HTTP, for whoever plans and holds open events."""

from uuid import UUID

from flask import g, render_template, url_for

from services.referral.access.schemas import NothingSchema
from services.referral.happenings import policy
from services.referral.happenings.domain import Happening
from services.referral.speakers import commands, queries, views
from services.referral.speakers.domain import Speakers
from services.referral.speakers.queries import SpeakersView
from services.referral.speakers.schemas import (
    NameAgreementSchema,
    SpeakerSchema,
    SpeakersSchema,
    as_json,
)
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.parts import Forms

RULE = "/<uuid:happening_id>"
SPEAKER = "speakers/<uuid:speaker_id>"
api = Blueprint("speakers_api", "/referral/api/v1/happening-speakers", "Open events")
pages = Pages("speakers", "/referral/happenings")

changes = Changes[SpeakersView, Happening](
    [
        Change("speakers", commands.add, SpeakerSchema, policy.keeps, adds=True, form=views.ADD),
        Change(f"{SPEAKER}/agreement", commands.agree, NameAgreementSchema, policy.keeps),
        Change(f"{SPEAKER}/removal", commands.remove, NothingSchema, policy.keeps),
    ],
    thing=Speakers,
    key="happening_id",
    read=queries.speakers,
    state=lambda view: view.happening,
)


@pages.get(f"{RULE}/speakers", may=policy.holds)
def show(happening_id: UUID) -> str:
    """Who speaks at it."""
    return _page(happening_id, changes.forms(), "")


def _page(happening_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, happening_id))
    return render_template("referral/speakers.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    RULE,
    FormPage(
        _page,
        home=lambda happening_id: url_for("speakers.show", happening_id=happening_id),
        lists=views.LISTS,
        changed_meanwhile=lambda: gettext("Somebody else changed this meanwhile. Look again."),
    ),
)
changes.serve(
    api,
    may=policy.holds,
    schema=SpeakersSchema,
    body=lambda _, view: as_json(view),
)
serve_forms(changes, pages, RULE, views.forms)
