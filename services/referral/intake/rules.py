"""What has to be so before a referral is taken in, asked of the directory and the programme."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.common import catalogue
from services.common.ages import age_on
from services.common.children import ADULT_FROM, MINORS
from services.common.codes import ConsentGiver
from services.common.programme import Programme
from services.referral.directory import queries as directory
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.domain import Assessment, Child, Family
from services.referral.referrals.queries import count_taken
from shared.kernel.aggregate import Invalid
from shared.web.fields import LEAVE_OUT, born_on
from shared.web.i18n import language
from shared.web.sentences import NEEDED, Sentence
from shared.work import Work

Request = Mapping[str, Any]  # a referral's body


def family_of(request: Request) -> Family:
    """What the rules ask about, out of a referral's body; `Invalid` for an unknown place."""
    subject = request["subject"]
    siblings = request.get("siblings", ())
    return Family(
        subject_kind=subject["kind"],
        birth=subject["date_of_birth"],
        siblings=tuple(Child(_name(each), each["date_of_birth"]) for each in siblings),
        client_status=request["client_status"],
        needs=tuple(request["needs"]),
        place=directory.known_place(request["municipality"]),
        referrer_kind=request["referrer"]["kind"],
        preconditions=request["preconditions"],
    )


def eligible(work: Work, request: Request) -> tuple[Programme | None, tuple[str, ...]]:
    """The programme meant, and the codes of what speaks against it without excluding.

    Raises `Invalid` with the rule's code and what else would fit. A hard exclusion may be set
    aside by a coordinator with a reason, where the programme allows it.
    """
    _check_past(work, request)
    directory.must_be_known(work.db, request["consent"]["inform"])
    eligibility.check_preconditions(work.db, request["preconditions"])
    family, on = family_of(request), request["referred_on"]
    assessment = _assessment(work, request, family)
    programme = assessment.programme if assessment else None
    check_identity_code(request["subject"], programme)
    if assessment is None:
        check_consent(request, on=on)
        return None, ()
    check_births(assessment.programme, request)
    if override := request["override"]:
        if not catalogue.provides(work.db, work.actor.organisation, assessment.programme.code):
            raise Invalid("Only the programme's provider may set a rule aside.", code="override")
        assessment = assessment.overriding(override["rule"])
    eligibility.check_possible(work.db, assessment, family, on=on)
    check_consent(request, on=on)
    return assessment.programme, tuple(warning.rule for warning in assessment.warnings)


def check_births(programme: Programme, request: Request) -> None:
    """Each child's age is checked, so where there is a limit each has a date of birth."""
    subject, siblings = request["subject"], request["siblings"]
    if not programme.audience.asks_age_of(subject["kind"]):
        return
    missing = {
        place: {"date_of_birth": [NEEDED]}
        for place, sibling in enumerate(siblings)
        if sibling["date_of_birth"] is None
    }
    errors: dict[str, Any] = {"siblings": missing} if missing else {}
    if subject["date_of_birth"] is None:
        errors["subject"] = {"date_of_birth": [NEEDED]}
    if errors:
        raise Invalid(
            "%(programme)s has limits of age. Tell each child's date of birth.",
            code="date-of-birth",
            more={"errors": errors},
            programme=programme.name_in(language()),
        )


def check_identity_code(subject: Request, programme: Programme | None) -> None:
    """An identity code is taken where the programme asks for one, and tells the same birth."""
    code, born = subject["identity_code"], subject["date_of_birth"]
    if code is None:
        return
    if programme is None or not programme.asks_identity_code:
        raise Invalid(
            "Leave the personal identity code out: this programme does not need it.",
            code="identity-code-not-asked",
            more={"errors": {"subject": {"identity_code": [LEAVE_OUT]}}},
        )
    if born and born != born_on(code):
        wrong = Sentence("The personal identity code and the date of birth do not agree.")
        raise Invalid(
            wrong.template,
            code="identity-code",
            more={"errors": {"subject": {"identity_code": [wrong]}}},
        )


def check_consent(request: Request, *, on: date) -> None:
    """From 18 people consent for themselves."""
    subject, giver = request["subject"], request["consent"]["given_by"]
    born = subject["date_of_birth"]
    is_adult = subject["kind"] in MINORS and born is not None and age_on(born, on) >= ADULT_FROM
    if is_adult and giver != ConsentGiver.SELF:
        wrong = Sentence("From the age of 18 everybody consents for themselves.")
        raise Invalid(
            wrong.template,
            code="consent-of-age",
            more={"errors": {"consent": {"given_by": [wrong]}}},
        )


def _name(child: Request) -> str:
    return str(child["given_name"] or child["family_name"])


def _assessment(work: Work, request: Request, family: Family) -> Assessment | None:
    """Of the programme named, or of the best for the themes; None when none answers them."""
    code, days = request["programme"], {"on": request["referred_on"], "arrives_on": work.today}
    if code:
        return eligibility.assessment(work.db, code, family, **days, count_taken=count_taken)
    return eligibility.best_for_themes(work.db, request["themes"], family, **days)


def _check_past(work: Work, request: Request) -> None:
    """Nobody was born and no consent was given in the future."""
    people = (request["subject"], *request["siblings"])
    for day in (request["consent"]["given_on"], *(person["date_of_birth"] for person in people)):
        work.day(day)
