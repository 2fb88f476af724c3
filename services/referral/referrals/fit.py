"""Eligibility as a referral's page explains it: line by line, and what else would fit.

Nothing here tells more than its reader may know before acceptance: limits and rules, never the
age, the place or the client status that they were held against.
"""

from dataclasses import dataclass, replace

from flask import url_for

from services.codes import ReferrerKind, SubjectKind
from services.labels import listed, within
from services.referral.directory import queries as directory
from services.referral.directory.events import Programme
from services.referral.directory.wording import ages
from services.referral.referrals import suitability
from services.referral.referrals.domain import Referral
from services.referral.referrals.findings import Assessment, Family, Finding, Verdict
from services.referral.referrals.queries import programme_of
from shared.i18n import gettext, language
from shared.parts import Mark
from shared.work import Work

STATES = {Verdict.FITS: "ok", Verdict.SOFT: "warn", Verdict.HARD: "no"}


@dataclass(frozen=True)
class Fit:
    marks: tuple[Mark, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # name and address of programmes that fit too


def fit_of(work: Work, referral: Referral) -> Fit:
    """How the referral stood to its programme on the day it came; empty without a programme."""
    told, received = referral.described, referral.received
    programme = programme_of(work, referral)
    if told is None or received is None or programme is None:
        return Fit()
    family, day = _family(referral, programme), received.referred_on
    found = suitability.assessed(work.db, programme, family, on=day)
    if told.override:
        found = found.overriding(told.override.rule)
    without = replace(family, preconditions={})
    others = suitability.others(work.db, without, on=day, instead_of=programme.code)
    return Fit(marks=_marks(found), others=tuple(_link(one.programme) for one in others))


def _family(referral: Referral, programme: Programme) -> Family:
    """As the rules asked. Where the preconditions were not kept, they were told all the same."""
    told, received = referral.described, referral.received
    if told is None or received is None:
        raise LookupError(f"{referral.id} was never received.")
    asked = (one.condition for one in programme.preconditions)
    return Family(
        subject_kind=told.subject_kind,
        birth=told.date_of_birth,
        client_status=told.client_status,
        needs=tuple(told.needs),
        place=directory.place_of(told.place),
        referrer_kind=received.referrer_kind,
        preconditions={one.field: one.values[0] for one in asked}
        | {one.field: one.told for one in told.preconditions},
    )


def _marks(found: Assessment) -> tuple[Mark, ...]:
    programme = found.programme
    overridden = gettext("A coordinator made an exception and said why.")
    return tuple(
        Mark(
            STATES[finding.verdict],  # type: ignore[arg-type]  # one of Mark's states
            text,
            overridden if finding.overridable and finding.verdict is Verdict.SOFT else "",
        )
        for finding in found.findings
        if (text := _text(finding, programme))
    )


def _text(finding: Finding, programme: Programme) -> str:
    if finding.explanation:
        return finding.explanation.said_in(language())
    audience = programme.audience
    kinds = listed(map(SubjectKind, audience.kinds), language())
    routes = listed(map(ReferrerKind, programme.routes), language())
    said = {
        "AGE": ages(audience.age_min, audience.age_max),
        "SUBJECT_KIND": gettext("For whom: %(kinds)s", kinds=within(kinds)),
        "AREA": gettext("An agreement covers the municipality"),
        "ROUTE": gettext("Usual senders: %(routes)s", routes=within(routes)),
        "CLIENT_STATUS_REQUIRED": gettext("There is the client relationship that it asks for"),
        "CLIENT_STATUS_UNKNOWN": gettext("The client relationship has not been asked"),
        "QUOTA": gettext("There are places left of the agreed ones")
        if finding.verdict is Verdict.FITS
        else gettext("The places agreed for this year are used up"),
    }
    return said.get(finding.rule, "")


def _link(programme: Programme) -> tuple[str, str]:
    return programme.name_in(language()), url_for("directory.programme", code=programme.code)
