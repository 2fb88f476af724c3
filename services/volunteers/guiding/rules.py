"""How it stands with somebody's guidance. Nothing here reads a clock or a database."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from services.common.codes import GuidanceState


@dataclass(frozen=True)
class Guided:
    """What is known of one support person's guidance."""

    supports_since: date  # the day from which they have supported somebody
    has_group: bool
    has_guide: bool  # somebody of the organisation leads one of their groups
    last: date | None  # on which they were there; None: never


def monday_of(day: date) -> date:
    """When the week of a day began."""
    return day - timedelta(days=day.weekday())


def week_of(organisation: UUID) -> UUID:
    """What the letter of the week is about: the organisation's guidance, and nothing else of it."""
    return uuid5(organisation, "guidance")


def since(guided: Guided) -> date:
    """From which day the days without guidance count."""
    return max(guided.last or guided.supports_since, guided.supports_since)


def state(guided: Guided, *, today: date, days: int) -> GuidanceState:
    """The first of what is wrong, or that all is well."""
    if not guided.has_group:
        return GuidanceState.NO_GROUP
    if not guided.has_guide:
        return GuidanceState.NO_GUIDE
    is_late = (today - since(guided)).days > days
    return GuidanceState.LATE if is_late else GuidanceState.GUIDED
