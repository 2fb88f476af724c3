"""Who keeps what families tell in a network, as its members have agreed."""

from dataclasses import dataclass
from uuid import UUID

from services.common.codes import Control


@dataclass(frozen=True)
class Controllers:
    """How members are controllers; where it is joint, to whom families turn and what is agreed."""

    control: Control = Control.OWN
    contact: UUID | None = None
    arrangement: str = ""

    @property
    def is_joint(self) -> bool:
        return self.control is Control.JOINT

    @property
    def address(self) -> str:
        """Where the arrangement is read, when that is what was written; otherwise empty."""
        text = self.arrangement
        return text if text.startswith("https://") and " " not in text else ""


EACH_ITS_OWN = Controllers()


def controllers_of(control: Control, contact: UUID | None, arrangement: str) -> Controllers:
    """As it was said; whoever answers for its own families alone names no other."""
    return EACH_ITS_OWN if control is Control.OWN else Controllers(control, contact, arrangement)
