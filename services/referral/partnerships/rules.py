"""What of an agreement is used, as far as one reader may know it."""

from dataclasses import dataclass
from decimal import Decimal

FEWEST = 5  # families that others have sent: fewer could tell of one of them


@dataclass(frozen=True)
class Use:
    """Families of one programme, or of all, that a year's agreement has taken on."""

    taken: int = 0
    own: int = 0  # of those, sent by the reader

    def seen(self, *, is_provider: bool) -> "Seen":
        """A provider has received them all; others know how many they have sent themselves."""
        others = self.taken - self.own
        if is_provider or others == 0 or others >= FEWEST:
            return Seen(self.taken, self.taken)
        return Seen(self.own + 1, self.own + FEWEST - 1)


@dataclass(frozen=True)
class Seen:
    """A number, or the borders between which it lies."""

    least: int
    most: int

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(self.least + other.least, self.most + other.most)


def money(seen: Seen, price: Decimal | None) -> Decimal | None:
    """What the families cost together; None where their number or the price is not known."""
    return None if price is None or seen.least != seen.most else seen.most * price
