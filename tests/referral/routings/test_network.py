"""A family on its way through a network, over HTTP: who has it, who reads why, who never does."""

from collections import Counter
from threading import Event
from typing import Any

from services.platform.demo.people import fixed_id
from tests.platform import Stepped, platform
from tests.referral.referrals.bodies import referral

__all__ = ["platform"]

ROOT = "/referral/api/v1/referrals"
MLL, FOLK, VSLS = (fixed_id(f"organisation:{code}") for code in ("mll-vs", "folkhalsan", "vsls"))


def family(reference: str = "PL-1", *, language: str = "sv", **changed: Any) -> dict[str, Any]:
    subject = {"kind": "FAMILY", "family_name": "Strandbacka", "service_language": language}
    destination = {"programme": "perhelinja", "themes": ["vanhemmuus"], "needs": ["COPING"]}
    return referral(reference, subject=subject, **destination, **changed)


def sent(platform: Stepped, reference: str = "PL-1", **changed: Any) -> str:
    made = platform.caller("demo-turku").post(ROOT, family(reference, **changed))
    assert made.status_code == 201, made.json
    return str(made.headers["Location"])


def considered(platform: Stepped, who: str, address: str, organisation: Any) -> Any:
    routing = platform.caller(who).get(f"{address}/routing").json
    lines = routing["rounds"][-1]["considered"]
    return next(line for line in lines if line["organisation"] == str(organisation))


def test_a_swedish_family_goes_to_who_speaks_swedish_and_both_read_why(platform: Stepped) -> None:
    address = sent(platform)
    body = platform.caller("demo-turku").get(address).json
    assert (body["status"], body["offered_to"]) == ("offered", str(FOLK))
    for who in ("demo-turku", "coordinator-folkhalsan", "coordinator-vsls"):
        skips = considered(platform, who, address, MLL)["skips"]
        assert [skip["rule"] for skip in skips] == ["LANGUAGE"]
        assert skips[0]["values"] == ["sv"]
    (line,) = platform.caller("coordinator-mll").get("/referral/api/v1/routings").json["routings"]
    assert (line["chosen"], line["skips"][0]["rule"]) == (False, "LANGUAGE")
    assert line["referral"] is None


def test_a_skipped_member_never_sees_the_family(platform: Stepped) -> None:
    address = sent(platform)
    mll = platform.caller("coordinator-mll")
    assert mll.get(address).status_code == 404
    assert mll.get(f"{address}/routing").status_code == 404
    assert platform.caller("coordinator-folkhalsan").get(address).status_code == 200


def test_how_busy_others_are_is_the_coordinators_to_know(platform: Stepped) -> None:
    address = sent(platform)
    assert considered(platform, "coordinator-vsls", address, MLL)["places"] == 12
    assert "places" not in considered(platform, "coordinator-folkhalsan", address, MLL)


def test_a_no_for_want_of_room_goes_on_and_who_said_it_sees_it_no_more(platform: Stepped) -> None:
    address = sent(platform, language="fi")
    first = platform.caller("coordinator-folkhalsan")
    assert first.get(address).json["offered_to"] == str(FOLK)
    no = first.put(f"{address}/rejection", {"reason": "NO_CAPACITY"})
    assert (no.status_code, no.text) == (204, "")
    assert first.get(address).status_code == 404
    turku = platform.caller("demo-turku").get(address).json
    assert (turku["status"], turku["offered_to"]) == ("offered", str(MLL))
    routing = platform.caller("coordinator-mll").get(f"{address}/routing").json
    assert [(each["kind"], each["reason"]) for each in routing["back"]] == [
        ("declined", "NO_CAPACITY")
    ]


def test_a_no_about_the_family_ends_it(platform: Stepped) -> None:
    address = sent(platform)
    no = platform.caller("coordinator-folkhalsan").put(
        f"{address}/rejection", {"reason": "FAMILY_DECLINED"}
    )
    assert (no.status_code, no.json["status"]) == (200, "rejected")


def test_when_nobody_is_left_it_is_the_coordinators_with_every_reason(platform: Stepped) -> None:
    address = sent(platform)
    platform.caller("coordinator-folkhalsan").put(f"{address}/rejection", {"reason": "NO_CAPACITY"})
    body = platform.caller("coordinator-vsls").get(address).json
    assert body["offered_to"] == str(VSLS)
    routing = platform.caller("demo-turku").get(f"{address}/routing").json
    assert routing["rounds"][-1]["rule"] == "NOBODY_LEFT"
    assert all(each["skips"] for each in routing["rounds"][-1]["considered"])
    final = platform.caller("coordinator-vsls").put(
        f"{address}/rejection", {"reason": "NO_CAPACITY"}
    )
    assert (final.status_code, final.json["status"]) == (200, "rejected")


def test_the_sender_recalls_an_offer_and_who_had_it_hears_so(platform: Stepped) -> None:
    address = sent(platform, language="fi")
    turku, first = platform.caller("demo-turku"), platform.caller("coordinator-folkhalsan")
    refused = first.put(f"{address}/recall", {"reason": "UNANSWERED"})
    assert refused.status_code == 404
    moved = turku.put(f"{address}/recall", {"reason": "UNANSWERED"})
    assert (moved.status_code, moved.json["offered_to"]) == (200, str(MLL))
    assert first.get(address).status_code == 404
    letters = first.get("/referral/api/v1/inbox").json
    assert "another organisation" in str(letters)


def test_what_only_one_organisation_provides_is_not_recalled(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    address = turku.post(ROOT, referral()).headers["Location"]
    no = turku.put(f"{address}/recall", {"reason": "UNANSWERED"})
    assert (no.status_code, no.json["type"].rsplit("/", 1)[-1]) == (409, "refused")


def test_a_person_sets_the_rules_aside_with_a_reason(platform: Stepped) -> None:
    address = sent(platform)
    vsls = platform.caller("coordinator-vsls")
    without = vsls.put(f"{address}/offer", {"organisation": str(MLL)})
    assert without.status_code == 409
    assert without.json["rules"] == ["LANGUAGE"]
    named = {"organisation": str(MLL), "reason": "Perhe Strandbacka tuntee heidät."}
    assert vsls.put(f"{address}/offer", named).status_code == 422
    reason = "Perhe osaa suomea ja tuntee talon."
    chosen = vsls.put(f"{address}/offer", {"organisation": str(MLL), "reason": reason})
    assert (chosen.status_code, chosen.json["offered_to"]) == (200, str(MLL))
    routing = platform.caller("demo-turku").get(f"{address}/routing").json
    assert (routing["set_aside"][0]["reason"], routing["set_aside"][0]["rules"]) == (
        reason,
        ["LANGUAGE"],
    )
    assert platform.caller("coordinator-folkhalsan").get(address).status_code == 404


def test_nobody_outside_the_network_is_offered_it(platform: Stepped) -> None:
    address = sent(platform)
    siipi = {"organisation": str(fixed_id("organisation:siipi")), "reason": "Tuttu järjestö."}
    assert platform.caller("demo-turku").put(f"{address}/offer", siipi).status_code == 409


def test_the_member_that_accepts_has_the_case_and_the_register(platform: Stepped) -> None:
    address = sent(platform)
    folk = platform.caller("coordinator-folkhalsan")
    accepted = folk.put(f"{address}/acceptance", {})
    assert accepted.status_code == 200, accepted.json
    case = folk.get(f"/casework/api/v1/cases/{accepted.json['case']}")
    assert case.status_code == 200, case.json
    for other in ("coordinator-mll", "coordinator-vsls"):
        stranger = platform.caller(other)
        assert stranger.get(address).status_code == 404
        hidden = stranger.get(f"/casework/api/v1/cases/{accepted.json['case']}")
        assert hidden.status_code == 404


def test_a_member_says_what_it_offers_and_is_chosen_by_that(platform: Stepped) -> None:
    mll = platform.caller("coordinator-mll")
    network = mll.get("/referral/api/v1/networks").json["networks"][0]
    address = f"/referral/api/v1/networks/{network['id']}"
    offer = {"languages": ["fi", "sv"], "themes": ["vanhemmuus"], "counties": ["05"]}
    others = mll.put(f"{address}/members/{FOLK}", offer, of=address)
    assert (others.status_code, others.json["type"].rsplit("/", 1)[-1]) == (409, "refused")
    mine = mll.put(f"{address}/members/{MLL}", offer, of=address)
    assert mine.status_code == 200, mine.json
    vsls = platform.caller("coordinator-vsls")
    left = vsls.put(f"{address}/members/{FOLK}/departure", {}, of=address)
    assert left.status_code == 200, left.json
    body = platform.caller("demo-turku").get(sent(platform)).json
    assert body["offered_to"] == str(MLL)


def test_who_closes_is_passed_by_until_it_opens_again(platform: Stepped) -> None:
    folk = platform.caller("coordinator-folkhalsan")
    rooms = folk.get("/referral/api/v1/capacity").json["capacity"]
    room = next(r for r in rooms if r["organisation"] == str(FOLK))
    address = f"/referral/api/v1/capacity/{room['id']}"
    assert room["places_left"] == 8
    assert (
        platform.caller("coordinator-mll")
        .put(f"{address}/closing", {"reason": "HOLIDAY"}, of=address)
        .status_code
        == 404
    )
    closed = folk.put(f"{address}/closing", {"reason": "HOLIDAY"}, of=address)
    assert (closed.status_code, closed.json["closed"]) == (200, "HOLIDAY")
    address_of_family = sent(platform)
    skips = considered(platform, "demo-turku", address_of_family, FOLK)["skips"]
    assert [skip["rule"] for skip in skips] == ["CLOSED"]
    opened = folk.put(f"{address}/opening", {}, of=address)
    assert (opened.status_code, opened.json["closed"]) == (200, None)
    body = platform.caller("demo-turku").get(sent(platform, "PL-2")).json
    assert body["offered_to"] == str(FOLK)


def test_families_that_come_together_go_to_whoever_then_has_fewest(platform: Stepped) -> None:
    turku = platform.caller("demo-turku")
    platform.news = Event()  # nobody follows before all are here
    addresses = [
        turku.post(ROOT, family(f"PL-{n}", language="fi")).headers["Location"] for n in range(6)
    ]
    platform.settle()
    offered = Counter(turku.get(address).json["offered_to"] for address in addresses)
    assert max(offered.values()) - min(offered.values()) <= 1
    assert len(offered) > 1
