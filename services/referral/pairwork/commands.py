"""What can be asked of pair work. Each function runs in the caller's one transaction."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common import geography
from services.common.codes import NotHeldReason, PairWorkResult, Register, Role
from services.common.erasure.commands import at_its_end
from services.common.identifying import check_nameless
from services.common.people import members
from services.referral.networks.queries import all_networks
from services.referral.pairwork import rules
from services.referral.pairwork.domain import PairWork
from services.referral.pairwork.events import (
    MinutesWritten,
    MoveProposed,
    PairWorkAsked,
    PairWorkOffered,
    WishedTime,
)
from services.referral.worker_times import commands as worker_times
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.work import Taken, Work

Decide = Callable[[PairWork], list[Any]]
ORDER = ("first", "second", "third")  # as the fields of wished times are called


def ask(work: Work, *, municipality: str, text: str, **terms: Any) -> tuple[UUID, int]:
    """Ask the network for a worker who comes along, without a word of who the client is."""
    check_nameless(text)
    place = geography.municipalities().get(municipality)
    if place is None:
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            field="municipality",
            codes=municipality,
        )
    wished = _wished(work, terms)
    pairwork_id, home = uuid4(), _home(work)
    networks = [each.members for each in all_networks(work.db)]
    where = {"municipality": municipality, "county": place.county}
    request = PairWorkAsked(
        pairwork_id=pairwork_id,
        organisation=home,
        by=UUID(work.actor.id),
        municipality=municipality,
        wished=wished,
        candidates=rules.candidates(networks, theme=terms["theme"], by=home, **where),
        on=work.today,
        due_on=rules.due_on(work.today, [each.day for each in wished]),
        text=text,
        **terms,
    )
    _, version = work.start(PairWork(pairwork_id), lambda new: new.ask(request))
    return pairwork_id, version


def offer(
    work: Work, pairwork_id: UUID, *, worker: UUID, day: date, begins: str, minutes: int
) -> None:
    """Offer a worker of one's own organisation at a time."""
    home = _home(work)
    _check_worker(work, home, worker)
    offered = PairWorkOffered(
        pairwork_id=pairwork_id,
        organisation=home,
        worker=worker,
        by=UUID(work.actor.id),
        day=day,
        begins=begins,
        minutes=minutes,
        on=work.today,
    )
    _change(work, pairwork_id, lambda each: each.offer(offered, now=work.now))


def agree(work: Work, pairwork_id: UUID) -> None:
    """Say yes to what the other side offers or proposes."""
    home, now = _home(work), work.now
    _change(work, pairwork_id, lambda each: each.agree(organisation=home, now=now))


def refuse(work: Work, pairwork_id: UUID, *, reason: str) -> None:
    """Say no to it, and why; another organisation may offer."""
    check_nameless(reason, field="reason")
    home, on = _home(work), work.today
    _change(work, pairwork_id, lambda each: each.refuse(reason, organisation=home, on=on))


def withdraw_offer(work: Work, pairwork_id: UUID) -> None:
    """Take back what one's own side offered or proposed."""
    home, on = _home(work), work.today
    _change(work, pairwork_id, lambda each: each.withdraw_offer(organisation=home, on=on))


def lapse(work: Work, pairwork_id: UUID, *, missed: date) -> None:
    """The clock gives up an offer whose last day for an answer is over."""
    _change(work, pairwork_id, lambda each: each.let_lapse(missed, on=work.today))


def propose_move(
    work: Work,
    pairwork_id: UUID,
    *,
    day: date,
    begins: str,
    minutes: int,
    worker: UUID | None = None,
) -> None:
    """Propose another time; what was agreed holds until the other side agrees."""
    state, _ = work.load(PairWork(pairwork_id))
    if state.agreed is not None and worker not in (None, state.agreed.worker):
        _check_worker(work, state.agreed.partner, worker)
    home, on = _home(work), work.today

    def decide(each: PairWork) -> list[Any]:
        move = MoveProposed(
            pairwork_id=pairwork_id,
            organisation=home,
            partner=each.partner or home,
            worker=worker or each.worker or home,
            day=day,
            begins=begins,
            minutes=minutes,
            on=on,
        )
        return list(each.propose_move(move, now=work.now))

    _change(work, pairwork_id, decide)


def withdraw(work: Work, pairwork_id: UUID) -> None:
    """Need nobody any more, before anything was agreed."""
    _change(work, pairwork_id, lambda each: each.withdraw(on=work.today))


def cancel(work: Work, pairwork_id: UUID, *, reason: str) -> None:
    """Call off an agreed meeting, and say why."""
    check_nameless(reason, field="reason")
    home, now = _home(work), work.now
    _change(work, pairwork_id, lambda each: each.cancel(reason, organisation=home, now=now))


def say_not_held(work: Work, pairwork_id: UUID, *, why: NotHeldReason) -> None:
    """Say that they did not meet, and why."""
    home, now = _home(work), work.now
    _change(work, pairwork_id, lambda each: each.not_held(why, organisation=home, now=now))


def write_minutes(
    work: Work,
    pairwork_id: UUID,
    *,
    work_minutes: int,
    travel_minutes: int,
    brought: Sequence[PairWorkResult],
    text: str,
) -> None:
    """Write what one's own side gave to the meeting, and what it brought."""
    check_nameless(text)
    state, _ = work.load(PairWork(pairwork_id))
    home = _home(work)
    written = MinutesWritten(
        pairwork_id=pairwork_id,
        organisation=home,
        is_asker=state.is_askers(home),
        work_minutes=work_minutes,
        travel_minutes=travel_minutes,
        brought=tuple(brought),
        on=work.today,
        text=text,
    )
    work.change(state, lambda each: each.write_minutes(written, now=work.now))


def expire(work: Work, pairwork_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase its texts at the end of their time; the classes left of it. Minutes stay."""
    state, _ = work.load(PairWork(pairwork_id))
    return at_its_end(
        work,
        Register.CONTACTS,
        pairwork_id,
        persons=(pairwork_id,),
        moments=rules.moments(state.latest),
        preview=preview,
    )


def _wished(work: Work, terms: dict[str, Any]) -> tuple[WishedTime, ...]:
    """The wished times out of their fields, the first first; raises `Invalid`."""
    wished = []
    for name in ORDER:
        day, begins = terms.pop(f"{name}_day"), terms.pop(f"{name}_begins")
        if day is None and not begins:
            continue
        if day is None or not begins:
            raise Invalid("Say both the day and the time.", code="half_a_time", field=f"{name}_day")
        rules.must_come(day, begins, work.now, field=f"{name}_day")
        wished.append(WishedTime(day=day, begins=begins))
    return tuple(dict.fromkeys(wished))


def _change(work: Work, pairwork_id: UUID, decide: Decide) -> None:
    """Decide, and keep the times of whoever comes along for it; raises `Refused` where taken."""
    before, _ = work.load(PairWork(pairwork_id))
    after, _ = work.change(before, decide)
    try:
        worker_times.keep(work, after, before=_keys(before), now=_keys(after))
    except Taken as busy:
        if after.partner != work.actor.organisation:
            raise Refused("They are not free then. Choose another time.", code="busy") from busy
        if busy.stream.startswith(PairWork.category):
            raise Refused(
                "They go along to another meeting then. Choose another time.", code="busy"
            ) from busy
        raise Refused("They meet a family then. Choose another time.", code="busy") from busy


def _keys(state: PairWork) -> list[str]:
    """The quarters of an hour that are kept for what is offered, proposed and agreed."""
    return [
        key
        for time in state.times
        for key in worker_times.keys_of(time.worker, rules.starts_at(time), time.minutes)
    ]


def _check_worker(work: Work, organisation: UUID, worker: UUID | None) -> None:
    here = members(work, organisation)
    can = {each.id for each in here if each.has(Role.NGO_COORDINATOR, Role.NGO_WORKER)}
    if worker not in can:
        raise Invalid("Choose somebody of your organisation.", code="unknown", field="worker")


def _home(work: Work) -> UUID:
    if work.actor.organisation is None:
        raise NotFound
    return work.actor.organisation
