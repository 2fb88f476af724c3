"""People by their names, as far as the service knows them."""

from collections.abc import Callable
from functools import cache

from shared.identity.principals import Principals
from shared.web.api import uuid_of
from shared.work import Work


def names(work: Work) -> Callable[[str], str]:
    """What somebody with an id is called; empty for one of our own processes or nobody known."""
    principals_here = Principals(work.store.database, work.sealing)

    @cache
    def name(who: str) -> str:
        person_id = uuid_of(who)
        person = principals_here.by_id(person_id) if person_id else None
        return person.name if person else ""

    return name
