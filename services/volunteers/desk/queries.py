"""What somebody searches for among the support persons that they may see."""

from collections.abc import Iterator

from services.common.codes import Role
from services.common.desk import MOST_HITS, Hit
from services.common.labels import label
from services.volunteers.people import queries
from services.volunteers.people.queries import Listed
from shared.identity.principals import Principal
from shared.kernel.searching import matches
from shared.web.i18n import language
from shared.work import Work


def search(work: Work, who: Principal, text: str) -> Iterator[Hit]:
    """Support persons by name or day of birth: the organisation's, or those who need a check."""
    hits = [p for p in _visible(work, who, text) if matches(text, [p.name], born=p.born)]
    for person in hits[:MOST_HITS]:
        yield Hit(
            name=person.name,
            href=f"/volunteers/people/{person.volunteer_id}",
            about=label(person.status, language()),
        )


def _visible(work: Work, who: Principal, text: str) -> list[Listed]:
    if who.organisation is None:
        return []
    if who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return queries.called(work, who.organisation, text)
    if who.has(Role.VETTING_CONTACT):
        return [person for person, _ in queries.waiting_for_check(work, who, text)]
    return []
