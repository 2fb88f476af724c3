"""What an administrator asks of people on pages; each gives only the roles they may give."""

from collections.abc import Sequence
from uuid import UUID

from services.referral.access import commands
from services.referral.access.domain import Person
from services.referral.access.policy import check_given, may_give
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.work import Work


def admit(
    work: Work,
    who: Principal,
    *,
    sign_in: str,
    name: str,
    roles: Sequence[str],
    organisation: UUID | None,
    subject: str | None = None,
) -> UUID:
    """Let somebody new in; whoever has the sign-in already is not changed here."""
    check_given(who, roles)
    home = organisation if who.organisation is None else who.organisation
    holder = work.holder(commands.SIGN_IN, sign_in)
    if holder is not None and work.load(Person(holder))[0].is_here:
        raise Refused(
            "%(sign_in)s is here already. Change their roles on their own page.",
            code="person-is-here",
            sign_in=sign_in,
        )
    return commands.admit(
        work, sign_in=sign_in, name=name, roles=roles, organisation=home, subject=subject
    )


def give_roles(work: Work, who: Principal, person_id: UUID, roles: Sequence[str]) -> None:
    """These roles and no others from now on; those that this administrator may not give stay."""
    before = work.load(Person(person_id))[0].roles
    kept = [role for role in before if role not in may_give(who)]
    check_given(who, roles)
    if who.id == person_id and "administrator" in before and "administrator" not in roles:
        raise Refused("Another administrator takes this role away from you.", code="own-role")
    commands.give_roles(work, person_id, roles=[*roles, *kept])
