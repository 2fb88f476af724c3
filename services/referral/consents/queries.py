"""Acknowledgements as their readers may see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.referral.consents import policy
from services.referral.consents.domain import Acknowledgement
from services.referral.consents.projections import acknowledgements
from services.referral.referrals.queries import referral as read_referral
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


@dataclass(frozen=True)
class AcknowledgementView:
    """One acknowledgement before one reader."""

    acknowledgement: Acknowledgement
    version: int
    is_own: bool  # is it the reader's organisation that is asked?


@dataclass(frozen=True)
class ListedAcknowledgement:
    """One of those who were asked, and what they said."""

    acknowledgement_id: UUID
    referral_id: UUID
    organisation: UUID | None
    service: str
    reason: str
    asked_on: date
    due_on: date
    result: str | None  # None: it is waited for
    answered_on: date | None
    answered_by: UUID | None


NAMES = tuple(ListedAcknowledgement.__dataclass_fields__)


def acknowledgement(
    work: Work, principal: Principal, acknowledgement_id: UUID
) -> AcknowledgementView:
    """One of them; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(Acknowledgement(acknowledgement_id))
    policy.reads.check(principal, state)
    return AcknowledgementView(state, version, policy.is_asked(principal, state))


def waiting(
    work: Work, principal: Principal, page_request: PageRequest
) -> Page[ListedAcknowledgement]:
    """What the reader's own organisation is still to answer, the first due first."""
    c = acknowledgements.c
    if principal.organisation is None:
        raise NotFound
    theirs = c.organisation == principal.organisation
    query = select(acknowledgements).where(theirs, c.result.is_(None))
    order = (c.due_on, c.acknowledgement_id)
    return page(work.db, query, order, page_request=page_request, read=_line)


def of_referral(work: Work, principal: Principal, referral_id: UUID) -> list[ListedAcknowledgement]:
    """Everybody who was asked about this family, the latest first."""
    policy.oversees.check(principal, read_referral(work, principal, referral_id).referral)
    c = acknowledgements.c
    query = select(acknowledgements).where(c.referral_id == referral_id)
    order = (c.asked_on.desc(), c.service, c.acknowledgement_id)
    return [_line(row) for row in work.db.execute(query.order_by(*order))]


def line_of(view: AcknowledgementView) -> ListedAcknowledgement:
    """The same as the list has it, from its own history."""
    awaited, answered = view.acknowledgement.awaited, view.acknowledgement.answered
    if awaited is None:
        raise NotFound
    return ListedAcknowledgement(
        awaited.acknowledgement_id,
        awaited.referral_id,
        awaited.organisation,
        awaited.service,
        awaited.reason,
        awaited.on,
        awaited.due_on,
        answered.result if answered else None,
        answered.on if answered else None,
        answered.by if answered else None,
    )


def _line(row: Row[Any]) -> ListedAcknowledgement:
    return ListedAcknowledgement(**{name: getattr(row, name) for name in NAMES})
