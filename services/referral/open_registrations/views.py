"""What a web site may know of an event's registration: what the public form shows, and nobody."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import HappeningStatus
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings.domain import Happening
from services.referral.happenings.rules import is_closed
from services.referral.registrations import texts
from shared.kernel.aggregate import NotFound
from shared.work import Work


def state(work: Work, happening_id: UUID) -> dict[str, Any]:
    """Of one event; raises `NotFound` where nobody registers."""
    happening, seats = _registered_for(work, happening_id)
    days, plan = happening.days_to_join(work.now), happening.plan_of_today
    times = [happening.calendar.times[day] for day in days]
    return {
        "id": happening_id,
        "organisation": plan.organisation,
        "is_open": bool(days) and seats.is_open(work.now),
        "for_all_times": is_closed(plan),
        "drop_in": seats.offer is not None and seats.offer.drop_in,
        "until": seats.offer.until if seats.offer else None,
        "days": [
            {
                "day": each.day,
                "starts_at": each.starts_at,
                "is_full": texts.is_full(seats, each.day),
            }
            for each in times
        ],
        "notice": url_for("notices.show", code=plan.programme),
    }


def organisation(work: Work, happening_id: UUID) -> UUID:
    """Which holds it; raises `NotFound` where nobody registers."""
    happening, _ = _registered_for(work, happening_id)
    return happening.plan_of_today.organisation


def _registered_for(work: Work, happening_id: UUID) -> tuple[Happening, EventSeats]:
    happening, _ = work.load(Happening(happening_id))
    seats, _ = work.load(EventSeats(happening_id))
    if seats.offer is None or happening.status is HappeningStatus.DRAFT:
        raise NotFound
    return happening, seats
