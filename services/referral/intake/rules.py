"""What has to be so before a referral is taken in, asked of the directory and the programme."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.common import catalogue
from services.common.programme import Programme
from services.referral.directory import queries as directory
from services.referral.directory.rules import Place
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.domain import Assessment, Family
from services.referral.referrals.queries import count_taken
from shared.kernel.aggregate import Invalid
from shared.work import Work

Request = Mapping[str, Any]  # a referral's body


def family_of(request: Request) -> Family:
    """What the rules ask about, out of a referral's body; `Invalid` for an unknown place."""
    subject = request["subject"]
    return Family(
        subject_kind=subject["kind"],
        birth=subject["date_of_birth"],
        client_status=request["client_status"],
        needs=tuple(request["needs"]),
        place=_place(request["municipality"]),
        referrer_kind=request["referrer"]["kind"],
        preconditions=request["preconditions"],
    )


def eligible(work: Work, request: Request) -> tuple[Programme | None, tuple[str, ...]]:
    """The programme meant, and the codes of what speaks against it without excluding.

    Raises `Invalid` with the rule's code and what else would fit. A hard exclusion may be set
    aside by a coordinator with a reason, where the programme allows it.
    """
    _check_past(work, request)
    _check_known(work, request["consent"]["inform"])
    eligibility.check_preconditions(work.db, request["preconditions"])
    family, on = family_of(request), request["referred_on"]
    assessment = _assessment(work, request, family)
    if assessment is None:
        return None, ()
    if override := request["override"]:
        if catalogue.provider_of(work.db, assessment.programme.code) != work.actor.organisation:
            raise Invalid("Only the programme's provider may set a rule aside.", code="override")
        assessment = assessment.overriding(override["rule"])
    eligibility.check_possible(work.db, assessment, family, on=on)
    return assessment.programme, tuple(warning.rule for warning in assessment.warnings)


def _assessment(work: Work, request: Request, family: Family) -> Assessment | None:
    """Of the programme named, or of the best for the themes; None when none answers them."""
    on, code = request["referred_on"], request["programme"]
    if code:
        return eligibility.assessment(work.db, code, family, on=on, count_taken=count_taken)
    return eligibility.best_for_themes(work.db, request["themes"], family, on=on)


def _check_past(work: Work, request: Request) -> None:
    """Nobody was born and no consent was given in the future."""
    people = (request["subject"], *request["siblings"])
    for day in (request["consent"]["given_on"], *(person["date_of_birth"] for person in people)):
        work.day(day)


def _check_known(work: Work, informed: Sequence[UUID]) -> None:
    """Refuse organisations that nobody here knows: they could never be told anything."""
    if not informed:
        return
    organisations = catalogue.all_organisations(work.db)
    for organisation in informed:
        if organisation not in organisations:
            raise Invalid(
                "No organisation has the id %(organisation)s.",
                code="unknown-organisation",
                organisation=organisation,
            )


def _place(municipality: str) -> Place:
    try:
        return directory.place_of(municipality)
    except KeyError:
        raise Invalid(
            "There is no municipality %(municipality)s.",
            code="unknown-municipality",
            municipality=municipality,
        ) from None
