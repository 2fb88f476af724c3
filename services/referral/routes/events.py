"""How a referral found its way: who was considered, who was skipped and why, who gave it back.

Nothing here says who the family is. Of a rule that its place or themes did not meet, no more is
kept than the rule, and the codes that the sender itself wrote in public.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import OfferRule, RecallReason, RejectionReason, RouteRule
from services.common.retention import REFERRAL
from shared.kernel.events import event, personal, value


@value
class Skip:
    """A rule that stands in the way, and the codes that it was held against."""

    rule: Annotated[str, RouteRule]
    values: tuple[str, ...] = ()


@value
class Considered:
    """One organisation that could have been offered it, as it stood that day."""

    organisation: UUID
    skips: tuple[Skip, ...] = ()  # empty: it could take the family
    families: int = 0  # that it has, or has been offered, of this programme
    places: int | None = None  # declared; None: it has declared none


@event("referral.offered", public=True)
class ReferralOffered:
    referral_id: UUID
    organisation: UUID
    programme: str
    rule: Annotated[str, OfferRule]  # why this organisation
    offered_on: date


@event("referral.routed")
class ReferralRouted:
    """The rules of a network chose; everybody who was considered, in the order of the choice."""

    referral_id: UUID
    network_id: UUID
    coordinator: UUID  # the organisation that coordinates the network
    programme: str
    considered: tuple[Considered, ...]
    chosen: UUID
    rule: Annotated[str, OfferRule]
    on: date


@event("referral.offer_declined", public=True)
class OfferDeclined:
    """Whom it was offered to cannot take it; it goes on to the next."""

    referral_id: UUID
    organisation: UUID
    reason: Annotated[str, RejectionReason]
    on: date


@event("referral.offer_recalled", public=True)
class OfferRecalled:
    """An offer that nobody has answered is taken back; it goes on to the next."""

    referral_id: UUID
    organisation: UUID  # to whom it was offered
    reason: Annotated[str, RecallReason]
    on: date


@event("referral.offer_explained", retention=REFERRAL)
class OfferExplained:
    """Why a person offers it against the rules."""

    referral_id: UUID
    subject_id: UUID
    organisation: UUID  # to whom it is offered
    rules: tuple[Annotated[str, RouteRule], ...]  # that were set aside
    reason: str = personal(of="subject_id")
    on: date


RouteEvent = ReferralRouted | OfferDeclined | OfferRecalled | OfferExplained
Back = OfferDeclined | OfferRecalled
