"""Two strangers press for the same last seat at once, a hundred times over: one each has it."""

from datetime import date, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

from services.common.codes import RegistrationStatus
from services.platform.demo.people import fixed_id
from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import commands as happenings
from services.referral.registrations import commands
from shared.web.public_forms import new_key
from shared.work import Actor, Work
from tests.platform import Stepped
from tests.referral.happenings.announcing import EVENING, LECTURE

MLL = fixed_id("organisation:mll-vs")
STRANGER = Actor("family", MLL)
EVENTS, DAYS = 4, 25  # a hundred last seats
TERMS: dict[str, Any] = {"seats": 1, "until_day": None, "until_time": "", "drop_in": False}
EMPTY = dict.fromkeys(("about_sv", "title_en", "about_en", "way_in"), "")


def an_event(work: Work) -> tuple[UUID, list[date]]:
    """One with a single seat on each of its days."""
    happening_id, _ = happenings.plan(work, MLL, **LECTURE, **EMPTY, language="fi")
    first = work.today + timedelta(days=1)
    happenings.plan_days(work, happening_id, day=first, times=DAYS, every_weeks=1, **EVENING)
    happenings.publish(work, happening_id)
    commands.offer_seats(work, happening_id, **TERMS)
    return happening_id, [first + timedelta(weeks=number) for number in range(DAYS)]


def press_in_pairs(stepped: Stepped) -> None:
    service = stepped.platform.services["referral"]
    events = [service.execute(an_event, STRANGER) for _ in range(EVENTS)]
    rounds = [(each, day.isoformat()) for each, days in events for day in days]
    start = Barrier(2)

    def press_all() -> None:
        for happening_id, day in rounds:
            start.wait(60)
            service.execute(partial(_press, happening_id, day), STRANGER)

    pair = [Thread(target=press_all) for _ in range(2)]
    for each in pair:
        each.start()
    for each in pair:
        each.join(240)
    with service.read_only(STRANGER) as work:
        outcomes = [
            sorted(
                state.status_of(key)
                for key, party in {**state.room.seated, **state.room.waiting}.items()
                if party.day == day
            )
            for state, days in ((work.load(EventSeats(each))[0], days) for each, days in events)
            for day in days
        ]
    assert outcomes == [[RegistrationStatus.REGISTERED, RegistrationStatus.WAITING]] * len(rounds)


def _press(happening_id: UUID, day: str, work: Work) -> None:
    commands.register(work, new_key(), happening_id, people=1, day=day, calling_name="Maija")
