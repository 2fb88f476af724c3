"""What has happened to a defined indicator: this service's own history, and nobody else's."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event, value


@value
class Condition:
    """What of an event must hold for it to count."""

    field: str
    comparison: str  # =, !=, >= or <=
    value: str


@event("indicator.defined")
class IndicatorDefined:
    """Whole: what counts from this version on, beside the versions before it."""

    indicator_id: UUID
    version: int  # 1 is the first
    name_fi: str
    name_sv: str
    name_en: str
    counted_event: str  # name of a public event, such as visit.logged
    conditions: tuple[Condition, ...] = ()
    dimensions: tuple[str, ...] = ()
    counting: str = "EVENTS"
    on: date


IndicatorEvent = IndicatorDefined
