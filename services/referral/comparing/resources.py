"""Pairs over HTTP: the list, the page, and the decisions on a referral that go with them."""

from dataclasses import replace
from typing import Any

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import Role, SamenessAnswer
from services.referral.comparing import commands, views
from services.referral.comparing.schemas import (
    OPEN,
    DistinctionSchema,
    MergeSchema,
    PairListSchema,
    PairQuery,
    SeparationSchema,
    decided_json,
    open_json,
)
from services.referral.duplicates import queries
from services.referral.referrals import policy
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import ReferralView, referral
from services.referral.referrals.schemas import ReferralSchema, as_json
from services.referral.sheet.views import forms
from shared.identity.access import allow
from shared.web import paging
from shared.web.access_log import note_listed
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest
from shared.work import Work

api = Blueprint("comparing_api", "/referral/api/v1", "Two referrals of one person")
pages = Pages("comparing", "/referral/duplicates")
decisions = Pages("sameness", "/referral/referrals")
lists = allow(Role.NGO_COORDINATOR)
changes = Changes[ReferralView, Referral](
    [
        Change(
            "merge",
            commands.merge,
            MergeSchema,
            policy.answers,
            form=OwnForm("referral/merge.html", views.draw_merge, filled=views.fill_merge),
        ),
        Change(
            "separation",
            commands.separate,
            SeparationSchema,
            policy.answers,
            form=OwnForm("referral/separation.html", views.draw_separation),
        ),
        Change(
            "distinction",
            commands.distinguish,
            DistinctionSchema,
            policy.answers,
            form=OwnForm(
                "referral/distinction.html", views.draw_distinction, filled=views.fill_distinction
            ),
        ),
    ],
    thing=Referral,
    key="referral_id",
    read=referral,
    state=lambda view: view.referral,
)


@api.get("/duplicates", may=lists)
@api.arguments(PairQuery, location="query")
@api.response(200, PairListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """Pairs of accepted referrals that may be one person, or of which somebody has decided."""
    answer = query.pop("answer")
    part = PageRequest(**query)

    def read(work: Work) -> Page[dict[str, Any]]:
        if answer == OPEN:
            pairs = paging.after(queries.open_pairs(work, g.who), lambda each: each.id, part)
            return paging.shown_as(pairs, open_json)
        decided = queries.decided_pairs(work, g.who, SamenessAnswer(answer))
        shown = paging.after(decided, lambda each: each.pair.id, part)
        return paging.shown_as(shown, decided_json)

    shown = read_only(read)
    note_listed(each[name] for each in shown.items for name in ("referral", "other"))
    return paging.answer("duplicates", shown)


@pages.get("", may=lists, endpoint="show")
def show() -> str:
    """The same as a page: what waits for a decision, then what has been decided."""
    cursor = request.args.get("cursor", "")
    page = read_only(lambda work: views.page(work, g.who, cursor=cursor))
    note_listed(page.shown)
    return render_template("referral/duplicates.html", page=page)


changes.serve(api, schema=ReferralSchema, body=as_json, at="/referrals", beside=True)
serve_forms(
    changes,
    decisions,
    "/<uuid:referral_id>",
    replace(forms, home=lambda _: url_for("comparing.show"), lists=("worklist", "comparisons")),
)
