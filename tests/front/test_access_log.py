"""Who has looked: the officer reads all of it, a worker what is about the family they work with."""

import csv
import re
from io import StringIO
from typing import Any

from services.platform.demo.people import fixed_id
from shared.web.spreadsheets import FOR_PEOPLE
from tests.casework.acceptance import a_case
from tests.front.signing_in import signed_in
from tests.platform import BASE, Stepped
from tests.sightings import revealed

CASES = "/casework/api/v1/cases"


def page(platform: Stepped, sign_in: str, path: str) -> Any:
    browser, _ = signed_in(platform, sign_in)
    return browser.get(path, base_url=BASE, follow_redirects=True)


def lines(text: str) -> list[str]:
    cells = re.findall(r'<td data-label="Kuka teki ja mitä">(.*?)</td>', text, re.DOTALL)
    return [re.sub(r"<[^>]*>|\s+", " ", each.split("<div")[0]).strip() for each in cells]


def test_a_worker_reads_who_has_looked_at_a_family_of_theirs(platform: Stepped) -> None:
    case = a_case(platform)
    case.coordinator.get(f"{CASES}/{case.id}")
    shown = page(platform, "coordinator-siipisulka", f"/access-log?subject={case.id}")
    assert shown.status_code == 200
    assert "Koordinaattori Siimes, järjestön koordinaattori, katsoi perheen asiakkuutta" in lines(
        shown.text
    )
    assert "Kaikki, mitä hän on tehnyt" not in shown.text  # the officer alone asks for a person


def test_the_pages_of_a_family_lead_to_who_has_looked_at_it(platform: Stepped) -> None:
    case = a_case(platform)
    for path, subject in (
        (f"/casework/cases/{case.id}", case.id),
        (f"/referral/referrals/{case.referral}", case.referral),
    ):
        text = page(platform, "coordinator-siipisulka", path).text
        assert f'href="/access-log?subject={subject}"' in text
        assert lines(
            page(platform, "coordinator-siipisulka", f"/access-log?subject={subject}").text
        )


def test_nobody_else_does(platform: Stepped) -> None:
    case = a_case(platform)
    for sign_in in ("coordinator-mll", "worker-helsinki", "municipal-turku"):
        shown = page(platform, sign_in, f"/access-log?subject={case.id}")
        assert lines(shown.text) == [], sign_in
    for sign_in in ("coordinator-siipisulka", "volunteer-mll", "regional", "admin"):
        assert page(platform, sign_in, "/access-log").status_code == 404, sign_in


def test_who_was_refused_stands_in_it_and_learns_nothing(platform: Stepped) -> None:
    case = a_case(platform)
    stranger = platform.caller("coordinator-mll")
    answer = stranger.get(f"{CASES}/{case.id}")
    nothing = stranger.get(f"{CASES}/{fixed_id('nobody')}")
    assert (answer.status_code, answer.json["title"]) == (404, nothing.json["title"])
    seen = lines(page(platform, "coordinator-siipisulka", f"/access-log?subject={case.id}").text)
    refusals = [line for line in seen if "ei päässyt" in line]
    assert len(refusals) == 1
    assert "Kaislakoski" not in refusals[0]  # another organisation's person is not named here
    officers = lines(page(platform, "dpo", f"/access-log?subject={case.id}").text)
    assert [line for line in officers if "ei päässyt" in line] == [
        "Koordinaattori Kaislakoski, järjestön koordinaattori, yritti katsoa perheen asiakkuutta, "
        "mutta ei päässyt"
    ]


def test_the_officer_chooses_days_people_and_outcomes(platform: Stepped) -> None:
    case = a_case(platform)
    platform.caller("coordinator-mll").get(f"{CASES}/{case.id}")
    refused = lines(page(platform, "dpo", "/access-log?outcome=refused").text)
    assert len(refused) == 1
    stranger = fixed_id("coordinator-mll")
    theirs = lines(page(platform, "dpo", f"/access-log?principal={stranger}").text)
    assert theirs
    assert all("Kaislakoski" in line for line in theirs)
    before = page(platform, "dpo", "/access-log?to=1.1.2020").text
    assert lines(before) == []
    wrong = page(platform, "dpo", "/access-log?from=eilen")
    assert "Kirjoita päivä muodossa 31.1.2026." in wrong.text


def test_the_file_holds_the_same_and_taking_it_is_in_the_log(platform: Stepped) -> None:
    case = a_case(platform)
    browser, _ = signed_in(platform, "dpo")
    address = f"/access-log?subject={case.id}"
    shown = lines(browser.get(address, base_url=BASE, follow_redirects=True).text)
    file = browser.get(f"/access-log.csv?subject={case.id}", base_url=BASE)
    assert file.mimetype == "text/csv"
    dialect = FOR_PEOPLE["fi"]
    rows = list(csv.reader(StringIO(file.text.lstrip("\ufeff")), delimiter=dialect.delimiter))
    assert rows[0] == ["Aika", "Kuka teki ja mitä", "Rooli", "Organisaatio", "Pyynnön tunnus"]
    assert {row[1] for row in rows[1:]} >= set(shown)
    after = lines(browser.get(address, base_url=BASE).text)
    assert any("otti tiedostoksi" in line for line in after)


def test_the_api_says_the_same_to_programs(platform: Stepped) -> None:
    case = a_case(platform)
    coordinator = platform.caller("coordinator-siipisulka")
    for _ in range(2):
        coordinator.get(f"{CASES}/{case.id}")
    answer = coordinator.get(f"/casework/api/v1/access-log?subject={case.id}&limit=1")
    (newest,) = answer.json["accesses"]
    assert (newest["manner"], newest["outcome"]) == ("read", "shown")
    assert answer.json["next"]
    assert coordinator.get("/casework/api/v1/access-log").status_code == 404
    stranger = platform.caller("coordinator-mll")
    refused = stranger.get(f"/casework/api/v1/access-log?subject={case.id}")
    assert refused.status_code == 404
    assert platform.caller("admin").get("/casework/api/v1/access-log").status_code == 403
    assert revealed(refused.text, [str(case.id)]) == []


def test_many_lines_come_in_pages_without_a_loss(platform: Stepped) -> None:
    case = a_case(platform)
    coordinator = platform.caller("coordinator-siipisulka")
    for _ in range(60):
        coordinator.get(f"{CASES}/{case.id}")
    browser, _ = signed_in(platform, "dpo")
    address = f"/access-log?subject={case.id}&principal={fixed_id('coordinator-siipisulka')}"
    count, pages = 0, 0
    while address:
        text = browser.get(address, base_url=BASE, follow_redirects=True).text
        count, pages = count + len(lines(text)), pages + 1
        more = re.search(r'rel="next" href="([^"]*)"', text)
        address = more[1].replace("&amp;", "&") if more else ""
    file = browser.get(
        f"/access-log.csv?subject={case.id}&principal={fixed_id('coordinator-siipisulka')}",
        base_url=BASE,
    ).text
    assert pages >= 2
    assert count == len(file.strip().splitlines()) - 1
