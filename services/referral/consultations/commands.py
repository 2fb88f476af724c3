"""What can be asked of consultations. Each function runs in the caller's one transaction."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from services.common.codes import Profession, Register, Theme, Urgency
from services.common.erasure.commands import at_its_end
from services.common.identifying import check_nameless
from services.referral.consultations.domain import Consultation
from services.referral.consultations.events import ConsultationAsked
from services.referral.consultations.rules import due_on, moments
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import NotFound
from shared.work import Work


def ask(
    work: Work,
    *,
    theme: Theme,
    urgency: Urgency,
    profession: Profession,
    text: str,
) -> tuple[UUID, int]:
    """Ask the network, without a word of who it is about."""
    check_nameless(text)
    consultation_id = uuid4()
    question = ConsultationAsked(
        consultation_id=consultation_id,
        organisation=_home(work),
        by=UUID(work.actor.id),
        theme=theme,
        urgency=urgency,
        profession=profession,
        on=work.today,
        due_on=due_on(work.today, urgency),
        text=text,
    )
    _, version = work.start(Consultation(consultation_id), lambda new: new.ask(question))
    return consultation_id, version


def take(work: Work, consultation_id: UUID) -> None:
    """Answer it from now on, in one's organisation's name."""
    home, by, on = _home(work), UUID(work.actor.id), work.today
    work.change(
        Consultation(consultation_id), lambda each: each.take(organisation=home, by=by, on=on)
    )


def write(work: Work, consultation_id: UUID, *, text: str) -> tuple[UUID, int]:
    """Answer, or ask further; the new message's id."""
    state, _ = work.load(Consultation(consultation_id))
    check_nameless(text, _names(work, state))
    message_id, home, on = uuid4(), _home(work), work.today
    _, version = work.change(
        state, lambda each: each.write(message_id, text, organisation=home, on=on)
    )
    return message_id, version


def propose(work: Work, consultation_id: UUID, *, text: str) -> None:
    """Say in short what other professionals could read of it."""
    check_nameless(text)
    work.change(Consultation(consultation_id), lambda each: each.propose(text, on=work.today))


def agree(work: Work, consultation_id: UUID) -> None:
    """Let all professionals of the network read it."""
    state, _ = work.load(Consultation(consultation_id))
    check_nameless(state.proposed_text, _names(work, state), field="")
    work.change(state, lambda each: each.agree(on=work.today))


def link(work: Work, consultation_id: UUID, *, referral: Referral) -> None:
    """Say of which own referral it is; its texts may not name that family."""
    state, _ = work.load(Consultation(consultation_id))
    for message in state.thread:
        check_nameless(message.text or "", referral.names, field="referral")
    work.change(state, lambda each: each.link(referral.id, on=work.today))


def close(work: Work, consultation_id: UUID) -> None:
    """Close it, from either side."""
    home, on = _home(work), work.today
    work.change(Consultation(consultation_id), lambda each: each.close(organisation=home, on=on))


def expire(work: Work, consultation_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase its texts at the end of their time; the classes left of it."""
    state, _ = work.load(Consultation(consultation_id))
    return at_its_end(
        work,
        Register.CONTACTS,
        consultation_id,
        persons=(consultation_id,),
        moments=moments(state.latest),
        preview=preview,
    )


def _names(work: Work, state: Consultation) -> Iterable[str]:
    """Of the family, before the asker alone: a refusal would tell others whose names they are."""
    if state.referral is None or state.question.by != UUID(work.actor.id):
        return ()
    return work.load(Referral(state.referral))[0].names


def _home(work: Work) -> UUID:
    if work.actor.organisation is None:
        raise NotFound
    return work.actor.organisation
