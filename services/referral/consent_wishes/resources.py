"""Families' wishes about their consent, over HTTP and on a page, for those who deal with them."""

from uuid import UUID

from flask import g, render_template, url_for

from services.referral.consent_wishes import commands, policy, queries, texts, views
from services.referral.consent_wishes.domain import ConsentWish
from services.referral.consent_wishes.queries import WishView
from services.referral.consent_wishes.schemas import ConsentWishSchema, WishAnswerSchema, as_json
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.pages import Pages
from shared.web.parts import Forms

api = Blueprint(
    "consent_wishes_api", "/referral/api/v1/consent-wishes", "What families wish of their consent"
)
pages = Pages("consent_wishes", "/referral/consent-wishes")

changes = Changes[WishView, ConsentWish](
    [Change("answer", commands.answer, WishAnswerSchema, policy.handles)],
    thing=ConsentWish,
    key="referral_id",
    read=queries.consent_wish,
    state=lambda view: view.state,
)


@pages.get("/<uuid:referral_id>", may=policy.handles)
def show(referral_id: UUID) -> str:
    """What the family wishes, and the form for what became of it."""
    return _page(referral_id, changes.forms(), "")


def _page(referral_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.page(work, g.who, referral_id))
    return render_template("referral/consent_wish.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/<uuid:referral_id>",
    FormPage(
        _page,
        home=lambda referral_id: url_for("consent_wishes.show", referral_id=referral_id),
        lists=("deadlines", "inbox"),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
changes.serve(api, may=policy.handles, schema=ConsentWishSchema, body=lambda _, view: as_json(view))
