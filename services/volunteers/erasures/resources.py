"""Support persons erased over HTTP, by the data protection officer alone."""

from services.volunteers.erasures import commands, policy, queries, views
from services.volunteers.erasures.queries import ErasureView
from services.volunteers.erasures.schemas import VolunteerErasureSchema, as_json
from services.volunteers.people.domain import Volunteer
from shared.web.api import Blueprint, Body
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages

api = Blueprint(
    "erasures_api", "/volunteers/api/v1/erasures", "Support persons erased from the register"
)
pages = Pages("erasures", "/volunteers/privacy/people")

changes = Changes[ErasureView, Volunteer](
    [
        Change(
            "erasure",
            commands.erase,
            Body,
            policy.erases,
            form=OwnForm("volunteers/erasure.html", views.form),
        ),
    ],
    thing=Volunteer,
    key="volunteer_id",
    read=queries.erasure,
    state=lambda view: view.volunteer,
)
changes.serve(
    api,
    may=policy.erases,
    schema=VolunteerErasureSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
serve_forms(changes, pages, "/<uuid:volunteer_id>", views.forms)
