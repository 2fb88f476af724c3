"""The autumn of Perhelinja: times that were booked and held, lectures that were counted, answers.

Nobody in it is real; who comes when is drawn with a seed of its own.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from services.common.codes import BookedBy, BookingStatus, Profession, Theme
from services.demo import listeners
from services.demo.consultations import ask_about, take_and_answer
from services.demo.open_events import EVENTS, USUAL as USUAL_EVENT
from services.demo.receptions import RECEPTIONS, plan_reception
from services.demo.year import DAY, Year, organisation_id, somebody
from services.referral.bookings import commands as bookings
from services.referral.bookings.commands import Chosen
from services.referral.happenings import commands as happenings
from services.referral.receptions.domain import Reception
from services.referral.receptions.rules import slots
from shared.work import Actor, Work

SEED = 14
WEEKS, LECTURES = timedelta(weeks=14), 3
AHEAD = timedelta(days=6)  # a time is booked so long before
A_WEEK = timedelta(weeks=1)
PEOPLE = ("Anna", "Mikko", "Sari", "Jussi", "Leena", "Ville", "Heidi", "Timo")
COME = 0.85  # of the booked ones
LISTENED_TO = "coordinator-mll"  # whose lectures people register for
ASKED: tuple[tuple[Theme, Profession, str], ...] = (
    (Theme.ERO, Profession.SCHOOL, "Miten puhun luokassa erosta, kun se koskee montaa?"),
    (Theme.JAKSAMINEN, Profession.HEALTH_CARE, "Miten kysyn väsyneeltä vanhemmalta unesta?"),
    (Theme.ERO, Profession.EARLY_EDUCATION, "Kuka hakee, kun vanhemmat ovat eri mieltä?"),
    (Theme.MURROSIKA, Profession.SCHOOL, "Nuori ei tule kouluun. Mistä aloitan?"),
    (Theme.ERO, Profession.STUDENT_WELFARE, "Miten vuoroviikot näkyvät koulussa?"),
    (Theme.VANHEMMUUS, Profession.EARLY_EDUCATION, "Vanhempi pyytää neuvoa rajoihin."),
    (Theme.ERO, Profession.FAMILY_WORK, "Miten tuen molempia vanhempia tasapuolisesti?"),
)


@dataclass
class Autumn:
    """What the days write down for those that come after them."""

    year: Year
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    receptions: dict[str, UUID] = field(default_factory=dict)
    series: dict[str, UUID] = field(default_factory=dict)

    @property
    def first(self) -> date:
        return max(self.year.last - WEEKS, self.year.today) + DAY


def live_through_the_autumn(year: Year) -> None:
    """Put it on the agenda of the year."""
    autumn = Autumn(year)
    for person, home, weekday, terms in RECEPTIONS:
        starts_on = _next(autumn.first + AHEAD, weekday)
        plan = partial(_open, autumn, person, home, terms, starts_on)
        year.plan(autumn.first, "referral", somebody(person, home), plan)
        for day in _weekly(starts_on, year.last - DAY):
            _fill(autumn, person, home, day)
    for person, home, what, _ in EVENTS:
        _hold(autumn, person, home, USUAL_EVENT | what)
    for number, (theme, profession, text) in enumerate(ASKED):
        if (day := autumn.first + number * A_WEEK + DAY) < year.last:
            _consult(autumn, day, theme, profession, text)


def _fill(autumn: Autumn, person: str, home: str, day: date) -> None:
    """Some families come on that day, as said the day after."""
    for place in range(autumn.rng.randint(1, 3)):
        name, comes = autumn.rng.choice(PEOPLE), autumn.rng.random() < COME
        theme = autumn.rng.choice(next(t["themes"] for p, _, _, t in RECEPTIONS if p == person))
        booked: dict[str, UUID] = {}
        book = partial(_book, autumn, person, place, day, theme, name, booked)
        family = Actor("family", organisation_id(home))
        autumn.year.plan(day - AHEAD, "referral", family, book)
        status = BookingStatus.HELD if comes else BookingStatus.MISSED
        settle = partial(_settle, booked, status)
        autumn.year.plan(day + DAY, "referral", somebody(person, home), settle)


def _hold(autumn: Autumn, person: str, home: str, what: dict[str, Any]) -> None:
    """A series before the one that is announced, with the heads of each day."""
    first = autumn.first + A_WEEK
    days = list(_weekly(first, autumn.year.last - DAY))[:LECTURES]
    if not days:
        return
    announce = partial(_announce, autumn, person, home, what, first, len(days))
    autumn.year.plan(autumn.first, "referral", somebody(person, home), announce)
    for day in days:
        heads = {
            "children": autumn.rng.randint(0, 6),
            "young_people": 0,
            "parents": autumn.rng.randint(7, 19),
            "professionals": autumn.rng.randint(0, 2),
            "others": 0,
        }
        count = partial(_count, autumn, person, day, heads)
        autumn.year.plan(day + DAY, "referral", somebody(person, home), count)
    if person == LISTENED_TO:
        _listen(autumn, person, home, days[-1])


def _listen(autumn: Autumn, person: str, home: str, last: date) -> None:
    """Some register, and say after the last evening what they thought."""
    codes: list[str] = []
    family = Actor("family", organisation_id(home))

    def register(work: Work) -> None:
        listeners.register(autumn.series[person], codes, work)

    autumn.year.plan(autumn.first + DAY, "referral", family, register)
    autumn.year.plan(last + DAY, "referral", family, partial(listeners.answer, codes))


def _consult(autumn: Autumn, day: date, theme: Theme, profession: Profession, text: str) -> None:
    begun: list[UUID] = []
    asker = somebody("municipal-turku", "turku")
    helper = somebody("coordinator-folkhalsan", "folkhalsan")

    def ask(work: Work) -> None:
        begun.append(ask_about(theme, profession, text, work)[0])

    autumn.year.plan(day, "referral", asker, ask)
    autumn.year.plan(
        day + 3 * DAY, "referral", helper, lambda work: take_and_answer(begun[0], work)
    )


def _open(
    autumn: Autumn, person: str, home: str, terms: dict[str, Any], starts_on: date, work: Work
) -> None:
    autumn.receptions[person] = plan_reception(person, home, terms, starts_on, work)


def _book(
    autumn: Autumn,
    person: str,
    place: int,
    day: date,
    theme: Theme,
    name: str,
    booked: dict[str, UUID],
    work: Work,
) -> None:
    """The time of that place in the day; on a holiday there is none."""
    reception, _ = work.load(Reception(autumn.receptions[person]))
    times = list(slots(reception.plan_of_today, reception.days_off, day, day))
    if place < len(times):
        chosen = Chosen(reception.id, day, times[place].begins)
        key = f"{place}{day:%j%Y}{reception.id.hex}"[:22]
        _, booked["id"] = bookings.book(
            work, key, chosen, theme=theme, booked_by=BookedBy.FAMILY, calling_name=name
        )


def _settle(booked: dict[str, UUID], status: BookingStatus, work: Work) -> None:
    if booked:
        bookings.settle(work, booked["id"], status=status)


def _announce(
    autumn: Autumn,
    person: str,
    home: str,
    what: dict[str, Any],
    first: date,
    times: int,
    work: Work,
) -> None:
    happening_id, _ = happenings.plan(work, organisation_id(home), **what)
    when: dict[str, Any] = {"begins": "18:00", "minutes": 90, "topic": "", "every_weeks": 1}
    happenings.plan_days(work, happening_id, day=first, times=times, **when)
    if person == LISTENED_TO:
        listeners.offer_seats(happening_id, work)
    happenings.publish(work, happening_id)
    autumn.series[person] = happening_id


def _count(autumn: Autumn, person: str, day: date, heads: dict[str, int], work: Work) -> None:
    happenings.count(work, autumn.series[person], day=day, is_estimate=False, **heads)


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekly(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += A_WEEK
