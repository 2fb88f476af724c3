"""Templates as whoever may begin from them reads them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.referral.package_plans.events import Shape
from services.referral.packages.projections import templates
from services.referral.packages.queries import is_of_network
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.codec import dataclass_reader
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


@dataclass(frozen=True)
class Template:
    """What was kept of a package: no days, no places and nobody."""

    id: UUID
    organisation: UUID
    kind: str
    theme: str
    audience: str
    shape: Shape


def listed(work: Work, who: Principal, kind: str, request: PageRequest) -> Page[Template]:
    """Of one kind or of all, the newest first; nothing for whoever is of no network."""
    c = templates.c
    query = select(templates)
    if not is_of_network(work, who):
        return Page([])
    if kind:
        query = query.where(c.kind == kind)
    order = (c.kept_on.desc(), c.package_id)
    return page(work.db, query, order, page_request=request, read=_template)


def template(work: Work, who: Principal, template_id: UUID) -> Template:
    """One of them; raises `NotFound`."""
    query = select(templates).where(templates.c.package_id == template_id)
    row = work.db.execute(query).one_or_none()
    if row is None or not is_of_network(work, who):
        raise NotFound
    return _template(row)


def _template(row: Row[Any]) -> Template:
    shape = dataclass_reader(Shape)(row.shape)
    own = (row.package_id, row.organisation, row.kind, row.theme, row.audience)
    return Template(*own, shape)
