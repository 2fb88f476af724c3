"""The pages as people walk through them: each step a form, each refusal the page again."""

import re
from typing import Any

from werkzeug.test import Client

from tests.platform import BASE, Stepped, platform
from tests.volunteers.bodies import AGREEMENT, proposed, ready, vetted, waiting_case

__all__ = ["platform"]

TOLD = {"on": "2026-03-10", "channel": "PHONE"}
CHILD = ("Lapsukainen", "Salainen", "+358401112222")


def csrf(page: str) -> str:
    field = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return field[1] if field else ""


def shown(browser: Client, path: str, **query: str) -> Any:
    return browser.get(path, base_url=BASE, query_string={"lang": "en"} | query)


def sent(platform: Stepped, browser: Client, page: str, path: str, **form: Any) -> Any:
    """Press a button of the page at `page`: its token and version go along."""
    text = shown(browser, page).text
    seen = re.search(r'name="seen" value="(\d+)"', text)
    hidden = {"csrf_token": csrf(text)} | ({"seen": seen[1]} if seen else {})
    answer = browser.post(path, base_url=BASE, data=hidden | form)
    platform.settle()
    return answer


def page_of(where: str) -> str:
    """The page of the thing whose API address is `where`."""
    kind, _, number = where.rpartition("/")
    return f"/volunteers/{'people' if kind.endswith('volunteers') else 'matches'}/{number}"


def test_a_coordinator_writes_down_an_applicant_and_finds_them_on_the_board(
    platform: Stepped,
) -> None:
    browser = platform.browser("coordinator-mll", "volunteers")
    form = {
        "kind": "VOLUNTEER",
        "programmes": ["kaveri"],
        "given_name": "Uusi",
        "family_name": "Hakija",
        "date_of_birth": "1988-01-02",
        "municipality": "853",
        "languages": ["fi", "sv"],
        "capacity": "2",
    }
    new = "/volunteers/people/new"
    answer = sent(platform, browser, new, new, **form)
    assert answer.status_code == 303
    assert "Uusi Hakija" in shown(browser, answer.headers["Location"]).text
    assert "Uusi Hakija" in shown(browser, "/volunteers/").text


def test_a_form_with_mistakes_keeps_what_was_typed(platform: Stepped) -> None:
    browser = platform.browser("coordinator-mll", "volunteers")
    new = "/volunteers/people/new"
    answer = sent(platform, browser, new, new, given_name="Uusi", capacity="99")
    assert answer.status_code == 422
    assert 'value="Uusi"' in answer.text
    assert "A number from 1 to 10." in answer.text


def test_the_way_to_approval_is_walked_on_the_page(platform: Stepped) -> None:
    browser = platform.browser("coordinator-mll", "volunteers")
    contact = platform.browser("vetting-mll", "volunteers")
    page = page_of(ready(platform.caller("coordinator-mll")))
    early = sent(platform, browser, page, f"{page}/approval", programme="kaveri")
    assert early.status_code == 409
    assert "The vetting contact has not finished." in early.text
    check = {"extract_issue_date": "2026-02-20", "source": "ORDERED_BY_ORGANISER"}
    check["checked_on"] = "2026-02-25"
    assert page in shown(contact, "/volunteers/").text
    assert sent(platform, contact, page, f"{page}/extract-check", **check).status_code == 303
    assert "25.2.2026" in shown(contact, page).text
    assert "25.2.2026" not in shown(browser, page).text
    done = sent(platform, browser, page, f"{page}/approval", programme="kaveri")
    assert done.status_code == 303
    assert "Approved" in shown(browser, page).text


def test_a_match_is_walked_from_the_list_to_its_end(platform: Stepped) -> None:
    case, person = waiting_case(platform), vetted(platform)
    browser = platform.browser("coordinator-mll", "volunteers")
    matching = f"/volunteers/matching/{case}"
    assert matching in shown(browser, "/volunteers/matching").text
    volunteer = person.rsplit("/", 1)[1]
    answer = sent(platform, browser, matching, f"{matching}/proposals", volunteer=volunteer)
    assert answer.status_code == 303
    page = answer.headers["Location"]
    forms: tuple[tuple[str, dict[str, str]], ...] = (
        ("volunteer-consent", {"given": "true", **TOLD}),
        ("family-consent", {"given": "true", "by": "GUARDIAN", **TOLD}),
        ("child-view", {"view": "WANTS", **TOLD}),
        ("start", {}),
        ("end", {"reason": "PLANNED"}),
    )
    went = [
        sent(platform, browser, page, f"{page}/{step}", **form).status_code for step, form in forms
    ]
    assert went == [303] * 5
    texts = [shown(browser, path).text for path in (page, matching, "/volunteers/matching")]
    assert [name for name in CHILD if any(name in text for text in texts)] == []


def test_a_name_is_shown_to_the_support_person_only_when_all_have_consented(
    platform: Stepped,
) -> None:
    person = vetted(platform, sign_in="volunteer-mll")
    match = proposed(platform, waiting_case(platform), person)
    own = platform.browser("volunteer-mll", "volunteers")
    before = shown(own, "/volunteers/me").text
    assert [name for name in CHILD if name in before] == []
    coordinator = platform.caller("coordinator-mll")
    for step, body in AGREEMENT:
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    after = shown(own, "/volunteers/me").text
    assert "Lapsukainen" in after
    coordinator.put(f"{match}/start", {"on": "2026-03-06"})
    assert "/casework/visits/new?case=" in shown(own, "/volunteers/me").text
    coordinator.put(f"{match}/end", {"on": "2026-04-01", "reason": "PLANNED"})
    assert "Lapsukainen" not in shown(own, "/volunteers/me").text


def test_a_support_person_answers_on_their_own_page(platform: Stepped) -> None:
    person = vetted(platform, sign_in="volunteer-mll")
    match = proposed(platform, waiting_case(platform), person)
    own = platform.browser("volunteer-mll", "volunteers")
    answer = sent(
        platform, own, "/volunteers/me", f"{page_of(match)}/volunteer-consent", given="false"
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/volunteers/me")
    assert platform.caller("coordinator-mll").get(match).json["status"] == "declined"


def test_each_page_is_whole_in_every_language(platform: Stepped) -> None:
    case, person = waiting_case(platform), vetted(platform, sign_in="volunteer-mll")
    match = proposed(platform, case, person)
    browser = platform.browser("coordinator-mll", "volunteers")
    own = platform.browser("volunteer-mll", "volunteers")
    paths = (
        (browser, "/volunteers/"),
        (browser, "/volunteers/people/new"),
        (browser, page_of(person)),
        (browser, "/volunteers/matching"),
        (browser, f"/volunteers/matching/{case}"),
        (browser, page_of(match)),
        (own, "/volunteers/me"),
        (own, page_of(person)),
    )
    for language in ("fi", "sv", "en"):
        pages = [shown(who, path, lang=language) for who, path in paths]
        assert [page.status_code for page in pages] == [200] * len(paths)
        assert [page.text.count("<h1") for page in pages] == [1] * len(paths)
        assert [f'lang="{language}"' in page.text for page in pages] == [True] * len(paths)


def test_strangers_find_nothing(platform: Stepped) -> None:
    case, person = waiting_case(platform), vetted(platform)
    stranger = platform.browser("coordinator-siipisulka", "volunteers")
    statuses = [
        shown(stranger, path).status_code
        for path in (page_of(person), f"/volunteers/matching/{case}")
    ]
    assert statuses == [404, 404]
    regional = platform.browser("regional", "volunteers")
    assert shown(regional, "/volunteers/").status_code == 403


def test_the_own_page_names_what_waits_and_leads_to_the_own_visits(platform: Stepped) -> None:
    person = vetted(platform, sign_in="volunteer-mll")
    match = proposed(platform, waiting_case(platform), person)
    own, coordinator = platform.browser("volunteer-mll", "volunteers"), "coordinator-mll"
    number = match.rsplit("/", 1)[1]
    proposal = shown(own, "/volunteers/me").text
    assert (f'href="#{number}"' in proposal, f'id="{number}"' in proposal) == (True, True)
    for step, body in (*AGREEMENT, ("start", {"on": "2026-03-06"})):
        assert platform.caller(coordinator).put(f"{match}/{step}", body).status_code == 200
    text = shown(own, "/volunteers/me").text
    case = platform.caller(coordinator).get(match).json["case"]
    assert "Waits for you" not in text
    for address in (f"/casework/visits/?case={case}", f"/casework/cases/{case}/messages"):
        assert address in text
        casework = platform.browser("volunteer-mll", "casework")
        assert casework.get(address, base_url=BASE).status_code == 200


def test_neighbours_are_linked_both_ways(platform: Stepped) -> None:
    case, person = waiting_case(platform), vetted(platform)
    browser = platform.browser("coordinator-mll", "volunteers")
    casework = platform.browser("coordinator-mll", "casework")
    matching = f"/volunteers/matching/{case}"
    assert matching in shown(casework, f"/casework/cases/{case}").text
    text = shown(browser, matching).text
    assert f"/casework/cases/{case}" in text
    assert "/referral/referrals/" in text
    page = page_of(proposed(platform, case, person))
    there = shown(browser, page).text
    for address in (f"/casework/cases/{case}", page_of(person)):
        assert address in there
    assert page in shown(casework, f"/casework/cases/{case}").text


def test_what_discloses_or_ends_is_pressed_twice(platform: Stepped) -> None:
    match = proposed(platform, waiting_case(platform), vetted(platform, sign_in="volunteer-mll"))
    coordinator, own = platform.caller("coordinator-mll"), "volunteer-mll"
    browser, page = platform.browser("coordinator-mll", "volunteers"), page_of(match)
    assert "confirm-danger" in shown(browser, page).text  # taking it back
    assert "confirm-secondary" in shown(platform.browser(own, "volunteers"), "/volunteers/me").text
    for step, body in AGREEMENT:
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    assert "confirm-primary" in shown(browser, page).text  # the start
    coordinator.put(f"{match}/start", {"on": "2026-03-06"})
    ends = shown(browser, page).text
    assert "Nothing has happened yet. When you confirm:" in ends
    refused = sent(platform, browser, page, f"{page}/end")
    assert refused.status_code == 422
    assert '<details class="confirm confirm-danger" open' in refused.text
