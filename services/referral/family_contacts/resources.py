"""Families' own contacts over HTTP, for the coordinators who answer them."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.referral.family_contacts import commands, policy, queries, texts, views
from services.referral.family_contacts.domain import FamilyContact
from services.referral.family_contacts.queries import ContactView
from services.referral.family_contacts.schemas import (
    ContactAnswerSchema,
    ContactClosureSchema,
    ContactReferralSchema,
    FamilyContactListSchema,
    FamilyContactSchema,
    as_json,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Forms
from shared.work import Work

ROOT = "/referral/api/v1/family-contacts"
api = Blueprint("family_contacts_api", ROOT, "What families write by themselves")
pages = Pages("family_contacts", "/referral/family-contacts")

changes = Changes[ContactView, FamilyContact](
    [
        Change("answer", commands.answer, ContactAnswerSchema, policy.answers),
        Change("referral", commands.refer, ContactReferralSchema, policy.answers),
        Change("closure", commands.close, ContactClosureSchema, policy.answers),
    ],
    thing=FamilyContact,
    key="contact_id",
    read=queries.contact,
    state=lambda view: view.contact,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, FamilyContactListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Contacts that go on, who waits longest for an answer first."""

    def read(work: Work) -> Page[Any]:
        part = queries.listed(work, g.who, is_open=True, page_request=PageRequest(**query))
        return paging.shown_as(
            part, lambda each: as_json(queries.contact(work, g.who, each.contact_id).contact)
        )

    return paging.answer("contacts", read_only(read))


@pages.get("", may=policy.lists)
def show_list() -> str:
    """What families wrote, who waits longest first."""
    page = read_only(lambda work: views.listed(work, g.who, request.args))
    return render_template("referral/family_contacts.html", page=page)


@pages.get("/<uuid:contact_id>", may=policy.answers)
def show(contact_id: UUID) -> str:
    """One contact: what was written, and what to do next."""
    return _page(contact_id, changes.forms(), "")


def _page(contact_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.contact(work, g.who, contact_id))
    mark_read(contact_id)
    return render_template("referral/family_contact.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/<uuid:contact_id>",
    FormPage(
        _page,
        home=lambda contact_id: url_for("family_contacts.show", contact_id=contact_id),
        lists=("family_contacts", "deadlines", "worklist"),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
changes.serve(
    api,
    may=policy.answers,
    schema=FamilyContactSchema,
    body=lambda _, view: as_json(view.contact),
)
