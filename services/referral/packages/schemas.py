"""What comes in and goes out of packages."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from services.common.codes import PackageAudience, PackageKind, PackageStatus, PayerKind, Theme
from services.referral.package_plans.rules import Plan
from services.referral.packages.events import PartnerAgreed, PartnerDeclined
from services.referral.packages.policy import PackageView
from services.referral.packages.rules import HEADS
from shared.identity.principals import Principal
from shared.web.api import Body
from shared.web.fields import Code, Day, Id, Money, Text, Whole, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

MOST_PEOPLE = 5000
LATEST_EDITION = 100_000
THREE_DIGITS = validate.Regexp(r"^[0-9]{3}\Z", error=Sentence("Three digits, such as 853."))
NAME_NOBODY = N_("Leave out names, identity codes, phone numbers, e-mail and street addresses.")


class PackageTermsSchema(Body):
    kind = named(N_("What would help?"), Code(PackageKind, required=True))
    theme = named(N_("Theme"), Code(Theme, required=True))
    audience = named(N_("Whom is it for?"), Code(PackageAudience, required=True))
    people = named(
        N_("For about how many people?"), Whole(least=1, most=MOST_PEOPLE, required=True)
    )
    municipality = named(
        N_("Municipality"),
        Text(validate=THREE_DIGITS, metadata={"format": "municipality"}, required=True),
    )
    by_when = named(N_("By when?"), Day(required=True))
    phenomenon = named(
        N_("What is going on?"), Text(most=2000, least=2, required=True), hint=NAME_NOBODY
    )
    wishes = named(N_("Wishes"), Text(most=2000, load_default=""), hint=NAME_NOBODY)


class PackageRequestSchema(PackageTermsSchema):
    template_id = named(N_("Begun again from"), Id(load_default=None, allow_none=True))


class PackageReasonSchema(Body):
    reason = named(N_("Why?"), Text(most=500, least=2, required=True), hint=NAME_NOBODY)


class EditionSchema(Body):
    edition = named(N_("Edition of the plan"), Whole(least=1, most=LATEST_EDITION, required=True))


class GoalPartSchema(Schema):
    id = fields.UUID(required=True)
    goal = fields.String(required=True)


class SessionPartSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    day = fields.Date(required=True, allow_none=True)
    begins = fields.String(required=True)
    minutes = fields.Integer(required=True)
    place = fields.String(required=True)
    is_online = fields.Boolean(required=True)
    host = fields.UUID(required=True, allow_none=True)


class LinePartSchema(Schema):
    id = fields.UUID(required=True)
    payer = Code(PayerKind, required=True)
    organisation = fields.UUID(required=True, allow_none=True)
    funder = fields.String(required=True)
    purpose = fields.String(required=True)
    amount = Money(required=True)


class PlanSchema(Schema):
    edition = fields.Integer(required=True)
    scope = fields.String(required=True)
    partners = fields.List(fields.UUID(), required=True)
    goals = fields.List(fields.Nested(GoalPartSchema), required=True)
    sessions = fields.List(fields.Nested(SessionPartSchema), required=True)
    lines = fields.List(
        fields.Nested(LinePartSchema),
        required=True,
        metadata={"description": "Of a partner, those that it pays."},
    )


class HeldPartSchema(Schema):
    session_id = fields.UUID(required=True)
    children = fields.Integer(required=True)
    young_people = fields.Integer(required=True)
    parents = fields.Integer(required=True)
    professionals = fields.Integer(required=True)
    others = fields.Integer(required=True)
    is_estimate = fields.Boolean(required=True)


class CostPartSchema(Schema):
    id = fields.UUID(required=True)
    line_id = fields.UUID(required=True)
    day = fields.Date(required=True)
    amount = Money(required=True)
    purpose = fields.String(required=True)


class ShareSchema(Schema):
    payer = Code(PayerKind, required=True)
    organisation = fields.UUID(required=True, allow_none=True)
    funder = fields.String(required=True)
    budget = Money(required=True)
    actual = Money(required=True)


class PartnerWordSchema(Schema):
    organisation = fields.UUID(required=True)
    edition = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The one that it spoke of; null: it has not answered."},
    )
    takes_part = fields.Boolean(required=True, allow_none=True)
    reason = fields.String(
        required=True,
        metadata={"description": "Why it takes no part, for both sides, the region and itself."},
    )


class PackageSchema(PackageRequestSchema):
    id = fields.UUID(required=True)
    status = Code(PackageStatus, required=True)
    organisation = fields.UUID(required=True)
    lead = fields.UUID(required=True, allow_none=True)
    plan = fields.Nested(PlanSchema, required=True)
    agreed = fields.Nested(PlanSchema, required=True, allow_none=True)
    partner_answers = fields.List(fields.Nested(PartnerWordSchema), required=True)
    held = fields.List(fields.Nested(HeldPartSchema), required=True)
    costs = fields.List(fields.Nested(CostPartSchema), required=True)
    shares = fields.List(fields.Nested(ShareSchema), required=True)
    outcome = fields.String(required=True)
    reached = fields.List(fields.UUID(), required=True)
    reason = fields.String(required=True, metadata={"description": "Why it was cancelled."})


class ListedPackageSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(PackageStatus, required=True)
    organisation = fields.UUID(required=True)
    lead = fields.UUID(required=True, allow_none=True)
    kind = Code(PackageKind, required=True)
    theme = Code(Theme, required=True)
    audience = Code(PackageAudience, required=True)
    municipality = fields.String(required=True)
    by_when = fields.Date(required=True)
    asked_on = fields.Date(required=True)


class PackageListSchema(Schema):
    packages = fields.List(fields.Nested(ListedPackageSchema), required=True)
    next = fields.String(allow_none=True)


TERMS = tuple(PackageRequestSchema().fields)
LISTED = tuple(name for name in ListedPackageSchema().fields if name != "id")


def as_json(view: PackageView, who: Principal) -> dict[str, Any]:
    """As far as its reader sees it."""
    state, request = view.package, view.package.request
    lines, plan = view.lines(who), view.package.in_force
    shares = state.books.by_payer(plan, lines)
    return {name: getattr(request, name) for name in TERMS} | {
        "id": state.id,
        "status": state.status,
        "organisation": request.organisation,
        "lead": state.lead,
        "plan": _plan(state.plan, view, who),
        "agreed": _plan(state.agreed, view, who) if state.agreed else None,
        "partner_answers": [_answer(view, each, who) for each in state.partners],
        "held": [
            {name: getattr(each, name) for name in ("session_id", *HEADS, "is_estimate")}
            for each in state.books.held.values()
        ],
        "costs": [
            {name: getattr(each, name) for name in ("line_id", "day", "amount", "purpose")}
            | {"id": each.cost_id}
            for each in state.books.costs.values()
            if each.line_id in lines
        ],
        "shares": [
            {"payer": payer, "organisation": home, "funder": funder}
            | {"budget": share.budget, "actual": share.actual}
            for (payer, home, funder), share in shares.items()
        ],
        "outcome": getattr(state.ended, "outcome", ""),
        "reached": list(getattr(state.ended, "reached", ())),
        "reason": getattr(state.ended, "reason", ""),
    }


def _answer(view: PackageView, partner: UUID, who: Principal) -> dict[str, Any]:
    word = view.package.words.get(partner)
    sees = view.sees_all(who) or partner == who.organisation
    return {
        "organisation": partner,
        "edition": word.edition if word else None,
        "takes_part": isinstance(word, PartnerAgreed) if word else None,
        "reason": word.reason if isinstance(word, PartnerDeclined) and sees else "",
    }


def listed_json(row: Any) -> dict[str, Any]:
    return {"id": row.package_id, **{name: getattr(row, name) for name in LISTED}}


def _plan(plan: Plan, view: PackageView, who: Principal) -> dict[str, Any]:
    every, home = view.sees_all(who), who.organisation
    sessions = ("title", "day", "begins", "minutes", "place", "is_online", "host")
    lines = ("payer", "organisation", "funder", "purpose", "amount")
    return {
        "edition": plan.edition,
        "scope": plan.scope,
        "partners": list(plan.partners),
        "goals": [{"id": key, "goal": goal} for key, goal in plan.goals.items()],
        "sessions": [
            {"id": each.session_id, **{name: getattr(each, name) for name in sessions}}
            for each in plan.in_order
        ],
        "lines": [
            {"id": key, **{name: getattr(each, name) for name in lines}}
            for key, each in plan.lines.items()
            if every or each.organisation == home
        ],
    }
