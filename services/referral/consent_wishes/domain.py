"""The rules of a family's wish: one waits at a time, and is answered once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import WishResult
from services.referral.consent_wishes import events
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class ConsentWish:
    """What one family wishes of its consent; under the id of its referral, with versions apart."""

    category: ClassVar[str] = "consent_wish"

    id: UUID  # of the referral
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    wished: events.WithdrawalWished | None = None  # the newest
    answered: events.WishAnswered | None = None  # None: it waits, or there was none

    @property
    def is_open(self) -> bool:
        return self.wished is not None and self.answered is None

    def express(
        self, wished: events.WithdrawalWished, *, holds: bool, informed: Collection[UUID]
    ) -> list[events.WishEvent]:
        """Wish it for these, or for everybody; what waits already is not asked for twice."""
        if not holds:
            raise Refused("The consent has ended already.", code="ended")
        if not {*wished.organisations} <= {*informed}:
            raise Invalid(
                "Choose from those whom you let know.", code="not-informed", field="organisations"
            )
        waits = self.wished if self.is_open else None
        if waits is None:
            return [wished]
        if not waits.organisations or (
            wished.organisations and {*wished.organisations} <= {*waits.organisations}
        ):
            return []
        both = dict.fromkeys((*waits.organisations, *wished.organisations))
        wider = tuple(both) if wished.organisations else ()
        return [replace(wished, organisations=wider, due_on=waits.due_on)]

    def answer(self, result: WishResult, text: str, *, on: date) -> list[events.WishEvent]:
        """Carry it out, or say to the family why not."""
        if self.wished is None:
            raise Refused("The family has wished nothing here.", code="not-wished")
        if self.answered is not None:
            if (self.answered.result, self.answered.text) == (result, text):
                return []
            raise Refused("This wish has been dealt with.", code="dealt-with")
        if result is not WishResult.CARRIED_OUT and not text:
            raise Invalid(
                "Write to the family why its consent goes on.", code="no-reason", field="text"
            )
        return [self._answered(result, text, on)]

    def settle(self, organisations: Collection[UUID], *, on: date) -> list[events.WishEvent]:
        """The consent ended by another way: for these, or with none for everybody."""
        if self.wished is None or self.answered is not None:
            return []
        wished = {*self.wished.organisations}
        if organisations and not (wished and wished <= {*organisations}):
            return []
        return [self._answered(WishResult.CARRIED_OUT, "", on)]

    def evolve(self, event: events.WishEvent) -> Self:
        match event:
            case events.WithdrawalWished():
                return replace(self, wished=event, answered=None)
            case events.WishAnswered():
                return replace(self, answered=event)
            case _:
                assert_never(event)

    def _answered(self, result: WishResult, text: str, on: date) -> events.WishAnswered:
        if self.wished is None:
            raise Refused("The family has wished nothing here.", code="not-wished")
        subject = self.wished.subject_id
        return events.WishAnswered(
            referral_id=self.id, subject_id=subject, result=result, on=on, text=text
        )
