"""Families erased over HTTP, by the data protection officer alone."""

from services.referral.erasures import commands, policy, queries, views
from services.referral.erasures.queries import ErasureView
from services.referral.erasures.schemas import FamilyErasureSchema, as_json
from services.referral.referrals.domain import Referral
from shared.web.api import Blueprint, Body
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages

api = Blueprint("erasures_api", "/referral/api/v1/erasures", "Families erased from the registers")
pages = Pages("erasures", "/referral/privacy/families")

changes = Changes[ErasureView, Referral](
    [
        Change(
            "erasure",
            commands.erase,
            Body,
            policy.erases,
            form=OwnForm("referral/erasure.html", views.form),
        ),
    ],
    thing=Referral,
    key="referral_id",
    read=queries.erasure,
    state=lambda view: view.referral,
)
changes.serve(
    api,
    may=policy.erases,
    schema=FamilyErasureSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
serve_forms(changes, pages, "/<uuid:referral_id>", views.forms)
