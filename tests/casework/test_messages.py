"""What the support person writes reaches the coordinator, is marked until read, and answered."""

from typing import Any

import pytest

from tests.casework.acceptance import WORKER, Opened, a_case, ago
from tests.casework.visiting import SUPPORTER, Browser, a_visit, agree, browser, link, path
from tests.platform import Stepped

BRUISE = "Käsivarressa oli mustelma."
NEW = "/casework/visits/new"


@pytest.fixture
def supporter(platform: Stepped, case: Opened) -> Browser:
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    return browser(platform, "volunteer-mll")


def letters(case: Opened, reader: str) -> list[tuple[str, str, bool]]:
    """Kind, case and urgency of what the reader has not read."""
    answer = case.platform.caller(reader).get("/casework/api/v1/inbox").json
    return [(each["kind"], each["thing_id"], each["urgent"]) for each in answer["letters"]]


def write(seat: Browser, case: Opened, text: str, **more: Any) -> Any:
    return seat.send(f"{path(case)}/messages", {"text": text, **more})


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ({"notes": BRUISE}, 1),
        ({"impression": "HARD"}, 1),
        ({"impression": "GOOD"}, 0),
        ({"notes": "  "}, 0),
    ],
)
def test_a_message_with_a_visit_and_a_hard_visit_reach_the_coordinator(
    case: Opened, supporter: Browser, typed: dict[str, str], count: int
) -> None:
    assert supporter.send(NEW, a_visit(case, **typed)).status_code == 303
    letter = ("message", str(case.id), False)
    assert letters(case, "coordinator-siipisulka") == [letter] * count


def test_a_message_sent_twice_with_one_form_is_one(case: Opened, supporter: Browser) -> None:
    data = a_visit(case, notes=BRUISE, key="00000000-0000-0000-0000-000000000007")
    for _ in range(2):
        assert supporter.send(NEW, data).status_code == 303
    assert len(letters(case, "coordinator-siipisulka")) == 1


def test_the_case_shows_it_and_is_read_with_that(
    case: Opened, supporter: Browser, coordinator: Browser
) -> None:
    supporter.send(NEW, a_visit(case, notes=BRUISE))
    assert "Uusia viestejä" in coordinator.get("/casework/").text
    assert BRUISE in coordinator.get(path(case)).text
    assert "Uusia viestejä" not in coordinator.get("/casework/").text
    assert letters(case, "coordinator-siipisulka") == []
    assert BRUISE in coordinator.get(path(case)).text


def test_whoever_is_responsible_reads_it_and_others_of_the_team_have_no_letter(
    case: Opened, supporter: Browser
) -> None:
    case.put(f"team/{WORKER}", {"role": "WORKER"})
    supporter.send(NEW, a_visit(case, notes=BRUISE))
    assert letters(case, "worker-siipisulka") == []
    case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"})
    write(supporter, case, BRUISE)
    assert letters(case, "worker-siipisulka") == [("message", str(case.id), False)]


def test_a_worry_comes_first(case: Opened, supporter: Browser) -> None:
    write(supporter, case, "Kaikki hyvin.")
    assert write(supporter, case, BRUISE, is_worry="true").status_code == 303
    write(supporter, case, "Vielä yksi asia.")
    kinds = [kind for kind, _, _ in letters(case, "coordinator-siipisulka")]
    assert kinds == ["worry", "message", "message"]


def test_the_answer_reaches_the_support_person_who_sees_who_has_read(
    case: Opened, supporter: Browser, coordinator: Browser
) -> None:
    write(supporter, case, BRUISE)
    assert "Ei vielä luettu" in supporter.get(f"{path(case)}/messages").text
    assert write(coordinator, case, "Kiitos, soitan sinulle.").status_code == 303
    assert letters(case, "volunteer-mll") == [("answer", str(case.id), False)]
    page = supporter.get(f"{path(case)}/messages").text
    assert ("Kiitos, soitan sinulle." in page, "Lukenut: " in page) == (True, True)
    assert letters(case, "volunteer-mll") == []


def test_an_empty_message_is_refused_where_it_was_written(case: Opened, supporter: Browser) -> None:
    answer = write(supporter, case, "")
    assert (answer.status_code, 'href="#text"' in answer.text) == (422, True)


def test_nobody_supports_and_so_nobody_would_read_the_answer(
    case: Opened, coordinator: Browser
) -> None:
    answer = write(coordinator, case, "Mitä kuuluu?")
    assert (answer.status_code, "Mitä kuuluu?" in answer.text) == (409, True)


def test_a_later_support_person_reads_nothing_of_an_earlier_one(
    platform: Stepped, case: Opened
) -> None:
    earlier = agree(case, person=SUPPORTER, on=ago(platform, 30))
    seat = browser(platform, "volunteer-mll")
    write(seat, case, BRUISE)
    assert BRUISE in seat.get(f"{path(case)}/messages").text
    link(case, earlier, person=WORKER)
    agree(case, person=SUPPORTER, on=ago(platform, 0))
    assert BRUISE not in seat.get(f"{path(case)}/messages").text


def test_what_the_sender_writes_after_acceptance_is_read_on_the_case(
    case: Opened, coordinator: Browser
) -> None:
    case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"})
    sender = case.platform.caller("demo-varha")
    there = f"/referral/api/v1/referrals/{case.referral}/messages"
    assert sender.post(there, {"text": "Perhe muutti."}).status_code == 201
    letter = ("referral_message", str(case.id), False)
    assert letters(case, "coordinator-siipisulka") == [letter]
    assert letters(case, "worker-siipisulka") == [letter]
    assert "Perhe muutti." in coordinator.get(path(case)).text
    assert letters(case, "coordinator-siipisulka") == []


def test_strangers_find_no_messages(case: Opened) -> None:
    for stranger in ("worker-siipisulka", "coordinator-mll", "volunteer-mll"):
        answer = case.platform.caller(stranger).get(f"{case.path}/messages")
        assert answer.status_code == 404, stranger


def test_a_worry_is_never_refused_for_its_words(platform: Stepped) -> None:
    hidden = a_case(platform, non_disclosure=True)
    agree(hidden, person=SUPPORTER, on=ago(platform, 30))
    seat = browser(platform, "volunteer-mll")
    where = {"text": "Isä soittaa numerosta 040 123 4567."}
    refused = seat.send(f"{path(hidden)}/messages", where)
    assert (refused.status_code, where["text"] in refused.text) == (422, True)
    sent = seat.send(f"{path(hidden)}/messages", where | {"is_worry": "true"})
    assert sent.status_code == 303
