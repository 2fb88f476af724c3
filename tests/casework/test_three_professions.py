"""Three professions, one plan: each sets its goals, all look at it together, and it is signed."""

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import ago
from tests.casework.test_workers_alone import accepted
from tests.casework.visiting import browser
from tests.platform import BASE, Stepped

TEAM = {
    "worker-helsinki": "CHILD_PROTECTION_INSTRUCTOR",
    "nurse-helsinki": "YOUTH_NURSE",
    "counsellor-helsinki": "ADULT_SOCIAL_WORK_COUNSELLOR",
}


def test_three_professions_share_one_plan_and_have_it_signed(platform: Stepped) -> None:
    first = platform.caller("worker-helsinki")
    _, case = accepted(platform, first)
    for person, profession in TEAM.items():
        role = "RESPONSIBLE" if person == "worker-helsinki" else "WORKER"
        seat = {"role": role, "profession": profession, "on": ago(platform, 57)}
        answer = first.put(f"{case}/team/{fixed_id(person)}", seat, of=case)
        assert answer.status_code == 200, answer.text
    for person, profession in TEAM.items():
        goal = {"text": f"Tavoite: {person}", "profession": profession, "on": ago(platform, 50)}
        assert platform.caller(person).post(f"{case}/goals", goal).status_code == 201
    unfit = {"text": "Tavoite", "profession": "PILOT"}
    assert first.post(f"{case}/goals", unfit).status_code == 422
    held = {
        "held_on": ago(platform, 40),
        "roles": ["CHILD", "PARENT", "SOCIAL_WORKER", "TEAM"],
        "goals_being_met": False,
        "next_on": ago(platform, -20),
    }
    assert first.post(f"{case}/plan-meetings", held).status_code == 201
    plan = first.get(case).json["plan"]
    assert [goal["profession"] for goal in plan["goals"]] == list(TEAM.values())
    assert (plan["meetings"][0]["roles"], plan["meetings"][0]["present"]) == (held["roles"], 4)
    made = first.post(f"{case}/agreements", {"rules": "Puhelimet pois.", "on": ago(platform, 39)})
    paper = f"{case}/agreements/{made.json['id']}"
    places = [each["place"] for each in first.get(paper).json["signatures"]]
    assert places == ["CHILD", "GUARDIAN", *TEAM.values(), "COORDINATOR"]
    signed = {"places": places, "on": ago(platform, 38)}
    answer = platform.caller("nurse-helsinki").put(f"{paper}/signatures", signed, of=paper)
    assert {each["signed_on"] for each in answer.json["signatures"]} == {ago(platform, 38)}
    page = browser(platform, "counsellor-helsinki").get(
        f"/casework/cases/{case.rpartition('/')[2]}/plan?lang=en"
    )
    assert "Adult-social-work counsellor, Sosiaaliohjaaja Havumäki" in page.text


def test_the_organisation_reads_which_professions_its_families_met(platform: Stepped) -> None:
    first = platform.caller("worker-helsinki")
    _, case = accepted(platform, first)
    seat = {"role": "WORKER", "profession": "YOUTH_NURSE", "on": ago(platform, 57)}
    assert first.put(f"{case}/team/{fixed_id('nurse-helsinki')}", seat, of=case).status_code == 200
    visit = {"held_on": ago(platform, 0), "kind": "FACE", "status": "HELD", "minutes": 45}
    met = platform.caller("nurse-helsinki").post(f"{case}/visits", {**visit, "present": 1})
    assert met.status_code == 201, met.text
    platform.settle()
    report = first.get("/reporting/api/v1/reports/support?lang=en").json
    rows = {row["profession"]: row["families"] for row in report["professions"]}
    assert rows == {
        "CHILD_PROTECTION_INSTRUCTOR": 0,
        "YOUTH_NURSE": 1,
        "ADULT_SOCIAL_WORK_COUNSELLOR": 0,
    }
    page = platform.browser("worker-helsinki", "reporting")
    shown = page.get("/reporting/reports/support?lang=sv", base_url=BASE)
    assert (shown.status_code, "Träffat enligt yrke" in shown.text) == (200, True)
