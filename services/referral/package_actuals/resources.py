"""What was done of packages over HTTP: heads, costs, what came of it."""

from flask import g

from services.referral.access.schemas import NothingSchema
from services.referral.package_actuals import commands, views
from services.referral.package_actuals.schemas import (
    PackageClosingSchema,
    PackageCostSchema,
    PackageHeadsSchema,
)
from services.referral.package_pages.resources import PAGES, ROOT
from services.referral.packages import policy, queries
from services.referral.packages.domain import Package
from services.referral.packages.policy import PackageView
from services.referral.packages.schemas import PackageSchema, as_json
from shared.web.api import Blueprint
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages

api = Blueprint("package_actuals_api", ROOT, "Packages", shows_people=False)
pages = Pages("package_actuals", PAGES, shows_people=False)

changes = Changes[PackageView, PackageView](
    [
        Change(
            "sessions/<uuid:session_id>/heads",
            commands.count,
            PackageHeadsSchema,
            policy.counts,
            form=views.HEADS_FORM,
        ),
        Change("costs", commands.pay, PackageCostSchema, policy.pays, adds=True, form=views.COST),
        Change(
            "costs/<uuid:cost_id>/withdrawal",
            commands.take_cost_back,
            NothingSchema,
            policy.pays,
            form=views.WITHDRAWAL,
        ),
        Change(
            "closing",
            commands.close,
            PackageClosingSchema,
            policy.agrees_as_lead,
            form=views.CLOSING,
        ),
    ],
    thing=Package,
    key="package_id",
    read=queries.package,
    state=lambda view: view,
)

changes.serve(api, schema=PackageSchema, body=lambda _, view: as_json(view, g.who))
serve_forms(changes, pages, "/<uuid:package_id>", views.forms)
