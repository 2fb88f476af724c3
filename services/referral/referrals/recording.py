"""Recording a referral by hand: for a worker without a system of their own, and for coordinators.

The form goes through the very schema and command of the interface. Its own reference is made
when the form is opened, so that pressing twice records once.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from marshmallow import fields, pre_load

from services.common import catalogue, geography
from services.common.codes import (
    ClientStatus,
    ConsentGiver,
    Need,
    NeedsAssessor,
    ReferrerKind,
    SubjectKind,
)
from services.common.labels import choices
from services.common.phrases import language_name
from services.referral.directory import queries as directory
from services.referral.referrals import commands
from services.referral.referrals.schemas import NewReferralSchema
from shared.kernel.aggregate import Refused
from shared.web.api import execute, read_only
from shared.web.i18n import gettext, language
from shared.web.pages import after_change, form_of, loaded
from shared.web.parts import Form, Option
from shared.web.problems import say
from shared.work import Work

pages = Blueprint("recording", __name__, url_prefix="/referral/referrals/new")
FLAGS = ("interpreter_needed", "non_disclosure")
TONGUES = ("fi", "sv", "so", "ar", "uk", "ru", "ku", "fa", "sq", "en", "et", "vi", "th", "tr")


class RecordedSchema(NewReferralSchema):
    """The request as a form can send it: one guardian, boxes that are ticked or not there."""

    guardian = fields.Dict(load_only=True)

    @pre_load
    def as_sent(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        told = {name: value for name, value in data.items() if name != "guardian"}
        subject = dict(told.get("subject", {}))
        subject |= {flag: True for flag in FLAGS if flag in subject}
        if guardian := data.get("guardian"):
            subject["guardians"] = [guardian]
        conditions = dict(told.get("preconditions", {}))
        if "family_need_known" in conditions:
            conditions["family_need_known"] = True
        return told | {"subject": subject, "preconditions": conditions}


@pages.get("")
def blank() -> str:
    """An empty form, with a reference of its own."""
    start = {"source_reference": f"R-{secrets.token_hex(4).upper()}", "subject.kind": "CHILD"}
    return _page(Form.of(start))


@pages.post("")
def record() -> ResponseReturnValue:
    """Record it, or show the form again with what was typed and what to change."""
    told, wrong = loaded(RecordedSchema)
    if wrong:
        return _page(form_of(wrong)), 422
    try:
        made = execute(lambda work: commands.receive(work, told, sender=g.who.organisation))
    except Refused as refused:
        if first := refused.more.get("referral"):
            return redirect(url_for("referrals.show", referral_id=first.rsplit("/", 1)[1]), 303)
        return _page(form_of({}), problem=say(refused)), 409
    after_change("worklist")
    return redirect(url_for("referrals.show", referral_id=made.id), 303)


def _page(entries: Form, *, problem: str = "") -> str:
    return render_template(
        "referral/recording.html",
        entries=entries,
        lists=read_only(_choices),
        problem=problem,
        labels=_labels(),
    )


def _choices(work: Work) -> dict[str, list[Option]]:
    """What can be chosen: programmes that take referrals, places that an agreement covers."""
    agreed = directory.agreements_on(work.db, work.today)
    places = [
        Option(one.code, one.name(language()))
        for one in geography.municipalities().values()
        if any(terms.serves(directory.place_of(one.code)) for terms in agreed)
    ]
    programmes = [
        Option(one.code, one.name_in(language()))
        for one in catalogue.newest_programmes(work.db)
        if one.referable
    ]
    return {
        "programme": sorted(programmes, key=lambda option: option.label),
        "municipality": sorted(places, key=lambda option: option.label),
        "referrer": _options(ReferrerKind),
        "kind": _options(SubjectKind),
        "needs": _options(Need),
        "status": _options(ClientStatus),
        "giver": _options(ConsentGiver),
        "assessor": _options(NeedsAssessor),
        "tongue": [Option(code, language_name(code)) for code in TONGUES],
    }


def _options(codes: Any) -> list[Option]:
    return [Option(code, text) for code, text in choices(codes, language())]


def _labels() -> dict[str, str]:
    """What the fields are called, for the summary of errors."""
    return {
        "programme": gettext("Programme"),
        "municipality": gettext("Municipality"),
        "referrer.kind": gettext("Who refers"),
        "subject.kind": gettext("Who is it about"),
        "subject.date_of_birth": gettext("Date of birth"),
        "consent.given_on": gettext("Consent given on"),
        "consent.given_by": gettext("Consent given by"),
        "needs": gettext("Concern"),
        "client_status": gettext("Child protection"),
    }
