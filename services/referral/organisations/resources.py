"""One organisation over HTTP, and the form that says how it is reached."""

from services.referral.directory.domain import Organisation
from services.referral.directory.schemas import OrganisationSchema
from services.referral.organisations import commands, policy, queries, views
from services.referral.organisations.queries import OrganisationView
from services.referral.organisations.schemas import OrganisationContactSchema
from shared.web.api import Blueprint
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages

api = Blueprint(
    "organisations_api",
    "/referral/api/v1/organisations",
    "How organisations are reached",
    shows_people=False,
)
pages = Pages("organisations", "/referral/directory/organisations", shows_people=False)

changes = Changes[OrganisationView, Organisation](
    [
        Change(
            "contact",
            commands.give_contact,
            OrganisationContactSchema,
            policy.administers,
            form=views.contact_form(),
        )
    ],
    thing=Organisation,
    key="organisation_id",
    read=queries.organisation,
    state=lambda view: view.organisation,
)

changes.serve(
    api,
    may=policy.reads,
    schema=OrganisationSchema,
    body=lambda _, view: queries.as_json(view),
)
serve_forms(changes, pages, "/<uuid:organisation_id>", views.forms)
