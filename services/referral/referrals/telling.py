"""From what a sender tells to what is kept: eligibility asked, people given ids of their own."""

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services import catalogue
from services.ages import age_band, age_on
from services.common.identifying import identifies
from services.referral.directory.events import Programme
from services.referral.referrals import suitability
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import (
    Consent,
    Guardian,
    Override,
    Precondition,
    ReferralDescribed,
    Sibling,
)
from shared.aggregate import Invalid
from shared.work import Work


def eligible(work: Work, told: dict[str, Any]) -> tuple[Programme | None, tuple[str, ...]]:
    """The programme meant, and the codes of what speaks against it without excluding.

    Raises `Invalid` with the rule's code and what else would fit. A hard exclusion may be set
    aside by a coordinator with a reason, where the programme allows it.
    """
    _must_be_past(work, told)
    _must_be_known(work, told["consent"]["inform"])
    suitability.must_be_asked(work.db, told["preconditions"])
    family, on = suitability.family_of(told), told["referred_on"]
    if told["programme"]:
        found = suitability.one(work.db, told["programme"], family, on=on)
    else:
        best = suitability.by_theme(work.db, told["themes"], family, on=on)
        if best is None:
            return None, ()
        found = best
    if told["override"]:
        if catalogue.provider_of(work.db, found.programme.code) != work.actor.organisation:
            raise Invalid("Only the programme's provider may set a rule aside.", code="override")
        found = found.overriding(told["override"]["rule"])
    suitability.must_be_possible(work.db, found, family, on=on)
    return found.programme, tuple(one.rule for one in found.warnings)


def described(
    work: Work,
    referral_id: UUID,
    told: dict[str, Any],
    sender: UUID,
    programme: Programme | None,
    warnings: tuple[str, ...],
) -> ReferralDescribed:
    """What was told, as it is kept."""
    consent, override = told["consent"], told["override"]
    level = consent["disclosure_level"] or (programme.disclosure_level if programme else "L1")
    return ReferralDescribed(
        referral_id=referral_id,
        client=work.actor.id,
        source_reference=told["source_reference"],
        place=told["municipality"],
        concerned=_concerned(work, told, sender),
        urgency=told["urgency"],
        consent=Consent(
            given_on=consent["given_on"],
            given_by=consent["given_by"],
            disclosure_level=level,
            inform=tuple(consent["inform"]),
        ),
        warnings=warnings,
        needs=told["needs"],
        client_status=told["client_status"],
        interests=told["wishes"]["interests"],
        availability=told["wishes"]["availability"],
        siblings=tuple(Sibling(**one) for one in told["siblings"]),
        sibling_count=len(told["siblings"]),
        notes=told["notes"],
        preconditions=_preconditions(told["preconditions"], programme),
        override=Override(**override) if override else None,
        **_subject(told["subject"], told["referred_on"]),
        **_referrer(told["referrer"]),
    )


def must_not_identify(text: str, referral: Referral) -> None:
    """Refuse what would tell who the family is before anybody has taken the referral on."""
    told = referral.described
    names = (told.given_name, told.family_name) if told else ()
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    named = [name for name in names if name and name.casefold() in words]
    if named or identifies(text):
        raise Invalid(
            "Leave out names, phone numbers, addresses and identity codes until the referral "
            "has been accepted.",
            code="identifying-text",
        )


def _must_be_past(work: Work, told: dict[str, Any]) -> None:
    """Nobody was born and no consent was given in the future."""
    people = (told["subject"], *told["siblings"])
    for day in (told["consent"]["given_on"], *(one["date_of_birth"] for one in people)):
        work.day(day)


def _must_be_known(work: Work, informed: list[UUID]) -> None:
    """Refuse organisations that nobody here knows: they could never be told anything."""
    if not informed:
        return
    known = catalogue.all_organisations(work.db)
    for organisation in informed:
        if organisation not in known:
            raise Invalid(
                "No organisation has the id %(organisation)s.",
                code="unknown-organisation",
                organisation=organisation,
            )


def _concerned(work: Work, told: dict[str, Any], sender: UUID) -> tuple[UUID, ...]:
    """Organisations that may ever receive its public events; under non-disclosure no place's."""
    informed = tuple(told["consent"]["inform"])
    if told["subject"]["non_disclosure"]:
        return (sender,)
    local = catalogue.organisations_of(work.db, told["municipality"])
    return tuple(dict.fromkeys((sender, *local, *informed)))


def _preconditions(
    told: dict[str, str | bool], programme: Programme | None
) -> tuple[Precondition, ...]:
    """What the programme asks for, written as its conditions are; all while none is chosen."""
    asked = {one.condition.field for one in programme.preconditions} if programme else set(told)
    return tuple(
        Precondition(field=name, told=str(given).lower() if isinstance(given, bool) else given)
        for name, given in told.items()
        if name in asked
    )


def _subject(told: dict[str, Any], on: date) -> dict[str, Any]:
    """The person or family, under a new id of their own."""
    same = ("non_disclosure", "service_language", "interpreter_needed", "mother_tongue")
    personal = ("given_name", "family_name", "date_of_birth", "identity_code")
    born = told["date_of_birth"]
    return {
        "subject_id": uuid4(),
        "subject_kind": told["kind"],
        "age_band": age_band(age_on(born, on)) if born else None,
        "guardians": tuple(Guardian(**one) for one in told["guardians"]),
        **{name: told[name] for name in (*same, *personal)},
        **told["contact"],
    }


def _referrer(told: dict[str, Any]) -> dict[str, Any]:
    """Who refers, under a new id: a person of the sender's, not of the family."""
    contact = {f"referrer_{name}": told[name] for name in ("name", "email", "phone")}
    return {"referrer_id": uuid4(), **contact}
