"""What the parties of an agreement can do. Each function runs in the caller's one transaction."""

from decimal import Decimal
from uuid import UUID, uuid4

from services.common.identifying import check_anonymous
from services.referral.directory.queries import terms_of
from services.referral.directory.rules import Terms
from services.referral.partnerships.domain import NOBODY, Partnership
from services.referral.partnerships.events import Emphasis, ForecastGiven, Minutes
from shared.kernel.aggregate import NotFound
from shared.work import Work

Made = tuple[UUID, int]  # the new part, and the version of the partnership


def propose(work: Work, agreement_id: UUID, *, emphasis: Emphasis, text: str) -> Made:
    """Propose what comes first in a year; the other party is asked to agree."""
    check_anonymous(text, ())
    terms, emphasis_id, by = _terms(work, agreement_id), uuid4(), work.actor.organisation
    _, version = work.change(
        _new(terms),
        lambda partnership: partnership.propose(
            emphasis_id, emphasis, text=text, by=by, terms=terms, on=work.on
        ),
    )
    return emphasis_id, version


def agree(work: Work, agreement_id: UUID, *, emphasis_id: UUID) -> None:
    """Agree to what the other party has proposed."""
    by, new = work.actor.organisation, _new(_terms(work, agreement_id))
    work.change(new, lambda partnership: partnership.agree(emphasis_id, by=by, on=work.on))


def decline(work: Work, agreement_id: UUID, *, emphasis_id: UUID, text: str) -> None:
    """Say no to what the other party has proposed, and why."""
    check_anonymous(text, ())
    by, new = work.actor.organisation, _new(_terms(work, agreement_id))
    work.change(
        new, lambda partnership: partnership.decline(emphasis_id, by=by, text=text, on=work.on)
    )


def withdraw(work: Work, agreement_id: UUID, *, emphasis_id: UUID) -> None:
    """Take one's own proposal back."""
    by, new = work.actor.organisation, _new(_terms(work, agreement_id))
    work.change(new, lambda partnership: partnership.withdraw(emphasis_id, by=by, on=work.on))


def hold_meeting(work: Work, agreement_id: UUID, *, minutes: Minutes) -> Made:
    """Write down a joint meeting: who took part in which capacity, and what was decided."""
    meeting_id = uuid4()
    return meeting_id, _meet(work, agreement_id, meeting_id, minutes)


def correct_meeting(work: Work, agreement_id: UUID, *, meeting_id: UUID, minutes: Minutes) -> None:
    """Put right what was written of a meeting; what stood there stays in the history."""
    if meeting_id not in work.load(Partnership(agreement_id))[0].meetings:
        raise NotFound
    _meet(work, agreement_id, meeting_id, minutes)


def forecast(
    work: Work,
    agreement_id: UUID,
    *,
    year: int,
    programme: str,
    families: int | None,
    staff: Decimal | None,
) -> None:
    """Say what a year will need; it takes the place of what one's own side said before."""
    terms, by = _terms(work, agreement_id), work.actor.organisation
    given = ForecastGiven(
        agreement_id=agreement_id,
        organisation=by or NOBODY,
        year=year,
        programme=programme,
        families=families,
        staff=staff,
        on=work.on,
    )
    work.change(_new(terms), lambda partnership: partnership.foresee(given, by=by, terms=terms))


def _meet(work: Work, agreement_id: UUID, meeting_id: UUID, minutes: Minutes) -> int:
    check_anonymous(minutes.decisions, (), field="decisions")
    by, today = work.actor.organisation, work.today
    _, version = work.change(
        _new(_terms(work, agreement_id)),
        lambda partnership: partnership.meet(meeting_id, minutes, by=by, on=today),
    )
    return version


def _terms(work: Work, agreement_id: UUID) -> Terms:
    return terms_of(work, agreement_id)


def _new(terms: Terms) -> Partnership:
    return Partnership(terms.id, provider=terms.provider, party=terms.party)
