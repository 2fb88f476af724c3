"""Eligibility as a referral's page explains it: line by line, and what else would fit.

Nothing here tells more than its reader may know before acceptance: limits and rules, never the
age, the place or the client status that they were held against.
"""

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from services.common.codes import ReferrerKind, SubjectKind
from services.common.labels import listed, within
from services.common.programme import Programme
from services.referral.directory.texts import ages
from services.referral.eligibility import queries
from services.referral.eligibility.domain import Assessment, Family, Finding, Verdict
from services.referral.eligibility.texts import sentence
from shared.web.i18n import gettext, language
from shared.web.parts import ChecklistItem
from shared.work import Work

STATES = {
    Verdict.FITS: "ok",
    Verdict.SOFT: "warn",
    Verdict.POSSIBLE_IF: "no",
    Verdict.HARD: "no",
}


@dataclass(frozen=True)
class Fit:
    marks: tuple[ChecklistItem, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # name and address of programmes that fit too


def fit(
    work: Work,
    programme: Programme,
    family: Family,
    *,
    on: date,
    count_taken: queries.CountTaken,
    overridden: str | None,  # the rule that a coordinator set aside
) -> Fit:
    """How the family stood to the programme on that day, and which others it could go to."""
    assessment = queries.assessed(work.db, programme, family, on=on, count_taken=count_taken)
    if overridden:
        assessment = assessment.overriding(overridden)
    without = replace(family, preconditions={})
    others = queries.possible(work.db, without, on=on, instead_of=programme.code)
    return Fit(_marks(assessment), tuple(_link(other.programme) for other in others))


def _marks(assessment: Assessment) -> tuple[ChecklistItem, ...]:
    programme = assessment.programme
    overridden = gettext("A coordinator made an exception and said why.")
    return tuple(
        ChecklistItem(
            STATES[finding.verdict],  # type: ignore[arg-type]  # one of its states
            text,
            overridden if finding.overridable and finding.verdict is Verdict.SOFT else "",
        )
        for finding in assessment.findings
        if (text := _text(finding, programme))
    )


def _text(finding: Finding, programme: Programme) -> str:
    if finding.explanation:
        fits = finding.verdict is Verdict.FITS
        return sentence(finding) if fits else finding.explanation.said_in(language())
    audience = programme.audience
    kinds = listed(map(SubjectKind, audience.kinds), language())
    routes = listed(map(ReferrerKind, programme.routes), language())
    limits = ages(audience.age_min, audience.age_max)
    texts = {
        "AGE": gettext(
            "The date of birth is missing: the age (%(ages)s) is not checked", ages=limits
        )
        if finding.verdict is Verdict.SOFT
        else limits,
        "SUBJECT_KIND": gettext("For whom: %(kinds)s", kinds=within(kinds)),
        "AREA": gettext("An agreement covers the municipality"),
        "ROUTE": gettext("Usual senders: %(routes)s", routes=within(routes)),
        "CLIENT_STATUS_REQUIRED": gettext("There is the client relationship that it asks for"),
        "CLIENT_STATUS_UNKNOWN": gettext("The client relationship has not been asked"),
        "QUOTA": gettext("There are places left of the agreed ones")
        if finding.verdict is Verdict.FITS
        else gettext("The places agreed for this year are used up"),
    }
    return texts.get(finding.rule, "")


def _link(programme: Programme) -> tuple[str, str]:
    return programme.name_in(language()), url_for("directory.programme", code=programme.code)
