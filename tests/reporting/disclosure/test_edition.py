"""Editions over time: what was published stays, and late facts wait for the open month."""

from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.edition import NOTHING, book, decide
from services.reporting.disclosure.layout import Kind
from services.reporting.disclosure.protect import Protected
from tests.reporting.disclosure.region import HALF, fact, facts, layout, publish

REGION = (ALL, ALL, ALL)


def monthly(*counts: int, late: tuple[str, ...] = ()) -> list[Row]:
    """So many facts in each month from January, of both organisations by turns."""
    programmes = ("kaveri", "tukihenkilo")
    rows: list[Row] = []
    for month, n in zip(HALF, counts, strict=False):
        for _ in range(n):
            who = len(rows)
            rows.append(fact(who, month, "turku", programmes[who % 2], "SCHOOL"))
    return rows


def region_by_month(rows: list[Row], *, through: str) -> dict[str, int | None]:
    published = NOTHING
    for closing in (month for month in HALF if month <= through):
        published |= decide(
            layout(), [r for r in rows if r.key[0] <= closing], closing=closing, before=published
        )
    return {key[0]: shown for key, shown in published.cells.items() if key[1:] == REGION}


def test_a_later_edition_repeats_what_was_published() -> None:
    region_facts = facts(9, people=150)
    april, _ = publish(layout(), region_facts, months=HALF[:4])
    june, _ = publish(layout(), region_facts)
    assert {key: june.cells[key] for key in april.cells} == april.cells


def test_a_late_fact_is_counted_once_in_the_month_that_is_open() -> None:
    early, late = (fact(n, "2026-01", "turku", "kaveri", "HOME") for n in (1, 2))
    assert book([early, late], closing="2026-03", booked={1}) == [
        fact(2, "2026-03", "turku", "kaveri", "HOME")
    ]


def test_a_fact_of_a_month_still_open_waits() -> None:
    assert (
        book([fact(1, "2026-04", "turku", "kaveri", "HOME")], closing="2026-03", booked=set()) == []
    )


def test_a_hidden_month_is_shown_together_with_the_next() -> None:
    assert region_by_month(monthly(30, 4, 30, 30), through="2026-04") == {
        "2026-01": 30,
        "2026-02": None,
        "2026-03": None,
        "2026-02..2026-03": 34,
        "2026-04": 30,
    }


def test_a_month_that_one_organisation_could_subtract_is_hidden_too() -> None:
    mine = [fact(n, "2026-01", "turku", "kaveri", "HOME") for n in range(20)]
    others = [fact(n, "2026-01", "turku", "tukihenkilo", "HOME") for n in range(20, 22)]
    assert region_by_month(mine + others, through="2026-01") == {"2026-01": None}


def test_a_half_year_is_published_with_its_last_month() -> None:
    assert region_by_month(monthly(30, 30, 30, 30, 30, 30), through="2026-06")["2026-H1"] == 180


def test_a_stock_at_the_end_of_a_half_year_is_that_of_its_last_month() -> None:
    shape = layout(kind=Kind.STOCK)
    rows = [Row((r.who, r.key[0]), r.key, r.known_to) for r in monthly(30, 30, 30, 30, 30, 40)]
    published = decide(shape, rows, closing="2026-06")
    region = {key[0]: shown for key, shown in published.cells.items() if key[1:] == REGION}
    assert (region["2026-05"], region["2026-06"], region["2026-H1"]) == (30, 40, 40)


def test_a_person_seen_in_several_months_counts_once_in_the_half_year() -> None:
    rows = [
        fact(who, month, "turku", programme, "SCHOOL")
        for month in HALF
        for who, programme in enumerate(("kaveri", "tukihenkilo") * 10)
    ]
    published = decide(layout(kind=Kind.PEOPLE), rows, closing="2026-06")
    assert published.cells[("2026-H1", *REGION)] == 20


def test_decisions_survive_as_json() -> None:
    published, _ = publish(layout(), facts(9, people=60), months=HALF[:2])
    assert Protected.from_json(published.to_json()) == published
