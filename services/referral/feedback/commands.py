"""What can be asked of feedback. Each function runs in the caller's one transaction."""

from uuid import UUID, uuid4

from services.common.codes import Register
from services.common.erasure.commands import at_its_end
from services.referral.feedback.domain import Feedback
from services.referral.feedback.events import FeedbackReceived
from services.referral.feedback.rules import moments
from shared.web import return_codes
from shared.work import Taken, Work


def receive(work: Work, form_key: str, *, language: str, text: str, page: str) -> str:
    """Take it in, once for each form, and return the code with which the answer is read."""
    code = return_codes.code_of(work.sealing, form_key)
    feedback = Feedback(uuid4())
    try:
        digest = return_codes.claim(work, code, feedback)
    except Taken:
        return code
    received = FeedbackReceived(
        feedback_id=feedback.id,
        language=language,
        received_on=work.today,
        code=digest,
        text=text,
        page=page,
    )
    work.start(feedback, lambda new: new.receive(received))
    return code


def answer(work: Work, feedback_id: UUID, *, text: str) -> None:
    """Answer whoever wrote; they read it with their code."""
    by = work.actor.id
    work.change(Feedback(feedback_id), lambda each: each.answer(text, by=by, on=work.today))


def expire(work: Work, feedback_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase it at the end of its time, with its code; the classes left of it."""
    feedback, _ = work.load(Feedback(feedback_id))
    left = at_its_end(
        work,
        Register.CONTACTS,
        feedback_id,
        persons=(feedback_id,),
        moments=moments(feedback.latest),
        preview=preview,
    )
    if left and not preview and feedback.received:
        return_codes.release(work, feedback.received.code)
    return left
