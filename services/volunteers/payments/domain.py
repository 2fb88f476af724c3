"""The rules of one payment run: drawn up, then paid or called off, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import PaymentStatus
from services.volunteers.payments import events
from services.volunteers.payments.events import PaymentEvent
from services.volunteers.transfers.rules import Order, Transfer
from shared.kernel.aggregate import Refused

TEXT = "Kulukorvaukset / Kostnadsersättningar"


@dataclass(frozen=True)
class PaymentRun:
    """One payment run of one organisation."""

    category: ClassVar[str] = "payment"

    id: UUID
    drawn_up: events.PaymentDrawnUp | None = None
    lines: tuple[events.PaymentLineAdded, ...] = ()
    left_out: tuple[events.PersonLeftOut, ...] = ()
    paid: events.PaymentPaid | None = None
    called_off: events.PaymentCalledOff | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.drawn_up.organisation,) if self.drawn_up else ()

    @property
    def status(self) -> PaymentStatus:
        if self.paid:
            return PaymentStatus.PAID
        return PaymentStatus.CALLED_OFF if self.called_off else PaymentStatus.DRAWN_UP

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.lines)

    @property
    def claims(self) -> tuple[UUID, ...]:
        return tuple(claim for line in self.lines for claim in line.claims)

    @property
    def is_whole(self) -> bool:
        """Can its file still be written? Not when somebody on it was erased."""
        return all(line.name and line.iban for line in self.lines)

    def draw_up(
        self,
        drawn_up: events.PaymentDrawnUp,
        lines: Sequence[events.PaymentLineAdded],
        left_out: Sequence[events.PersonLeftOut],
    ) -> list[PaymentEvent]:
        if self.drawn_up:
            return []
        if not lines:
            raise Refused(
                "Nobody of these can be paid: their account number is missing, or nothing is "
                "left to pay.",
                code="nobody_to_pay",
            )
        return [drawn_up, *lines, *left_out]

    def pay(self, paid: events.PaymentPaid) -> list[PaymentEvent]:
        """It was paid on that day, as the bank says."""
        if self.paid:
            return []
        if self.called_off:
            raise Refused("This payment run was called off.", code="called_off")
        return [paid]

    def call_off(self, called_off: events.PaymentCalledOff) -> list[PaymentEvent]:
        if self.called_off:
            return []
        if self.paid:
            raise Refused(
                "This was paid already. Correct the visit instead: the difference comes with the "
                "next run.",
                code="paid_already",
            )
        return [called_off]

    def order(self) -> Order:
        """What the bank is given; the same whenever it is asked for."""
        drawn_up = self.drawn_up
        if drawn_up is None or self.called_off:
            raise Refused("This payment run was called off.", code="called_off")
        if not self.is_whole:
            raise Refused(
                "Somebody on this run has been erased since, so its file cannot be written any "
                "more.",
                code="erased",
            )
        return Order(
            message_id=f"RINNALLA{self.id.hex[:20]}".upper(),
            made_at=drawn_up.at,
            pays_on=drawn_up.pays_on,
            name=drawn_up.account_name,
            iban=drawn_up.iban,
            bic=drawn_up.bic,
            text=TEXT,
            transfers=tuple(Transfer(each.name, each.iban, each.cents) for each in self.lines),
        )

    def evolve(self, event: PaymentEvent) -> Self:
        match event:
            case events.PaymentDrawnUp():
                return replace(self, drawn_up=event)
            case events.PaymentLineAdded():
                return replace(self, lines=(*self.lines, event))
            case events.PersonLeftOut():
                return replace(self, left_out=(*self.left_out, event))
            case events.PaymentPaid():
                return replace(self, paid=event)
            case events.PaymentCalledOff():
                return replace(self, called_off=event)
            case _:
                assert_never(event)
