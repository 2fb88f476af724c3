"""Who is counted, and whether a number of them may be read.

A number may be read when it is nought or at least the threshold, for everybody: for the public,
and for each organisation that takes away the people whom it knows anyway.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.reporting.disclosure.cells import Key

LEAST_THRESHOLD = 3  # the policy's floor, whatever the setting says
USUAL_THRESHOLD = 5
LEAST_FOR_ROUNDED = 30  # people; below that a rounded number would tell as much as the exact one
STEP = 5  # what numbers are rounded to
LEAST_POSSIBLE = 3  # numbers that must remain for what an organisation does not know itself

People = Mapping[Hashable, tuple[str, ...]]  # each once, and the organisations that know of them


@dataclass(frozen=True)
class Row:
    """One counted fact: who or what is counted, its finest cell, and who knows it anyway."""

    who: Hashable  # the fact's id; the person's where persons are counted once
    key: Key  # month, place, programme, class
    known_to: tuple[str, ...] = ()  # organisations that can take it away from a figure


def people(rows: Iterable[Row]) -> People:
    """Each once, however many rows tell of them."""
    return {row.who: row.known_to for row in rows}


def is_safe(counted: People, *, threshold: int) -> bool:
    """Whether everybody reads nought or at least the threshold."""
    own_counts = (0, *_own_counts(counted).values())
    return all(_is_enough(len(counted) - own, threshold) for own in own_counts)


def is_safe_rounded(counted: People, *, threshold: int) -> bool:
    """Whether the number may be read to the nearest five, where it may not be read exactly.

    That is so where one organisation does nearly all of the work: the number is great, and of the
    few whom that organisation does not know, several numbers remain possible for it.
    """
    near = _near(len(counted))
    return len(counted) >= LEAST_FOR_ROUNDED and _leaves_open(counted, near, threshold)


def are_safe_rounded(parts: Sequence[People], *, threshold: int) -> bool:
    """The same of all parts of a whole that is known exactly and that they add up to."""
    whole = sum(map(len, parts))
    if whole < LEAST_FOR_ROUNDED or any(len(part) < threshold for part in parts):
        return False
    around = [_near(len(part)) for part in parts]
    for part, near in zip(parts, around, strict=True):
        least = whole - sum(other.stop - 1 for other in around) + near.stop - 1
        most = whole - sum(other.start for other in around) + near.start
        possible = range(max(near.start, least), min(near.stop, most + 1))
        if len(possible) < LEAST_POSSIBLE or not _leaves_open(part, possible, threshold):
            return False
    return True


def _near(count: int) -> range:
    """All numbers that are rounded to the same."""
    half = STEP // 2
    return range(rounded(count) - half, rounded(count) + half + 1)


def _leaves_open(counted: People, possible: range, threshold: int) -> bool:
    """Whether each organisation must think several numbers of people that it does not know."""
    for own in _own_counts(counted).values():
        left = range(max(possible.start - own, 0), possible.stop - own)
        if not _is_enough(len(counted) - own, threshold) and len(left) < LEAST_POSSIBLE:
            return False
    return True


def rounded(count: int) -> int:
    """The nearest multiple of five."""
    return (count + STEP // 2) // STEP * STEP


def is_safe_class(counted: People, whole: People, *, threshold: int) -> bool:
    """The same of one class of `whole`, where having nobody tells as much as having a few.

    Whoever knows all of the whole learns nothing from its classes.
    """
    in_class, in_all = _own_counts(counted), _own_counts(whole)
    for organisation in ("", *in_all):
        left = len(counted) - in_class[organisation]
        others = len(whole) - in_all[organisation]
        if others and left < threshold:
            return False
    return True


def _own_counts(counted: People) -> Counter[str]:
    return Counter(name for names in counted.values() for name in names)


def _is_enough(count: int, threshold: int) -> bool:
    return count == 0 or count >= threshold
