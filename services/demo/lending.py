"""A lending of the demo: a neighbour asked, somebody is named, and their own answer is awaited."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from services.demo.year import Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from services.volunteers.lending import commands
from services.volunteers.people.projections import volunteers
from shared.work import Work

LENDER, BORROWER = "mll-vs", "sasta"


def lend(year: Year) -> None:
    """Sastamala asks for a support person of MLL; the demo's own one is named."""
    volunteer_service = year.platform.services["volunteers"]
    waiting: list[UUID] = []
    first = year.last + timedelta(days=14)

    def ask(work: Work) -> None:
        loan = commands.ask(
            work,
            organisation_id(BORROWER),
            organisation=organisation_id(LENDER),
            programme="rinnallakulkija",
            starts_on=first,
            ends_on=first + timedelta(days=90),
        )
        waiting.append(loan)

    def offer(work: Work) -> None:
        c = volunteers.c
        query = select(c.volunteer_id).where(c.person_id == fixed_id("volunteer-mll"))
        commands.offer(work, waiting[0], volunteer=work.db.execute(query).scalar_one())

    volunteer_service.execute(ask, somebody("coordinator-sastamala", BORROWER))
    year.platform.settle()
    volunteer_service.execute(offer, somebody("coordinator-mll", LENDER))
    year.platform.settle()
