"""Who stands in and what is handed over in the demo, on its last day."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from services.casework.cases.projections import cases
from services.casework.handover.commands import plan
from services.casework.staffing.projections import team
from services.casework.standins.commands import agree
from services.common.codes import EarlierNotes, HandOverReason
from services.demo.year import Year, somebody
from services.platform.demo.people import fixed_id
from shared.work import Work

COORDINATOR, WORKER, PROVIDER = "coordinator-siipisulka", "worker-siipisulka", "siipi"


def share_work_today(year: Year) -> None:
    """The coordinator stands in from next week; another case waits to be taken over."""
    service, actor = year.platform.services["casework"], somebody(COORDINATOR, PROVIDER)
    service.execute(_share, actor)
    year.platform.settle()


def _share(work: Work) -> None:
    worker, coordinator = fixed_id(WORKER), fixed_id(COORDINATOR)
    open_cases = _open_cases(work, worker)
    since, until = work.today + timedelta(days=7), work.today + timedelta(days=20)
    for case_id in open_cases[:1]:
        agree(work, case_id, person_id=coordinator, instead_of=worker, since=since, until=until)
    for case_id in open_cases[1:2]:
        plan(
            work,
            case_id,
            leaving=worker,
            receiver=coordinator,
            first_day=since,
            reason=HandOverReason.DUTIES,
            notes=EarlierNotes.ALL,
        )


def _open_cases(work: Work, person: UUID) -> list[UUID]:
    """The person's open ones, the oldest first."""
    seats = select(team.c.case_id).where(team.c.person_id == person)
    query = select(cases.c.case_id).where(cases.c.case_id.in_(seats), cases.c.closed_on.is_(None))
    return list(work.db.execute(query.order_by(cases.c.opened_on, cases.c.case_id)).scalars())
