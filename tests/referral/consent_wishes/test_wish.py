"""A family takes its consent back by its code, and people deal with it the same working day."""

from datetime import timedelta
from typing import Any

from werkzeug.test import Client

from services.platform.demo.people import fixed_id
from services.referral.consent_wishes.rules import due_on
from tests.platform import BASE, Stepped
from tests.referral.deadlines.test_clock import on, row, today, unread
from tests.referral.family_contacts.families import WHO, get, post, sent, stranger

ROOT, WISHES = "/referral/api/v1/referrals", "/referral/api/v1/consent-wishes"
KELA = str(fixed_id("organisation:kela"))
COORDINATOR = "coordinator-mll"
KEPT = {"result": "KEPT", "text": "Pratade med Ida: samtycket gäller."}


def referred(platform: Stepped, mother: Client) -> tuple[str, str]:
    """The family's own page, and its referral's id."""
    home = sent(platform, mother)
    coordinator, contacts = platform.caller(COORDINATOR), "/referral/api/v1/family-contacts"
    newest = coordinator.get(contacts).json["contacts"][-1]["id"]
    assert post(mother, f"{home}/who", WHO).status_code == 303
    platform.settle()
    return home, str(coordinator.get(f"{contacts}/{newest}").json["referral"])


def take_back(platform: Stepped, mother: Client, home: str, **chosen: str) -> Any:
    answer = post(mother, f"{home}/consent-withdrawal", chosen)
    platform.settle()
    return answer


def answer(platform: Stepped, referral: str, body: dict[str, str]) -> Any:
    answered = platform.caller(COORDINATOR).put(f"{WISHES}/{referral}/answer", body)
    platform.settle()
    return answered


def test_from_the_familys_code_to_the_end_of_the_consent(platform: Stepped) -> None:
    mother, coordinator = stranger(platform), platform.caller(COORDINATOR)
    home, referral = referred(platform, mother)
    assert coordinator.put(f"{ROOT}/{referral}/acceptance", {}).status_code == 200
    before = unread(platform, COORDINATOR)
    assert take_back(platform, mother, home).status_code == 303
    due = due_on(today(platform))
    assert (row(platform, referral, "consent-wish").due_on, unread(platform, COORDINATOR)) == (
        due,
        sorted([*before, "consent-wish"]),
    )
    assert "vill ta tillbaka ditt samtycke" in get(mother, home).text
    browser = platform.browser(COORDINATOR)
    of_referral = browser.get(f"/referral/referrals/{referral}", base_url=BASE).text
    page = browser.get(f"/referral/consent-wishes/{referral}", base_url=BASE)
    assert (f"/referral/consent-wishes/{referral}" in of_referral, page.status_code) == (True, 200)
    done = answer(platform, referral, {"result": "CARRIED_OUT", "text": "Klart, tack."})
    assert (done.status_code, done.json["result"]) == (200, "CARRIED_OUT")
    withdrawn = browser.get(f"/referral/referrals/{referral}", base_url=BASE).text
    assert ("Perhe perui suostumuksensa" in withdrawn, "consent-wishes" in withdrawn) == (
        True,
        False,
    )
    assert row(platform, referral, "consent-wish").met_on == today(platform)
    assert "consent-wish" not in unread(platform, COORDINATOR)
    own = get(mother, home).text
    assert ("Klart, tack." in own, "/consent-withdrawal" in own) == (True, False)
    assert take_back(platform, mother, home).status_code == 409


def test_talked_over_the_consent_goes_on_and_the_family_reads_why(platform: Stepped) -> None:
    mother = stranger(platform)
    home, referral = referred(platform, mother)
    take_back(platform, mother, home)
    refused = answer(platform, referral, {"result": "KEPT"})
    assert (refused.status_code, refused.json["errors"].keys()) == (422, {"text"})
    assert answer(platform, referral, KEPT).status_code == 200
    own = get(mother, home).text
    assert (KEPT["text"] in own, "/consent-withdrawal" in own) == (True, True)
    again = answer(platform, referral, {"result": "CARRIED_OUT"})
    assert again.status_code == 409


def test_for_one_organisation_alone_the_rest_of_the_consent_holds(platform: Stepped) -> None:
    mother, coordinator = stranger(platform), platform.caller(COORDINATOR)
    home, referral = referred(platform, mother)
    consent = {"given_by": "GUARDIAN", "given_on": today(platform).isoformat(), "inform": [KELA]}
    renewed = coordinator.put(f"{ROOT}/{referral}/consent", consent | {"reason": "Äiti pyysi."})
    assert renewed.status_code == 200, renewed.text
    assert KELA in get(mother, home).text
    turku = str(fixed_id("organisation:turku"))  # which it does not let know
    assert take_back(platform, mother, home, organisations=turku).status_code == 422
    assert coordinator.get(f"{WISHES}/{referral}").status_code == 404
    assert take_back(platform, mother, home, organisations=KELA).status_code == 303
    assert answer(platform, referral, {"result": "CARRIED_OUT"}).status_code == 200
    awaited = coordinator.get(f"{ROOT}/{referral}/acknowledgements").json["acknowledgements"]
    assert [each["organisation"] for each in awaited] == [KELA]
    own = get(mother, home).text
    assert (KELA in own, "/consent-withdrawal" in own) == (False, True)


def test_withdrawn_by_telephone_meanwhile_it_waits_no_longer(platform: Stepped) -> None:
    mother, coordinator = stranger(platform), platform.caller(COORDINATOR)
    home, referral = referred(platform, mother)
    take_back(platform, mother, home)
    assert coordinator.put(f"{ROOT}/{referral}/consent-withdrawal", {}).status_code == 200
    platform.settle()
    assert coordinator.get(f"{WISHES}/{referral}").json["result"] == "CARRIED_OUT"
    assert row(platform, referral, "consent-wish").met_on == today(platform)


def test_it_is_late_the_next_working_day_and_the_region_hears_the_day_after(
    platform: Stepped,
) -> None:
    mother = stranger(platform)
    home, referral = referred(platform, mother)
    take_back(platform, mother, home)
    due = due_on(today(platform))
    letters = []
    for day in (due, row(platform, referral, "consent-wish").late_on):
        on(platform, day)
        letters.append([each for each in unread(platform, COORDINATOR) if "wish" in each])
    assert letters == [["consent-wish"], ["consent-wish-late"]]
    on(platform, due + timedelta(days=7))
    assert unread(platform, "regional").count("consent-wish-escalated") == 1


def test_it_is_nobody_elses(platform: Stepped) -> None:
    mother = stranger(platform)
    home, referral = referred(platform, mother)
    take_back(platform, mother, home)
    answers = {
        who: [
            platform.caller(who).get(f"{WISHES}/{referral}").status_code,
            platform.caller(who)
            .put(f"{WISHES}/{referral}/answer", {"result": "CARRIED_OUT"}, seen='"1"')
            .status_code,
        ]
        for who in ("coordinator-sastamala", "municipal-turku", "worker-siipisulka")
    }
    assert answers == {
        "coordinator-sastamala": [404, 404],
        "municipal-turku": [403, 403],
        "worker-siipisulka": [403, 403],
    }
    assert platform.caller(COORDINATOR).get(f"{WISHES}/{referral}").json["result"] is None


def test_before_the_family_has_said_who_it_is_there_is_no_consent(platform: Stepped) -> None:
    mother = stranger(platform)
    home = sent(platform, mother)
    assert "/consent-withdrawal" not in get(mother, home).text
    assert take_back(platform, mother, home).status_code == 404
    assert take_back(platform, mother, f"{home.rpartition('/')[0]}/{'2' * 20}").status_code == 404
