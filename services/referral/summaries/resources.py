"""Summaries over HTTP for the sender: on a page, as a paper, and for its own system.

Opening it as a page or a paper is how the sender acknowledges it. A system that fetches it does
not, as nobody has read it by that: it says so when its people have (`…/reading`).
"""

import re
from typing import Any
from uuid import UUID

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.common.papers.making import pdf
from services.referral.referrals.queries import ReferralView, referral
from services.referral.referrals.resources import ROOT
from services.referral.summaries import commands, policy, queries, views
from services.referral.summaries.domain import SentSummary
from services.referral.summaries.queries import SentEdition, SentView
from services.referral.summaries.schemas import (
    SentSummaryListSchema,
    SentSummarySchema,
    as_json,
)
from shared.identity.principals import Principal
from shared.web import paging
from shared.web.api import Blueprint, Body, execute, read_only
from shared.web.below import must_stand_below
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.work import Work

api = Blueprint("sent_summaries_api", ROOT, "Summaries that a provider has sent")
pages = Pages("sent_summaries", "/referral/summaries")


@api.get("/<uuid:referral_id>/summaries", may=policy.reads)
@api.arguments(WholeQuery, location="query")
@api.response(200, SentSummaryListSchema)
def of_referral(query: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """The summaries that were sent about a referral, the newest period first."""

    def read(work: Work) -> list[dict[str, Any]]:
        view = referral(work, g.who, referral_id)
        policy.reads.check(g.who, view)
        return [as_json(each) for each in queries.of_referral(work, view, g.who)]

    part = paging.after(read_only(read), lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("summaries", part)


def _summary(work: Work, who: Principal, summary_id: UUID) -> SentView:
    """The summary, of the referral that the address names."""
    summary = queries.summary(work, who, summary_id)
    must_stand_below(referral_id=summary.view.referral.id)
    return summary


def acknowledge(work: Work, summary_id: UUID, *, referral_id: UUID) -> None:
    """Say that the sender's people have read the newest edition."""
    newest = queries.summary(work, g.who, summary_id).editions[0]
    if g.who.organisation is not None:
        commands.note_reading(
            work,
            summary_id,
            case_id=newest.case_id,
            edition=newest.edition,
            organisation=g.who.organisation,
        )


changes = Changes[SentView, ReferralView](
    [Change("reading", acknowledge, Body, policy.reads, has_form=False)],
    thing=SentSummary,
    key="summary_id",
    read=_summary,
    state=lambda summary: summary.view,
)
changes.serve(
    api,
    may=policy.reads,
    at="/<uuid:referral_id>/summaries",
    schema=SentSummarySchema,
    body=lambda _, summary: as_json(summary.editions[0]),
    beside=True,
)


@pages.get("/<uuid:summary_id>", may=policy.reads)
def show(summary_id: UUID) -> str:
    """One summary, as far as the reader's level shows it."""
    given = request.args.get("edition", "")
    number = int(given) if re.fullmatch("[0-9]{1,4}", given) else None
    page = read_only(lambda work: views.page(work, g.who, summary_id, number))
    _note_reading(page.shown)
    mark_read(summary_id)
    return render_template("referral/summary.html", page=page)


@pages.get("/<uuid:summary_id>/paper/<int:edition>", may=policy.reads)
def paper(summary_id: UUID, edition: int) -> Response:
    """One edition as a paper."""
    shown, values = read_only(lambda work: views.values(work, g.who, summary_id, edition))
    _note_reading(shown)
    name = gettext("summary")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(pdf("summary", values), mimetype="application/pdf", headers=headers)


def _note_reading(shown: SentEdition) -> None:
    if shown.is_read or g.who.organisation is None:
        return
    case_id, edition, home = shown.case_id, shown.edition, g.who.organisation
    execute(
        lambda work: commands.note_reading(
            work, shown.summary_id, case_id=case_id, edition=edition, organisation=home
        )
    )
