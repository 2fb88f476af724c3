"""What can be asked of a referral. Each function runs in the caller's one transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common import catalogue
from services.common.codes import (
    BusinessStatus,
    EndReason,
    Outcome,
    RejectionReason,
    WaitlistingReason,
    WithdrawalReason,
)
from services.referral.referrals import disclosure, telling
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralReceived
from shared.kernel.aggregate import Refused
from shared.work import Taken, Work

SOURCE = "source"  # a client's own reference is unique among that client's


@dataclass(frozen=True)
class Received:
    id: UUID
    version: int
    warnings: tuple[str, ...]


def receive(work: Work, told: dict[str, Any], *, sender: UUID) -> Received:
    """Take in what a sender tells, once for each of the client's own references.

    Raises `Refused` naming the first referral when the reference was used before, `Invalid`
    with the rule's code and alternatives when the programme is not for this family.
    """
    referral = Referral(uuid4())
    _claim_reference(work, referral, told["source_reference"])
    told = told | {"referred_on": work.day(told["referred_on"])}
    programme, warnings = telling.eligible(work, told)
    received = ReferralReceived(
        referral_id=referral.id,
        sender=sender,
        referrer_kind=told["referrer"]["kind"],
        programme=programme.code if programme else None,
        themes=told["themes"],
        municipality=None if told["subject"]["non_disclosure"] else told["municipality"],
        referred_on=told["referred_on"],
    )
    described = telling.described(work, referral.id, told, sender, programme, warnings)
    _, version = work.start(referral, lambda _: [received, described])
    return Received(referral.id, version, warnings)


def offer(
    work: Work,
    referral_id: UUID,
    *,
    organisation: UUID,
    on: date | None = None,
    rule: str = "CHOSEN",
    seen: int | None = None,
) -> int:
    """Offer it to an organisation; the same offer again changes nothing."""
    referral, _ = work.load(Referral(referral_id))
    programme = referral.programme
    if programme is None:
        raise Refused("Choose a programme before offering this referral.", code="no-programme")
    if catalogue.provider_of(work.db, programme) != organisation:
        raise Refused("That organisation does not provide this programme.", code="not-provider")
    day = work.day(on)
    _, version = work.change(
        Referral(referral_id),
        lambda r: r.offer(organisation=organisation, programme=programme, rule=rule, on=day),
        seen,
    )
    return version


def accept(
    work: Work, referral_id: UUID, *, on: date | None = None, seen: int | None = None
) -> tuple[UUID, int]:
    """Take it on in the actor's organisation: a case is named, the agreed data disclosed.

    The case's id and the new version; accepting again answers the same case.
    """
    by = _organisation(work)
    day = work.day(on)
    referral, version = work.load(Referral(referral_id))
    if referral.case and referral.organisation == by:
        return referral.case, version
    told = disclosure.prepare(work, referral, by=by, on=day)
    state, version = work.change(
        Referral(referral_id), lambda r: r.accept(told, by=by, on=day), seen
    )
    return state.case or told.case_id, version


def reject(
    work: Work,
    referral_id: UUID,
    *,
    reason: RejectionReason,
    on: date | None = None,
    seen: int | None = None,
) -> int:
    by, day = _organisation(work), work.day(on)
    _, version = work.change(Referral(referral_id), lambda r: r.reject(reason, by=by, on=day), seen)
    return version


def ask(
    work: Work, referral_id: UUID, *, text: str, on: date | None = None, seen: int | None = None
) -> int:
    """Ask the sender for what is lacking before an answer; it is their turn until they reply."""
    by, day = _organisation(work), work.day(on)
    referral, _ = work.load(Referral(referral_id))
    telling.must_not_identify(text, referral)
    message = referral.message(uuid4(), text, by=by)
    _, version = work.change(Referral(referral_id), lambda r: r.ask(message, by=by, on=day), seen)
    return version


def waitlist(
    work: Work,
    referral_id: UUID,
    *,
    reason: WaitlistingReason,
    on: date | None = None,
    seen: int | None = None,
) -> int:
    by, day = _organisation(work), work.day(on)
    _, version = work.change(
        Referral(referral_id), lambda r: r.waitlist(reason, by=by, on=day), seen
    )
    return version


def withdraw(
    work: Work,
    referral_id: UUID,
    *,
    reason: WithdrawalReason,
    on: date | None = None,
    seen: int | None = None,
) -> int:
    day = work.day(on)
    _, version = work.change(Referral(referral_id), lambda r: r.withdraw(reason, on=day), seen)
    return version


def write(work: Work, referral_id: UUID, *, text: str) -> tuple[UUID, int]:
    """Send a message to the other side; before acceptance it may not identify the family."""
    referral, _ = work.load(Referral(referral_id))
    if referral.case is None:
        telling.must_not_identify(text, referral)
    message = referral.message(uuid4(), text, by=work.actor.organisation)
    _, version = work.change(Referral(referral_id), lambda r: r.write(message, on=work.today))
    return message.message_id, version


def progress(
    work: Work, referral_id: UUID, status: BusinessStatus, *, on: date, phase: str | None = None
) -> None:
    work.change(Referral(referral_id), lambda r: r.progress(status, on=on, phase=phase))


def end(work: Work, referral_id: UUID, reason: EndReason, *, outcome: Outcome, on: date) -> None:
    work.change(Referral(referral_id), lambda r: r.end(reason, outcome=outcome, on=on))


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


def _organisation(work: Work) -> UUID:
    if work.actor.organisation is None:
        raise Refused("You belong to no organisation that could answer.")
    return work.actor.organisation
