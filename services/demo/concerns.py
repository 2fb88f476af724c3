"""Concerns about a child's safety in the demo: one was notified and closed, two are in hand."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from services.casework.cases.projections import cases
from services.casework.concerns import commands
from services.casework.matches import queries as matches
from services.common.codes import ConcernAct, ConcernSign, NotificationWay
from services.demo.year import Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from shared.work import Work

MLL, SIIPI = "mll-vs", "siipi"
SERVICE = "casework"
DONE = "Lapsi oli yksin kotona koko illan eikä tiennyt, milloin joku tulee. Jääkaappi oli tyhjä."
LATELY = "Lapsi ei halunnut lähteä kotiin ja sanoi pelkäävänsä isän huutamista."
AT_WORK = "Nuori on ollut kolme viikkoa koulusta poissa ja kertoi, ettei aina jaksa enää."


def worry(year: Year) -> None:
    """In the last days of the year."""
    ids: list[UUID] = []
    mll, worker = somebody("coordinator-mll", MLL), somebody("worker-siipisulka", SIIPI)
    for ago, act in ((9, _notify), (7, _close)):
        year.plan(year.last - timedelta(days=ago), SERVICE, mll, partial(act, ids))
    year.plan(year.last - timedelta(days=1), SERVICE, worker, _see_to_it)


def worry_today(year: Year) -> None:
    """The demo's support person worries; their coordinator has it."""
    ids: list[UUID] = []
    service = year.platform.services[SERVICE]
    service.execute(partial(_worry, ids), somebody("volunteer-mll", MLL))
    if ids:
        coordinator = somebody("coordinator-mll", MLL)
        service.execute(lambda work: commands.take(work, ids[0]), coordinator)
        year.platform.settle()


def _notify(ids: list[UUID], work: Work) -> None:
    case_id = _an_open_case(work, MLL)
    if case_id is None:
        return
    signs = (ConcernSign.NEGLECT,)
    concern_id, _ = commands.raise_concern(work, case_id, text=DONE, signs=signs, seen="eilen")
    ids.append(concern_id)
    commands.record_act(work, concern_id, act=ConcernAct.CALLED_FAMILY, done_at="09:10")
    commands.record_act(
        work,
        concern_id,
        act=ConcernAct.NOTIFICATION,
        county="05",
        method=NotificationWay.PHONE,
        done_at="09:35",
    )


def _close(ids: list[UUID], work: Work) -> None:
    reason = "Sosiaalihuolto aloitti palvelutarpeen arvioinnin ja tapasi perheen samana päivänä."
    if ids:
        commands.close(work, ids[0], outcome=ConcernAct.NOTIFICATION, reason=reason)


def _see_to_it(work: Work) -> None:
    case_id = _an_open_case(work, SIIPI)
    if case_id is not None:
        signs = (ConcernSign.SELF_HARM,)
        concern_id, _ = commands.raise_concern(work, case_id, text=AT_WORK, signs=signs)
        commands.take(work, concern_id)


def _worry(ids: list[UUID], work: Work) -> None:
    case_ids = matches.running_cases_of(work.db, fixed_id("volunteer-mll"))
    if case_ids:
        concern_id, _ = commands.raise_concern(
            work, case_ids[0], text=LATELY, seen="eilen illalla", may_call=True
        )
        ids.append(concern_id)


def _an_open_case(work: Work, provider: str) -> UUID | None:
    """The oldest that goes on."""
    c = cases.c
    query = select(c.case_id).where(c.organisation == organisation_id(provider))
    query = query.where(c.closed_on.is_(None), ~c.non_disclosure, c.opened_on.is_not(None))
    case_id: UUID | None = work.db.execute(query.order_by(c.opened_on, c.case_id).limit(1)).scalar()
    return case_id
