"""All that a coordinator can fetch in half a year, solved for what is hidden: nothing comes out."""

from collections import Counter
from functools import cache

import pytest

from services.common import catalogue
from services.common.geography import municipalities
from services.demo.agreements import AGREEMENTS
from services.platform.demo.people import fixed_id
from services.reporting.editions import queries
from services.reporting.indicators.catalogue import INDICATORS
from tests.reporting.collected import (
    ALL,
    HALF,
    Collected,
    Question,
    collect,
    collect_csv,
    questions,
)
from tests.reporting.halfyear import LAST, MONTHS, HalfYear, cells_of
from tests.reporting.solving import Region, Solver

pytestmark = pytest.mark.xdist_group("halfyear")
THRESHOLD = 5
MLL = f"provider:{fixed_id('organisation:mll-vs')}"
DAYS = [f"2026-{month:02}-03" for month in range(2, 9)]
ASKED = ("853", "400", "895", "322", "609", "790", "091", "withheld")  # and all that hold them


@cache
def region(halfyear: HalfYear) -> Region:
    reporting = halfyear.stepped.platform.services["reporting"]
    with reporting.database.reading() as db:
        codes = [programme.code for programme in catalogue.newest_programmes(db)]
        providers = {code: f"provider:{catalogue.provider_of(db, code)}" for code in codes}
        parents = queries.in_force(db, on=LAST).places
    return Region(parents, providers, offered, MONTHS)


def offered(place: str, programme: str) -> bool:
    areas = [area for _, _, programmes, area in AGREEMENTS if programme in programmes]
    if place == "withheld":
        return bool(areas)
    county = municipalities()[place].county if place in municipalities() else ""
    return any(place in area.municipalities or county in area.counties for area in areas)


@cache
def fetched(halfyear: HalfYear) -> Collected:
    known_region = region(halfyear)
    places = {
        *ASKED,
        *(known_region.parents[place] for place in ASKED),
        "county:05",
        "county:06",
    } - {ALL}
    programmes = [*known_region.providers, *sorted(set(known_region.providers.values()))]
    wishes = questions(days=DAYS, places=sorted(places), programmes=programmes, through=MONTHS[-1])
    return collect(halfyear.stepped.caller("regional"), wishes)


def test_no_two_answers_contradict_each_other(halfyear: HalfYear) -> None:
    assert fetched(halfyear).contradictions == []


def test_a_file_hides_what_the_answer_hides(halfyear: HalfYear) -> None:
    answers = fetched(halfyear).answers
    for place in ("", "400", "subregion:024"):
        query = f"from={HALF[0]}&to={HALF[1]}&municipality={place}"
        for question, text in collect_csv(halfyear.stepped.caller("regional"), query).items():
            value = answers.get(question)
            assert text == (".." if value is None else str(value or "–"))


def test_a_funder_and_a_municipality_read_the_same_cells(halfyear: HalfYear) -> None:
    answers = fetched(halfyear).answers
    wishes = [{"from": HALF[0], "to": HALF[1]}, {"municipality": "853"}]
    for reader in ("funder", "demo-turku", "municipal-turku"):
        theirs = collect(halfyear.stepped.caller(reader), wishes).answers
        assert {q: n for q, n in theirs.items() if q in answers} == {
            q: answers[q] for q in theirs if q in answers
        }


@pytest.mark.parametrize("own", ["", MLL])
@pytest.mark.parametrize("figure", INDICATORS)
def test_nobody_narrows_what_is_hidden(halfyear: HalfYear, figure: str, own: str) -> None:
    solver, small = solver_of(halfyear, figure, own)
    bounds = solver.bounds(small, most=THRESHOLD - 1)
    assert {q: b for q, b in bounds.items() if b[0] > 1 or b[1] < THRESHOLD - 1} == {}


def test_the_solver_finds_what_a_careless_edition_would_tell(halfyear: HalfYear) -> None:
    counts, _ = truth(halfyear, "accepted", "")
    solver, small = solver_of(halfyear, "accepted", "", careless=True)
    bounds = solver.bounds(small, most=THRESHOLD - 1)
    assert {q: counts[_cell(q)] for q, (low, high) in bounds.items() if low == high} != {}


def solver_of(
    halfyear: HalfYear, figure: str, own: str, *, careless: bool = False
) -> tuple[Solver, list[Question]]:
    """A solver that knows all that was fetched of the figure, and the small cells hidden."""
    indicator = INDICATORS[figure]
    solver = Solver(
        region(halfyear),
        indicator.kind,
        indicator.classes,
        indicator.classes_by,
        indicator.has_places,
        own,
    )
    whole, others = truth(halfyear, figure, own)
    small = []
    for question, value in fetched(halfyear).answers.items():
        if question[0] != figure:
            continue
        left = others[_cell(question)]
        if careless and _is_a_cell(question) and not 0 < left < THRESHOLD:
            value = whole[_cell(question)]
        if value is not None:
            taken = whole[_cell(question)] - left if own and _is_a_cell(question) else 0
            if not own or _is_a_cell(question):
                solver.know(question, value - taken, value - taken)
        elif _is_a_cell(question):
            few = left < THRESHOLD
            solver.know(question, 0 if few else 1, THRESHOLD - 1 if few else 10**6)
            small += [question] if 0 < left < THRESHOLD else []
    _look_at_now(halfyear, solver, figure)
    return solver, small


def _look_at_now(halfyear: HalfYear, solver: Solver, figure: str) -> None:
    """What the live totals said at each month's end."""
    name = {"queued": "waiting", "supported": "supported"}.get(figure)
    if name is None:
        return
    for month, totals in halfyear.now.items():
        for each in totals["programmes"]:
            if solver.region.providers[each["programme"]] == solver.own:
                continue
            question = (figure, month, month, ALL, each["programme"], ALL)
            few = each[name] == "<5"
            least = 0 if few else each[name]
            most = 10**6 if figure == "supported" else THRESHOLD - 1 if few else least
            solver.know(question, least, most)


def truth(
    halfyear: HalfYear, figure: str, own: str
) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
    """How many are in each cell, and how many of them the reader does not know anyway."""
    parents = region(halfyear).parents
    whole: Counter[tuple[str, ...]] = Counter()
    others: Counter[tuple[str, ...]] = Counter()
    for period, counted in halfyear.by_period(figure):
        theirs = [each for each in counted if f"provider:{each.family.provider}" != own]
        whole.update((period, *cell) for cell in cells_of(counted, parents))
        others.update((period, *cell) for cell in cells_of(theirs, parents))
    return whole, others


def _is_a_cell(question: Question) -> bool:
    _, first, last, place, _, class_ = question
    return (first, last) == HALF or (first == last and place == ALL and class_ == ALL)


def _cell(question: Question) -> tuple[str, ...]:
    _, first, last, *rest = question
    return ("2026-H1" if (first, last) == HALF else first, *rest)
