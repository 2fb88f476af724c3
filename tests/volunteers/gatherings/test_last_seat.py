"""The last seat of a course is one person's, however many take it at once; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from services.common.codes import GatheringKind, RegistrationStatus
from services.common.sessions import commands as sessions
from services.common.sessions.domain import Gathering
from services.common.sessions.queries import status_of
from services.volunteers.gatherings import commands
from shared.work import Actor, Work
from tests.volunteers.examples import NGO
from tests.volunteers.stage import Stage, stage

__all__ = ["stage"]
ACTOR = Actor(str(UUID(int=5)), NGO)
TERMS = {
    "title": "Peruskurssi",
    "about": "",
    "materials": "",
    "language": "fi",
    "registers_until": None,
    "least_sessions": 0,
}


def a_course(stage: Stage, seats: int) -> UUID:
    def plan(work: Work) -> UUID:
        course, _ = commands.plan(work, NGO, GatheringKind.COURSE, seats=seats, **TERMS)
        first = work.today
        sessions.add_sessions(
            work,
            course,
            day=first,
            times=1,
            topic="",
            begins="23:00",
            minutes=30,
            place="Turku",
            link="",
        )
        return course

    return stage.volunteers.execute(plan, ACTOR)


def statuses(stage: Stage, course: UUID, people: list[UUID]) -> list[RegistrationStatus | None]:
    def read(work: Work) -> list[RegistrationStatus | None]:
        state, _ = work.load(Gathering(course))
        return [status_of(state, each) for each in people]

    read_here: list[RegistrationStatus | None] = stage.read_only(read)
    return read_here


def test_of_two_at_once_one_has_the_last_seat_and_the_other_waits(stage: Stage) -> None:
    people = [stage.vetted() for _ in range(2)]
    course, barrier = a_course(stage, seats=1), Barrier(2)

    def take(person: UUID) -> None:
        barrier.wait()
        stage.volunteers.execute(
            lambda work: sessions.register(work, course, person, late=True), ACTOR
        )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(take, people))
    assert sorted(statuses(stage, course, people), key=str) == [
        RegistrationStatus.REGISTERED,
        RegistrationStatus.WAITING,
    ]
