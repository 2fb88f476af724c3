"""Who opens a family's contact details, over HTTP. It belongs to the case, as its ETag does."""

from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.cases.schemas import CaseSchema, as_json
from services.casework.cases.views import forms
from services.casework.naming import commands, views
from services.casework.naming.schemas import NamedReaderSchema
from shared.web.api import Blueprint, Body, execute
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages, after_change

READER = "contact-readers/<uuid:person_id>"

api = Blueprint("contact_readers_api", ROOT, "Contact details under a non-disclosure order")
pages = Pages("contact_readers", "/casework/cases")

REMOVAL = Change(READER, commands.remove_reader, Body, policy.coordinates, removes=True)
changes = Changes[CaseView, Case](
    [
        Change(
            READER,
            commands.name_reader,
            Body,
            policy.coordinates,
            form=OwnForm(
                "casework/contact_readers.html",
                views.readers_form,
                address="contact-readers",
                schema=NamedReaderSchema,
            ),
        ),
        REMOVAL,
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)


@pages.post("/<uuid:case_id>/contact-readers/<uuid:person_id>/removal", may=policy.coordinates)
def remove(**path: UUID) -> ResponseReturnValue:
    """Somebody opens it no more."""
    execute(lambda work: changes.apply(work, REMOVAL, path, {}))
    after_change("cases")
    return redirect(url_for(".contact_readers", case_id=path["case_id"]), 303)


changes.serve(api, schema=CaseSchema, body=lambda _, view: as_json(view), beside=True)
serve_forms(changes, pages, "/<uuid:case_id>", forms)
