"""A programme's own measures in its provider's report: live, corrected, and for nobody else."""

import re
from typing import Any

import pytest

from tests.casework.acceptance import Opened, a_case, ago
from tests.platform import BASE, Stepped, platform

__all__ = ["platform"]
REASON = {"reason": "Väärä kirjaus."}


@pytest.fixture
def case(platform: Stepped) -> Opened:
    return a_case(platform)


def measure(case: Opened, value: int, days: int, indicator: str = "3x10d.6") -> str:
    body = {"indicator": indicator, "value": value, "measured_on": ago(case.platform, days)}
    return str(case.post("measurements", body).json["id"])


def measured(platform: Stepped, sign_in: str, report: str = "outcomes", **filters: str) -> Any:
    platform.settle()
    parameters = "&".join(f"{name}={value}" for name, value in filters.items())
    answer = platform.caller(sign_in).get(
        f"/reporting/api/v1/reports/{report}?lang=fi&{parameters}"
    )
    assert answer.status_code == 200, answer.text
    return answer.json["measured"]


ROW = {
    "programme": "amm-tukihenkilo",
    "indicator": "3x10d.6",
    "name": "Luotettavat ystävät",
    "families": 1,
    "compared": 1,
    "better": 1,
    "same": 0,
    "worse": 0,
    "first_median": 4.0,
    "last_median": 7.0,
}


def test_the_provider_reads_how_what_it_measured_changed(case: Opened) -> None:
    measure(case, 4, 60)
    measure(case, 7, 0)
    assert measured(case.platform, "coordinator-siipisulka") == [ROW]
    reader = case.platform.browser("coordinator-siipisulka", "reporting")
    page = reader.get("/reporting/reports/outcomes?lang=fi", base_url=BASE)
    assert [text in page.text for text in ("Mittaukset", "Luotettavat ystävät")] == [True, True]


def test_a_part_that_stands_alone_is_named(case: Opened) -> None:
    case.platform.settle()
    reader = case.platform.browser("coordinator-siipisulka", "reporting")
    page = reader.get("/reporting/reports/demand?lang=fi", base_url=BASE).text
    (table,) = re.findall(
        r"<h2[^>]*>Vastaanotetut lähetteet · toiminta</h2>.*?</section>", page, re.S
    )
    assert "Ammatillinen tukihenkilötoiminta" in table


def test_only_the_report_of_outcomes_has_it_and_nobody_elses(case: Opened) -> None:
    measure(case, 4, 0)
    platform = case.platform
    assert measured(platform, "coordinator-siipisulka", "support") == []
    for sign_in in ("coordinator-mll", "regional", "funder"):
        assert measured(platform, sign_in) == []


def test_what_is_put_right_or_never_was_counts_so(case: Opened) -> None:
    first, last = measure(case, 4, 60), measure(case, 7, 0)
    assert case.put(f"measurements/{last}/correction", {"value": 3, **REASON}).status_code == 200
    worse = {"better": 0, "worse": 1, "last_median": 3.0}
    assert measured(case.platform, "coordinator-siipisulka") == [ROW | worse]
    assert case.put(f"measurements/{first}/entered-in-error", REASON).status_code == 200
    alone = {"compared": 0, "better": 0, "first_median": None, "last_median": None}
    assert measured(case.platform, "coordinator-siipisulka") == [ROW | alone]


@pytest.mark.parametrize(
    ("filters", "families"),
    [
        ({"programme": "amm-tukihenkilo"}, [1]),
        ({"programme": "kaveri"}, []),
        ({"municipality": "county:05"}, [1]),
        ({"municipality": "county:12"}, []),
    ],
)
def test_the_reports_filters_hold_for_it(
    case: Opened, filters: dict[str, str], families: list[int]
) -> None:
    measure(case, 4, 0)
    rows = measured(case.platform, "coordinator-siipisulka", **filters)
    assert [row["families"] for row in rows] == families


def test_the_provider_reads_what_its_families_answered_and_nobody_else(case: Opened) -> None:
    answers = [{"question": "HOBBY", "answer": "NONE"}, {"question": "SCHOOL", "answer": "UNKNOWN"}]
    made = case.post("facts", {"facts": answers})
    address = "/reporting/api/v1/reports/support?lang=fi"

    def answered(sign_in: str) -> dict[str, Any]:
        case.platform.settle()
        rows = case.platform.caller(sign_in).get(address).json["circumstances"]
        return {row["question"]: row for row in rows}

    before = answered("coordinator-siipisulka")
    assert before["HOBBY"]["answers"]["NONE"] == 1
    assert [before["SCHOOL"][name] for name in ("answered", "unknown")] == [0, 1]
    reader = case.platform.browser("coordinator-siipisulka", "reporting")
    page = reader.get("/reporting/reports/support?lang=fi", base_url=BASE).text
    assert "Onko lapsella oma harrastus?" in page
    assert [answered(each) for each in ("coordinator-mll", "regional")] == [{}, {}]
    wrong = f"facts/{made.json['id']}"
    answer = case.coordinator.put(
        f"{case.path}/{wrong}/entered-in-error", REASON, of=f"{case.path}/{wrong}"
    )
    assert answer.status_code == 200, answer.text
    after = answered("coordinator-siipisulka")["HOBBY"]
    assert after["not_asked"] == before["HOBBY"]["not_asked"] + 1
