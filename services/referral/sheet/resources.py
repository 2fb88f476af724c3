"""The page of one referral, and the forms on it."""

from uuid import UUID

from flask import g, render_template

from services.common.letters import mark_read
from services.referral.notices import views as notices
from services.referral.referrals import policy, texts
from services.referral.referrals.resources import changes, pages
from services.referral.routings.views import home
from services.referral.sheet import views
from services.referral.summaries import views as summaries
from shared.web.api import read_only
from shared.web.change_forms import serve_forms
from shared.web.form_page import FormPage
from shared.web.parts import Forms

__all__ = ["pages"]


@pages.get("/<uuid:referral_id>", may=policy.reads)
def show(referral_id: UUID) -> str:
    """One referral with the one decision that it asks of its reader."""
    return _page(referral_id, changes.forms(), "")


def _page(referral_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.referral(work, g.who, referral_id))
    given = read_only(lambda work: notices.lines(work, referral_id))
    mark_read(referral_id)
    return render_template(
        "referral/show.html",
        page=page,
        forms=forms,
        problem=problem,
        notices=given,
        summaries=read_only(lambda work: summaries.lines(work, g.who, referral_id)),
    )


changes.serve_pages(
    pages,
    "/<uuid:referral_id>",
    FormPage(
        _page,
        home=home,
        lists=("worklist",),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
serve_forms(changes, pages, "/<uuid:referral_id>", views.forms)
