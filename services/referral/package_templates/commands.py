"""What can be begun from a template, in the caller's one transaction."""

from typing import Any
from uuid import UUID

from services.referral.package_templates.queries import template
from services.referral.packages.commands import start, take
from services.referral.packages.domain import Package
from services.referral.packages.queries import places_served
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, NotFound
from shared.work import Work


def begin_again(
    work: Work, who: Principal, template_id: UUID, *, organisation: UUID, **terms: Any
) -> tuple[UUID, int]:
    """Offer it to another municipality: its plan begins as it was, and waits for its word."""
    template(work, who, template_id)
    if who.organisation is None:
        raise NotFound
    if terms["municipality"] not in places_served(work, who):
        raise Invalid(
            "Your organisation does not serve this municipality.",
            code="not_served",
            field="municipality",
        )
    package_id, _ = start(work, organisation, template_id=template_id, **terms)
    take(work, package_id)
    return package_id, work.load(Package(package_id))[1]
