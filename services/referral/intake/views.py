"""What the form for recording offers, and what the rules answer before anything is written."""

from collections.abc import Mapping
from typing import Any

from services.common import catalogue, geography
from services.common.phrases import language_name
from services.referral.directory import queries as directory
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.domain import Assessment, Finding
from services.referral.eligibility.texts import sentence
from services.referral.intake.rules import family_of
from services.referral.referrals.queries import count_taken
from shared.web.i18n import language
from shared.web.parts import Option
from shared.work import Work

TONGUES = ("fi", "sv", "so", "ar", "uk", "ru", "ku", "fa", "sq", "en", "et", "vi", "th", "tr")


def answer(work: Work, question: Mapping[str, Any]) -> dict[str, Any]:
    """The programme asked about, rule by rule, and every other that is possible."""
    eligibility.check_preconditions(work.db, question["preconditions"])
    family, on, code = family_of(question), work.day(question["referred_on"]), question["programme"]
    assessment = (
        eligibility.assessment(work.db, code, family, on=on, count_taken=count_taken)
        if code
        else None
    )
    others = eligibility.possible(work.db, family, on=on, instead_of=code)
    return {
        "on": on,
        "asked": _assessment(assessment) if assessment else None,
        "alternatives": [_assessment(other) for other in others],
    }


def _assessment(assessment: Assessment) -> dict[str, Any]:
    programme = assessment.programme
    return {
        "programme": programme.code,
        "name": programme.name_in(language()),
        "version": programme.version,
        "verdict": assessment.verdict,
        "findings": [_finding(finding) for finding in assessment.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    words = finding.explanation
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "message": sentence(finding),
        "explanation": words.said_in(language()) if words else None,
        "overridable": finding.overridable,
    }


def choices_of_form(work: Work) -> dict[str, list[Option]]:
    """What can be chosen: programmes that take referrals, places that an agreement covers."""
    agreements = directory.agreements_on(work.db, work.today)
    places = [
        Option(place.code, place.name(language()))
        for place in geography.municipalities().values()
        if any(terms.serves(directory.place_of(place.code)) for terms in agreements)
    ]
    programmes = [
        Option(programme.code, programme.name_in(language()))
        for programme in catalogue.newest_programmes(work.db)
        if programme.referable
    ]
    return {
        "programme": sorted(programmes, key=lambda option: option.label),
        "municipality": sorted(places, key=lambda option: option.label),
        "tongue": [Option(code, language_name(code)) for code in TONGUES],
    }
