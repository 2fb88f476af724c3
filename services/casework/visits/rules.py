"""What is known of a visit, whether it makes sense, and who may know which part of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.casework.visits import events
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from shared.kernel.aggregate import Invalid

LONGEST = 7 * 24 * 60  # minutes; a camp lasts a week
DAY = 24 * 60  # minutes; nothing but an event such as a camp lasts longer
DEAREST = 10_000  # euros
HOUR = 60  # minutes
TRIP = ("hours_away", "distance", "free_meals")  # of whoever was away from home with a family
PAID = ("kilometres", "costs", *TRIP)  # what a visit took


@dataclass(frozen=True)
class VisitFacts:
    """What is known of a visit; the note may name people, so it is sealed."""

    held_on: date
    kind: VisitKind = VisitKind.FACE
    status: VisitStatus = VisitStatus.HELD
    minutes: int = 0
    present: int = 1  # people of the family
    began_at: str | None = None
    activities: tuple[Activity, ...] = ()
    impression: Impression | None = None
    notes: str = ""
    kilometres: int = 0
    costs: Decimal = Decimal(0)  # euros
    participants: tuple[str, ...] = ()  # those present, as far as they were named
    hours_away: Decimal = Decimal(0)  # from home, of whoever was with the family on a trip
    distance: int = 0  # kilometres from home, of such a trip
    free_meals: bool = False

    @property
    def is_noted(self) -> bool:
        return bool(
            self.began_at or self.activities or self.impression or self.notes or self.participants
        )

    @property
    def is_paid(self) -> bool:
        return bool(self.kilometres or self.costs or self.hours_away)


@dataclass(frozen=True)
class VisitedCase:
    """The case that a visit belongs to, as far as its events name it."""

    case_id: UUID
    subject_id: UUID
    organisation: UUID
    volunteer_id: UUID | None = None
    profession: str | None = None  # of whoever of the team met the family


def counted(facts: VisitFacts, visited: VisitedCase) -> dict[str, Any]:
    """What everybody whom it concerns may know: when, how long, how many."""
    held = facts.status is VisitStatus.HELD
    return {
        "case_id": visited.case_id,
        "organisation": visited.organisation,
        "held_on": facts.held_on,
        "kind": facts.kind,
        "status": facts.status,
        "minutes": facts.minutes,
        "present": facts.present if held else 0,
        "volunteer_id": visited.volunteer_id,
        "profession": visited.profession,
    }


def is_noted(facts: VisitFacts, visited: VisitedCase) -> bool:
    return facts.is_noted or (visited.volunteer_id is None and facts.is_paid)


def note(visit_id: UUID, facts: VisitFacts, visited: VisitedCase) -> events.VisitNoted:
    """What was done and said; what somebody of the team paid, which nobody pays back here."""
    is_team = visited.volunteer_id is None
    return events.VisitNoted(
        visit_id=visit_id,
        case_id=visited.case_id,
        subject_id=visited.subject_id,
        began_at=facts.began_at,
        activities=facts.activities,
        impression=facts.impression,
        notes=facts.notes,
        participants=facts.participants,
        kilometres=facts.kilometres if is_team else 0,
        costs=facts.costs if is_team else Decimal(0),
    )


def paid(facts: VisitFacts, visited: VisitedCase) -> dict[str, Any]:
    return {
        "case_id": visited.case_id,
        "organisation": visited.organisation,
        "volunteer_id": visited.volunteer_id,
        "held_on": facts.held_on,
        **took(facts),
    }


def took(facts: object) -> dict[str, Any]:
    """What a visit took, as an event or what is known of it says."""
    return {name: getattr(facts, name) for name in PAID}


def must_be_a_trip(facts: VisitFacts, visited: VisitedCase) -> None:
    """Days away are a support person's claim; those of the team come with their wages."""
    if not facts.hours_away:
        return
    if visited.volunteer_id is None:
        raise Invalid(
            "Days away are paid to a support person. Yours go with your wages.",
            code="hours_away",
            field="hours_away",
        )
    if not facts.distance:
        raise Invalid(
            "Say how far from home it was: the day's allowance depends on it.",
            code="distance",
            field="distance",
        )
    if facts.hours_away * HOUR < facts.minutes:
        raise Invalid(
            "You were away at least as long as the visit lasted.",
            code="hours_away",
            field="hours_away",
        )


def must_make_sense(facts: VisitFacts) -> None:
    if facts.costs > DEAREST:
        raise Invalid("A visit costs at most %(most)s euros.", code="costs", most=DEAREST)
    if not 0 <= facts.minutes <= LONGEST:
        raise Invalid("A visit lasts from 0 to %(most)s minutes.", code="minutes", most=LONGEST)
    if facts.minutes > DAY and facts.kind is not VisitKind.EVENT:
        raise Invalid(
            "Only an event such as a camp lasts longer than a day. Correct the length, or how you "
            "met.",
            code="minutes",
        )
    if facts.status is VisitStatus.HELD and facts.minutes == 0:
        raise Invalid("Say how many minutes the visit lasted.", code="minutes")
    if facts.status is VisitStatus.HELD and facts.present < 1:
        raise Invalid("Somebody of the family was present when a visit was held.", code="present")
