"""The demo's team lives through its eight months, and its table comes out as it was published."""

from datetime import date
from typing import Any

import pytest
from werkzeug.test import Client

from services.demo.cohort import has_room
from tests.platform import BASE, Stepped
from tests.reporting.lived import FIRST

pytestmark = pytest.mark.xdist_group("lived")
TABLE, PAGE = "/reporting/api/v1/published-table", "/reporting/published-table"
PRINTED = {"CHILDREN": 37, "ENDED": 12, "IMPROVED": 5, "UNCHANGED": 4, "PLACED": 2}
SHARES = {
    "BOYS": (28, 35, 80),
    "GIRLS": (7, 35, 20),
    "COUNSELLED": (21, 37, 57),
    "OUT_OF_WORK": (39, 70, 56),
    "POOR": (33, 70, 47),
    "VIOLENCE": (10, 35, 29),
}


def table(lived: Stepped, sign_in: str, query: str = "") -> Any:
    answer = lived.caller(sign_in).get(f"{TABLE}{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def parts(counted: Any) -> dict[str, tuple[int, int | None, int | None]]:
    return {
        code: (figure["part"], figure["whole"], figure["share"])
        for code, figure in counted["figures"].items()
    }


def test_every_figure_comes_out_as_it_was_published(lived: Stepped) -> None:
    ours = table(lived, "worker-helsinki")
    assert (ours["from"], ours["to"], ours["reads"]) == ("2025-12", "2026-07", "EXACTLY")
    numbers = {code: (number, None, None) for code, number in PRINTED.items()}
    assert parts(ours["fit"]) == {**numbers, **SHARES}
    assert all(figure["fits"] for figure in ours["fit"]["figures"].values())
    assert (ours["fit"]["not_asked"]["BOYS"], ours["fit"]["not_assessed"]) == (2, 1)


def test_at_the_end_of_the_months_the_shares_are_others(lived: Stepped) -> None:
    end = table(lived, "worker-helsinki")["end"]
    assert end["on"] == "2026-07-31"
    assert parts(end)["BOYS"] == (29, 37, 78)
    assert not end["figures"]["BOYS"]["fits"]
    chosen = table(lived, "worker-helsinki", "?from=2025-12&on=2026-07-31")
    assert chosen["fit"] == end


@pytest.mark.parametrize("sign_in", ["regional", "funder", "municipal-turku"])
def test_others_read_two_totals_to_the_nearest_five(lived: Stepped, sign_in: str) -> None:
    theirs = table(lived, sign_in, "?from=2026-01&on=2026-03-01")  # which they cannot choose
    assert (theirs["reads"], theirs["fit"], theirs["end"]) == ("IN_FIVES", None, None)
    assert theirs["totals"] == {"CHILDREN": 35, "ENDED": 10}
    assert theirs["from"] == "2025-12"


def test_another_organisation_reads_what_was_published(lived: Stepped) -> None:
    theirs = table(lived, "coordinator-mll")
    assert (theirs["reads"], theirs["fit"], theirs["totals"]) == ("NOTHING", None, {})
    assert [check["fits"] for check in theirs["checks"]] == [False, False, False, None]
    assert theirs["checks"][3]["missing"] == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?from=2026-13", "month"),
        ("?from=2031-01", "month"),
        ("?on=2026-02-30", "as-of"),
        ("?on=2099-01-01", "as-of"),
        ("?on=2026-09-01", "on"),
        ("?from=2025-01&on=2026-07-31", "on"),
    ],
)
def test_a_wrong_choice_is_refused_by_name(lived: Stepped, query: str, code: str) -> None:
    refused = lived.caller("worker-helsinki").get(f"{TABLE}{query}")
    assert (refused.status_code, refused.json["code"]) == (422, code)
    browser = lived.browser("worker-helsinki", "reporting")
    assert browser.get(f"{PAGE}{query}", base_url=BASE).status_code == 422


def text_of(browser: Client, lang: str) -> str:
    answer = browser.get(f"{PAGE}?lang={lang}", base_url=BASE)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_the_page_says_beside_each_figure_what_does_not_agree(lived: Stepped) -> None:
    text = text_of(lived.browser("worker-helsinki", "reporting"), "fi")
    assert "28 / 35, 80 %" in text
    assert "35 lasta, 35 perhettä ja 70 vanhempaa" in text
    text = text_of(lived.browser("regional", "reporting"), "sv")
    assert "28 / 35" not in text
    assert "ungefär 35" in text


def test_no_support_person_reads_it(lived: Stepped) -> None:
    assert lived.caller("volunteer-mll").get(TABLE).status_code == 403


@pytest.mark.parametrize(("last", "room"), [(date(2026, 7, 31), False), (date(2026, 8, 1), True)])
def test_the_story_needs_its_eight_months(last: date, room: bool) -> None:
    assert has_room(FIRST, last) == room
