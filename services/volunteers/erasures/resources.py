"""Support persons erased over HTTP, by the data protection officer alone."""

from services.common.erasure.resources import serve_list
from services.common.erasure.viewing import ErasureSchema, ErasureView, as_json, form
from services.volunteers.erasures import commands, policy, queries, views
from services.volunteers.people.domain import Volunteer
from shared.web.api import Blueprint, Body
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages

api = Blueprint(
    "erasures_api", "/volunteers/api/v1/erasures", "Support persons erased from the register"
)
pages = Pages("erasures", "/volunteers/privacy/people")

changes = Changes[ErasureView[Volunteer], Volunteer](
    [Change("erasure", commands.erase, Body, policy.erases, form=form())],
    thing=Volunteer,
    key="volunteer_id",
    read=queries.erasure,
    state=lambda view: view.state,
)
changes.serve(
    api,
    may=policy.erases,
    schema=ErasureSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
serve_forms(changes, pages, "/<uuid:volunteer_id>", views.forms)
serve_list(
    api,
    pages,
    may=policy.oversees,
    read=queries.done,
    draw=views.done,
    summary="What was erased of support persons, and what a law kept, the latest first.",
)
