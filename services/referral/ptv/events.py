"""What the national catalogue says of a service: public texts, and nothing about anybody."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event, value


@value
class Channel:
    """A way to the service: a page, a phone, a place; empty where it has none."""

    name: dict[str, str]  # by language
    url: str = ""
    phone: str = ""


@event("description.taken_over")
class DescriptionTakenOver:
    """The catalogue's words, as a file had them on that day; they replace the ones before."""

    description_id: UUID  # the catalogue's own id of the service
    names: dict[str, str]  # by language
    summaries: dict[str, str]
    descriptions: dict[str, str]
    provider: dict[str, str]  # whoever answers for the service
    everywhere: bool  # in the whole country
    municipalities: tuple[str, ...]  # "853"
    languages: tuple[str, ...]  # in which one is served
    channels: tuple[Channel, ...]
    is_free: bool | None  # None: the catalogue does not say
    on: date


@event("description.ended")
class DescriptionEnded:
    """The catalogue offers the service no more."""

    description_id: UUID
    on: date


DescriptionEvent = DescriptionTakenOver | DescriptionEnded
