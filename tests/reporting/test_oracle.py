"""Live figures and editions against a second fold of the raw events of all stores."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from services.common.geography import municipalities
from services.platform.demo.people import fixed_id
from services.reporting.editions import queries
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.months import Range
from tests.reporting.halfyear import LAST, MONTHS, HalfYear
from tests.reporting.oracle import Counted, last_day, middle
from tests.reporting.useful import share, shown

pytestmark = pytest.mark.xdist_group("halfyear")
API = "/reporting/api/v1/reports"
REPORTS = ("demand", "waiting", "support", "outcomes")
OWN = {"coordinator-mll": "mll-vs", "coordinator-siipisulka": "siipi", "worker-helsinki": "hki"}


def belongs(counted: Counted, group: str, code: str) -> bool:
    home = municipalities().get(counted.family.place)
    match group:
        case "source" | "outcome":
            return counted.class_ == code
        case "programme":
            return counted.family.programme == code
        case "county":
            return home is not None and f"county:{home.county}" == code
        case "municipality":
            return counted.family.place == code
        case _:
            return True


def expected(counted: list[Counted], line: dict[str, Any]) -> list[Counted]:
    inside = [each for each in counted if belongs(each, line["group"], line["code"])]
    return inside if line["figure"] != "parted" else [o for o in inside if o.class_ == "KEPT"]


@pytest.mark.parametrize("reader", OWN)
@pytest.mark.parametrize("report", REPORTS)
def test_an_organisation_reads_what_the_stores_tell(
    halfyear: HalfYear, reader: str, report: str
) -> None:
    provider = str(fixed_id(f"organisation:{OWN[reader]}"))
    caller = halfyear.stepped.caller(reader)
    for first, last in (("2026-03", "2026-03"), ("2026-01", "2026-06")):
        answer = caller.get(f"{API}/{report}?from={first}&to={last}").json
        for line in answer["figures"]:
            if line["code"] in ("NOT_SUPPORTED", "NO_MINIMUM", "CHILDREN_UNTOLD"):
                continue
            span = (line["code"],) * 2 if line["group"] == "month" else (first, last)
            counted = halfyear.oracle.count(line["figure"], f"{span[0]}-01", last_day(span[1]))
            counted = expected([each for each in counted if each.family.provider == provider], line)
            assert (line["figure"], line["code"], line["numerator"]) == (
                line["figure"],
                line["code"],
                len(counted),
            )
            if line["median"] is not None and line["figure"] == "met":
                assert line["median"] == middle([each.value for each in counted])


def test_totals_of_now_are_those_of_monday_to_the_nearest_five(halfyear: HalfYear) -> None:
    for month, totals in halfyear.now.items():
        end = date.fromisoformat(last_day(month))
        monday = f"{end - timedelta(days=end.weekday())}"
        assert totals["counted_on"] == monday
        for name, figure in (("supported", "supported"), ("waiting", "queued")):
            counted = halfyear.oracle.count(figure, monday, monday)
            by_programme = Counter(each.family.programme for each in counted)
            live = {each["programme"]: each[name] for each in totals["programmes"]}
            assert live == {code: rounded(by_programme[code]) for code in live}
            assert (totals["total"][name] or "<5") == rounded(len(counted))


def rounded(count: int) -> int | str:
    return (count + 2) // 5 * 5 if count >= 5 else "<5"


@pytest.mark.parametrize("name", INDICATORS)
def test_every_number_of_the_editions_is_what_the_stores_told(
    halfyear: HalfYear, name: str
) -> None:
    with halfyear.stepped.platform.services["reporting"].database.reading() as db:
        in_force = queries.in_force(db, on=LAST)
    shown = {k: n for k, n in in_force.published[name].cells.cells.items() if n is not None}
    assert shown == {key: halfyear.number(name, key) for key in shown}


def test_nearly_everybody_is_in_figures_that_are_shown_without_asking(halfyear: HalfYear) -> None:
    """Half a year of the demo's region; a whole year of it is in docs/figures.md."""
    with halfyear.stepped.platform.services["reporting"].database.reading() as db:
        in_force = queries.in_force(db, on=LAST)

    def counted(figure: str, period: Range) -> int:
        key = (f"{period.first}..{period.last}", "*", "*", "*")
        return halfyear.number(figure, key)

    shares = shown(in_force, counted, Range(MONTHS[0], in_force.last))
    assert share(shares) >= 0.8, shares


def test_every_month_has_its_edition(halfyear: HalfYear) -> None:
    with halfyear.stepped.platform.services["reporting"].database.reading() as db:
        assert queries.in_force(db, on=LAST).months == MONTHS
