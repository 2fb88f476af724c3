"""What the reporting service answers over HTTP: who reads what, in which form, and refusals."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from services.common.codes import Outcome
from services.platform.demo.people import fixed_id
from services.reporting.editions.commands import publish
from shared.kernel.clock import Clock
from shared.web.spreadsheets import XLSX
from tests.platform import BASE, Stepped
from tests.reporting.histories import Story, write_stories

API = "/reporting/api/v1"
MLL, SIIPI, TURKU = (fixed_id(f"organisation:{code}") for code in ("mll-vs", "siipi", "turku"))
MARCH = f"{API}/reports/demand?from=2026-03&to=2026-03"


def stories() -> list[Story]:
    """Eight families of the one provider and two of the other, all accepted in March."""
    return [
        Story(
            n,
            programme="kaveri" if n <= 8 else "amm-tukihenkilo",
            provider=MLL if n <= 8 else SIIPI,
            sender=TURKU,
            kind="SCHOOL" if n <= 5 else "HOME",
            accepted_on=date(2026, 3, 2),
            started_on=date(2026, 3, 10),
            met_on=date(2026, 3, 2 + n),
            parted_on=date(2026, 4, 20) if n <= 6 else None,
            closed_on=date(2026, 4, 20) if n <= 6 else None,
            outcome=Outcome.IMPROVED if n <= 4 else Outcome.NOT_ASSESSED,
            children=2 if n == 7 else None,
        )
        for n in range(1, 11)
    ]


@pytest.fixture
def published(platform: Stepped) -> Stepped:
    """The stories known, and every month from March to April 2026 published in May."""
    platform.after(_publish)
    return platform


def _publish(platform: Stepped) -> None:
    services = platform.platform.services
    write_stories(services, stories())
    platform.settle()
    reporting = services["reporting"]
    usual = reporting.clock
    for month in (4, 5):
        at = datetime(2026, month, 3, 9, tzinfo=UTC)
        reporting.clock = Clock(usual.zone, lambda at=at: at)  # type: ignore[misc]  # bound now
        publish(reporting)
    reporting.clock = usual
    platform.settle()


def figures(answer: Any) -> dict[tuple[str, str, str], Any]:
    return {(f["figure"], f["group"], f["code"]): f for f in answer.json["figures"]}


def test_an_organisation_reads_its_own_people_live(published: Stepped) -> None:
    answer = published.caller("coordinator-mll").get(MARCH)
    lines = figures(answer)
    school = lines["accepted", "source", "SCHOOL"]
    assert answer.json["edition"] is None
    assert answer.json["scope"] == "organisation"
    assert lines["accepted", "total", ""]["numerator"] == 8
    assert (school["numerator"], school["denominator"], school["percent"]) == (5, 8, 63)
    assert school["basis"] == "COLLECTED"


def test_another_organisation_reads_none_of_them(published: Stepped) -> None:
    lines = figures(published.caller("coordinator-sastamala").get(MARCH))
    assert lines["accepted", "total", ""]["text"] == "–"


def test_outcomes_add_up_with_those_not_assessed(published: Stepped) -> None:
    address = f"{API}/reports/outcomes?from=2026-04&to=2026-04"
    lines = figures(published.caller("coordinator-mll").get(address))
    parts = {code: f["numerator"] for (_, group, code), f in lines.items() if group == "outcome"}
    assert parts["IMPROVED"] == 4
    assert parts["NOT_ASSESSED"] == 2
    assert sum(parts.values()) == lines["ended", "total", ""]["numerator"] == 6


def test_the_region_is_read_from_the_edition_in_force(published: Stepped) -> None:
    answer = published.caller("regional").get(MARCH)
    edition = answer.json["edition"]
    assert (edition["month"], edition["published_on"]) == ("2026-04", "2026-05-03")
    assert set(answer.json["complete_to"]) == {"referral", "volunteers", "casework"}
    assert all(source["complete"] for source in answer.json["complete_to"].values())


def test_what_leaves_one_organisation_with_a_few_is_told_to_nobody_yet(published: Stepped) -> None:
    """Ten families were accepted, eight of them by one organisation: it would read two others."""
    for reader in ("regional", "funder", "demo-turku"):
        lines = figures(published.caller(reader).get(MARCH))
        whole = lines["accepted", "total", ""]
        assert (whole["numerator"], whole["text"], whole["mark"]) == (None, "..", "not_published")
        assert [key for key in lines if key[1] == "programme"] == []


def test_as_of_picks_the_edition_in_force_that_day(published: Stepped) -> None:
    address = f"{API}/reports/demand?as_of="
    regional = published.caller("regional")
    assert regional.get(f"{address}2026-04-30").json["edition"]["month"] == "2026-03"
    assert regional.get(f"{address}2026-05-03").json["edition"]["month"] == "2026-04"
    assert regional.get(f"{address}2026-04-02").json["edition"] is None


def test_publishing_again_adds_nothing(published: Stepped) -> None:
    reporting = published.platform.services["reporting"]
    publish(reporting)
    assert publish(reporting) == []


def test_now_says_less_than_five_and_sums_nothing_over_it(published: Stepped) -> None:
    answer = published.caller("regional").get(f"{API}/now").json
    supported = {each["programme"]: each["supported"] for each in answer["programmes"]}
    assert supported["amm-tukihenkilo"] == "<5"
    assert answer["total"] == {"supported": None, "waiting": None}
    assert (answer["edition"], answer["children"]) == (None, None)


def test_now_of_an_organisation_is_exact(published: Stepped) -> None:
    answer = published.caller("coordinator-mll").get(f"{API}/now").json
    assert [(each["programme"], each["supported"]) for each in answer["programmes"]] == [
        ("kaveri", 2)
    ]
    assert answer["total"] == {"supported": 2, "waiting": 0}
    counted = {"supported": 2, "untold_families": 1}
    assert answer["children"] == {
        **counted,
        "programmes": [{"programme": "kaveri", **counted}],
    }


def test_an_organisation_reads_how_many_children_it_supports_and_of_whom_it_does_not_know(
    published: Stepped,
) -> None:
    address = f"{API}/reports/support?from=2026-05&to=2026-05"
    own = published.caller("coordinator-mll")
    lines = figures(own.get(address))
    assert lines["children", "total", ""]["numerator"] == 2
    assert lines["children", "programme", "kaveri"]["indicator"] == "M02"
    untold = lines["children", "missing", "CHILDREN_UNTOLD"]
    assert (untold["numerator"], lines["supported", "total", ""]["numerator"]) == (1, 2)
    rows = own.get(address, Accept="text/csv").text.splitlines()
    assert [row for row in rows if "CHILDREN_UNTOLD" in row]
    page = published.browser("coordinator-mll", "reporting").get("/reporting/?lang=fi").text
    assert "Tukea saaneet lapset ja nuoret" in page
    assert "lasten määrää ei ole kerrottu 1 perheestä" in page
    others = figures(published.caller("regional").get(address))
    assert not [name for name, _, _ in others if name == "children"]


@pytest.mark.parametrize(
    "wrong",
    [
        "from=2026-3",
        "from=2026-13&to=2026-12",
        "from=2026-05&to=2026-04",
        "municipality=999",
        "programme=nothing",
        "as_of=yesterday",
        "as_of=2999-01-01",
        "colour=red",
    ],
)
def test_a_wrong_filter_is_refused_with_a_sentence(platform: Stepped, wrong: str) -> None:
    answer = platform.caller("regional").get(f"{API}/reports/demand?{wrong}")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["detail"] or answer.json["errors"]


def test_a_report_that_is_none_is_not_there(platform: Stepped) -> None:
    assert platform.caller("regional").get(f"{API}/reports/gossip").status_code == 404


@pytest.mark.parametrize("reader", ["volunteer-mll", "dpo", "admin", "demo-kela"])
def test_others_may_not_read_reports(platform: Stepped, reader: str) -> None:
    assert platform.caller(reader).get(f"{API}/reports/demand").status_code == 403


def test_a_funder_has_no_live_totals(platform: Stepped) -> None:
    assert platform.caller("funder").get(f"{API}/now").status_code == 403


def test_csv_and_xlsx_say_what_json_says(published: Stepped) -> None:
    regional = published.caller("regional")
    texts = [f["text"] for f in regional.get(MARCH).json["figures"]]
    text = regional.get(MARCH, Accept="text/csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    sheet = load_workbook(BytesIO(regional.get(MARCH, Accept=XLSX).get_data())).active
    cells = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
    column = cells[0].index("numerator")
    assert [row["numerator"] for row in rows] == texts
    assert [row[column] for row in cells[1:]] == texts


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("fi", "Raportti;Kuukaudesta;Kuukauteen;"),
        ("sv", "Rapport;Från månad;Till månad;"),
        ("en", "Report,From month,To month,"),
    ],
)
def test_a_file_for_people_has_columns_in_their_language(
    published: Stepped, language: str, begins: str
) -> None:
    browser = published.browser("regional", "reporting")
    file = browser.get(f"/reporting/reports/demand.csv?lang={language}", base_url=BASE)
    assert file.get_data().decode("utf-8-sig").startswith(begins)


@pytest.mark.parametrize("reader", ["regional", "coordinator-mll"])
def test_every_page_says_how_complete_it_is(published: Stepped, reader: str) -> None:
    browser = published.browser(reader, "reporting")
    for path in ("", "reports/demand", "reports/waiting", "reports/support", "reports/outcomes"):
        page = browser.get(f"/reporting/{path}?lang=en", base_url="http://localhost")
        assert page.status_code == 200
        assert page.text.count("<h1") == 1
        assert "cases #" in page.text


def test_a_page_keeps_what_was_typed_and_says_what_is_wrong(published: Stepped) -> None:
    browser = published.browser("regional", "reporting")
    address = "/reporting/reports/demand?from=2026-05&to=2026-04&lang=en"
    page = browser.get(address, base_url="http://localhost")
    assert page.status_code == 422
    assert "The first month is after the last month." in page.text
