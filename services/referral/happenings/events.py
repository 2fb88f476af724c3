"""What has happened to an open event.

Days and times are those of the place, as people write them. The announcement is public once it is
published; it names nobody. Who came is counted, and written down nowhere.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Audience, Guiding, HappeningKind, Theme
from shared.kernel.events import event


@event("happening.planned")
class HappeningPlanned:
    """What it is; said again when something of it changes."""

    happening_id: UUID
    organisation: UUID
    programme: str
    kind: Annotated[str, HappeningKind]
    themes: tuple[Annotated[str, Theme], ...]
    audience: Annotated[str, Audience]
    language: str  # that is spoken
    title_fi: str  # empty: not written in that language; so are the others
    title_sv: str
    title_en: str
    about_fi: str
    about_sv: str
    about_en: str
    municipality: str  # of the place; empty: online only
    place: str  # empty: online only
    way_in: str  # how to get in; empty: the place says all
    link: str  # not public; empty: on site only
    on: date
    languages: tuple[str, ...] = ()  # that are spoken, too
    guides: tuple[Annotated[str, Guiding], ...] = ()  # as what; nobody's name
    rules_fi: str = ""  # what is agreed in the group, by language as far as written
    rules_sv: str = ""
    rules_en: str = ""


@event("happening.published")
class HappeningPublished:
    """Everybody reads of it from now on."""

    happening_id: UUID
    on: date


@event("happening.cancelled")
class HappeningCancelled:
    """None of its times that are still to come takes place."""

    happening_id: UUID
    on: date


@event("happening.day_planned")
class DayPlanned:
    """When it is on a day; said again for that day where the time changes."""

    happening_id: UUID
    day: date
    begins: str  # 18:00, the time of the place
    minutes: int
    topic: str  # empty: the title says all
    on: date


@event("happening.day_cancelled")
class DayCancelled:
    happening_id: UUID
    day: date
    on: date


@event("happening.counted", public=True)
class HeadsCounted:
    """How many came on a day, by kind of participant; counted again where it was wrong."""

    happening_id: UUID
    organisation: UUID
    programme: str
    kind: Annotated[str, HappeningKind]
    themes: tuple[Annotated[str, Theme], ...]
    audience: Annotated[str, Audience]
    municipality: str  # of the place; empty: online only
    day: date
    children: int
    young_people: int
    parents: int
    professionals: int
    others: int
    is_estimate: bool


HappeningEvent = (
    HappeningPlanned
    | HappeningPublished
    | HappeningCancelled
    | DayPlanned
    | DayCancelled
    | HeadsCounted
)
