"""A referral is taken in: what the sender wrote becomes events, its people get their own ids."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common.ages import age_band, age_on
from services.common.disclosing import Parties
from services.common.programme import Programme
from services.common.retention import REFERRAL
from services.referral.directory import queries as directory
from services.referral.families.events import (
    Consent,
    Guardian,
    Override,
    Precondition,
    Sibling,
)
from services.referral.intake.rules import Request, eligible
from services.referral.referrals.commands import SOURCE
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralDescribed, ReferralReceived
from shared.kernel.aggregate import Refused
from shared.work import Taken, Work


@dataclass(frozen=True)
class Received:
    id: UUID
    version: int
    warnings: tuple[str, ...]


def receive(work: Work, body: dict[str, Any], *, sender: UUID) -> Received:
    """Take in what a sender wrote, once for each of the client's own references.

    Raises `Refused` naming the first referral when the reference was used before, `Invalid`
    with the rule's code and alternatives when the programme is not for this family.
    """
    referral = Referral(uuid4())
    _claim_reference(work, referral, body["source_reference"])
    request = body | {"referred_on": work.day(body["referred_on"])}
    programme, warnings = eligible(work, request)
    received = ReferralReceived(
        referral_id=referral.id,
        sender=sender,
        referrer_kind=request["referrer"]["kind"],
        programme=programme.code if programme else None,
        themes=request["themes"],
        municipality=None if request["subject"]["non_disclosure"] else request["municipality"],
        referred_on=request["referred_on"],
    )
    described = _described(work, received, request, programme, warnings)
    _, version = work.start(referral, lambda _: [received, described])
    return Received(referral.id, version, warnings)


def _described(
    work: Work,
    received: ReferralReceived,
    request: Request,
    programme: Programme | None,
    warnings: tuple[str, ...],
) -> ReferralDescribed:
    """What the sender wrote, as it is kept."""
    override = request["override"]
    return ReferralDescribed(
        referral_id=received.referral_id,
        client=work.actor.id,
        source_reference=request["source_reference"],
        place=request["municipality"],
        **_concerned(work, request, received, programme),
        urgency=request["urgency"],
        consent=_consent(request["consent"], programme),
        warnings=warnings,
        needs=request["needs"],
        client_status=request["client_status"],
        interests=request["wishes"]["interests"],
        availability=request["wishes"]["availability"],
        siblings=tuple(Sibling(**sibling) for sibling in request["siblings"]),
        sibling_count=len(request["siblings"]),
        notes=request["notes"],
        preconditions=_preconditions(request["preconditions"], programme),
        override=Override(**override) if override else None,
        **_subject(work, request["subject"], received.referred_on),
        **_referrer(work, request["referrer"]),
    )


def _claim_reference(work: Work, referral: Referral, reference: str) -> None:
    try:
        work.claim(SOURCE, f"{work.actor.id}:{reference}", referral)
    except Taken as taken:
        raise Refused(
            "You have sent %(reference)s before.",
            code="duplicate-reference",
            more={"referral": f"/referral/api/v1/referrals/{taken.id}"},
            reference=reference,
        ) from taken


def _concerned(
    work: Work, request: Request, received: ReferralReceived, programme: Programme | None
) -> dict[str, Any]:
    """Who may ever receive its public events, and who of them buys the support."""
    buyer = None
    if programme is not None:
        place, on = request["municipality"], received.referred_on
        buyer = directory.purchaser_of(work.db, programme.code, place, on=on)
    parties = Parties(
        sender=received.sender,
        purchaser=buyer,
        informed=tuple(request["consent"]["inform"]),
        hidden=request["subject"]["non_disclosure"],
    )
    return {"concerned": parties.everybody, "purchaser": buyer}


def _consent(consent: Request, programme: Programme | None) -> Consent:
    usual = programme.disclosure_level if programme else "L1"
    return Consent(
        given_on=consent["given_on"],
        given_by=consent["given_by"],
        disclosure_level=consent["disclosure_level"] or usual,
        inform=tuple(consent["inform"]),
        valid_until=consent.get("valid_until"),
        purposes=tuple(consent.get("purposes", ())),
        other_guardian=consent.get("other_guardian"),
    )


def _preconditions(
    given: dict[str, str | bool], programme: Programme | None
) -> tuple[Precondition, ...]:
    """What the programme asks for, written as its conditions are; all while none is chosen."""
    relevant = {p.condition.field for p in programme.preconditions} if programme else set(given)
    return tuple(
        Precondition(field=name, told=str(value).lower() if isinstance(value, bool) else value)
        for name, value in given.items()
        if name in relevant
    )


def _subject(work: Work, subject: Request, on: date) -> dict[str, Any]:
    """The person or family, under a new id of their own."""
    same = ("service_language", "interpreter_needed", "mother_tongue")
    order = ("non_disclosure", "non_disclosure_until")
    personal = ("given_name", "family_name", "date_of_birth", "identity_code")
    born = subject["date_of_birth"]
    return {
        "subject_id": work.sealing.new_person(REFERRAL),
        "subject_kind": subject["kind"],
        "age_band": age_band(age_on(born, on)) if born else None,
        "guardians": tuple(Guardian(**guardian) for guardian in subject["guardians"]),
        **{name: subject[name] for name in (*same, *order, *personal)},
        **subject["contact"],
    }


def _referrer(work: Work, referrer: Request) -> dict[str, Any]:
    """Who refers, under a new id: a person of the sender's, not of the family."""
    contact = {f"referrer_{name}": referrer[name] for name in ("name", "email", "phone")}
    return {"referrer_id": work.sealing.new_person(REFERRAL), **contact}
