"""A small invented region, whose facts come from a seed."""

from collections.abc import Iterable
from random import Random

from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.edition import book, decide
from services.reporting.disclosure.layout import Crossing, Kind, Layout, half_of
from services.reporting.disclosure.protect import Protected
from tests.reporting.disclosure.attacker import Attacker, finest

PLACES = {
    "turku": "coast",
    "naantali": "coast",
    "laitila": "inland",
    "loimaa": "inland",
    "coast": "county",
    "inland": "county",
    "county": ALL,
}
MUNICIPALITIES = ("turku", "naantali", "laitila", "loimaa")
PROGRAMMES = {"kaveri": "mll", "perhekummi": "mll", "tukihenkilo": "siipisulka"}
GROUPS = {"kaveri": "volunteers", "perhekummi": "volunteers"}
CLASSES = ("SCHOOL", "HOME", "OTHER")
HALF = tuple(f"2026-{month:02}" for month in range(1, 7))

Fact = tuple[Row, str]  # what happened, and the month when it became known


def layout(classes_by: Crossing = Crossing.PLACE, *, kind: Kind = Kind.FLOW) -> Layout:
    return Layout(kind, PLACES, tuple(PROGRAMMES), CLASSES, classes_by, providers, groups=GROUPS)


def providers(_place: str, programme: str) -> set[str]:
    return set(PROGRAMMES.values()) if programme == ALL else {PROGRAMMES[programme]}


def fact(who: int, month: str, place: str, programme: str, class_: str) -> Row:
    return Row(who, (month, place, programme, class_), (PROGRAMMES[programme],))


def facts(seed: int, *, people: int, months: tuple[str, ...] = HALF, only: str = "") -> list[Fact]:
    """`people` facts; one in eight becomes known a month late."""
    random = Random(seed)
    facts = []
    for who in range(people):
        number = random.randrange(len(months))
        place = random.choices(MUNICIPALITIES, (8, 4, 2, 1))[0]
        programme = random.choices(tuple(PROGRAMMES), (5, 3, 2))[0]
        class_ = random.choices(CLASSES, (5, 3, 1))[0]
        if only and PROGRAMMES[programme] != only:
            continue
        late = min(number + (random.random() < 1 / 8), len(months) - 1)
        facts.append((fact(who, months[number], place, programme, class_), months[late]))
    return facts


def publish(
    shape: Layout, facts: Iterable[Fact], *, months: tuple[str, ...] = HALF, threshold: int = 5
) -> tuple[Protected, tuple[Row, ...]]:
    """An edition for each month, one after the other: all that they say, and their books."""
    facts = list(facts)
    published, books = Protected(), list[Row]()
    for closing in months:
        rows = [row for row, known_in in facts if known_in <= closing]
        books += book(rows, closing=closing, booked={row.who for row in books})
        of_half = [row for row in books if half_of(row.key[0]) == half_of(closing)]
        published |= decide(shape, of_half, closing=closing, before=published, threshold=threshold)
    return published, tuple(books)


def attacker(
    published: Protected, books: tuple[Row, ...], *, name: str = "", threshold: int = 5
) -> Attacker:
    months = sorted({key[0] for key in published.cells if len(key[0]) == len("2026-01")})
    atoms = finest(months, MUNICIPALITIES, PROGRAMMES, CLASSES)
    return Attacker(published.cells, atoms, PLACES, books, threshold, PROGRAMMES, GROUPS, name)
