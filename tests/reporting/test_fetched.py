"""All that a coordinator can fetch in half a year, solved for what was joined: nobody comes out."""

from functools import cache

import pytest

from services.common import catalogue
from services.platform.demo.people import fixed_id
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME
from services.reporting.editions import queries
from tests.reporting.collected import (
    ALL,
    HALF,
    Collected,
    collect,
    collect_csv,
    questions,
)
from tests.reporting.disclosure.solving import Attacker, Fact
from tests.reporting.halfyear import LAST, MONTHS, HalfYear

pytestmark = pytest.mark.xdist_group("halfyear")
MLL = f"provider:{fixed_id('organisation:mll-vs')}"
DAYS = [f"2026-{month:02}-03" for month in range(2, 9)]
ASKED = ("853", "400", "895", "322", "609", "790", "091", "withheld", "county:06", "area:salo")


@cache
def fetched(halfyear: HalfYear) -> Collected:
    with halfyear.stepped.platform.services["reporting"].database.reading() as db:
        programmes = [programme.code for programme in catalogue.newest_programmes(db)]
    wishes = questions(days=DAYS, places=ASKED, programmes=[*programmes, MLL], through=MONTHS[-1])
    return collect(halfyear.stepped.caller("regional"), wishes)


def test_no_two_answers_contradict_each_other(halfyear: HalfYear) -> None:
    assert fetched(halfyear).contradictions == []


def test_a_file_says_what_the_answer_says(halfyear: HalfYear) -> None:
    answers = fetched(halfyear).answers
    for place in ("", "400"):
        query = f"from={HALF[0]}&to={HALF[1]}&municipality={place}"
        for question, text in collect_csv(halfyear.stepped.caller("regional"), query).items():
            if text != "..":
                assert text == str(answers[question] or "–")


def test_a_funder_and_a_municipality_read_the_same_cells(halfyear: HalfYear) -> None:
    answers = fetched(halfyear).answers
    wishes = [{"from": HALF[0], "to": HALF[1]}, {"municipality": "853"}]
    for reader in ("funder", "demo-turku", "municipal-turku"):
        theirs = collect(halfyear.stepped.caller(reader), wishes).answers
        assert {q: n for q, n in theirs.items() if q in answers} == {
            q: answers[q] for q in theirs if q in answers
        }


@pytest.mark.parametrize("figure", ["received", "accepted", "found", "met", "ended", "parted"])
def test_whatever_was_fetched_is_what_the_editions_say(halfyear: HalfYear, figure: str) -> None:
    """Nothing comes out but the rows of which it is tested what they tell."""
    with halfyear.stepped.platform.services["reporting"].database.reading() as db:
        in_force = queries.in_force(db, on=LAST)
    published = in_force.published[figure]
    for (name, first, last, place, programme, class_), value in fetched(halfyear).answers.items():
        if name != figure or value is None:
            continue
        narrowed = [
            (axis, code)
            for axis, code in ((PLACE, place), (PROGRAMME, programme), (CLASS, class_))
            if code != ALL
        ]
        assert len(narrowed) < 2
        if not narrowed:
            assert published.figure(first, last).value == value
            continue
        axis, code = narrowed[0]
        table = published.table(axis, first, last)
        assert table is not None
        rows = [row.figure.value or 0 for row in table[1]]
        assert value in rows or (code == MLL and value <= sum(rows))


@pytest.mark.parametrize("own", ["", MLL])
@pytest.mark.parametrize("figure", ["accepted", "met", "ended"])
def test_nobody_works_out_a_few(halfyear: HalfYear, figure: str, own: str) -> None:
    with halfyear.stepped.platform.services["reporting"].database.reading() as db:
        cells = queries.in_force(db, on=LAST).published[figure].cells.cells
    reader = own.removeprefix("provider:")
    facts = tuple(
        Fact(counted.who, cell, (counted.family.provider,))
        for cell, counted in halfyear.rows(figure)
    )
    assert Attacker(cells, facts, reader).narrowed() == []
