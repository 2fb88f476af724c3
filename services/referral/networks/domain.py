"""The rules of a network: who coordinates it, who belongs to it, and what each member offers."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import Control
from services.referral.networks import events
from services.referral.networks.events import Offer
from services.referral.networks.rules import EACH_ITS_OWN, Controllers
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Network:
    """Organisations that provide programmes together; saying the same again changes nothing."""

    category: ClassVar = "network"

    id: UUID
    formed: events.NetworkFormed | None = None
    members: dict[UUID, Offer] = field(default_factory=dict)  # who belongs to it now
    history: tuple[events.NetworkEvent, ...] = ()
    answer_days: int | None = None  # working days; None: an offer waits as long as it takes
    controllers: Controllers = EACH_ITS_OWN

    @property
    def concerns(self) -> tuple[UUID, ...]:
        coordinator = (self.formed.coordinator,) if self.formed else ()
        return tuple(dict.fromkeys((*coordinator, *self.members)))

    @property
    def coordinator(self) -> UUID | None:
        return self.formed.coordinator if self.formed else None

    def form(self, formed: events.NetworkFormed) -> list[events.NetworkEvent]:
        if self.formed == formed:
            return []
        if self.formed:
            raise Refused(
                "The network %(network)s is formed already.",
                code="network-formed",
                network=formed.code,
            )
        if not formed.programmes:
            raise Invalid("A network provides at least one programme.", code="no-programmes")
        return [formed]

    def set_offer(
        self, organisation: UUID, offer: Offer, *, by: UUID | None, on: date
    ) -> list[events.NetworkEvent]:
        """A member says what it offers; the coordinator takes a new one in. `by` None: both."""
        network, before = self._formed(), self.members.get(organisation)
        self._check(organisation, by=by, is_member=before is not None)
        others = [code for code in offer.programmes if code not in network.programmes]
        if others:
            raise Invalid(
                "%(others)s is no programme of this network: it provides %(programmes)s.",
                code="not-of-network",
                others=", ".join(others),
                programmes=", ".join(network.programmes),
            )
        if before == offer:
            return []
        kind = events.MemberJoined if before is None else events.OfferRevised
        return [
            kind(
                network_id=self.id,
                organisation=organisation,
                programmes=offer.programmes or network.programmes,
                offer=offer,
                on=on,
            )
        ]

    def leave(self, organisation: UUID, *, by: UUID | None, on: date) -> list[events.NetworkEvent]:
        """Itself, or as the coordinator says."""
        self._formed()
        if organisation not in self.members:
            return []
        self._check(organisation, by=by, is_member=True)
        if organisation == self.controllers.contact and organisation != self.coordinator:
            raise Refused(
                "Families turn to this organisation. Agree first to which other one they turn.",
                code="is-contact",
            )
        return [events.MemberLeft(network_id=self.id, organisation=organisation, on=on)]

    def agree_answer_time(
        self, working_days: int | None, *, by: UUID | None, on: date
    ) -> list[events.NetworkEvent]:
        """Within how many days members answer an offer; the coordinator says it for all."""
        self._formed()
        if working_days == self.answer_days:
            return []
        self._check(self.id, by=by, is_member=False)
        return [
            events.AnswerTimeAgreed(network_id=self.id, working_days=working_days, on=on),
        ]

    def agree_control(
        self, controllers: Controllers, *, by: UUID | None, on: date
    ) -> list[events.NetworkEvent]:
        """Who keeps what families tell; the coordinator says it for all."""
        self._formed()
        if controllers == self.controllers:
            return []
        self._check(self.id, by=by, is_member=False)
        if controllers.control is Control.JOINT:
            self._check_arrangement(controllers)
        return [
            events.ControlAgreed(
                network_id=self.id,
                control=controllers.control,
                contact=controllers.contact,
                arrangement=controllers.arrangement,
                on=on,
            )
        ]

    def evolve(self, event: events.NetworkEvent) -> Self:
        history = (*self.history, event)
        match event:
            case events.NetworkFormed():
                return replace(self, formed=event, history=history)
            case events.AnswerTimeAgreed(working_days=days):
                return replace(self, answer_days=days, history=history)
            case events.ControlAgreed(control=control, contact=contact, arrangement=text):
                controllers = Controllers(Control(control), contact, text)
                return replace(self, controllers=controllers, history=history)
            case events.MemberJoined(organisation=organisation, offer=offer):
                members = {**self.members, organisation: offer}
            case events.OfferRevised(organisation=organisation, offer=offer):
                members = {**self.members, organisation: offer}
            case events.MemberLeft(organisation=organisation):
                members = {of: offer for of, offer in self.members.items() if of != organisation}
            case _:
                assert_never(event)
        return replace(self, members=members, history=history)

    def _formed(self) -> events.NetworkFormed:
        if self.formed is None:
            raise Refused("There is no such network.", code="no-network")
        return self.formed

    def _check_arrangement(self, controllers: Controllers) -> None:
        """Joint controllers say to whom families turn, and what they have agreed."""
        if controllers.contact not in self.concerns:
            raise Invalid(
                "Choose a member of the network, or its coordinator, to whom families turn.",
                code="no-contact",
            )
        if not controllers.arrangement:
            raise Invalid(
                "Say what you have agreed, or where families read it.", code="no-arrangement"
            )

    def _check(self, organisation: UUID, *, by: UUID | None, is_member: bool) -> None:
        allowed = (None, self.coordinator, organisation) if is_member else (None, self.coordinator)
        if by not in allowed:
            raise Refused(
                "Only the network's coordinator, and each member of its own part, may say this.",
                code="not-theirs",
            )
