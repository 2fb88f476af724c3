"""A file waits for its sender's word; then all of it is sent in one transaction, or nothing."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from services.referral.imports import policy, queries
from services.referral.imports.domain import ImportBook
from services.referral.imports.events import ImportConfirmed
from services.referral.imports.queries import IMPORT, form_of
from services.referral.imports.rules import Kind, Step
from services.referral.imports.schemas import LARGEST
from services.referral.intake import commands as intake
from services.referral.referrals.domain import Referral
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound, Refused
from shared.web import drafts
from shared.work import Taken, Work


def keep(work: Work, principal: Principal, text: str) -> UUID:
    """Let a file wait, sealed, for a day; raises `Faulty` where it is no list of referrals."""
    queries.planned(work, principal, text)
    import_id = uuid4()
    by = drafts.owner(principal)
    drafts.keep(
        work.db,
        work.sealing,
        by=by,
        form=form_of(import_id),
        typed={"csv": [text]},
        now=work.now,
        largest=LARGEST,
    )
    return import_id


def drop(work: Work, principal: Principal, import_id: UUID) -> None:
    """It is not wanted any more."""
    drafts.drop(work.db, by=drafts.owner(principal), form=form_of(import_id))


def name_columns(work: Work, principal: Principal, columns: Mapping[str, str]) -> None:
    """Remember what the organisation's files call their columns."""
    home = policy.sending_organisation(principal)
    work.change(ImportBook(home), lambda book: book.name_columns(columns))


def confirm(
    work: Work, principal: Principal, import_id: UUID, *, seal: str, leave_out_faulty: bool
) -> ImportConfirmed:
    """Send what was shown, if it is still what the file would send; the second time, nothing.

    Raises `Refused` where something has changed since, or a line has a mistake and nobody said
    that such lines are left out.
    """
    home = policy.sending_organisation(principal)
    if done := queries.book(work, principal).sent(import_id):
        return done
    file = queries.waiting(work, principal, import_id)
    if file is None:
        raise NotFound
    plan = queries.planned(work, principal, file.text)
    if plan.seal != seal:
        raise Refused(
            "Something has changed since this was shown. Look at it again before you confirm.",
            code="file-outdated",
        )
    new, faulty = plan.of(Kind.NEW), plan.of(Kind.FAULTY)
    if plan.unknown or (faulty and not leave_out_faulty):
        raise Refused("Some lines have a mistake. Nothing was sent.", code="file-faulty")
    confirmed = ImportConfirmed(
        organisation=home,
        import_id=import_id,
        person_id=principal.id,
        referrals=tuple(_send(work, home, step) for step in new),
        there=len(plan.of(Kind.THERE)),
        left_out=len(faulty),
        on=work.today,
    )
    work.change(ImportBook(home), lambda book: book.confirm(confirmed))
    drop(work, principal, import_id)
    return confirmed


def _send(work: Work, home: UUID, step: Step) -> UUID:
    """Take one line in; a colleague who sends the same file makes nothing twice."""
    referral_id = intake.receive(work, dict(step.data), sender=home).id
    try:
        work.claim(IMPORT, f"{home}:{step.reference}", Referral(referral_id))
    except Taken as taken:
        raise Refused(
            "Something has changed since this was shown. Look at it again before you confirm.",
            code="file-outdated",
        ) from taken
    return referral_id
