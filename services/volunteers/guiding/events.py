"""What has happened to an organisation's guidance: ids of its own people and days, no more."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("guidance.rhythm_agreed")
class RhythmAgreed:
    """After how many days without guidance somebody stands on the coordinators' desk."""

    organisation_id: UUID
    days: int


@event("guidance.guide_away")
class GuideAway:
    """Somebody else guides their groups meanwhile."""

    organisation_id: UUID
    away_id: UUID
    guide_id: UUID  # of a principal, as the next
    substitute_id: UUID
    starts_on: date
    ends_on: date  # the last day


@event("guidance.guide_back")
class GuideBack:
    """They are back sooner, or did not go."""

    organisation_id: UUID
    away_id: UUID


@event("guidance.week_summed")
class WeekSummed:
    """How guidance stood when a week began; written once a week, by the calendar."""

    organisation_id: UUID
    monday: date
    unguided: int  # support people without guidance, or without it for too long
    sessions: int  # of guidance that come that week


GuidingEvent = RhythmAgreed | GuideAway | GuideBack | WeekSummed
"""All of an organisation's guidance."""
