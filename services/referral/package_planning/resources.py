"""Plans of packages over HTTP: either side changes them, part by part."""

from flask import g

from services.referral.access.schemas import NothingSchema
from services.referral.package_pages.resources import PAGES, ROOT
from services.referral.package_planning import commands, views
from services.referral.package_planning.schemas import (
    PackageGoalSchema,
    PackageLineSchema,
    PackageScopeSchema,
    PackageSessionSchema,
)
from services.referral.packages import policy, queries
from services.referral.packages.domain import Package
from services.referral.packages.policy import PackageView
from services.referral.packages.schemas import PackageSchema, as_json
from shared.web.api import Blueprint
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages

api = Blueprint("package_planning_api", ROOT, "Packages", shows_people=False)
pages = Pages("package_planning", PAGES, shows_people=False)
GOAL, SESSION, LINE = "goals/<uuid:goal_id>", "sessions/<uuid:session_id>", "lines/<uuid:line_id>"
PLANS = policy.plans

changes = Changes[PackageView, PackageView](
    [
        Change("scope", commands.plan_scope, PackageScopeSchema, PLANS, form=views.SCOPE),
        Change("goals", commands.plan_goal, PackageGoalSchema, PLANS, adds=True, form=views.GOAL),
        Change(
            f"{GOAL}/wording",
            commands.reword_goal,
            PackageGoalSchema,
            PLANS,
            form=views.GOAL_ANEW,
        ),
        Change(
            "sessions",
            commands.plan_session,
            PackageSessionSchema,
            PLANS,
            adds=True,
            form=views.SESSION,
        ),
        Change(
            f"{SESSION}/plan",
            commands.replan_session,
            PackageSessionSchema,
            PLANS,
            form=views.SESSION_ANEW,
        ),
        Change("lines", commands.budget_line, PackageLineSchema, PLANS, adds=True, form=views.LINE),
        Change(
            f"{LINE}/plan",
            commands.rebudget_line,
            PackageLineSchema,
            PLANS,
            form=views.LINE_ANEW,
        ),
        Change(
            "parts/<uuid:part_id>",
            commands.drop,
            NothingSchema,
            PLANS,
            removes=True,
            form=views.DROP,
        ),
    ],
    thing=Package,
    key="package_id",
    read=queries.package,
    state=lambda view: view,
)

changes.serve(api, schema=PackageSchema, body=lambda _, view: as_json(view, g.who))
serve_forms(changes, pages, "/<uuid:package_id>", views.forms)
