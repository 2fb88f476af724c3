"""A programme that nobody has seen: published as YAML, it runs from referral to closing.

Phases, tasks, guards, rules, indicator and frequency are its own; no code knows a word of it.
"""

from typing import Any

import pytest

from tests.journeys.actions import VOLUNTEERS, accept, candidates, propose, refer, settle
from tests.journeys.families import ago, born, child, supporter, to_a_friend
from tests.journeys.outside import REFERRALS, Outside

pytestmark = pytest.mark.xdist_group("journeys")

PROGRAMMES = "/referral/api/v1/programmes"
YAML = """
code: koirapolku
version: 1
name: {fi: Koirapolku, sv: Hundstigen, en: Dog trail}
summary:
  fi: Vapaaehtoinen ja koira kulkevat nuoren kanssa metsäpolulla.
  sv: En frivillig och en hund går med den unga på en skogsstig.
  en: A volunteer and a dog walk a forest trail with a young person.
provider: mll-vs
provider_kind: VOLUNTEER_GUIDED
controller_scenario: A
audience: {kinds: [YOUNG_PERSON], age_min: 13, age_max: 20}
needs: [LONELINESS]
exclusions:
  - code: AFRAID_OF_VIOLENCE
    strength: SOFT
    condition: {field: needs, values: [VIOLENCE]}
    explanation: {fi: Ensin turvaa., sv: Först trygghet., en: Safety first.}
preconditions:
  - code: LIKES_DOGS
    condition: {field: likes_dogs, values: ["true"]}
    explanation: {fi: Pitää koirista., sv: Tycker om hundar., en: Likes dogs.}
support: MATCHED
vetting: {regime: NOT_PERMITTED}
policy: [TRAINING, INTERVIEW]
consents: [VOLUNTEER, CHILD]
phases:
  - code: LEASH
    name: {fi: Hihna, sv: Koppel, en: Leash}
    tasks:
      - code: D1
        name: {fi: Tapaa koira, sv: Träffa hunden, en: Meet the dog}
  - code: SWIM
    name: {fi: Uinti, sv: Simtur, en: Swim}
    optional: true
  - code: TRAIL
    name: {fi: Polku, sv: Stig, en: Trail}
    tasks:
      - code: D2
        name: {fi: Valitse polku, sv: Välj en stig, en: Choose a trail}
    exits:
      - {to: LEASH, loop: true}
      - {to: ENDED, guards: [TASKS_DONE, MINIMUM_DURATION]}
minimum_months: 2
frequency: {min: 1, max: 2, per: WEEK}
promise_days: 3
disclosure_level: L2
indicators:
  - code: wags
    name: {fi: Hännän heilautukset, sv: Svansviftningar, en: Wags of a tail}
    lowest: 0
    highest: 500
"""


def test_a_programme_nobody_has_seen_runs_from_referral_to_closing(outside: Outside) -> None:
    it_is_published_and_agreed(outside)
    referral = its_own_rules_choose(outside)
    case = accept(outside["coordinator-mll"], referral, on=ago(95))
    match = its_own_policy_and_consents_are_asked(outside, case)
    its_own_phases_and_guards_are_kept(outside, case)
    outside["demo-turku"].sees(referral, business_status="IN_PROGRESS", phase="TRAIL")
    its_case_closes(outside, case, match)
    outside["demo-turku"].sees(referral, status="completed", business_status="ENDED")


def it_is_published_and_agreed(outside: Outside) -> None:
    admin = outside["admin"]
    wrong = admin.post(PROGRAMMES, {"yaml": YAML.replace("promise_days: 3", "promise_days: soon")})
    assert wrong.status_code == 422
    assert "promise_days" in wrong.text
    assert outside["coordinator-mll"].post(PROGRAMMES, {"yaml": YAML}).status_code == 403
    made = admin.post(PROGRAMMES, {"yaml": YAML})
    assert (made.status_code, made.json()["version"]) == (201, 1), made.text
    seen = outside["demo-turku"].sees(f"{PROGRAMMES}/koirapolku", code="koirapolku")
    assert [phase["code"] for phase in seen["phases"]] == ["LEASH", "SWIM", "TRAIL"]
    agreement = {
        "provider": outside.organisation("mll-vs"),
        "party": outside.organisation("turku"),
        "programmes": ["koirapolku"],
        "municipalities": ["853"],
        "starts_on": ago(400),
    }
    agreed = admin.post("/referral/api/v1/agreements", agreement)
    assert agreed.status_code == 201, agreed.text
    outside["demo-turku"].until(
        "/referral/api/v1/agreements",
        lambda body: agreed.json()["id"] in [row["id"] for row in body["agreements"]],
    )


def its_own_rules_choose(outside: Outside) -> str:
    turku = outside["demo-turku"]
    too_young = turku.post(REFERRALS, a_walker(subject=young(12)))
    assert (too_young.status_code, too_young.json()["code"]) == (422, "AGE")
    unasked = turku.post(REFERRALS, a_walker(preconditions={}))
    assert (unasked.status_code, unasked.json()["code"]) == (422, "LIKES_DOGS")
    warned = turku.post(REFERRALS, a_walker(needs=["VIOLENCE"]))
    assert (warned.status_code, len(warned.json()["warnings"])) == (201, 1)
    return refer(turku, a_walker())


def a_dogs_friend() -> dict[str, Any]:
    contact = {"phone": "+358409997766", "email": "koira@example.org"}
    return supporter(family_name="Koirapolku", contact=contact, programmes=["koirapolku"])


def its_own_policy_and_consents_are_asked(outside: Outside, case: str) -> str:
    coordinator = outside["coordinator-mll"]
    made = coordinator.post(VOLUNTEERS, a_dogs_friend())
    volunteer = made.headers["Location"]
    refused = coordinator.put(f"{volunteer}/approval", {"programme": "koirapolku"})
    assert refused.json()["missing"] == ["TRAINING", "INTERVIEW"]
    check = {"extract_issue_date": ago(100), "checked_on": ago(99), "source": "SHOWN_BY_VOLUNTEER"}
    assert outside["vetting-mll"].put(f"{volunteer}/extract-check", check).status_code == 409
    course = {"course": "Koirakurssi", "completed_on": ago(110), "hours": 3}
    assert coordinator.put(f"{volunteer}/training", course).status_code == 200
    talk = {"held_on": ago(108), "recommended": True}
    assert coordinator.put(f"{volunteer}/interview", talk).status_code == 200
    approval = {"programme": "koirapolku", "on": ago(107)}
    assert coordinator.put(f"{volunteer}/approval", approval).json()["status"] == "vetted"
    candidates(coordinator, case, volunteer=volunteer)
    match = propose(coordinator, case, volunteer, on=ago(94))
    consented = coordinator.put(f"{match}/volunteer-consent", {"given": True, "on": ago(93)})
    assert consented.json()["waits_for"] == ["CHILD"]
    agreed = coordinator.put(f"{match}/child-view", {"view": "WANTS", "on": ago(93)})
    assert agreed.json()["status"] == "agreed"
    assert coordinator.put(f"{match}/start", {"on": ago(92)}).status_code == 200
    return match


def its_own_phases_and_guards_are_kept(outside: Outside, case: str) -> None:
    coordinator = outside["coordinator-mll"]
    opened = coordinator.get(case).json()
    assert (opened["phase"], opened["open_tasks"]) == ("LEASH", ["D1"])
    assert sorted(next_phase["to"] for next_phase in opened["ways"]) == ["SWIM", "TRAIL"]
    refused = coordinator.put(f"{case}/phase", {"to": "TRAIL", "on": ago(80)})
    assert (refused.status_code, refused.json()["missing"]) == (409, ["D1"])
    settle(coordinator, case, "D1", on=ago(85))
    moved = coordinator.put(f"{case}/phase", {"to": "TRAIL", "on": ago(80)})
    assert (moved.status_code, moved.json()["phase"]) == (200, "TRAIL")
    wags = {"indicator": "wags", "value": 412, "measured_on": ago(60)}
    assert coordinator.post(f"{case}/measurements", wags).status_code == 201
    assert coordinator.post(f"{case}/measurements", wags | {"value": 501}).status_code == 422


def its_case_closes(outside: Outside, case: str, match: str) -> None:
    coordinator = outside["coordinator-mll"]
    settle(coordinator, case, "D2", on=ago(70))
    closure = {
        "on": ago(50),
        "end_reason": "PLANNED_END",
        "outcome": "IMPROVED",
        "assessed_by": "FAMILY",
        "method": "INTERVIEW",
    }
    early = coordinator.put(f"{case}/closure", closure)
    assert (early.status_code, early.json()["missing"][-1]) == (409, "early_reason")
    closed = coordinator.put(f"{case}/closure", closure | {"on": ago(5)})
    assert (closed.status_code, closed.json()["status"]) == (200, "closed"), closed.text
    coordinator.sees(match, status="ended", ended_on=ago(5))


def a_walker(**changed: Any) -> dict[str, Any]:
    body = to_a_friend(
        programme="koirapolku",
        referred_on=ago(100),
        subject=young(15),
        preconditions={"likes_dogs": True},
        consent={"given_on": ago(101), "given_by": "SELF"},
    )
    return body | changed


def young(years: int) -> dict[str, Any]:
    return child(kind="YOUNG_PERSON", date_of_birth=born(years), interpreter_needed=False)
