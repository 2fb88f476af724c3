"""The indicators that reports are made of: code, kind and how each is counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from services.common.codes import Basis
from services.reporting.disclosure.cells import Kind
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.demand import accepted, queued, received
from services.reporting.indicators.months import Period
from services.reporting.indicators.outcomes import ended, minimum_kept, without_minimum
from services.reporting.indicators.support import (
    children,
    supported,
    unsupported,
    untold_children,
)
from services.reporting.indicators.timeline import ReferralTimeline
from services.reporting.indicators.waiting import closed_without_meeting, first_meeting, matched

Count = Callable[[Iterable[ReferralTimeline], Period], Iterator[Counted]]


@dataclass(frozen=True)
class Indicator:
    """A figure by name. `code` is its number in the list of indicators, empty for a helper."""

    name: str
    kind: Kind
    count: Count
    code: str = ""
    senders_know: bool = False  # whether who sent it can count it too, not the provider alone
    basis: Basis = Basis.COLLECTED

    def rows(self, timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
        """What counts. Who sent a referral counts it; of one person's two support counts once."""
        return self.count(timelines if self.senders_know else leading(timelines), period)


def leading(timelines: Iterable[ReferralTimeline]) -> list[ReferralTimeline]:
    """Without those that follow another one of the same person."""
    return [timeline for timeline in timelines if not timeline.follows]


INDICATORS: Mapping[str, Indicator] = {
    indicator.name: indicator
    for indicator in (
        Indicator("received", Kind.FLOW, received, senders_know=True),
        Indicator("accepted", Kind.FLOW, accepted, "M20", senders_know=True),
        Indicator("queued", Kind.STOCK, queued, "M08"),
        Indicator("found", Kind.FLOW, matched),
        Indicator("met", Kind.FLOW, first_meeting, "M09"),
        Indicator("unmet", Kind.FLOW, closed_without_meeting, "M09"),
        Indicator("supported", Kind.PEOPLE, supported, "M02"),
        Indicator("ended", Kind.FLOW, ended, "M12"),
        Indicator("parted", Kind.FLOW, minimum_kept, "M10"),
    )
}

# What the organisation's own report says beside them and no edition carries.
MISSING: Mapping[str, Count] = {
    "supported": unsupported,
    "children": untold_children,
    "parted": without_minimum,
}
OWN: Mapping[str, Indicator] = {"children": Indicator("children", Kind.PEOPLE, children, "M02")}
