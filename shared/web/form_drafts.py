"""Forms that save themselves while they are filled in: to a draft on the server, sealed.

The form says where (`ui.form(..., draft=address)`); JavaScript sends it there a moment after each
change. Without it a button does (`formaction`). The draft is filled in again on the next visit of
the page, until the form is sent or its draft is thrown away.

    pages.draft("/new", may=policy.logs)             # POST /new/draft
    entries = drafted_form(VisitForm, fresh)         # GET /new
    execute(lambda work: (log(work), drop_draft(work)))  # POST /new
"""

from collections.abc import Mapping

from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from marshmallow import Schema
from werkzeug.exceptions import RequestEntityTooLarge

from shared.web import drafts
from shared.web.api import execute, read_only
from shared.web.drafts import Typed
from shared.web.form_fields import field_texts
from shared.web.guarded import Allowing
from shared.web.held_forms import DRAFT, typed_before, typed_form
from shared.web.pages import Pages, blank_form
from shared.web.parts import Form
from shared.work import Work

DISCARD = "discard"  # name of the button that throws the draft away


def serve_draft(pages: Pages, rule: str, *, may: Allowing) -> None:
    """`POST <rule>/draft` for the form that stands at, and is sent to, `rule`."""

    def save_draft(**_: object) -> ResponseReturnValue:
        if DISCARD in request.form:
            execute(drop_draft)
            return redirect(form_address(), 303)
        keep_draft()
        return "", 204

    endpoint = f"{rule.strip('/').replace('/', '_')}_draft"
    pages.post(f"{rule}{DRAFT}", may=may, endpoint=endpoint)(save_draft)


def keep_draft(address: str = "", typed: Typed | None = None) -> None:
    """Keep what this request's form says as the reader's draft of the form at that address.

    `typed` stands for it where a button has changed the form. Raises `RequestEntityTooLarge`.
    """
    typed, form = typed_form() if typed is None else typed, address or form_address()

    def keep(work: Work) -> None:
        drafts.keep(
            work.db, work.sealing, by=drafts.owner(g.who), form=form, typed=typed, now=work.now
        )

    if not typed:
        return
    try:
        execute(keep)
    except drafts.TooLarge as too_large:
        raise RequestEntityTooLarge from too_large


def drop_draft(work: Work, address: str = "") -> None:
    """The form has been sent, in the same transaction; or nobody wants the draft any more."""
    drafts.drop(work.db, by=drafts.owner(g.who), form=address or form_address())


def drafted(address: str = "") -> Typed:
    """The reader's draft of the form at that address; empty when there is none."""
    form = address or form_address()

    def read(work: Work) -> Typed:
        return drafts.kept(work.db, work.sealing, by=drafts.owner(g.who), form=form, now=work.now)

    return typed_before() or read_only(read)


def drafted_form(schema: type[Schema], fresh: Mapping[str, object] | None = None) -> Form:
    """The page's form as it was left, else with the `fresh` values in it."""
    typed = drafted()
    if typed:
        return Form.of(typed, fields=field_texts(schema))
    return blank_form(schema, fresh)


def form_address() -> str:
    """Where the form of this request is sent at last."""
    return request.path.removesuffix(DRAFT)
