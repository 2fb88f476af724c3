"""Courses and guidance of the demo year's last weeks: one over, one going on, one open."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, select

from services.common.codes import GatheringKind, Presence, VolunteerStatus
from services.common.sessions import commands as sessions
from services.common.sessions.commands import Attended
from services.common.sessions.domain import Gathering
from services.demo.year import Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from services.volunteers.gatherings import commands
from services.volunteers.people.projections import volunteers
from shared.work import Work

HOME = "mll-vs"
EVENING = {"begins": "17:30", "minutes": 120, "place": "Kumppanuuskeskus, Turku", "link": ""}
ONLINE = {"begins": "18:00", "minutes": 90, "place": "", "link": "https://etana.example.org/a1"}
TERMS = {"language": "fi", "registers_until": None, "least_sessions": 0}
LINK = "https://opas.example.org/tukihenkilot"
A_GROUP, ALONE = 10, 3  # people of a guidance group, and those who have none yet


def teach(year: Year) -> None:
    """Plan them, with who takes part and who was there until today."""
    home, coordinator = organisation_id(HOME), somebody("coordinator-mll", HOME)

    def do(action: Callable[[Work], object]) -> None:
        year.platform.services["volunteers"].execute(action, coordinator)
        year.platform.settle()

    do(lambda work: _over(work, home, year.last))
    do(lambda work: _going_on(work, home, year.last))
    do(lambda work: _open(work, home, year.last))
    do(lambda work: _guide_all(work, home, year.last))


def _over(work: Work, home: UUID, last: date) -> None:
    course = _plan(work, home, "Tukihenkilön peruskurssi", seats=12, about="Ennen aloittamista.")
    _meet(work, course, last - timedelta(days=75), times=3, topic="Kohtaaminen", **EVENING)
    _join(work, course, _people(work, home)[:6])
    _were_there(work, course, last)
    commands.complete(work, course)


def _going_on(work: Work, home: UUID, last: date) -> None:
    course = _plan(
        work,
        home,
        "Jatkokurssi: murrosikäisen rinnalla",
        seats=5,
        about="Miten kuunnella, kun toinen ei halua puhua.",
        materials=f"Lue ennen ensimmäistä iltaa:\n{LINK}",
    )
    _meet(work, course, last - timedelta(days=10), times=4, topic="Nuoren maailma", **EVENING)
    _join(work, course, _people(work, home)[:7])  # two wait
    _were_there(work, course, last)


def _open(work: Work, home: UUID, last: date) -> None:
    course = _plan(
        work,
        home,
        "Ensiapua arkeen: lapsen hätä verkossa",
        seats=20,
        about="Ilta etänä kaikille tukihenkilöille.",
    )
    _meet(work, course, last + timedelta(days=12), times=1, topic="", **ONLINE)


def _guide_all(work: Work, home: UUID, last: date) -> None:
    guided = _people(work, home)[:-ALONE]
    for number, start in enumerate(range(0, len(guided), A_GROUP), 1):
        _guide(work, home, f"Turun ohjausryhmä {number}", guided[start : start + A_GROUP], last)


def _guide(work: Work, home: UUID, title: str, people: list[UUID], last: date) -> None:
    terms = TERMS | {"title": title, "seats": A_GROUP, "about": "", "materials": ""}
    group, _ = commands.plan(work, home, GatheringKind.GUIDANCE, **terms)
    first = last - timedelta(days=51)
    sessions.add_sessions(
        work, group, day=first, times=4, every_weeks=4, topic="Mitä perheille kuuluu?", **EVENING
    )
    _join(work, group, people)
    _were_there(work, group, last)


def _plan(work: Work, home: UUID, title: str, **terms: Any) -> UUID:
    values = {"materials": LINK, **TERMS, "title": title, **terms}
    course, _ = commands.plan(work, home, GatheringKind.COURSE, **values)
    return course


def _meet(work: Work, course: UUID, first: date, **where: Any) -> None:
    sessions.add_sessions(work, course, day=first, **where)


def _join(work: Work, gathering: UUID, people: list[UUID]) -> None:
    for each in people:
        sessions.register(work, gathering, each, late=True)


def _were_there(work: Work, gathering: UUID, last: date) -> None:
    """Everybody was at each session until yesterday, but for the last of them once."""
    state, _ = work.load(Gathering(gathering))
    over = [each for each in state.held if each.plan.day < last]
    taken = state.seats.taken
    for number, session in enumerate(over):
        excused = taken[-1:] if number == len(over) - 1 else ()
        attendance = [
            Attended(
                participant=each,
                presence=Presence.EXCUSED if each in excused else Presence.PRESENT,
            )
            for each in taken
        ]
        sessions.attend(work, gathering, session.id, attendance)


def _people(work: Work, home: UUID) -> list[UUID]:
    """The demo's own support person first, then those who have been here longest."""
    c = volunteers.c
    query = select(c.volunteer_id).where(c.organisation == home, c.status == VolunteerStatus.VETTED)
    signer = c.person_id == fixed_id("volunteer-mll")
    return list(
        work.db.scalars(query.order_by(case((signer, 0), else_=1), c.applied_on, c.volunteer_id))
    )
