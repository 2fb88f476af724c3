"""What of all free times and events is a network's, and which comes first."""

from collections.abc import Iterable

from services.common.codes import Audience, Theme
from services.referral.bookings.queries import Offered
from services.referral.happenings.queries import ListedHappening
from services.referral.networks.queries import ListedNetwork


def themes(network: ListedNetwork) -> list[Theme]:
    """About which its members help, in their order; who names none helps about each."""
    offers = network.members.values()
    return [each for each in Theme if any(not o.themes or each in o.themes for o in offers)]


def firsts(network: ListedNetwork, times: Iterable[Offered]) -> dict[str, Offered]:
    """The first time about each theme with a member of it, of times in their order."""
    first: dict[str, Offered] = {}
    for time in times:
        plan = time[0].plan
        if plan.organisation in network.members and plan.programme in network.programmes:
            for theme in plan.themes:
                first.setdefault(theme, time)
    return first


def events(
    network: ListedNetwork, everything: Iterable[ListedHappening], most: int
) -> list[ListedHappening]:
    """The next ones that its members or its coordinator hold for families, of all in order."""
    homes = {network.coordinator, *network.members}
    theirs = (
        each
        for each in everything
        if each.plan.organisation in homes
        and each.plan.programme in network.programmes
        and each.plan.audience != Audience.PROFESSIONALS
    )
    return [each for each, _ in zip(theirs, range(most), strict=False)]
