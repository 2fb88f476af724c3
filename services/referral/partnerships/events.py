"""What the parties of an agreement have said to each other, year by year: nothing of any family.

What is proposed, decided in meetings or foreseen stays between the two; what they have agreed to
put first is public, as codes alone.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from services.common.codes import MeetingRole, Theme
from shared.kernel.events import event, value


@value
class Emphasis:
    """What comes first in one year."""

    year: int
    programmes: tuple[str, ...] = ()
    themes: tuple[Annotated[str, Theme], ...] = ()
    share: int | None = None  # per cent of the year's work; None: not said


@event("agreement.emphasis_proposed")
class EmphasisProposed:
    agreement_id: UUID
    emphasis_id: UUID
    emphasis: Emphasis
    text: str
    organisation: UUID  # which of the two proposes it
    waits_for: UUID  # the other one
    counters: UUID | None = None  # the other's proposal that this one answers
    on: date


@event("agreement.emphasis_agreed", public=True)
class EmphasisAgreed:
    agreement_id: UUID
    emphasis_id: UUID
    emphasis: Emphasis
    version: int  # of that year: 1, and one more each time that they agree anew
    proposed_by: UUID
    organisation: UUID  # which agreed to it
    on: date


@event("agreement.emphasis_declined")
class EmphasisDeclined:
    agreement_id: UUID
    emphasis_id: UUID
    organisation: UUID
    text: str  # why
    on: date
    proposed_by: UUID | None = None  # None: it is older than this field


@event("agreement.emphasis_withdrawn")
class EmphasisWithdrawn:
    agreement_id: UUID
    emphasis_id: UUID
    organisation: UUID
    on: date
    waited_for: UUID | None = None  # who was to answer it; None: it is older than this field


@value
class Minutes:
    """What is kept of a joint meeting: in which capacity people took part, and no names."""

    held_on: date
    provider_roles: tuple[Annotated[str, MeetingRole], ...] = ()
    party_roles: tuple[Annotated[str, MeetingRole], ...] = ()
    decisions: str = ""
    next_on: date | None = None  # the next meeting


@event("agreement.meeting_held")
class MeetingHeld:
    agreement_id: UUID
    meeting_id: UUID
    organisation: UUID  # which wrote it down
    minutes: Minutes


@event("agreement.meeting_corrected")
class MeetingCorrected:
    """What the minutes say from now on, whole."""

    agreement_id: UUID
    meeting_id: UUID
    organisation: UUID
    minutes: Minutes


@event("agreement.forecast_given")
class ForecastGiven:
    """What one of the two foresees of a year, from now on."""

    agreement_id: UUID
    organisation: UUID
    year: int
    programme: str
    families: int | None  # who will need it; None: not said
    staff: Decimal | None  # person-years; None: not said
    on: date


PartnershipEvent = (
    EmphasisProposed
    | EmphasisAgreed
    | EmphasisDeclined
    | EmphasisWithdrawn
    | MeetingHeld
    | MeetingCorrected
    | ForecastGiven
)
