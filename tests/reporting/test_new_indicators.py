"""Defined indicators: what can be counted, which events count, and from when on a row is shown."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import FigureCounting, FigureDimension
from services.reporting.new_indicators.commands import definition_of
from services.reporting.new_indicators.domain import DefinedIndicator, Definition
from services.reporting.new_indicators.events import Condition, IndicatorDefined
from services.reporting.new_indicators.rules import (
    Figures,
    Happened,
    conditions_in,
    counts,
    figures,
)
from services.reporting.open_help.rules import Row
from shared.kernel.aggregate import Invalid, NotFound, Refused

ID, DAY = UUID(int=1), date(2026, 11, 2)
SENDER, OTHER = UUID(int=50), UUID(int=51)
NAMES: dict[str, Any] = {"name_fi": "Käynnit", "name_sv": "Träffar", "name_en": "Visits"}
VISITS = Definition(**NAMES, counted_event="visit.logged", dimensions=(FigureDimension.MONTH,))
DEFINED = IndicatorDefined(
    indicator_id=ID,
    version=1,
    **NAMES,
    counted_event="visit.logged",
    dimensions=("MONTH",),
    on=DAY,
)


def visit(
    number: int, month: str = "2026-03", sender: UUID = SENDER, place: str = "853"
) -> Happened:
    """Of the family of that number."""
    classes = {FigureDimension.MONTH: month, FigureDimension.MUNICIPALITY: place}
    fields = {"status": "HELD", "minutes": 60, "profession": None, "early": True}
    return Happened(date.fromisoformat(f"{month}-01"), UUID(int=number), classes, fields, sender)


def test_versions_follow_each_other() -> None:
    new = DefinedIndicator(ID)
    assert new.define(VISITS, on=DAY) == [DEFINED]
    defined = new.evolve(DEFINED)
    assert defined.definitions == (VISITS,)
    cases = replace(VISITS, counting=FigureCounting.CASES)
    assert defined.define(cases, on=DAY) == [replace(DEFINED, version=2, counting="CASES")]
    with pytest.raises(Refused, match="already"):
        defined.define(VISITS, on=DAY)
    with pytest.raises(NotFound):
        _ = new.definitions


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("status = HELD", Condition(field="status", comparison="=", value="HELD")),
        ("minutes>=60", Condition(field="minutes", comparison=">=", value="60")),
        ("  kind != PHONE  ", Condition(field="kind", comparison="!=", value="PHONE")),
    ],
)
def test_a_line_is_a_condition(line: str, condition: Condition) -> None:
    assert conditions_in(f"\n{line}\n", counted_event="visit.logged") == (condition,)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("status", "no condition"),
        ("status HELD", "no condition"),
        ("case_id = 1", "has no case_id"),
        ("municipality = 853", "has no municipality"),
        ("held_on >= 2026", "has no held_on"),
        ("status = LOST", "is one of"),
        ("status >= HELD", "no number"),
        ("minutes = many", "is a number"),
        ("\n".join(["minutes = 1"] * 7), "at most 6"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_field(text: str, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        conditions_in(text, counted_event="visit.logged")
    assert (refused.value.code, refused.value.field) == ("conditions", "conditions")


def test_six_conditions_are_not_too_many() -> None:
    assert len(conditions_in("\n".join(["minutes = 1"] * 6), counted_event="visit.logged")) == 6
    with pytest.raises(Invalid, match="yes or no"):
        conditions_in("early = maybe", counted_event="case.closed")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"counted_event": "person.registered"}, "event"),
        ({"counted_event": "happening.counted"}, "event"),
        ({"counted_event": "volunteer.applied", "counting": FigureCounting.CASES}, "counting"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_reason(
    values: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        definition_of(**NAMES, **values)
    assert refused.value.code == code
    assert refused.value.field


@pytest.mark.parametrize(
    ("field", "comparison", "value", "holds"),
    [
        ("status", "=", "HELD", True),
        ("status", "!=", "HELD", False),
        ("minutes", ">=", "60", True),
        ("minutes", ">=", "61", False),
        ("minutes", "<=", "60", True),
        ("minutes", "<=", "59", False),
        ("minutes", "=", "60", True),
        ("early", "=", "yes", True),
        ("early", "=", "no", False),
        ("profession", "=", "NURSE", False),
        ("profession", "!=", "NURSE", False),  # nobody said in which
    ],
)
def test_an_event_counts_while_its_conditions_hold(
    field: str, comparison: str, value: str, holds: bool
) -> None:
    condition = Condition(field=field, comparison=comparison, value=value)
    assert counts(visit(1), replace(VISITS, conditions=(condition,))) == holds


def test_an_organisation_reads_its_own_to_the_last_one() -> None:
    events = [visit(1), visit(1), visit(2, "2026-04")]
    tables = {FigureDimension.MONTH: (Row(("2026-03",), 2), Row(("2026-04",), 1))}
    assert figures(events, VISITS, exactly=True) == Figures(Row((), 3), tables)
    cases = replace(VISITS, counting=FigureCounting.CASES, dimensions=())
    assert figures(events, cases, exactly=True) == Figures(Row((), 2), {})


@pytest.mark.parametrize(("families", "count"), [(4, None), (5, 5), (7, 5), (8, 10)])
def test_others_read_fives_from_five_families_on(families: int, count: int | None) -> None:
    events = [visit(number) for number in range(families)]
    shown = figures(events, replace(VISITS, dimensions=()), exactly=False)
    assert shown == Figures(Row((), count), {})


def test_many_visits_of_few_families_are_not_shown() -> None:
    events = [visit(number % 4) for number in range(40)]
    assert figures(events, VISITS, exactly=False).total == Row((), None)


@pytest.mark.parametrize(("of_others", "count"), [(0, 5), (4, None), (5, 10)])
def test_who_sent_most_of_them_learns_nothing_of_the_rest(
    of_others: int, count: int | None
) -> None:
    own = [visit(number) for number in range(5)]
    rest = [visit(100 + number, sender=OTHER) for number in range(of_others)]
    assert figures([*own, *rest], VISITS, exactly=False).total.count == count


def test_small_months_stand_with_those_that_follow() -> None:
    events = [
        *(visit(number, "2026-01") for number in range(3)),
        *(visit(number, "2026-02") for number in range(10, 13)),
        *(visit(number, "2026-03") for number in range(20, 25)),
        visit(30, "2026-04"),
    ]
    assert figures(events, VISITS, exactly=False).tables[FigureDimension.MONTH] == (
        Row(("2026-01", "2026-02"), 5),
        Row(("2026-03", "2026-04"), 5),
    )


def test_small_places_stand_with_others() -> None:
    by_place = replace(VISITS, dimensions=(FigureDimension.MUNICIPALITY,))
    events = [
        *(visit(number, place="853") for number in range(10)),
        *(visit(number, place="680") for number in range(20, 26)),
        visit(30, place="400"),
    ]
    assert figures(events, by_place, exactly=False).tables[FigureDimension.MUNICIPALITY] == (
        Row(("400", "680"), 5),
        Row(("853",), 10),
    )
    alone = figures(events[-1:], by_place, exactly=False)
    assert alone.tables[FigureDimension.MUNICIPALITY] == ()
