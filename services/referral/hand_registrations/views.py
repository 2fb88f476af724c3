"""What the form shows to whoever holds an open event; the template only draws it."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.referral.happenings import texts as happenings
from services.referral.happenings.rules import is_closed
from services.referral.registrations import queries, rules, texts
from shared.identity.principals import Principal
from shared.web.i18n import gettext
from shared.web.parts import Option
from shared.work import Work


@dataclass(frozen=True)
class HandForm:
    title: str
    home: str  # of the event
    back: str  # to who has registered
    days: list[Option]  # to choose from; empty where there is one only
    note: str  # how many seats are free
    is_open: bool  # there is a time to come, and people register for it


def form(work: Work, who: Principal, happening_id: UUID) -> HandForm:
    """Of one event; raises `NotFound` for whoever does not hold it."""
    view = queries.seats(work, who, happening_id)
    happening, plan = view.happening, view.happening.plan_of_today
    days, together = happening.days_to_come(work.now), is_closed(plan)
    times = [happening.calendar.times[day] for day in days]
    options = [Option(each.day.isoformat(), happenings.time(each)) for each in times]
    everything = Option(rules.ALL, gettext("All times"))
    return HandForm(
        title=happenings.title(plan),
        home=url_for("happenings.show", happening_id=happening_id),
        back=url_for("registrations.show", happening_id=happening_id),
        days=[*options, everything] if len(options) > 1 and not together else [],
        note=texts.room_left(view.seats, days, together=together),
        is_open=bool(days) and view.seats.offer is not None,
    )
