"""What has happened to a request of somebody who is in a register.

All of it is private: that a family asked is nobody's but theirs and the officer's. It outlives the
data asked about, as the proof of what was answered.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import (
    AnswerDelivery,
    IdentityCheck,
    RefusalGround,
    Requester,
    RightsKind,
)
from services.common.retention import RIGHTS
from shared.kernel.events import event, personal


@event("rights.request_received", retention=RIGHTS)
class RequestReceived:
    request_id: UUID
    kind: Annotated[str, RightsKind]
    referral_id: UUID | None  # whose: the family of this referral
    volunteer_id: UUID | None  # or this support person
    organisation: UUID | None  # whose people recorded it; None: the officer's own
    requester: Annotated[str, Requester]
    received_on: date
    requester_name: str = personal(of="request_id")
    text: str = personal(of="request_id")  # what they ask, in their words


@event("rights.identity_confirmed")
class IdentityConfirmed:
    request_id: UUID
    method: Annotated[str, IdentityCheck]
    on: date


@event("rights.extended", retention=RIGHTS)
class RequestExtended:
    """Two months more, which whoever asked was told of within the first."""

    request_id: UUID
    due_on: date
    on: date
    reason: str = personal(of="request_id")


@event("rights.answered", retention=RIGHTS)
class RequestAnswered:
    request_id: UUID
    delivery: Annotated[str, AnswerDelivery]
    on: date
    note: str = personal(of="request_id")


@event("rights.refused", retention=RIGHTS)
class RequestRefused:
    """With the reason, and with how to complain of it."""

    request_id: UUID
    ground: Annotated[str, RefusalGround]
    delivery: Annotated[str, AnswerDelivery]
    on: date
    reason: str = personal(of="request_id")


@event("rights.withdrawn")
class RequestWithdrawn:
    """Whoever asked no longer wishes an answer."""

    request_id: UUID
    on: date


@event("rights.exported")
class DataExported:
    """What is held was written out for whoever asked: a disclosure, and the proof of it."""

    request_id: UUID
    form: str  # pdf or json
    language: str
    entries: int
    left_out: int  # entries that a person has not judged, or judged not to be told
    on: date


@event("rights.entry_judged", retention=RIGHTS)
class EntryJudged:
    """Somebody has judged whether an entry about a child's safety is told."""

    request_id: UUID
    entry_id: UUID  # of the event, in its own service
    is_told: bool
    on: date
    reason: str = personal(of="request_id")


@event("rights.restricted")
class UseRestricted:
    """What is held of them stays, and is used by nobody until that is lifted."""

    request_id: UUID
    persons: tuple[UUID, ...]
    on: date


@event("rights.restriction_lifted", retention=RIGHTS)
class RestrictionLifted:
    """It may be used again; whoever asked is told before."""

    request_id: UUID
    persons: tuple[UUID, ...]
    on: date
    reason: str = personal(of="request_id")


RightsEvent = (
    RequestReceived
    | IdentityConfirmed
    | RequestExtended
    | RequestAnswered
    | RequestRefused
    | RequestWithdrawn
    | DataExported
    | EntryJudged
    | UseRestricted
    | RestrictionLifted
)
