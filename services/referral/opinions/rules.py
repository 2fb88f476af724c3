"""The box in which answers lose their order, and when it is open. Nothing here reads a clock."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Self

from shared.kernel.aggregate import Refused

FEWEST = 5  # answers that are shown together
OPEN_FOR = timedelta(days=14)  # from the last day of the event on
PAGE = 8192  # characters to a multiple of which a box is filled: its size tells nothing
SCALE = range(1, 6)


@dataclass(frozen=True)
class Counts:
    """How many answered what."""

    useful: tuple[int, ...]  # how many said 1, 2, 3, 4 and 5
    recommend: int

    @property
    def answers(self) -> int:
        return sum(self.useful)


@dataclass(frozen=True)
class Box:
    """The answers of one event, sorted: in which order they came is lost, and so is whose words
    stand beside whose numbers.
    """

    answers: tuple[tuple[int, bool], ...] = ()
    words: tuple[str, ...] = ()
    used: tuple[str, ...] = ()  # digests of codes

    def put_in(self, useful: int, words: str, digest: str, *, recommend: bool) -> Self:
        """With this answer among the others; raises `Refused` where the code was used."""
        if digest in self.used:
            raise Refused("You have answered already.", code="answered")
        return replace(
            self,
            answers=tuple(sorted((*self.answers, (useful, recommend)))),
            words=tuple(sorted((*self.words, words))) if words else self.words,
            used=tuple(sorted((*self.used, digest))),
        )

    def counts(self) -> Counts | None:
        """What is shown of it; None: fewer than five have answered."""
        if len(self.answers) < FEWEST:
            return None
        useful = tuple(sum(each == number for each, _ in self.answers) for number in SCALE)
        return Counts(useful, sum(would for _, would in self.answers))

    def written(self) -> str:
        """As a text of which not even the length tells how much is in it."""
        text = json.dumps(asdict(self), separators=(",", ":"))
        return text.ljust(-(-len(text) // PAGE) * PAGE)


def box_in(text: str) -> Box:
    read = json.loads(text)
    answers = tuple((useful, would) for useful, would in read["answers"])
    return Box(answers, tuple(read["words"]), tuple(read["used"]))


def is_closed(last: date | None, today: date) -> bool:
    """Does nobody answer any more? Only then anything is shown, so that no answer of one person
    is the difference between two looks.
    """
    return last is not None and today > last + OPEN_FOR
