"""What can be asked of acknowledgements. Each function runs in the caller's one transaction."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.common.codes import Acknowledgement as Result, ConsentEnd
from services.referral.consents.domain import Acknowledgement
from services.referral.consents.events import AcknowledgementAwaited
from services.referral.consents.rules import acknowledgement_id, due_on
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import NotYet
from shared.work import Work


def ask(
    work: Work,
    referral_id: UUID,
    correction_id: UUID,
    *,
    holders: Iterable[UUID | str],
    reason: ConsentEnd,
    on: date,
) -> None:
    """Ask everybody who may have heard of the family to stop, and to say so."""
    referral, _ = work.load(Referral(referral_id))
    if referral.described is None or referral.sender is None:
        return
    for holder in holders:
        awaited = AcknowledgementAwaited(
            acknowledgement_id=acknowledgement_id(correction_id, holder),
            referral_id=referral_id,
            correction_id=correction_id,
            subject_id=referral.described.subject_id,
            organisation=holder if isinstance(holder, UUID) else None,
            service=holder if isinstance(holder, str) else "",
            sender=referral.sender,
            provider=referral.organisation if referral.case else None,
            reason=reason,
            on=on,
            due_on=due_on(on),
        )
        new = Acknowledgement(awaited.acknowledgement_id)
        _ask(work, new, awaited, is_hidden=referral.described.non_disclosure)


def answer(work: Work, acknowledgement_id: UUID, *, result: Result, ground: str = "") -> None:
    """Say what is done with what had been heard of the family."""
    by, day = work.actor.organisation, work.on
    change = Acknowledgement(acknowledgement_id)
    work.change(change, lambda each: each.answer(result, ground=ground, by=by, on=day))


def stop(work: Work, referral_id: UUID, correction_id: UUID, service: str, *, on: date) -> None:
    """One of our own services has taken it over; nothing where no consent ended by it."""
    referral, _ = work.load(Referral(referral_id))
    if correction_id not in referral.consent_ends:
        return
    new = Acknowledgement(acknowledgement_id(correction_id, service))
    if work.load(new)[0].awaited is None:
        raise NotYet(f"Nobody has asked {service} about {correction_id} yet.")
    work.change(new, lambda each: each.answer(Result.STOPPED, by=None, on=on))


def _ask(
    work: Work, new: Acknowledgement, awaited: AcknowledgementAwaited, *, is_hidden: bool
) -> None:
    work.change(new, lambda each: each.ask(awaited, is_hidden=is_hidden))
