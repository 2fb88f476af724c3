"""The pages of referrals: the worklist, and one referral with its one decision."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import RejectionReason, WaitlistingReason, WithdrawalReason
from services.referral.referrals import commands, queries, views, worklist as lines
from services.referral.referrals.schemas import InformationRequestSchema, MessageSchema
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only
from shared.web.pages import after_change, form_of, loaded, seen
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Stale, Work

pages = Blueprint("referrals", __name__, url_prefix="/referral")
LIST = "worklist"  # the projection that a page must not be behind of


@pages.get("/")
def worklist() -> str:
    """What waits for the reader today."""
    page = read_only(lambda work: lines.worklist(work, g.who, request.args))
    return render_template("referral/worklist.html", page=page, entries=Form.of(page.chosen))


@pages.get("/referrals/<uuid:referral_id>")
def show(referral_id: UUID) -> str:
    return _page(referral_id)


@pages.post("/referrals/<uuid:referral_id>/acceptance")
def accept(referral_id: UUID) -> ResponseReturnValue:
    _may_answer(referral_id)
    return _change(referral_id, lambda work: commands.accept(work, referral_id, seen=seen()))


@pages.post("/referrals/<uuid:referral_id>/rejection")
def reject(referral_id: UUID) -> ResponseReturnValue:
    _may_answer(referral_id)
    reason = request.form.get("reason", "")
    if reason not in list(RejectionReason):
        wrong = {"reason": [views.choose_a_reason()]}
        return _page(referral_id, entries=form_of(wrong)), 422
    return _change(
        referral_id,
        lambda work: commands.reject(
            work, referral_id, reason=RejectionReason(reason), seen=seen()
        ),
    )


@pages.post("/referrals/<uuid:referral_id>/information-request")
def ask(referral_id: UUID) -> ResponseReturnValue:
    _may_answer(referral_id)
    told, wrong = loaded(InformationRequestSchema)
    if wrong:
        return _page(referral_id, entries=form_of(wrong)), 422
    return _change(
        referral_id,
        lambda work: commands.ask(work, referral_id, text=told["text"], seen=seen()),
    )


@pages.post("/referrals/<uuid:referral_id>/waitlisting")
def waitlist(referral_id: UUID) -> ResponseReturnValue:
    _may_answer(referral_id)
    reason = request.form.get("reason", "")
    if reason not in list(WaitlistingReason):
        wrong = {"reason": [views.choose_a_reason()]}
        return _page(referral_id, entries=form_of(wrong)), 422
    return _change(
        referral_id,
        lambda work: commands.waitlist(
            work, referral_id, reason=WaitlistingReason(reason), seen=seen()
        ),
    )


@pages.post("/referrals/<uuid:referral_id>/withdrawal")
def withdraw(referral_id: UUID) -> ResponseReturnValue:
    if not read_only(lambda work: queries.referral(work, g.who, referral_id)).is_sender:
        raise Refused("Only the sender can withdraw a referral.", code="not-sender")
    reason = request.form.get("reason", "")
    if reason not in list(WithdrawalReason):
        wrong = {"reason": [views.choose_a_reason()]}
        return _page(referral_id, entries=form_of(wrong)), 422
    return _change(
        referral_id,
        lambda work: commands.withdraw(
            work, referral_id, reason=WithdrawalReason(reason), seen=seen()
        ),
    )


@pages.post("/referrals/<uuid:referral_id>/messages")
def write(referral_id: UUID) -> ResponseReturnValue:
    read_only(lambda work: queries.referral(work, g.who, referral_id))
    told, wrong = loaded(MessageSchema)
    if wrong:
        return _page(referral_id, entries=form_of(wrong)), 422
    return _change(referral_id, lambda work: commands.write(work, referral_id, text=told["text"]))


def _change(referral_id: UUID, act: views.Act) -> ResponseReturnValue:
    """Run a command; a refusal shows the page again with what was typed and why not."""
    try:
        execute(act)
    except (Refused, Stale) as problem:
        said = say(problem) if isinstance(problem, Refused) else views.changed_meanwhile()
        return _page(referral_id, entries=form_of({}), problem=said), 409
    after_change(LIST)
    return redirect(url_for(".show", referral_id=referral_id), 303)


def _page(referral_id: UUID, *, entries: Form | None = None, problem: str = "") -> str:
    def read(work: Work) -> views.ReferralPage:
        return views.referral(work, g.who, referral_id)

    page = read_only(read)
    return render_template(
        "referral/show.html", page=page, entries=entries or Form(), problem=problem
    )


def _may_answer(referral_id: UUID) -> None:
    if not read_only(lambda work: queries.referral(work, g.who, referral_id)).is_provider:
        raise Refused("It has not been offered to your organisation.", code="not-provider")
