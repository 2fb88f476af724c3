"""Who has looked at what a service holds of a person: from the log of accesses, by organisation.

Whoever asks is told which organisation's people in which role looked, and how often in a month;
the officer reads the rows themselves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.common.codes import Role
from services.common.held.collecting import Looks
from services.common.labels import label
from shared.accesslog.log import Outcome
from shared.accesslog.tables import accesses, subjects
from shared.web.api import uuid_of
from shared.web.i18n import language
from shared.work import Work


def looks(work: Work, ids: Iterable[UUID]) -> Iterator[Looks]:
    """How often each organisation's people opened what is held, newest month first."""
    about = subjects.c.subject.in_([str(each) for each in ids]) & ~subjects.c.is_listed
    seen = select(subjects.c.seq).where(about)
    query = select(accesses.c.at, accesses.c.organisation, accesses.c.roles).where(
        accesses.c.seq.in_(seen), accesses.c.outcome == Outcome.SHOWN
    )
    organisations = catalogue.all_organisations(work.db)
    tally = Counter[tuple[str, str, str]]()
    for row in work.db.execute(query):
        home = organisations.get(uuid_of(row.organisation) or UUID(int=0))
        name = home.name_in(language()) if home else ""
        tally[f"{row.at:%Y-%m}", name, _roles(row.roles)] += 1
    for (month, organisation, role), number in sorted(tally.items(), reverse=True):
        yield Looks(month, organisation, role, number)


def _roles(roles: str) -> str:
    names = [Role(role) for role in roles.split() if role in set(Role)]
    return ", ".join(label(role, language()) for role in names)
