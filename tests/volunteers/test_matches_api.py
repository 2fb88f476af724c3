"""Steps 7 and 8 over HTTP, from an accepted referral to the end of the match."""

from tests.platform import Stepped, platform
from tests.sightings import revealed
from tests.volunteers.bodies import AGREEMENT, ROOT, proposed, vetted, waiting_case

__all__ = ["platform"]


def test_an_accepted_referral_waits_for_a_person_without_a_name(platform: Stepped) -> None:
    case = waiting_case(platform)
    answer = platform.caller("coordinator-mll").get(f"{ROOT}/needs")
    (need,) = answer.json["needs"]
    assert (need["case"], need["age_band"], need["asks_child"], need["state"]) == (
        case,
        "13-15",
        True,
        "open",
    )
    assert revealed(answer.text, ("Lapsukainen", "Salainen", "Vanhempi")) == []


def test_candidates_come_with_reasons_and_the_others_with_their_rule(platform: Stepped) -> None:
    case, suits = waiting_case(platform), vetted(platform)
    silent = vetted(platform, languages=["sv"])
    answer = platform.caller("coordinator-mll").get(f"{ROOT}/needs/{case}/candidates").json
    (candidate,) = answer["candidates"]
    assert candidate["volunteer"] == suits.rsplit("/", 1)[1]
    assert candidate["score"] == sum(part["points"] for part in candidate["parts"])
    assert candidate["parts"][0] == {
        "name": "distance",
        "points": 30,
        "max": 30,
        "reason": "same municipality",
    }
    assert answer["excluded"] == [
        {
            "volunteer": silent.rsplit("/", 1)[1],
            "rule": "LANGUAGE",
            "reason": "no language in common",
            "missing": [],
        }
    ]


def test_a_match_goes_from_proposal_to_its_end(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    match = proposed(platform, waiting_case(platform), vetted(platform))
    early = coordinator.put(f"{match}/start", {"on": "2026-03-06"})
    assert (early.status_code, early.json["missing"]) == (409, ["VOLUNTEER", "FAMILY", "CHILD"])
    statuses = [
        coordinator.put(f"{match}/{step}", body).json["status"]
        for step, body in (
            *AGREEMENT,
            ("start", {"on": "2026-03-06"}),
            ("end", {"on": "2026-06-01", "reason": "PLANNED"}),
        )
    ]
    assert statuses == ["proposed", "proposed", "agreed", "started", "ended"]


def test_a_second_proposal_is_refused(platform: Stepped) -> None:
    case, first, second = waiting_case(platform), vetted(platform), vetted(platform)
    proposed(platform, case, first)
    body = {"case": case, "volunteer": second.rsplit("/", 1)[1]}
    refused = platform.caller("coordinator-mll").post(f"{ROOT}/matches", body)
    assert (refused.status_code, refused.json["code"]) == (409, "need_taken")


def test_somebody_elses_case_and_person_are_nobody(platform: Stepped) -> None:
    case, person = waiting_case(platform), vetted(platform).rsplit("/", 1)[1]
    stranger = platform.caller("coordinator-siipisulka")
    assert stranger.get(f"{ROOT}/needs").json["needs"] == []
    assert stranger.get(f"{ROOT}/needs/{case}/candidates").status_code == 404
    posted = stranger.post(f"{ROOT}/matches", {"case": case, "volunteer": person})
    assert posted.status_code == 404


def test_a_support_person_answers_for_themselves_alone(platform: Stepped) -> None:
    person = vetted(platform, sign_in="volunteer-mll")
    match = proposed(platform, waiting_case(platform), person)
    own = platform.caller("volunteer-mll")
    assert own.put(f"{match}/volunteer-consent", AGREEMENT[0][1]).status_code == 200
    assert own.put(f"{match}/family-consent", AGREEMENT[1][1]).status_code == 403
    assert [row["id"] for row in own.get(f"{ROOT}/matches").json["matches"]] == [
        match.rsplit("/", 1)[1]
    ]


def test_a_childs_no_declines_and_the_case_waits_again(platform: Stepped) -> None:
    coordinator = platform.caller("coordinator-mll")
    match = proposed(platform, waiting_case(platform), vetted(platform))
    answer = coordinator.put(f"{match}/child-view", {"view": "DOES_NOT_WANT", "on": "2026-03-04"})
    assert answer.json["status"] == "declined"
    (need,) = coordinator.get(f"{ROOT}/needs").json["needs"]
    assert (need["state"], need["match"]) == ("open", None)
