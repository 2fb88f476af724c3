"""Who reads a package, plans it and agrees to it.

A municipality's people read their own. Until an organisation has taken it, every organisation of a
network that serves the place reads it; from then on the one that leads it and its partners do. The
region's coordinator reads all of them.
"""

from dataclasses import dataclass
from uuid import UUID

from services.common.codes import PackageSide, Role
from services.referral.packages.domain import Package
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

STAFF = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
TAKE_PART = (Role.MUNICIPAL_WORKER, *STAFF)
READERS = (*TAKE_PART, Role.REGIONAL_COORDINATOR)
asks = allow(Role.MUNICIPAL_WORKER, shows_people=False)
lists = allow(*READERS, shows_people=False)
begins = allow(Role.NGO_COORDINATOR, shows_people=False)


@dataclass(frozen=True)
class PackageView:
    """A package before one reader."""

    package: Package
    version: int
    serves: bool  # the reader's organisation is of a network that serves the place

    def sees_all(self, principal: Principal) -> bool:
        """Whether every line of the budget is the reader's to see: partners see their own."""
        is_side = self.package.side_of(principal.organisation) is not None
        return is_side or principal.has(Role.REGIONAL_COORDINATOR)

    def lines(self, principal: Principal) -> list[UUID]:
        """Of the plan that holds, those that the reader may see."""
        home, every = principal.organisation, self.sees_all(principal)
        lines = self.package.in_force.lines
        return [key for key, each in lines.items() if every or each.organisation == home]


def _is_askers(principal: Principal, package: Package) -> bool:
    is_home = package.side_of(principal.organisation) is PackageSide.MUNICIPALITY
    return principal.has(Role.MUNICIPAL_WORKER) and is_home


def _leads(principal: Principal, package: Package) -> bool:
    return package.lead is not None and package.lead == principal.organisation


@permission(*READERS)
def reads(principal: Principal, view: PackageView) -> bool:
    """Both sides, partners, whoever may take it, and the region's coordinator."""
    package, home = view.package, principal.organisation
    if package.requested is None:
        return False
    if principal.has(Role.REGIONAL_COORDINATOR) or _is_askers(principal, package):
        return True
    may_take = package.is_open and view.serves
    is_part = home is not None and home in (package.lead, *package.partners)
    return principal.has(*STAFF) and (is_part or may_take)


@permission(Role.NGO_COORDINATOR)
def takes(principal: Principal, view: PackageView) -> bool:
    """Coordinators of a network's organisations that serve the place, and whoever has it."""
    is_open = view.package.is_open and view.serves
    return is_open or _leads(principal, view.package)


@permission(Role.MUNICIPAL_WORKER)
def is_askers(principal: Principal, view: PackageView) -> bool:
    """The municipality that asked for it."""
    return _is_askers(principal, view.package)


@permission(*TAKE_PART)
def plans(principal: Principal, view: PackageView) -> bool:
    """Either side: what one changes the other reads, and agrees to."""
    by_lead = principal.has(*STAFF) and _leads(principal, view.package)
    return by_lead or _is_askers(principal, view.package)


@permission(Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR)
def agrees(principal: Principal, view: PackageView) -> bool:
    """Either side, by its municipal workers or its coordinators."""
    by_lead = principal.has(Role.NGO_COORDINATOR) and _leads(principal, view.package)
    return by_lead or _is_askers(principal, view.package)


@permission(Role.NGO_COORDINATOR)
def agrees_as_lead(principal: Principal, view: PackageView) -> bool:
    """Coordinators of the organisation that leads it: they close it too, or give it back."""
    return _leads(principal, view.package)


@permission(Role.NGO_COORDINATOR)
def is_partner(principal: Principal, view: PackageView) -> bool:
    """Coordinators of an organisation that a plan names: they say whether it takes part."""
    return principal.organisation in view.package.partners


@permission(*STAFF)
def counts(principal: Principal, view: PackageView) -> bool:
    """Whoever is there: the organisation that leads it, and its partners."""
    home, package = principal.organisation, view.package
    return home is not None and home in (package.lead, *package.partners)


@permission(*TAKE_PART)
def pays(principal: Principal, view: PackageView) -> bool:
    """Who leads it, and each payer for its own lines, which the package knows."""
    by_part = principal.has(*STAFF) and counts.rule(principal, view)
    return by_part or _is_askers(principal, view.package)
