"""One timeline of all that happened: in the case, to its referral, in its matches; in pages."""

from tests.casework.acceptance import Opened, a_case, ago
from tests.casework.visiting import SUPPORTER, Browser, agree, browser, path
from tests.platform import Stepped


def test_the_timeline_tells_of_referral_match_and_case(case: Opened, coordinator: Browser) -> None:
    agree(case, person=SUPPORTER, on=ago(case.platform, 30))
    page = coordinator.get(f"{path(case)}/timeline").text
    happened = [
        "Lähete saapui",
        "Lähete otettiin vastaan",
        "Kaikki suostuivat",
    ]
    assert [text in page for text in happened] == [True] * len(happened)
    assert page.index("Kaikki suostuivat") < page.index("Lähete saapui")


def test_a_long_timeline_comes_in_pages(case: Opened, coordinator: Browser) -> None:
    for days in range(60):
        case.post("visits", {"held_on": ago(case.platform, days), "minutes": 60})
    there = f"{path(case)}/timeline"
    newest, earlier = coordinator.get(there).text, coordinator.get(f"{there}?from=50").text
    assert ("?from=50" in newest, "?from=0" in earlier) == (True, True)
    assert "Lähete saapui" in earlier and "Lähete saapui" not in newest


def test_the_list_of_cases_begins_with_what_waits_longest(platform: Stepped) -> None:
    met, waiting = a_case(platform), a_case(platform, given_name="Eino")
    met.post("visits", {"minutes": 60})
    seat = browser(platform, "coordinator-siipisulka")
    page = seat.get("/casework/").text
    assert page.index(str(waiting.id)) < page.index(str(met.id))
    agree(met, person=SUPPORTER, on=ago(platform, 30))
    supporter = browser(platform, "volunteer-mll")
    supporter.send(f"{path(met)}/messages", {"text": "Voisitko soittaa?"})
    page = seat.get("/casework/").text
    assert page.index(str(met.id)) < page.index(str(waiting.id))
