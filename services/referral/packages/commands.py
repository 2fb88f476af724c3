"""What can be asked of packages. Each function runs in the caller's one transaction."""

from typing import Any
from uuid import UUID, uuid4

from services.common import catalogue, geography
from services.common.identifying import check_nameless
from services.referral.packages import events
from services.referral.packages.domain import Package
from services.referral.packages.queries import serving
from shared.kernel.aggregate import Invalid, NotFound
from shared.work import Work

TEXTS = ("phenomenon", "wishes")


def ask(work: Work, *, template_id: UUID | None = None, **terms: Any) -> tuple[UUID, int]:
    """Ask the network for help made to measure; nobody is named."""
    return start(work, home_of(work), template_id=template_id, **terms)


def start(
    work: Work, organisation: UUID, *, template_id: UUID | None, **terms: Any
) -> tuple[UUID, int]:
    """Begin one for that municipality; of a template, the plan begins as it was there."""
    catalogue.check_here(work.db, organisation)
    package_id = uuid4()
    kept = work.load(Package(template_id))[0].template if template_id else None
    if template_id and kept is None:
        raise Invalid("There is no such template.", code="no_template", field="template_id")
    requested = events.PackageRequested(
        package_id=package_id,
        organisation=organisation,
        on=work.today,
        template_id=template_id,
        shape=kept.shape if kept else None,
        candidates=serving(work, terms["municipality"], but=organisation),
        **terms,
    )
    _check(work, requested)
    _, version = work.start(Package(package_id), lambda new: new.ask(requested))
    return package_id, version


def ask_anew(work: Work, package_id: UUID, **terms: Any) -> None:
    """Say anew what is needed, while nobody has taken it."""
    state, _ = work.load(Package(package_id))
    place, asker = terms["municipality"], state.request.organisation
    today = {"on": work.today, "candidates": serving(work, place, but=asker)}
    requested = events.PackageRequested(**(vars(state.request) | terms | today))
    _check(work, requested)
    work.change(state, lambda each: each.ask(requested))


def take(work: Work, package_id: UUID) -> None:
    """Plan it from now on, in one's organisation's name."""
    home = home_of(work)
    work.change(Package(package_id), lambda each: each.take(by=home, on=work.today))


def give_back(work: Work, package_id: UUID, *, reason: str) -> None:
    """Let another organisation take it."""
    check_nameless(reason, field="reason")
    home, on = home_of(work), work.today
    work.change(Package(package_id), lambda each: each.give_back(reason, by=home, on=on))


def approve(work: Work, package_id: UUID, *, edition: int) -> None:
    """Agree to the plan in that edition, in one's own side's name."""
    home, on = home_of(work), work.today
    work.change(Package(package_id), lambda each: each.approve(edition, by=home, on=on))


def join(work: Work, package_id: UUID, *, edition: int) -> None:
    """Take part as a partner, in one's organisation's name."""
    home, on = home_of(work), work.today
    work.change(Package(package_id), lambda each: each.join(edition, by=home, on=on))


def decline(work: Work, package_id: UUID, *, reason: str) -> None:
    """Take no part as a partner, and say why."""
    check_nameless(reason, field="reason")
    home, on = home_of(work), work.today
    work.change(Package(package_id), lambda each: each.decline(reason, by=home, on=on))


def cancel(work: Work, package_id: UUID, *, reason: str) -> None:
    """Cancel it, and say why."""
    check_nameless(reason, field="reason")
    home, on = home_of(work), work.today
    work.change(Package(package_id), lambda each: each.cancel(reason, by=home, on=on))


def home_of(work: Work) -> UUID:
    """The organisation in whose name it is done."""
    if work.actor.organisation is None:
        raise NotFound
    return work.actor.organisation


def _check(work: Work, requested: events.PackageRequested) -> None:
    for name in TEXTS:
        check_nameless(getattr(requested, name), field=name)
    place, home = requested.municipality, catalogue.organisation(work.db, requested.organisation)
    if place not in geography.municipalities():
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            field="municipality",
            codes=place,
        )
    if home is None or home.area not in geography.areas_of(place):
        raise Invalid(
            "Choose a municipality of your own area.", code="not_own_area", field="municipality"
        )
