"""Ask before writing: which programmes are possible for a family, and why others are not."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from services.codes import ClientStatus, Need, ReferrerKind, SubjectKind
from services.common.retention import REFERRAL
from services.referral.referrals import suitability
from services.referral.referrals.findings import Assessment, Finding
from services.referral.referrals.saying import said
from shared.api import Blueprint, Body, look, personal
from shared.fields import Answers, Code, Codes, Day, Text
from shared.i18n import language
from shared.work import Work

api = Blueprint(
    "eligibility_api",
    __name__,
    url_prefix="/referral/api/v1/eligibility",
    description="Eligibility before writing",
)
OF_SUBJECT = {"of": "subject", "retention": REFERRAL}


class AskedReferrerSchema(Body):
    kind = Code(ReferrerKind, load_default=ReferrerKind.OTHER)


class AskedSubjectSchema(Body):
    kind = Code(SubjectKind, required=True)
    date_of_birth = personal(Day(load_default=None, allow_none=True), **OF_SUBJECT)


class QuestionSchema(Body):
    """What a referral would say, as far as a rule asks; nothing of it is kept."""

    programme = Text(most=60, load_default=None, allow_none=True)
    referred_on = Day(load_default=None)
    municipality = Text(
        required=True, validate=validate.Regexp(r"^\d{3}$", error="Three digits, such as 853.")
    )
    referrer = fields.Nested(
        AskedReferrerSchema, load_default=lambda: AskedReferrerSchema().load({})
    )
    subject = fields.Nested(AskedSubjectSchema, required=True)
    needs = personal(Codes(Need), **OF_SUBJECT)
    client_status = personal(Code(ClientStatus, load_default=ClientStatus.NONE), **OF_SUBJECT)
    preconditions = Answers(load_default=dict)


class FindingSchema(Schema):
    rule = fields.String()
    verdict = fields.String(metadata={"description": "FITS, SOFT (a warning) or HARD (no)."})
    message = fields.String()
    explanation = fields.String(allow_none=True)
    overridable = fields.Boolean()


class AssessmentSchema(Schema):
    programme = fields.String()
    name = fields.String()
    version = fields.Integer()
    verdict = fields.String()
    findings = fields.List(fields.Nested(FindingSchema))


class AnswerSchema(Schema):
    on = fields.Date()
    asked = fields.Nested(AssessmentSchema, allow_none=True)
    alternatives = fields.List(fields.Nested(AssessmentSchema))


@api.post("")
@api.arguments(QuestionSchema)
@api.response(200, AnswerSchema)
def ask(told: dict[str, Any]) -> dict[str, Any]:
    """Possible, possible with a warning, or not: rule by rule, with what else would fit.

    Asking writes nothing, so it needs no Idempotency-Key.
    """
    return look(lambda work: _answer(work, told))


def _answer(work: Work, told: Mapping[str, Any]) -> dict[str, Any]:
    suitability.must_be_asked(work.db, told["preconditions"])
    family, on = suitability.family_of(told), work.day(told["referred_on"])
    code = told["programme"]
    asked = suitability.one(work.db, code, family, on=on) if code else None
    others = suitability.others(work.db, family, on=on, instead_of=code)
    return {
        "on": on,
        "asked": _told(asked) if asked else None,
        "alternatives": [_told(one) for one in others],
    }


def _told(found: Assessment) -> dict[str, Any]:
    programme = found.programme
    return {
        "programme": programme.code,
        "name": programme.name_in(language()),
        "version": programme.version,
        "verdict": found.verdict,
        "findings": [_finding(one) for one in found.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    words = finding.explanation
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "message": said(finding),
        "explanation": words.said_in(language()) if words else None,
        "overridable": finding.overridable,
    }
