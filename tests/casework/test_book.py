"""Writing in a case's book over HTTP and on its pages."""

from typing import Any

import pytest

from services.casework.book.views import SHOWN
from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import SUPPORTER, Browser, agree, browser
from tests.platform import Stepped

CONTACT = {"kind": "CONTACT", "party": "SCHOOL", "text": "We agreed on Mondays.", "whom": "Teacher"}


def book(case: Opened) -> str:
    return f"/casework/cases/{case.id}/book"


def new(case: Opened, kind: str) -> str:
    return f"/casework/cases/{case.id}/entries/new/{kind}"


def entries(case: Opened) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = case.coordinator.get(f"{case.path}/entries").json["entries"]
    return listed


def written(case: Opened, body: dict[str, Any]) -> str:
    answer = case.post("entries", body)
    assert answer.status_code == 201, answer.json
    case.platform.settle()
    return f"{case.path}/entries/{answer.json['id']}"


def test_an_entry_is_written_read_corrected_and_taken_out(case: Opened) -> None:
    path = written(case, CONTACT | {"held_on": ago(case.platform, 2), "minutes": 20})
    body = case.coordinator.get(path).json
    assert (body["held_on"], body["party"], body["text"], body["circle"]) == (
        ago(case.platform, 2),
        "SCHOOL",
        "We agreed on Mondays.",
        "TEAM",
    )
    corrected = {"minutes": 25, "reason": "The clock."}
    assert case.coordinator.put(f"{path}/correction", corrected).json["minutes"] == 25
    case.platform.settle()
    assert [each["minutes"] for each in entries(case)] == [25]
    error = case.coordinator.put(f"{path}/entered-in-error", {"reason": "Another family."})
    case.platform.settle()
    assert (error.json["entered_in_error"], entries(case)) == (True, [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "CONTACT"}, 422),
        ({"kind": "COST", "cost_kind": "HOBBY", "costs": "12.50"}, 201),
        ({"kind": "COST", "cost_kind": "HOBBY", "costs": "12.50", "party": "KELA"}, 422),
        ({"kind": "PHONE_24H", "whom": "Mother", "began_at": "02:10", "text": "No sleep."}, 201),
        ({"kind": "APPOINTMENT", "party": "KELA", "status": "DONE"}, 409),  # not of this programme
        ({"kind": "OUR_THING", "text": "Floorball."}, 422),  # does it happen?
        ({"kind": "OUR_THING", "text": "Floorball.", "status": "DONE"}, 201),
        ({"kind": "CRISIS_MEETING", "minutes": 60, "text": "A quarrel."}, 422),
    ],
)
def test_a_case_has_the_kinds_of_its_programme(
    case: Opened, body: dict[str, Any], status: int
) -> None:
    assert case.post("entries", body).status_code == status


def test_costs_are_listed_and_added_up(case: Opened) -> None:
    for costs in ("12.50", "7.25"):
        written(case, {"kind": "COST", "cost_kind": "HOBBY", "costs": costs})
    body = case.coordinator.get(f"{case.path}/costs").json
    assert (len(body["costs"]), body["together"]) == (2, "19.75")


def test_what_is_for_coordinators_is_a_line_without_words_for_the_team(case: Opened) -> None:
    worker = "worker-siipisulka"
    assert case.put(f"team/{WORKER}", {"role": "WORKER"}).status_code == 200
    path = written(case, CONTACT | {"circle": "COORDINATORS"})
    body = case.worker.get(f"{case.path}/entries").json["entries"]
    assert [(each["readable"], each["text"], each["whom"]) for each in body] == [(False, "", "")]
    assert case.worker.get(path).status_code == 404
    page = browser(case.platform, worker).get(book(case)).text
    assert ("We agreed on Mondays." in page, "Teacher" in page) == (False, False)


def test_the_book_shows_what_was_written_and_keeps_what_was_typed(
    case: Opened, coordinator: Browser
) -> None:
    data = {"held_on": ago(case.platform, 0), "party": "", "text": "We agreed."}
    refused = coordinator.send(new(case, "CONTACT"), data)
    assert (refused.status_code, "We agreed." in refused.text) == (422, True)
    made = coordinator.send(new(case, "CONTACT"), data | {"party": "SCHOOL"})
    assert (made.status_code, made.headers["Location"]) == (303, book(case))
    assert "We agreed." in coordinator.get(book(case)).text
    assert coordinator.get(new(case, "APPOINTMENT")).status_code == 404


def test_another_organisations_people_find_nothing(case: Opened, platform: Stepped) -> None:
    path = written(case, CONTACT)
    entry = path.rpartition("/")[2]
    stranger = browser(platform, "coordinator-mll")
    addresses = (book(case), new(case, "CONTACT"), f"/casework/entries/{entry}")
    assert [stranger.get(each).status_code for each in addresses] == [404, 404, 404]


def test_a_support_person_writes_their_own_thing_and_reads_nothing_else(
    case: Opened, platform: Stepped
) -> None:
    written(case, CONTACT)
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    ours = {"held_on": ago(platform, 0), "status": "DONE", "text": "Floorball on Tuesdays."}
    assert supporter.send(new(case, "OUR_THING"), ours).status_code == 303
    page = supporter.get(book(case)).text
    assert ("Floorball on Tuesdays." in page, "We agreed on Mondays." in page) == (True, False)
    assert supporter.get(new(case, "COST")).status_code == 404
    assert [each["kind"] for each in entries(case)] == ["OUR_THING", "CONTACT"]


def test_the_family_takes_home_what_is_for_it_and_nobody_elses_name(
    case: Opened, coordinator: Browser
) -> None:
    written(case, CONTACT | {"for_family": True})
    written(case, CONTACT | {"text": "For us alone."})
    shown = [
        coordinator.get(f"/casework/cases/{case.id}/family-paper?language={each}").text
        for each in ("fi", "en")
    ]
    assert ["We agreed on Mondays." in page for page in shown] == [True, True]
    assert [text in shown[1] for text in ("For us alone.", "Teacher", "Testinen")] == [False] * 3
    assert ("Mitä olemme tehneet yhdessä" in shown[0], 'lang="fi"' in shown[0]) == (True, True)


def test_a_long_book_comes_in_pages(case: Opened, coordinator: Browser) -> None:
    for number in range(SHOWN + 1):
        body = CONTACT | {"text": f"Talk {number}.", "held_on": ago(case.platform, number + 1)}
        assert case.post("entries", body).status_code == 201
    case.platform.settle()
    first, second = (coordinator.get(f"{book(case)}?from={n}").text for n in (0, SHOWN))
    newest, oldest = "Talk 0.", f"Talk {SHOWN}."
    assert [text in first for text in (newest, oldest)] == [True, False]
    assert [text in second for text in (newest, oldest)] == [False, True]
    assert f'href="{book(case)}?from={SHOWN}"' in first


def test_an_entry_tells_of_corrections_once_there_are_any(
    case: Opened, coordinator: Browser
) -> None:
    paid = written(case, {"kind": "COST", "cost_kind": "HOBBY", "costs": "12.50"})
    page = f"/casework/entries/{paid.rpartition('/')[2]}"
    assert 'value="12,50"' in coordinator.get(f"{page}/correction?lang=fi").text
    assert "How it was corrected" not in coordinator.get(f"{page}?lang=en").text
    case.coordinator.put(f"{paid}/correction", {"costs": "13", "reason": "The receipt."})
    case.platform.settle()
    assert "The receipt." in coordinator.get(f"{page}?lang=en").text
