"""A worry at 23.40: whom to call, who hears of it, who has it, and what was done."""

import re

import pytest

from tests.casework.acceptance import Opened
from tests.casework.visiting import Browser, a_visit, browser, path
from tests.casework.worrying import (
    BRUISE,
    COORDINATOR,
    DESK,
    LIST,
    MEMBER,
    kinds,
    on_clock,
    raise_it,
    supporter,
)
from tests.platform import Stepped

__all__ = ["supporter"]


def test_from_a_night_to_what_was_done(platform: Stepped, case: Opened, supporter: Browser) -> None:
    people = (COORDINATOR, MEMBER, "volunteer-mll")
    with on_clock(platform, "23:40"):
        page = supporter.get(f"{path(case)}/concerns/new").text
        assert ('href="tel:112"' in page, "Koordinaattori Siimes" in page) == (True, True)
        concern = raise_it(supporter, case, text=BRUISE, signs="VIOLENCE", in_danger="true")
        shown = supporter.get(f"/casework/concerns/{concern}").text
        assert ("Lapsi on vaarassa: soita 112 nyt." in shown, BRUISE in shown) == (True, True)
        assert kinds(case, *people) == [["concern"], ["concern"], []]
    with on_clock(platform, "07:59", 1):
        assert kinds(case, *people) == [["concern"], ["concern"], []]
    with on_clock(platform, "08:00", 1):
        late = ["concern", "concern_missed"]
        assert kinds(case, *people) == [late, ["concern"], ["concern_waits"]]
    with on_clock(platform, "10:00", 1):
        assert kinds(case, COORDINATOR) == [["concern", "concern_escalated", "concern_missed"]]
    at = f"/casework/concerns/{concern}"
    worker = browser(platform, MEMBER)
    with on_clock(platform, "10:05", 1):
        assert "ilmoita myös poliisille" in worker.get(at).text
        assert worker.send(f"{at}/taking", {}, shown_at=at).status_code == 303
        assert kinds(case, *people) == [[], [], ["concern_taken"]]
        shown = supporter.get(at).text
        assert re.search(r"Työntekijä Tuulensuu otti asian hoitaakseen [\d.]+ klo 10\.05", shown)
        entry = {"act": "NOTIFICATION", "county": "05", "method": "PHONE", "done_at": "10.15"}
        assert worker.send(f"{at}/acts", entry, shown_at=at).status_code == 303
    over = {"outcome": "NOTIFICATION", "reason": "Sosiaalihuolto jatkaa."}
    with on_clock(platform, "10:30", 1):
        assert worker.send(f"{at}/closing", over, shown_at=at).status_code == 303
    with on_clock(platform, "11:00", 1):
        assert kinds(case, *people) == [[], [], ["concern_closed"]]
        shown = worker.get(at).text
        assert ("Varsinais-Suomen hyvinvointialue" in shown, "10.15" in shown) == (True, True)
        own = supporter.get(at).text
        assert (BRUISE in own, "Asia on hoidettu" in own) == (True, True)
        assert ("lastensuojeluilmoitus" in own, "Sosiaalihuolto jatkaa." in own) == (False, False)


@pytest.mark.parametrize(
    "typed", [{"in_danger": "true"}, {"may_call": "true"}, {"text": "Hätä", "seen": "1" * 150}]
)
def test_nothing_is_obligatory(case: Opened, supporter: Browser, typed: dict[str, str]) -> None:
    raise_it(supporter, case, **typed)
    assert kinds(case, COORDINATOR) == [["concern"]]


def test_the_same_form_sent_twice_raises_one(case: Opened, supporter: Browser) -> None:
    twice = {"text": BRUISE, "key": "00000000-0000-0000-0000-000000000007"}
    assert raise_it(supporter, case, **twice) == raise_it(supporter, case, **twice)


def test_from_the_visit_it_is_one_tap(case: Opened, supporter: Browser) -> None:
    answer = supporter.send(
        "/casework/visits/worry", a_visit(case), shown_at="/casework/visits/new"
    )
    assert answer.headers["Location"].endswith(f"{path(case)}/concerns/new")
    assert f"{path(case)}/concerns/new" in supporter.get("/casework/visits/worry").text


def test_it_comes_first_on_my_day_until_it_is_closed(
    platform: Stepped, case: Opened, supporter: Browser
) -> None:
    raise_it(supporter, case, text=BRUISE)
    for reader in (COORDINATOR, MEMBER):
        seat = browser(platform, reader)
        first = seat.get(DESK).json["items"][0]
        assert (first["urgency"], first["tag"][0]) == (0, "late")
        assert first["about"].startswith("Aino T. · ")
        assert BRUISE not in seat.get(DESK).text


def test_no_mail_word_of_a_notification(case: Opened, supporter: Browser) -> None:
    concern = raise_it(supporter, case, text=BRUISE)
    entry = {"act": "NOTIFICATION", "county": "05", "method": "EMAIL"}
    answer = case.coordinator.post(f"{LIST}/{concern}/acts", entry)
    assert (answer.status_code, "method" in answer.json["errors"]) == (422, True)
