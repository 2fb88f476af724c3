"""Small rows are joined with their neighbours, never hidden, so that a table adds up."""

from collections.abc import Callable, Collection, Iterable, Sequence

Codes = tuple[str, ...]  # one row: the months, places, programmes or classes that it is of
TOGETHER = "+"  # between the codes of one row


def joined(leaves: Iterable[Codes], is_safe: Callable[[Codes], bool]) -> list[Codes]:
    """The leaves in their order, each with the following ones until the row is safe.

    What is left at the end goes to the row before. No row at all where not even everything
    together is safe. A row says nothing of what it was joined from: the first of its leaves was
    too few for somebody in some figure, and the last may be anything.
    """
    rows: list[Codes] = []
    row: Codes = ()
    for leaf in leaves:
        row += leaf
        if is_safe(row):
            rows.append(row)
            row = ()
    while row and not is_safe(row):
        if not rows:
            return []
        row = rows.pop() + row
    return [*rows, row] if row else rows


def common(tables: Iterable[Collection[Codes]]) -> list[Codes]:
    """The finest rows of which all tables can give the sum, in the order of the first."""
    first, *others = tables
    rows = list(first)
    for table in others:
        rows = _coarsened(rows, table)
    return rows


def _coarsened(rows: Sequence[Codes], table: Iterable[Codes]) -> list[Codes]:
    coarse = list(rows)
    for codes in table:
        touched = [row for row in coarse if set(row) & set(codes)]
        if len(touched) > 1:
            place = coarse.index(touched[0])
            coarse = [row for row in coarse if row not in touched]
            coarse.insert(place, tuple(code for row in touched for code in row))
    return coarse


def name_of(codes: Codes) -> str:
    """A row as editions name it: "area:salo+area:loimaa"."""
    return TOGETHER.join(codes)


def codes_of(name: str) -> Codes:
    return tuple(name.split(TOGETHER))
