"""What one step of the clock is as a letter: to whom, about what, in whose place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from services.common.deadlines.events import StepTaken


class Reader(Enum):
    """Whom a letter of the clock goes to."""

    PROVIDER = auto()
    SENDER = auto()
    OFFICERS = auto()
    COORDINATORS = auto()  # of the organisation whose deadline it is
    REGION = auto()
    ADMINISTRATORS = auto()
    MEETS = auto()  # the family whose booked time it is
    ASKER = auto()  # of a consultation
    ANSWERERS = auto()  # of one that somebody has taken
    PAIR_ASKER = auto()  # of pair work
    COULD_OFFER = auto()  # whoever could send somebody
    COMES_ALONG = auto()  # whose worker does
    PACKAGE_ASKER = auto()
    PACKAGE_COULD = auto()  # whoever could take it
    PACKAGE_EVERYBODY = auto()  # both sides and the partners
    BOOKER = auto()  # a professional who booked it


@dataclass(frozen=True)
class Notice:
    """The letter for one step of one kind of deadline."""

    kind: str
    thing: str
    readers: tuple[Reader, ...]
    instead_of: tuple[str, ...] = ()


Notices = Mapping[tuple[str, type[StepTaken]], Notice]  # by kind of deadline and step
