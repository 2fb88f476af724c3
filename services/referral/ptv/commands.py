"""A file of the catalogue waits for its sender's word, and is done as a whole or not at all."""

from services.referral.ptv import queries
from services.referral.ptv.domain import Description
from services.referral.ptv.events import DescriptionEnded
from services.referral.ptv.queries import FORM, Waiting
from services.referral.ptv.rules import Kind, Plan, Step
from services.referral.ptv.schemas import LARGEST
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.web import drafts
from shared.work import Work


def keep(work: Work, principal: Principal, file: Waiting) -> None:
    """Let it wait in the place of an earlier one; raises `Unreadable`."""
    queries.planned(work, file)
    typed = {"json": [file.text], "others_end": ["yes"] if file.others_end else []}
    drafts.keep(
        work.db,
        work.sealing,
        by=drafts.owner(principal),
        form=FORM,
        typed=typed,
        now=work.now,
        largest=LARGEST,
    )


def drop(work: Work, principal: Principal) -> None:
    """It is not wanted any more."""
    drafts.drop(work.db, by=drafts.owner(principal), form=FORM)


def confirm(work: Work, principal: Principal, *, seal: str) -> Plan:
    """Do what was shown, if it is still what the file would change; raises `Refused` otherwise."""
    file = queries.waiting(work, principal)
    if file is None:
        raise Refused("This file waits no more. Send it again.", code="file-gone")
    plan = queries.planned(work, file)
    if plan.seal != seal:
        raise Refused(
            "Something has changed since this was shown. Look at it again before you confirm.",
            code="file-outdated",
        )
    for step in plan.steps:
        _do(work, step)
    drop(work, principal)
    return plan


def _do(work: Work, step: Step) -> None:
    listed, description = step.listed, Description(step.listed.id)
    if step.kind is Kind.ENDS:
        ended = DescriptionEnded(description_id=listed.id, on=work.today)
        work.change(description, lambda each: each.end(ended))
    elif listed.content is not None:
        content = listed.content
        work.change(description, lambda each: each.take_over(content))
