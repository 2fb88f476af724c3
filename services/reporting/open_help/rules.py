"""How help without a referral is counted, and what others than the organisation itself read of it.

Of its own people an organisation reads everything as it stands. Everybody else reads, of a
half-year that is final, rows that are joined until each stands for five or more, also without those
that one of the readers has booked itself; rows add up to the total. Until then they read the state
of last Sunday, in fives; so they do where all but a few were booked by one reader.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.reporting.open_help.domain import HalfYear

LEAST = 5
THEME, PLACE, PROFESSION = "theme", "place", "profession"


class Shown(StrEnum):
    """How far a reader's figures may be trusted to the last one."""

    EXACTLY = "EXACTLY"  # one's own
    JOINED = "JOINED"  # exact; small rows stand together
    IN_FIVES = "IN_FIVES"


@dataclass(frozen=True)
class Thing:
    """A booked time or an answered question, with what tables divide it by."""

    classes: Mapping[str, str]
    booker: UUID | None = None  # one of the readers, who knows of it
    held: bool = False
    minutes: tuple[int, int] = (0, 0)  # of pair work: of the organisation's, the municipality's


@dataclass(frozen=True)
class Row:
    """How many, of one class or of some that stand together."""

    codes: tuple[str, ...]
    count: int | None  # None: fewer than five
    held: int | None = None  # None: not shown


@dataclass(frozen=True)
class Counts:
    """A total, and what it divides into; no rows where the total itself is in fives alone."""

    total: Row
    tables: Mapping[str, tuple[Row, ...]]
    minutes: tuple[int, int] | None = None  # of both sides; None: the total is not exact


def as_shown(half: HalfYear, today: date) -> Shown:
    """How others read a half-year on a day."""
    return Shown.JOINED if today >= half.final_on else Shown.IN_FIVES


def known_until(half: HalfYear, today: date, shown: Shown) -> date:
    """The last day whose words are counted in."""
    if shown is Shown.EXACTLY:
        return today
    if shown is Shown.JOINED:
        return half.final_on - timedelta(days=1)
    return today - timedelta(days=today.isoweekday())  # last Sunday


def counted(things: Sequence[Thing], divisions: Iterable[str], shown: Shown) -> Counts:
    """The total and a table for each division, as far as they are shown."""
    if shown is Shown.JOINED and not is_safe(things):
        return Counts(_row((), things, Shown.IN_FIVES), {})
    tables = {by: tuple(_rows(things, by, shown)) for by in divisions}
    return Counts(_row((), things, shown), tables, _minutes(things, shown))


def _rows(things: Sequence[Thing], by: str, shown: Shown) -> list[Row]:
    groups: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[thing.classes[by]].append(thing)
    alone = [((code,), groups[code]) for code in sorted(groups)]
    if shown is not Shown.JOINED:
        every = [_row(codes, group, shown) for codes, group in alone]
        return [row for row in every if row.count is not None]
    rows = [_row(codes, group, shown) for codes, group in joined(alone)]
    if any(row.held is None for row in rows):
        return [Row(row.codes, row.count) for row in rows]  # or the total would tell it
    return rows


Group = tuple[tuple[str, ...], list[Thing]]


def joined(groups: Sequence[Group]) -> list[Group]:
    """Those that can be shown alone; the others together, with the smallest of them if need be."""
    small = [group for group in groups if not is_safe(group[1])]
    safe = [group for group in groups if is_safe(group[1])]
    large = sorted(safe, key=lambda group: (len(group[1]), group[0]))
    while small and large and not is_safe(_together(small)[1]):
        small.append(large.pop(0))
    return sorted([*large, *([_together(small)] if small else [])], key=lambda group: group[0])


def is_safe(things: Sequence[Thing]) -> bool:
    """Five or more, and so it is without what any one of the readers has booked; or nobody."""
    own = Counter(thing.booker for thing in things if thing.booker)
    rests = [len(things) - count for count in (0, *own.values())]
    return not things or (len(things) >= LEAST and all(_none_or_many(rest) for rest in rests))


def in_fives(count: int) -> int | None:
    """The nearest multiple of five; None for fewer than five."""
    return (count + 2) // 5 * 5 if count >= LEAST else None


def _minutes(things: Sequence[Thing], shown: Shown) -> tuple[int, int] | None:
    if shown is Shown.IN_FIVES:
        return None
    return sum(each.minutes[0] for each in things), sum(each.minutes[1] for each in things)


def _together(groups: Sequence[Group]) -> Group:
    codes = sorted(code for codes, _ in groups for code in codes)
    return tuple(codes), [thing for _, things in groups for thing in things]


def _row(codes: tuple[str, ...], things: Sequence[Thing], shown: Shown) -> Row:
    count, held = len(things), [thing for thing in things if thing.held]
    if shown is Shown.EXACTLY:
        return Row(codes, count, len(held))
    if shown is Shown.IN_FIVES:
        return Row(codes, in_fives(count))
    missed = [thing for thing in things if not thing.held]
    return Row(codes, count, len(held) if is_safe(held) and is_safe(missed) else None)


def _none_or_many(count: int) -> bool:
    return count == 0 or count >= LEAST


@dataclass(frozen=True)
class Attendance:
    """Who came to an open event on a day, by kind of participant."""

    themes: tuple[str, ...]
    place: str
    heads: Mapping[str, int]
    is_estimate: bool = False

    @property
    def all(self) -> int:
        return sum(self.heads.values())


@dataclass(frozen=True)
class Came:
    """Open events of one theme or place, or all of them; an event of two themes counts in both."""

    code: str
    days: int
    heads: int | None  # None: fewer than five, of others than one's own


@dataclass(frozen=True)
class Attended:
    total: Came
    kinds: Mapping[str, int | None]
    estimated: int  # of the days, how many were estimated
    tables: Mapping[str, tuple[Came, ...]]


def attended(days: Sequence[Attendance], shown: Shown) -> Attended:
    """Of all days together, by kind of participant, and by theme and place."""
    themes = sorted({theme for day in days for theme in day.themes})
    places = sorted({day.place for day in days})
    kinds = dict.fromkeys(kind for day in days for kind in day.heads)  # in their order
    return Attended(
        total=_came("", days, shown),
        kinds={kind: _heads(sum(day.heads[kind] for day in days), shown) for kind in kinds},
        estimated=sum(day.is_estimate for day in days),
        tables={
            THEME: tuple(
                _came(theme, [day for day in days if theme in day.themes], shown)
                for theme in themes
            ),
            PLACE: tuple(
                _came(place, [day for day in days if day.place == place], shown) for place in places
            ),
        },
    )


@dataclass(frozen=True)
class Package:
    """Help made to measure that a municipality had asked for, closed with what came of it."""

    kind: str
    sessions: int
    heads: int
    paid: tuple[int, int, int]  # cents: by municipalities, by organisations' grants, by others


@dataclass(frozen=True)
class Packages:
    """All closed ones, and those of one kind."""

    kind: str
    count: int
    sessions: int
    heads: int | None  # None: fewer than five, of others than one's own
    paid: tuple[int, int, int]


def packages(closed: Sequence[Package], shown: Shown) -> list[Packages]:
    """By kind, and all together at the end; none where there are none."""
    kinds = sorted({each.kind for each in closed})
    rows = [_packages(kind, [p for p in closed if p.kind == kind], shown) for kind in kinds]
    return [*rows, _packages("", closed, shown)] if rows else []


def _packages(kind: str, closed: Sequence[Package], shown: Shown) -> Packages:
    payers = zip(*(each.paid for each in closed), strict=True)
    municipal, granted, others = (sum(cents) for cents in payers)
    return Packages(
        kind=kind,
        count=len(closed),
        sessions=sum(each.sessions for each in closed),
        heads=_heads(sum(each.heads for each in closed), shown),
        paid=(municipal, granted, others),
    )


def _came(code: str, days: Sequence[Attendance], shown: Shown) -> Came:
    return Came(code, len(days), _heads(sum(day.all for day in days), shown))


def _heads(count: int, shown: Shown) -> int | None:
    return count if shown is Shown.EXACTLY or _none_or_many(count) else None
