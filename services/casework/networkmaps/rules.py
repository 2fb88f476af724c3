"""What a network map must say, and what has moved between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.casework.networkmaps.events import Around
from shared.kernel.aggregate import Invalid

MOST = 40  # people
NEARNESS = (1, 2, 3)


class Move(StrEnum):
    """How somebody stands beside the child compared with an earlier map."""

    SAME = "same"
    NEARER = "nearer"
    FARTHER = "farther"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Compared:
    person: Around  # as on the later map; as on the earlier one if gone
    move: Move


def must_make_sense(around: Sequence[Around]) -> None:
    if not around:
        raise Invalid("Name at least one person.", code="around", missing=["around"])
    if len(around) > MOST:
        raise Invalid("A map has room for %(most)s people.", code="around", most=MOST)
    names = [folded(person) for person in around]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise Invalid("%(name)s stands there twice.", code="around", name=twice[0])


def compared(later: Sequence[Around], earlier: Sequence[Around]) -> list[Compared]:
    """Everybody of both maps: the later one's first, in its order, then who is gone."""
    before = {folded(person): person for person in earlier}
    here = {folded(person) for person in later}
    moves = [Compared(person, _move(person, before.get(folded(person)))) for person in later]
    gone = [Compared(person, Move.GONE) for name, person in before.items() if name not in here]
    return [*moves, *gone]


def safe(around: Sequence[Around]) -> int:
    """With how many adults the child is safe."""
    return sum(person.is_safe for person in around)


def folded(person: Around) -> str:
    return " ".join(person.name.casefold().split())


def _move(person: Around, before: Around | None) -> Move:
    if before is None:
        return Move.NEW
    if person.nearness == before.nearness:
        return Move.SAME
    return Move.NEARER if person.nearness < before.nearness else Move.FARTHER
