"""A file of people waits for its sender's word, and is done as a whole or not at all."""

from services.referral.access import commands as access
from services.referral.rosters import queries
from services.referral.rosters.queries import FORM, Waiting
from services.referral.rosters.rules import Kind, Plan, Step
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.web import drafts
from shared.work import Work


def keep(work: Work, principal: Principal, file: Waiting) -> None:
    """Let it wait, sealed, in the place of an earlier one."""
    typed = {"csv": [file.text], "others_leave": ["yes"] if file.others_leave else []}
    by = drafts.owner(principal)
    drafts.keep(work.db, work.sealing, by=by, form=FORM, typed=typed, now=work.now)


def drop(work: Work, principal: Principal) -> None:
    """It is not wanted any more."""
    drafts.drop(work.db, by=drafts.owner(principal), form=FORM)


def confirm(work: Work, principal: Principal, *, seal: str) -> Plan:
    """Do what was shown, if it is still what the file would change; raises `Refused` otherwise."""
    file = queries.waiting(work, principal)
    if file is None:
        raise Refused("This file waits no more. Send it again.", code="file-gone")
    plan = queries.planned(work, principal, file)
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
    match step.kind:
        case Kind.JOINS:
            access.admit(
                work,
                sign_in=step.sign_in,
                name=step.name,
                roles=step.roles,
                organisation=step.organisation,
                person_id=step.person_id,
                subject=step.subject,
            )
        case Kind.CHANGES if step.person_id:
            access.give_roles(work, step.person_id, roles=step.roles)
            access.rename(work, step.person_id, name=step.name)
        case Kind.LEAVES if step.person_id:
            access.leave(work, step.person_id)
