"""What can be asked of a request. Each function runs in the caller's one transaction."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from services.common.codes import (
    AnswerDelivery,
    IdentityCheck,
    RefusalGround,
    Register,
    Requester,
    RightsKind,
)
from services.common.erasure.commands import at_its_end
from services.referral.referrals.domain import Referral
from services.referral.rights.domain import RightsRequest
from services.referral.rights.events import RequestReceived, RightsEvent
from services.referral.rights.rules import moments
from shared.work import Work


def receive(
    work: Work,
    *,
    kind: RightsKind,
    requester: Requester,
    requester_name: str,
    text: str,
    received_on: date | None,
    referral_id: UUID | None,
    volunteer_id: UUID | None,
) -> UUID:
    """Record that somebody asked; its month counts from the day on which they did."""
    received = RequestReceived(
        request_id=uuid4(),
        kind=kind,
        referral_id=referral_id,
        volunteer_id=volunteer_id,
        organisation=work.actor.organisation,
        requester=requester,
        received_on=work.day(received_on),
        requester_name=requester_name,
        text=text,
    )
    work.start(RightsRequest(received.request_id), lambda request: request.receive(received))
    return received.request_id


def confirm_identity(work: Work, request_id: UUID, *, method: IdentityCheck) -> None:
    """It was made sure who asks."""
    _change(work, request_id, lambda request: request.confirm_identity(method, on=work.on))


def extend(work: Work, request_id: UUID, *, reason: str) -> None:
    """Take two months more, with the reason that whoever asked is told."""
    _change(work, request_id, lambda request: request.extend(reason, on=work.on))


def answer(work: Work, request_id: UUID, *, delivery: AnswerDelivery, note: str) -> None:
    """The answer was given to whom it belongs."""
    _change(work, request_id, lambda request: request.answer(delivery, note, on=work.on))


def refuse(
    work: Work, request_id: UUID, *, ground: RefusalGround, delivery: AnswerDelivery, reason: str
) -> None:
    """It was refused, with the ground in law and how to complain."""
    _change(work, request_id, lambda request: request.refuse(ground, delivery, reason, on=work.on))


def withdraw(work: Work, request_id: UUID) -> None:
    """Whoever asked took it back."""
    _change(work, request_id, lambda request: request.withdraw(on=work.on))


def export(
    work: Work, request_id: UUID, *, form: str, language: str, entries: int, left_out: int
) -> None:
    """What is held was written out for whoever asked."""
    _change(
        work,
        request_id,
        lambda request: request.export(
            form, language, entries=entries, left_out=left_out, on=work.on
        ),
    )


def judge(work: Work, request_id: UUID, entry_id: UUID, *, is_told: bool, reason: str) -> None:
    """Say of an entry about a child's safety whether it is told."""
    _change(
        work,
        request_id,
        lambda request: request.judge(entry_id, reason, is_told=is_told, on=work.on),
    )


def restrict(work: Work, request_id: UUID) -> None:
    """Let nobody but the officer use what is held of whoever the request is about."""
    persons = _persons(work, request_id)
    _change(work, request_id, lambda request: request.restrict(persons, on=work.on))
    for person in persons:
        work.sealing.restrict(person)


def lift(work: Work, request_id: UUID, *, reason: str) -> None:
    """Let it be used again, with the reason that whoever asked is told."""
    persons = _persons(work, request_id)
    _change(work, request_id, lambda request: request.lift(persons, reason, on=work.on))
    for person in persons:
        work.sealing.lift(person)


def expire(work: Work, request_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase who asked and what was answered, at the end of its time; the classes left of it."""
    request, _ = work.load(RightsRequest(request_id))
    goes_on = request.is_open or request.is_restricted
    return at_its_end(
        work,
        Register.REQUESTS,
        request_id,
        persons=(request_id,),
        moments=moments(request.latest, goes_on=goes_on),
        preview=preview,
    )


def _persons(work: Work, request_id: UUID) -> tuple[UUID, ...]:
    """Under which ids the registers know whoever the request is about."""
    received = work.load(RightsRequest(request_id))[0].received
    if received is None:
        return ()
    if received.referral_id is None:
        return (received.volunteer_id,) if received.volunteer_id else ()
    referral, _ = work.load(Referral(received.referral_id))
    records = [record for record in (referral.described, referral.disclosed) if record]
    return tuple(record.subject_id for record in records)


def _change(
    work: Work, request_id: UUID, decide: Callable[[RightsRequest], list[RightsEvent]]
) -> None:
    work.change(RightsRequest(request_id), decide)
