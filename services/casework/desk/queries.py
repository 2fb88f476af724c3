"""What somebody searches for among the cases that they may open."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from services.casework.cases import policy, queries
from services.casework.cases.texts import reference
from services.casework.visits import policy as visit_policy, queries as visits
from services.common import catalogue
from services.common.desk import MOST_HITS, Hit
from shared.identity.principals import Principal
from shared.kernel.searching import matches
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.work import Work


def search(work: Work, who: Principal, text: str) -> Iterator[Hit]:
    """Cases by name, day of birth or reference; a support person's own children by first name."""
    if policy.opens.access.admits(who):
        yield from _cases(work, who, text)
    if visit_policy.supports.access.admits(who):
        for child in visits.supported_by(work, who):
            if matches(text, [child.name]):
                yield Hit(child.name, "/volunteers/me", gettext("whom you support"))


def _cases(work: Work, who: Principal, text: str) -> Iterator[Hit]:
    names = catalogue.names_of_programmes(work.db, language())
    for state in ("open", "closed"):
        request = PageRequest(limit=MOST_HITS)
        for listed in queries.listed(work, who, state=state, text=text, page_request=request).items:
            row = listed.row
            closed = (
                gettext("closed %(day)s", day=format_date(row.closed_on)) if row.closed_on else ""
            )
            about = (names.get(row.programme, ""), reference(row.case_id, row.opened_on), closed)
            yield Hit(
                name=listed.name or reference(row.case_id, row.opened_on),
                href=f"/casework/cases/{row.case_id}",
                about=" · ".join(part for part in about if part),
            )


def names(work: Work, who: Principal, case_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Whom these cases are about: for who opens them, and for the support person by first name."""
    called: dict[UUID, str] = {}
    if visit_policy.supports.access.admits(who):
        called |= {child.case_id: child.name for child in visits.supported_by(work, who)}
    if policy.opens.access.admits(who):
        called |= queries.names(work, who, case_ids)
    return called
