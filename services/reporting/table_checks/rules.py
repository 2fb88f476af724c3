"""From how many people rounded percentages can come, and what is missing from sums.

A share of `part` of `whole` is rounded half up to a whole per cent. Shares in a row are of the same
whole; joined by `+` they make it up between them. `12 = 5 + 4 + 2` is a number and its parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.kernel.aggregate import Invalid

MOST_LINES, MOST_SHARES, LARGEST = 20, 12, 1000
SHARES = re.compile(r"\d{1,3}(?:\s*[ +]\s*\d{1,3})*")
SUM = re.compile(r"(\d{1,6})\s*=\s*(\d{1,6}(?:\s*\+\s*\d{1,6})*)")
HUNDRED = 100


@dataclass(frozen=True)
class Whole:
    """A number of people from which the shares of a row can come."""

    number: int
    parts: tuple[tuple[int, int], ...]  # of each share: the fewest and the most people


@dataclass(frozen=True)
class Shares:
    """A row of percentages of one whole, and the wholes that they can come from."""

    text: str
    shares: tuple[int, ...]
    make_up: bool  # the whole, between them
    wholes: tuple[Whole, ...]  # none: no whole up to the largest gives these shares


@dataclass(frozen=True)
class Sum:
    """A number that was published with its parts."""

    text: str
    total: int
    parts: tuple[int, ...]

    @property
    def missing(self) -> int:
        """How many stand in no part; below nil: in more than one."""
        return self.total - sum(self.parts)


Checked = Shares | Sum


def check(text: str, *, largest: int) -> list[Checked]:
    """Each line of a table; raises `Invalid` with the number of a line that is none."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Invalid("A table has at most %(most)s lines.", code="table", most=MOST_LINES)
    return [_checked(number, line, largest) for number, line in enumerate(lines, 1)]


def wholes(shares: tuple[int, ...], *, make_up: bool, largest: int) -> Iterator[Whole]:
    """Every whole up to the largest that gives all these shares."""
    for number in range(1, largest + 1):
        parts = tuple(_parts(share, number) for share in shares)
        if any(fewest > most for fewest, most in parts):
            continue
        fewest, most = (sum(part[end] for part in parts) for end in (0, 1))
        if not make_up or fewest <= number <= most:
            yield Whole(number, parts)


def rounded(part: int, whole: int) -> int:
    """Per cent, half up."""
    return (2 * HUNDRED * part + whole) // (2 * whole)


def _parts(share: int, whole: int) -> tuple[int, int]:
    """The fewest and the most people of a whole who are rounded to that share; none: crossed."""
    fewest = -(-(2 * share - 1) * whole // (2 * HUNDRED))  # half up: from share - 0.5 on
    most = ((2 * share + 1) * whole - 1) // (2 * HUNDRED)  # and below share + 0.5
    return max(fewest, 0), min(most, whole)


def _checked(number: int, line: str, largest: int) -> Checked:
    if total := SUM.fullmatch(line):
        return Sum(line, int(total[1]), tuple(map(int, re.findall(r"\d+", total[2]))))
    shares = tuple(map(int, re.findall(r"\d+", line)))
    make_up = "+" in line
    is_mixed = make_up and len(shares) != line.count("+") + 1
    if not SHARES.fullmatch(line) or is_mixed or max(shares) > HUNDRED:
        raise Invalid(
            "Line %(number)s is neither percentages such as 80 + 20 or 57 56 47, nor a sum such as "
            "12 = 5 + 4 + 2.",
            code="table",
            field="table",
            number=number,
        )
    if len(shares) > MOST_SHARES:
        raise Invalid(
            "Line %(number)s has more than %(most)s percentages.",
            code="table",
            field="table",
            number=number,
            most=MOST_SHARES,
        )
    every = tuple(wholes(shares, make_up=make_up, largest=largest))
    return Shares(line, shares, make_up, every)
