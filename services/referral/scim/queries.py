"""People and groups as a directory reads them: one from their own stream, lists from the table."""

from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.referral.access.domain import Person
from services.referral.scim import policy
from services.referral.scim.rules import BY_HAND, Group, groups_of
from shared.identity.principals import Principal, principals
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.store.tables import claims
from shared.work import Work

REMOVED = "removed-from-directory"  # whom a directory has deleted: out, and shown to it no more


def user(work: Work, principal: Principal, person_id: UUID) -> Person:
    """One of its people; `NotFound` for anybody else."""
    person, _ = work.load(Person(person_id))
    policy.keeps.check(principal, person)
    if work.holder(REMOVED, str(person_id)) is not None:
        raise NotFound
    return person


def users(work: Work, principal: Principal) -> list[Person]:
    """All its people by their sign-in, those who have left among them."""
    query = select(principals).where(principals.c.kind == "person")
    if principal.organisation is not None:
        query = query.where(principals.c.organisation == principal.organisation)
    removed = set(work.db.execute(select(claims.c.key).where(claims.c.scope == REMOVED)).scalars())
    return [
        Person(
            row.id,
            sign_in=row.sign_in,
            organisation=row.organisation,
            roles=tuple(row.roles),
            is_here=row.active,
            subject=row.subject,
            name=opened(row.name, work.sealing) or "",
        )
        for row in work.db.execute(query.order_by(principals.c.sign_in))
        if BY_HAND.isdisjoint(row.roles) and str(row.id) not in removed
    ]


def groups(work: Work, principal: Principal) -> list[Group]:
    """The groups that it may fill."""
    home = principal.organisation
    everywhere = catalogue.all_organisations(work.db)
    of_theirs = [(each.id, each.code) for each in everywhere.values() if home in (None, each.id)]
    return list(groups_of(of_theirs, region=home is None))


def group(work: Work, principal: Principal, group_id: UUID) -> Group:
    """One of them; `NotFound` for any other."""
    wanted = next((g for g in groups(work, principal) if g.id == group_id), None)
    if wanted is None:
        raise NotFound
    return wanted


def members(people: list[Person], group: Group) -> list[Person]:
    """Who of these is in the group: who has left is in none."""
    return [
        person
        for person in people
        if person.is_here
        and person.organisation == group.organisation
        and group.role in person.roles
    ]
