"""How far a referral has come on its journey through a network, as its history tells it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self, assert_never
from uuid import UUID

from services.common.codes import OfferRule, ReferralStatus
from services.referral.routes import events


@dataclass(frozen=True)
class Choice:
    """Whom the rules choose, and everybody whom they considered."""

    network: UUID | None  # None: the programme has one provider, and nobody was considered
    coordinator: UUID | None
    considered: tuple[events.Considered, ...]
    chosen: UUID
    rule: OfferRule

    def routed(self, referral_id: UUID, programme: str, *, on: date) -> list[events.ReferralRouted]:
        """What is written down of it: nothing where there was no choice."""
        if self.network is None or self.coordinator is None:
            return []
        return [
            events.ReferralRouted(
                referral_id=referral_id,
                network_id=self.network,
                coordinator=self.coordinator,
                programme=programme,
                considered=self.considered,
                chosen=self.chosen,
                rule=self.rule,
                on=on,
            )
        ]


@dataclass(frozen=True)
class Journey:
    """Who has been considered, and who has given it back."""

    coordinator: UUID | None = None  # None: no network has chosen for it
    tried: tuple[UUID, ...] = ()  # who gave it back, or was offered it too long
    is_last: bool = False  # it came back to the coordinator, as nobody else could take it
    rounds: tuple[events.ReferralRouted, ...] = ()
    back: tuple[events.Back, ...] = ()
    explained: tuple[events.OfferExplained, ...] = field(default=())

    @property
    def concerned(self) -> frozenset[UUID]:
        """Every organisation that was considered."""
        return frozenset(each.organisation for round_ in self.rounds for each in round_.considered)

    def offered(self, rule: str, before: UUID | None, now: UUID) -> Self:
        """It stands with somebody else; who had it before does not see it again by the rules."""
        moved = replace(self, is_last=rule == OfferRule.NOBODY_LEFT)
        return moved if before in (None, now) else moved.given_back(before)

    def given_back(self, organisation: UUID | None) -> Self:
        if organisation is None or organisation in self.tried:
            return self
        return replace(self, tried=(*self.tried, organisation))


NOT_ROUTED = Journey()


def journey_after(state: Any, event: events.RouteEvent) -> dict[str, Any]:
    """What of a referral's state is another after the event, by the names of its fields."""
    journey: Journey = state.journey
    match event:
        case events.ReferralRouted(coordinator=coordinator):
            rounds = (*journey.rounds, event)
            return {"journey": replace(journey, coordinator=coordinator, rounds=rounds)}
        case (
            events.OfferDeclined(organisation=organisation)
            | events.OfferRecalled(organisation=organisation)
        ):
            back = replace(journey.given_back(organisation), back=(*journey.back, event))
            nobody = {"organisation": None, "offered_on": None, "question": "", "reason": None}
            return {"journey": back, "status": ReferralStatus.RECEIVED, "latest": event.on} | nobody
        case events.OfferExplained():
            return {"journey": replace(journey, explained=(*journey.explained, event))}
        case _:
            assert_never(event)


def passed_on(
    back: events.Back, choice: Choice, programme: str
) -> list[events.RouteEvent | events.ReferralOffered]:
    """Whom it was offered to has it no longer; the next has it in the same moment."""
    referral_id, on = back.referral_id, back.on
    offered = events.ReferralOffered(
        referral_id=referral_id,
        organisation=choice.chosen,
        programme=programme,
        rule=choice.rule,
        offered_on=on,
    )
    return [back, *choice.routed(referral_id, programme, on=on), offered]
