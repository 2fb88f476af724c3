"""What has happened to a reception: somebody of an organisation meets families, week by week.

Days and times are those of the place, as people write them. It is an announcement: codes, places
and an id of who meets families, nobody's family.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Theme
from shared.kernel.events import event


@event("reception.planned")
class ReceptionPlanned:
    """What it is; said again when something of it changes."""

    reception_id: UUID
    organisation: UUID
    worker: UUID  # id of a principal
    programme: str
    themes: tuple[Annotated[str, Theme], ...]
    language: str
    municipality: str  # that gives the place, or whose families it is for; empty: everybody's
    place: str  # empty: online only
    way_in: str  # how to get in; empty: the place says all
    link: str  # shown to who has booked; empty: on site only
    starts_on: date  # the first day, which is the day of the week too
    ends_on: date | None  # the last day, such as the place is agreed on; None: until it is ended
    every_weeks: int
    begins: str  # 12:00, the time of the place
    ends: str
    minutes: int  # of each appointment


@event("reception.day_off_taken")
class DayOffTaken:
    """Nobody is met on that day."""

    reception_id: UUID
    day: date


@event("reception.day_off_given_back")
class DayOffGivenBack:
    reception_id: UUID
    day: date


ReceptionEvent = ReceptionPlanned | DayOffTaken | DayOffGivenBack
