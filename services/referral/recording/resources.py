"""The form for recording a referral: checked, kept as a draft, and sent.

It goes through the very schema and command of the interface. Its own reference is made when the
form is opened, so that pressing twice records once. A button that changes the form (one more child,
another programme) keeps it as a draft and shows it again, so it works without JavaScript.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.bookings.domain import Booking
from services.referral.intake import commands, policy
from services.referral.recording import rules, views
from services.referral.recording.schemas import RecordedSchema
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Invalid, Refused
from shared.web.access_log import note_access
from shared.web.api import execute, read_only
from shared.web.drafts import Typed
from shared.web.form_drafts import DISCARD, drafted, drop_draft, keep_draft
from shared.web.form_fields import field_texts
from shared.web.held_forms import DRAFT, typed_form
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.sentences import in_words
from shared.work import Work

PRESS = "press"  # name of the buttons that change the form
pages = Pages("recording", "/referral/referrals/new")


@pages.get("", may=policy.records)
def blank() -> str:
    """The form as it was left, else an empty one with a reference of its own."""
    typed = drafted()
    if not typed:
        return _page(rules.untouched(new_key()))
    return _page(typed, views.mistakes(typed), is_draft=True)


@pages.post(DRAFT, may=policy.records)
def save() -> ResponseReturnValue:
    """Keep what stands in the form, and show what the rules say of it; or throw it away."""
    if DISCARD in request.form:
        execute(drop_draft)
    else:
        keep_draft(typed=typed_form())
    return redirect(url_for(".blank"), 303)


@pages.post("/of/<uuid:referral_id>", may=policy.records)
def repeat(referral_id: UUID) -> ResponseReturnValue:
    """Begin with what one's own record says of a family that has come before."""
    note_access(Referral(referral_id))
    return _begin(lambda work, key: views.repeated(work, g.who, referral_id, key))


@pages.post("/of-booking/<uuid:booking_id>", may=policy.records)
def of_booking(booking_id: UUID) -> ResponseReturnValue:
    """Begin with what a family left for its time at a reception, if it wants a referral."""
    note_access(Booking(booking_id))
    return _begin(lambda work, key: views.after_booking(work, g.who, booking_id, key))


def _begin(read: Callable[[Work, str], Typed]) -> ResponseReturnValue:
    """A draft with what is known already, unless another is half written."""
    address, key = url_for(".blank"), new_key()
    if drafted(address):
        flash(gettext("There is a referral half written. Send it, or throw it away first."), "wait")
        return redirect(address, 303)
    keep_draft(address, read_only(lambda work: read(work, key)))
    return redirect(address, 303)


@pages.post("", may=policy.records)
def record() -> ResponseReturnValue:
    """Record it, or show the form again with what was typed and what to change."""
    sent = dict(typed_form())
    if step := "".join(sent.pop(PRESS, ())):
        keep_draft(typed=rules.stepped(sent, step))
        return redirect(url_for(".blank", _anchor=rules.place_of(step)), 303)
    typed = rules.completed(sent)
    values, errors = loaded(RecordedSchema, typed)
    errors = errors or read_only(lambda work: views.unanswered(work, typed))
    if errors:
        return _page(typed, errors), 422
    policy.check_override(g.who, values["override"])
    try:
        received = execute(lambda work: _send(work, values))
    except Refused as refused:
        return _refused(refused, typed)
    after_change("worklist")
    return redirect(url_for("referrals.show", referral_id=received.id), 303)


def new_key() -> str:
    """A reference of the form's own."""
    return f"R-{secrets.token_hex(4).upper()}"


def _send(work: Work, values: dict[str, Any]) -> commands.Received:
    sender = policy.sending_organisation(g.who)
    received = commands.receive(work, values, sender=sender)
    drop_draft(work)
    return received


def _refused(refused: Refused, typed: Typed) -> ResponseReturnValue:
    """The form again; sent twice, it leads to what was recorded the first time."""
    first = refused.more.get("referral", "").rpartition("/")[2]
    if first and not "".join(typed.get("source_reference", ())):
        return redirect(url_for("referrals.show", referral_id=first), 303)
    errors = in_words(refused.more.get("errors", {}))
    status = 422 if isinstance(refused, Invalid) else 409
    return _page(typed, errors, problem=say(refused)), status


def _page(
    typed: Typed,
    errors: Mapping[Any, Any] | None = None,
    *,
    problem: str = "",
    is_draft: bool = False,
) -> str:
    home = g.who.organisation
    return render_template(
        "referral/recording.html",
        entries=Form.of(typed, errors, fields=field_texts(RecordedSchema)),
        recording=read_only(lambda work: views.recording(work, typed, home=home)),
        problem=problem,
        is_draft=is_draft,
    )
