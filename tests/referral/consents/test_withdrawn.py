"""What an organisation hears once the family lets it know no more, and what it answers to that."""

from typing import Any

import pytest

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import ago, child_of_two_worlds
from tests.platform import Caller, Stepped
from tests.referral.referrals.bodies import referral
from tests.test_whom_it_concerns import events_of

ROOT = "/referral/api/v1/referrals"
ASKED = "/referral/api/v1/acknowledgements"
KELA, TURKU = (str(fixed_id(f"organisation:{name}")) for name in ("kela", "turku"))
BECAUSE = {"reason": "Perhe soitti."}


def informed(platform: Stepped, level: str = "L3", **more: Any) -> tuple[str, str, Caller]:
    """A family that lets Kela know, in a case of Siipisulka."""
    body = child_of_two_worlds(platform)
    body["consent"] |= {"disclosure_level": level, "inform": [KELA]} | more
    made = platform.caller("demo-varha").post(ROOT, body).headers["Location"]
    siipi = platform.caller("coordinator-siipisulka")
    accepted = siipi.put(f"{made}/acceptance", {"on": ago(platform, 60)}).json
    return made, f"/casework/api/v1/cases/{accepted['case']}", siipi


def visit(platform: Stepped, case: str, siipi: Caller) -> None:
    held = {"kind": "FACE", "minutes": 60, "present": 1, "status": "HELD"}
    logged = siipi.post(f"{case}/visits", held | {"held_on": ago(platform, 1)})
    assert logged.status_code == 201, logged.text


def waiting(platform: Stepped, client: str) -> list[Any]:
    return list(platform.caller(client).get(ASKED).json["acknowledgements"])


def test_after_withdrawal_it_hears_that_and_nothing_more(platform: Stepped) -> None:
    made, case, siipi = informed(platform)
    visit(platform, case, siipi)
    before = events_of(platform, "demo-kela")
    assert siipi.put(f"{made}/consent-withdrawal", BECAUSE).status_code == 200
    platform.settle()
    visit(platform, case, siipi)
    siipi.post(f"{made}/messages", {"text": "Kiitos viestistä."})
    platform.settle()
    assert events_of(platform, "demo-kela") == sorted([*before, "consent.ended"])
    assert "consent.ended" not in events_of(platform, "demo-varha")
    assert "visit.logged" in before


def test_for_one_alone_the_sender_goes_on_reading(platform: Stepped) -> None:
    made, case, siipi = informed(platform, level="L2")
    body = BECAUSE | {"organisations": [KELA]}
    assert siipi.put(f"{made}/consent-withdrawal", body).status_code == 200
    platform.settle()
    before = [events_of(platform, client) for client in ("demo-kela", "demo-varha")]
    visit(platform, case, siipi)
    platform.settle()
    now = [events_of(platform, client) for client in ("demo-kela", "demo-varha")]
    assert now == [before[0], sorted([*before[1], "visit.logged"])]


def test_each_who_had_heard_is_listed_until_it_answers(platform: Stepped) -> None:
    made, _, siipi = informed(platform)
    siipi.put(f"{made}/consent-withdrawal", BECAUSE)
    platform.settle()
    listed = siipi.get(f"{made}/acknowledgements").json["acknowledgements"]
    assert [(each["service"], each["result"]) for each in listed] == [
        ("", None),
        ("casework", "STOPPED"),
        ("volunteers", "STOPPED"),
    ]
    (awaited,) = waiting(platform, "demo-kela")
    address = f"{ASKED}/{awaited['id']}"
    kela = platform.caller("demo-kela")
    assert kela.put(f"{address}/answer", {"result": "KEPT_BY_LAW"}).status_code == 422
    kept = {"result": "KEPT_BY_LAW", "ground": "Laki 555/2021, 5 §"}
    assert kela.put(f"{address}/answer", kept).status_code == 200
    platform.settle()
    assert waiting(platform, "demo-kela") == []
    listed = siipi.get(f"{made}/acknowledgements").json["acknowledgements"]
    assert listed[0]["result"] == "KEPT_BY_LAW"
    assert siipi.get(address).json["ground"] == kept["ground"]


def test_it_is_nobody_elses(platform: Stepped) -> None:
    """Another organisation never learns that there was a consent for somebody else."""
    made, _, siipi = informed(platform)
    siipi.put(f"{made}/consent-withdrawal", BECAUSE)
    platform.settle()
    (awaited,) = waiting(platform, "demo-kela")
    address = f"{ASKED}/{awaited['id']}"
    for stranger in ("demo-turku", "coordinator-mll", "municipal-turku"):
        caller = platform.caller(stranger)
        answer = caller.put(f"{address}/answer", {"result": "STOPPED"}, seen='"1"')
        got = [caller.get(address).status_code, answer.status_code]
        got.append(caller.get(f"{made}/acknowledgements").status_code)
        assert got == [404, 404, 404], stranger
        assert waiting(platform, stranger) == []
    assert platform.caller("demo-kela").get(f"{made}/acknowledgements").status_code == 403
    assert "consent.ended" not in events_of(platform, "demo-turku")


def test_the_sender_writes_down_what_somebody_answered_by_telephone(platform: Stepped) -> None:
    made, _, siipi = informed(platform)
    siipi.put(f"{made}/consent-withdrawal", BECAUSE)
    platform.settle()
    (awaited,) = waiting(platform, "demo-kela")
    varha = platform.caller("demo-varha")
    answer = varha.put(f"{ASKED}/{awaited['id']}/answer", {"result": "ERASED"})
    assert (answer.status_code, answer.json["result"]) == (200, "ERASED")
    assert answer.json["answered_by"] != KELA


def test_before_acceptance_it_comes_back_to_its_sender(platform: Stepped) -> None:
    turku, mll = platform.caller("municipal-turku"), platform.caller("coordinator-mll")
    made = turku.post(ROOT, referral()).headers["Location"]
    assert mll.get(made).status_code == 200
    assert turku.put(f"{made}/consent-withdrawal", BECAUSE).status_code == 200
    platform.settle()
    assert mll.get(made).status_code == 404
    listed = [each["id"] for each in mll.get(ROOT).json["referrals"]]
    assert made.rsplit("/", 1)[1] not in listed
    assert mll.put(f"{made}/acceptance", {}, seen='"9"').status_code == 404
    assert turku.get(made).json["status"] == "received"
    mll_id = str(fixed_id("organisation:mll"))
    assert turku.put(f"{made}/offer", {"organisation": mll_id}).status_code == 409


def test_under_a_non_disclosure_order_no_machine_is_told(platform: Stepped) -> None:
    body = child_of_two_worlds(platform)
    body["consent"] |= {"disclosure_level": "L1", "inform": [KELA]}
    varha = platform.caller("demo-varha")
    made = varha.post(ROOT, body).headers["Location"]
    varha.put(f"{made}/correction", {"non_disclosure": True, "reason": "Turvakielto tuli."})
    before = events_of(platform, "demo-kela")
    varha.put(f"{made}/consent-withdrawal", BECAUSE)
    platform.settle()
    assert events_of(platform, "demo-kela") == before
    (awaited,) = varha.get(f"{made}/acknowledgements").json["acknowledgements"]
    assert (awaited["organisation"], awaited["result"]) == (KELA, None)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_family_takes_a_paper_home_that_names_nobody(platform: Stepped, language: str) -> None:
    made, _, siipi = informed(platform)
    siipi.put(f"{made}/consent-withdrawal", BECAUSE)
    platform.settle()
    of = made.rsplit("/", 1)[1]
    browser = platform.browser("coordinator-siipisulka")
    page = browser.get(f"/referral/referrals/{of}/consent-paper?language={language}")
    overview = browser.get(f"/referral/referrals/{of}/acknowledgements")
    assert (page.status_code, overview.status_code) == (200, 200)
    assert ("FPA" if language == "sv" else "Kela") in page.text
    assert "Aino" not in page.text
