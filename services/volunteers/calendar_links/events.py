"""What has happened to a support person's calendar address; of its secret a digest is kept."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("calendar_link.made")
class CalendarLinkMade:
    """From then on it is the only address."""

    volunteer_id: UUID
    digest: str
    on: date


@event("calendar_link.withdrawn")
class CalendarLinkWithdrawn:
    volunteer_id: UUID
    on: date


CalendarLinkEvent = CalendarLinkMade | CalendarLinkWithdrawn
"""All of a calendar's address."""
