"""What can be asked of a referral. Each function runs in the caller's one transaction."""

from collections.abc import Callable
from datetime import date
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
from services.common.identifying import check_anonymous
from services.referral.directory import queries as directory
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralDisclosed, ReferralEvent
from shared.kernel.aggregate import Invalid, Refused
from shared.web.fields import LEAVE_OUT, identity_code_in
from shared.work import Work

PURPOSE = "REFERRAL_ACCEPTED"


def offer(work: Work, referral_id: UUID, *, organisation: UUID, rule: str = "CHOSEN") -> None:
    """Offer it to an organisation; nothing changes when that holds already."""
    programme = _load(work, referral_id).programme
    if programme is None:
        raise Refused("Choose a programme before offering this referral.", code="no-programme")
    if catalogue.provider_of(work.db, programme) != organisation:
        raise Refused("That organisation does not provide this programme.", code="not-provider")
    _change(
        work,
        referral_id,
        lambda referral: referral.offer(
            organisation=organisation, programme=programme, rule=rule, on=work.on
        ),
    )


def accept(work: Work, referral_id: UUID) -> UUID:
    """Take it on; the answer names the case that opens, and names it again the second time."""
    by, referral = _organisation(work), _load(work, referral_id)
    if referral.case and referral.organisation == by:
        return referral.case
    disclosed = _disclosure(work, referral, by=by)
    _change(work, referral_id, lambda referral: referral.accept(disclosed, by=by, on=work.on))
    return disclosed.case_id


def reject(work: Work, referral_id: UUID, *, reason: RejectionReason) -> None:
    """Say no, with a reason."""
    by = _organisation(work)
    _change(work, referral_id, lambda referral: referral.reject(reason, by=by, on=work.on))


def request_information(work: Work, referral_id: UUID, *, text: str, not_a_name: str = "") -> None:
    """Ask the sender for what is lacking; their next message brings the referral back."""
    by, referral = _organisation(work), _load(work, referral_id)
    check_anonymous(text, referral.names, not_a_name=not_a_name)
    message = referral.message(uuid4(), text, by=by, not_a_name=not_a_name)
    _change(work, referral_id, lambda referral: referral.ask(message, by=by, on=work.on))


def waitlist(work: Work, referral_id: UUID, *, reason: WaitlistingReason) -> None:
    """Neither yes nor no yet, with a reason; it can be accepted later."""
    by = _organisation(work)
    _change(work, referral_id, lambda referral: referral.waitlist(reason, by=by, on=work.on))


def withdraw(work: Work, referral_id: UUID, *, reason: WithdrawalReason) -> None:
    """Take it back, before anybody has accepted it."""
    by = _organisation(work)
    _change(work, referral_id, lambda referral: referral.withdraw(reason, by=by, on=work.on))


def write(work: Work, referral_id: UUID, *, text: str, not_a_name: str = "") -> tuple[UUID, int]:
    """Write to the other side; before acceptance a message may not identify the family."""
    referral = _load(work, referral_id)
    if referral.case is None:
        check_anonymous(text, referral.names, not_a_name=not_a_name)
    elif identity_code_in(text):
        raise Invalid(LEAVE_OUT, code="identifying-text")
    by = work.actor.organisation
    message = referral.message(uuid4(), text, by=by, not_a_name=not_a_name)
    after, version = work.change(referral, lambda r: r.write(message, on=work.today))
    return message.message_id, after.version_for(by, version)


def progress(
    work: Work, referral_id: UUID, status: BusinessStatus, *, on: date, phase: str | None = None
) -> None:
    """Keep how the case stands; its own service has decided the day."""
    _change(work, referral_id, lambda r: r.progress(status, on=on, phase=phase))


def end(work: Work, referral_id: UUID, reason: EndReason, *, outcome: Outcome, on: date) -> None:
    """Keep how the case ended; its own service has decided the day."""
    _change(work, referral_id, lambda r: r.end(reason, outcome=outcome, on=on))


def _disclosure(work: Work, referral: Referral, *, by: UUID) -> ReferralDisclosed:
    """The agreed data for the case that opens, as a new person of the controller's register."""
    described, received, code = referral.described, referral.received, referral.programme
    if described is None or received is None or code is None:
        raise Refused("There is no such referral.")
    programme = catalogue.programme(work.db, code)
    if programme is None:
        raise Refused("The programme of this referral is not known here.")
    sender, place = catalogue.organisation(work.db, received.sender), described.place
    return ReferralDisclosed(
        referral_id=referral.id,
        case_id=uuid4(),
        organisation=by,
        controller=directory.controller_of(work.db, code, place, provider=by, on=work.on),
        sender=received.sender,
        sender_name=sender.name if sender else "",
        programme=programme.code,
        programme_version=programme.version,
        accepted_on=work.on,
        disclosure_level=referral.disclosure_level,
        purpose=PURPOSE,
        purchaser=directory.purchaser_of(work.db, code, place, on=work.on),
        municipality=None if described.non_disclosure else place,
        inform=described.consent.inform,
        **described.family | {"subject_id": uuid4()},
    )


def _load(work: Work, referral_id: UUID) -> Referral:
    return work.load(Referral(referral_id))[0]


def _change(
    work: Work, referral_id: UUID, decide: Callable[[Referral], list[ReferralEvent]]
) -> None:
    work.change(Referral(referral_id), decide)


def _organisation(work: Work) -> UUID:
    if work.actor.organisation is None:
        raise Refused("You belong to no organisation that could answer.")
    return work.actor.organisation
