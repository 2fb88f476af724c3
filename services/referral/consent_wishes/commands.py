"""What can be asked of a family's wish. Each function runs in the caller's one transaction."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from services.common.codes import WishResult
from services.referral.consent_wishes.domain import ConsentWish
from services.referral.consent_wishes.events import WithdrawalWished
from services.referral.consent_wishes.rules import due_on
from services.referral.family_contacts.domain import FamilyContact
from services.referral.referrals import commands as referrals
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import NotFound
from shared.work import Work


def express(work: Work, contact_id: UUID, *, organisations: Sequence[UUID]) -> None:
    """The family takes its consent back by its code: its coordinators deal with it today."""
    contact, _ = work.load(FamilyContact(contact_id))
    if contact.received is None or contact.referral_id is None:
        raise NotFound
    referral, _ = work.load(Referral(contact.referral_id))
    described = referral.described
    if described is None:
        raise NotFound
    wished = WithdrawalWished(
        referral_id=referral.id,
        contact_id=contact_id,
        subject_id=described.subject_id,
        organisation=contact.received.organisation,
        organisations=tuple(dict.fromkeys(organisations)),
        on=work.today,
        due_on=due_on(work.today),
    )
    holds, informed = referral.has_consent, described.consent.inform
    new = ConsentWish(referral.id)
    work.change(new, lambda each: each.express(wished, holds=holds, informed=informed))


def answer(work: Work, referral_id: UUID, *, result: WishResult, text: str = "") -> None:
    """Say what became of it; carried out, the consent ends by this very step."""
    new = ConsentWish(referral_id)
    waits = work.load(new)[0]
    changed, _ = work.change(new, lambda each: each.answer(result, text, on=work.today))
    if result is WishResult.CARRIED_OUT and changed != waits and waits.wished is not None:
        ended = waits.wished.organisations
        referrals.withdraw_consent(work, referral_id, organisations=ended)


def settle(
    work: Work, referral_id: UUID, *, organisations: Collection[UUID] = (), on: date
) -> None:
    """The consent has ended by another way: nothing is left to wish."""
    work.change(ConsentWish(referral_id), lambda each: each.settle(organisations, on=on))
