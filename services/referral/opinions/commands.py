"""What can be asked of opinions. Each function runs in the caller's one transaction."""

from uuid import UUID, uuid4

from services.common.codes import Register, RetentionMoment
from services.common.erasure.commands import at_its_end
from services.common.identifying import check_nameless
from services.common.retention import CONTACT
from services.referral.happenings.domain import Happening
from services.referral.opinions import projections, queries
from services.referral.opinions.domain import Opinions
from services.referral.opinions.rules import Box
from services.referral.registrations.queries import by_code
from shared.kernel.aggregate import Refused
from shared.kernel.sealing import Subject
from shared.web.return_codes import ANYBODY, read_code
from shared.work import Work

USED = "opinion-used"


def answer(work: Work, code: str, *, useful: int, recommend: bool, words: str) -> None:
    """Put an answer among the others of its event; a code is good for one."""
    view = by_code(work, code)
    if not queries.may_answer(work, view):
        raise Refused("Nobody is asked about this any more, or not yet.", code="not_open")
    name = view.registration.first.calling_name or ""
    check_nameless(words, [name] if name else [], field="words")
    home, happening_id = view.registration.first.organisation, view.happening.id
    box = queries.box_of(projections.locked(work.db, happening_id, home), work)
    digest = work.sealing.token(ANYBODY, USED, read_code(code))
    _keep(work, happening_id, box.put_in(useful, words, digest, recommend=recommend))


def expire(work: Work, happening_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what was answered; of five answers or more the sums stay."""
    happening, _ = work.load(Happening(happening_id))
    box = queries.box_of(projections.content(work.db, happening_id), work)
    last = queries.last_day(happening)
    left = at_its_end(
        work,
        Register.CONTACTS,
        happening_id,
        persons=(happening_id,),
        moments={RetentionMoment.CONTACT_LAST_WRITTEN: last} if last else {},
        preview=preview,
    )
    if left and not preview:
        ours = happening.plan_of_today.organisation
        work.change(
            Opinions(happening_id),
            lambda each: each.count(box.counts(), organisation=ours, on=work.today),
        )
        projections.remove(work.db, happening_id)
    return left


def _keep(work: Work, happening_id: UUID, box: Box) -> None:
    where = Subject(happening_id, CONTACT, uuid4(), "content")
    projections.put(work.db, happening_id, work.sealing.seal(box.written(), where))
