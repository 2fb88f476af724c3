"""What the parties of an agreement do together, over HTTP and on one page that both read."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.referral.partnerships import commands, policy, queries, views
from services.referral.partnerships.domain import Partnership
from services.referral.partnerships.queries import PartnershipView
from services.referral.partnerships.schemas import (
    EmphasisAnswerSchema,
    EmphasisRefusalSchema,
    ForecastSchema,
    JointMeetingSchema,
    PartnershipSchema,
    ProposalListSchema,
    ProposedEmphasisSchema,
    UseListSchema,
    partnership_json,
    proposals_json,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only, with_etag
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

api = Blueprint(
    "partnerships_api",
    "/referral/api/v1/agreements",
    "What parties of agreements do together",
    shows_people=False,
)
pages = Pages("partnerships", "/referral/directory/agreements", shows_people=False)
PROPOSAL, MEETING = "emphases/<uuid:emphasis_id>", "meetings/<uuid:meeting_id>"

changes = Changes[PartnershipView, Partnership](
    [
        Change(
            "emphases",
            commands.propose,
            ProposedEmphasisSchema,
            policy.speaks,
            adds=True,
            form=OwnForm("referral/emphasis.html", views.draw_proposal, filled=views.fill_proposal),
        ),
        Change(
            f"{PROPOSAL}/agreement",
            commands.agree,
            EmphasisAnswerSchema,
            policy.speaks,
            form=OwnForm("referral/emphasis_agreement.html", views.draw_answer),
        ),
        Change(
            f"{PROPOSAL}/refusal",
            commands.decline,
            EmphasisRefusalSchema,
            policy.speaks,
            form=OwnForm("referral/emphasis_refusal.html", views.draw_answer),
        ),
        Change(
            f"{PROPOSAL}/withdrawal",
            commands.withdraw,
            EmphasisAnswerSchema,
            policy.speaks,
            form=OwnForm("referral/emphasis_withdrawal.html", views.draw_answer),
        ),
        Change(
            "meetings",
            commands.hold_meeting,
            JointMeetingSchema,
            policy.speaks,
            adds=True,
            form=OwnForm("referral/joint_meeting.html", views.draw_meeting),
        ),
        Change(
            f"{MEETING}/correction",
            commands.correct_meeting,
            JointMeetingSchema,
            policy.speaks,
            form=OwnForm(
                "referral/joint_meeting.html", views.draw_meeting, filled=views.fill_meeting
            ),
        ),
        Change(
            "forecast",
            commands.forecast,
            ForecastSchema,
            policy.speaks,
            form=OwnForm("referral/forecast.html", views.draw_forecast, filled=views.fill_forecast),
        ),
    ],
    thing=Partnership,
    key="agreement_id",
    read=queries.partnership,
    state=lambda view: view.partnership,
)


@api.get("/<uuid:agreement_id>/partnership", may=policy.reads)
@api.response(200, PartnershipSchema)
def partnership(agreement_id: UUID) -> ResponseReturnValue:
    """What the two parties have said; its ETag is what changes of it ask for."""
    view = read_only(lambda work: queries.partnership(work, g.who, agreement_id))
    return with_etag(partnership_json(view.partnership), view.version)


@api.get("/<uuid:agreement_id>/emphases", may=policy.reads)
@api.arguments(WholeQuery, location="query")
@api.response(200, ProposalListSchema)
def proposals(query: dict[str, Any], agreement_id: UUID) -> ResponseReturnValue:
    """Every proposal of what comes first in a year and how it stands, the oldest first."""
    view = read_only(lambda work: queries.partnership(work, g.who, agreement_id))
    listed = proposals_json(view.partnership)
    part = paging.after(listed, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("emphases", part)


@api.get("/<uuid:agreement_id>/use", may=policy.reads)
@api.arguments(WholeQuery, location="query")
@api.response(200, UseListSchema)
def use(query: dict[str, Any], agreement_id: UUID) -> ResponseReturnValue:
    """Families taken on by year and programme, as far as the reader may know."""

    def read(work: Work) -> list[dict[str, Any]]:
        terms = queries.partnership(work, g.who, agreement_id).terms
        return views.use_json(queries.seen(work, g.who, terms), terms)

    listed = read_only(read)
    key = "{year}/{programme}"
    part = paging.after(listed, lambda each: key.format(**each), PageRequest(**query))
    return paging.answer("use", part)


@pages.get("/<uuid:agreement_id>", may=policy.reads)
def show(agreement_id: UUID) -> str:
    """What was agreed, what comes first, what is used, what was decided, and what is due."""
    page = read_only(lambda work: views.partnership(work, g.who, agreement_id))
    mark_read(agreement_id)
    return render_template("referral/partnership.html", page=page)


changes.serve(
    api, schema=PartnershipSchema, body=lambda _, view: partnership_json(view.partnership)
)
serve_forms(changes, pages, "/<uuid:agreement_id>", views.forms)
