"""What can be asked of a roster. Each function runs in the caller's one transaction."""

from uuid import UUID, uuid4

from services.casework.cases.commands import STAFF
from services.casework.duties import queries
from services.casework.duties.domain import PhoneDuty
from services.casework.duties.rules import Span, overlapping
from shared.identity.principals import Principals
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.conflicts import Taken
from shared.work import Work

BEGINS = "phone_duty"  # an organisation and the moment at which somebody begins


def agree(work: Work, organisation: UUID, person_id: UUID, spans: list[Span]) -> list[UUID]:
    """Let somebody answer in these times; refused where somebody does already."""
    if _home(work, person_id) != organisation:
        raise Invalid("Only your organisation's own workers answer.", code="not_ours")
    whole = Span(spans[0].since, spans[-1].until)
    there = [each.span for each in queries.within(work, organisation, whole)]
    if any(overlapping(span, there) for span in spans):
        raise _twice()
    return [_agree(work, organisation, person_id, span) for span in spans]


def hand_on(work: Work, duty_id: UUID, *, person_id: UUID) -> None:
    """Let somebody else answer instead."""
    home = _home(work, person_id)
    work.change(
        PhoneDuty(duty_id), lambda duty: duty.hand_on(person_id, works_for=home, at=work.now)
    )


def cancel(work: Work, duty_id: UUID) -> None:
    """Nobody answers then, unless somebody else is found."""
    duty, _ = work.change(PhoneDuty(duty_id), lambda each: each.cancel(at=work.now))
    if duty.agreed is not None:
        work.release(BEGINS, _key(duty.agreed.organisation, duty.agreed.since.isoformat()))


def _agree(work: Work, organisation: UUID, person_id: UUID, span: Span) -> UUID:
    duty = PhoneDuty(uuid4())
    try:
        work.claim(BEGINS, _key(organisation, span.since.isoformat()), duty)
    except Taken as taken:
        raise _twice() from taken
    work.start(duty, lambda each: each.agree(organisation, person_id, span))
    return duty.id


def _key(organisation: UUID, since: str) -> str:
    return f"{organisation}:{since}"


def _home(work: Work, person_id: UUID) -> UUID | None:
    person = Principals.of(work).by_id(person_id)
    return person.organisation if person and person.has(*STAFF) else None


def _twice() -> Refused:
    return Refused(
        "Somebody answers already in that time. Hand that duty on instead.", code="twice"
    )
