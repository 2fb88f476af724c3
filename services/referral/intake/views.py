"""What the rules answer before anything is written."""

from collections.abc import Mapping
from typing import Any

from services.common import catalogue
from services.referral.capacity.queries import rooms_of
from services.referral.capacity.rules import Room
from services.referral.capacity.schemas import room_json
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.domain import Assessment, Finding
from services.referral.eligibility.texts import sentence
from services.referral.intake.rules import family_of
from services.referral.referrals.queries import count_taken
from shared.web.i18n import language
from shared.work import Work


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
        "asked": _assessment(work, assessment) if assessment else None,
        "alternatives": [_assessment(work, other) for other in others],
    }


def _assessment(work: Work, assessment: Assessment) -> dict[str, Any]:
    programme = assessment.programme
    quota = [finding for finding in assessment.findings if finding.rule == "QUOTA"]
    return {
        "programme": programme.code,
        "name": programme.name_in(language()),
        "version": programme.version,
        "verdict": assessment.verdict,
        "conditions": [finding.rule for finding in assessment.conditions],
        "findings": [_finding(finding) for finding in assessment.findings],
        "quota_left": next((f.values.get("left", 0) for f in quota), None),
        "capacity": [_room(work, room) for room in rooms_of(work, programme.code)],
    }


def _room(work: Work, room: Room) -> dict[str, Any]:
    home = catalogue.organisation(work.db, room.organisation)
    name = home.name_in(language()) if home else ""
    return room_json(room, work.today) | {"name": name}


def _finding(finding: Finding) -> dict[str, Any]:
    words = finding.explanation
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "message": sentence(finding),
        "explanation": words.said_in(language()) if words else None,
        "overridable": finding.overridable,
    }
