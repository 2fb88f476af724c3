"""What can be asked of a concern. Nothing keeps anybody from raising one, and it waits for nobody.

What is restricted is used here all the same: it protects a child (GDPR, article 18(2)).
"""

from uuid import UUID, uuid4

from services.casework.cases.domain import Case
from services.casework.concerns.domain import Concern
from services.casework.concerns.events import ConcernRaised
from services.casework.concerns.policy import leads
from services.casework.concerns.rules import ActFacts
from services.casework.matches import queries as matches
from services.common import geography
from services.common.codes import ConcernAct, ConcernSign, NotificationWay
from services.common.people import coordinators_of
from shared.kernel import restricting
from shared.work import Work


def raise_concern(
    work: Work,
    case_id: UUID,
    *,
    text: str = "",
    signs: tuple[ConcernSign, ...] = (),
    seen: str = "",
    in_danger: bool = False,
    may_call: bool = False,
    concern_id: UUID | None = None,
) -> tuple[UUID, int]:
    """Say that a child's safety worries; the same id again changes nothing."""
    by = UUID(work.actor.id)
    with restricting.lifted():
        case, _ = work.load(Case(case_id))
    support = matches.support_by(work.db, by, case_id)
    readers, is_coordinated = _readers(work, case)
    concern = ConcernRaised(
        concern_id=concern_id or uuid4(),
        case_id=case_id,
        subject_id=case.person.subject_id,
        organisation=case.opened.organisation,
        raised_by=by,
        raised_at=work.now,
        volunteer_id=support.volunteer_id if support else None,
        readers=readers,
        to_all=not is_coordinated,
        is_danger=in_danger,
        may_call=may_call,
        signs=tuple(signs),
        seen=seen,
        text=text,
    )
    _, version = work.change(Concern(concern.concern_id), lambda each: each.raise_it(concern))
    return concern.concern_id, version


def take(work: Work, concern_id: UUID) -> None:
    """See to it from now on; whoever raised it and the others see who does."""
    by, at = UUID(work.actor.id), work.now
    work.change(_concern(work, concern_id), lambda concern: concern.take(by, at=at))


def record_act(
    work: Work,
    concern_id: UUID,
    *,
    act: ConcernAct,
    done_at: str = "",
    done_by: str = "",
    county: str = "",
    method: NotificationWay | None = None,
    text: str = "",
) -> tuple[UUID, int]:
    """Record what was done about it, when and by whom."""
    act_id, by, at, on = uuid4(), UUID(work.actor.id), work.now, work.on
    place = county if county in geography.counties() else ""  # else it is asked for again
    facts = ActFacts(act, done_at, done_by, place, method, text)
    _, version = work.change(
        _concern(work, concern_id), lambda each: each.record(act_id, facts, by=by, at=at, on=on)
    )
    return act_id, version


def close(work: Work, concern_id: UUID, *, outcome: ConcernAct, reason: str) -> None:
    """Close it with what was done about it, and why nothing more is."""
    by, at, on = UUID(work.actor.id), work.now, work.on
    work.change(
        _concern(work, concern_id),
        lambda concern: concern.close(outcome, reason, by=by, at=at, on=on),
    )


def reopen(work: Work, concern_id: UUID, *, reason: str) -> None:
    """Open it again and see to it."""
    by, at, on = UUID(work.actor.id), work.now, work.on
    work.change(
        _concern(work, concern_id), lambda concern: concern.reopen(reason, by=by, at=at, on=on)
    )


def _concern(work: Work, concern_id: UUID) -> Concern:
    with restricting.lifted():
        return work.load(Concern(concern_id))[0]


def _readers(work: Work, case: Case) -> tuple[tuple[UUID, ...], bool]:
    """Those of the team who hear of it at once, and whether one of them coordinates."""
    coordinators = {each.id for each in coordinators_of(work, case.opened.organisation)}
    readers = tuple(person for person in case.team if leads(case, person) or person in coordinators)
    return readers, not coordinators.isdisjoint(readers)
