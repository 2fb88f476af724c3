"""One child, sent by two: what its provider says of them, and what neither sender ever learns."""

from typing import Any

from tests.platform import BASE, Stepped
from tests.referral.consents.test_withdrawn import informed
from tests.referral.referrals.bodies import child, referral
from tests.volunteers.bodies import AGREEMENT, proposed, vetted

ROOT = "/referral/api/v1/referrals"
PAIRS = "/referral/api/v1/duplicates"
CASES = "/casework/api/v1/cases"
SENDERS = ("demo-turku", "demo-varha")

AINO = child(given_name="Aino-Maria", family_name="Mäkinen")
TYPED = child(given_name="Aino Maria", family_name="MAKINEN", guardians=[])


def accepted(platform: Stepped, sender: str, reference: str, subject: Any, **more: Any) -> str:
    sent = platform.caller(sender).post(ROOT, referral(reference, subject=subject, **more))
    assert sent.status_code == 201, sent.text
    address = str(sent.headers["Location"])
    on = {"on": "2026-03-02"} if "referred_on" in more else {}
    answer = platform.caller("coordinator-mll").put(f"{address}/acceptance", on)
    assert answer.status_code == 200, answer.text
    return address


def two(platform: Stepped) -> tuple[str, str]:
    """The same child of a town and of a county, each as its sender has typed it."""
    return (
        accepted(platform, "demo-turku", "T-1", AINO),
        accepted(platform, "demo-varha", "V-1", TYPED),
    )


def id_of(address: str) -> str:
    return address[-36:]


def decide(platform: Stepped, address: str, step: str, body: Any = None) -> Any:
    answer = platform.caller("coordinator-mll").put(f"{address}/{step}", body or {})
    platform.settle()
    return answer


def pairs(platform: Stepped, answer: str = "OPEN") -> list[tuple[set[str], list[str]]]:
    listed = platform.caller("coordinator-mll").get(f"{PAIRS}?answer={answer}").json["duplicates"]
    return [({each["referral"], each["other"]}, each["likenesses"]) for each in listed]


def case_of(platform: Stepped, address: str) -> Any:
    listed = platform.caller("coordinator-mll").get(f"{CASES}?referral={id_of(address)}")
    return listed.json["cases"][0]


def needs(platform: Stepped) -> set[str]:
    listed = platform.caller("coordinator-mll").get("/volunteers/api/v1/needs").json["needs"]
    return {each["case"] for each in listed}


def without_room(answer: Any) -> Any:
    """A place that comes free is shown to all who send, as it is when any support ends."""
    if isinstance(answer, dict):
        return {name: without_room(each) for name, each in answer.items() if name != "places_left"}
    return [without_room(each) for each in answer] if isinstance(answer, list) else answer


def read_by(platform: Stepped, sender: str, address: str) -> dict[str, Any]:
    """Everything that its sender can ask about: content, version, counts, lists, what is due."""
    caller = platform.caller(sender)
    shown = caller.get(address)
    body = referral("X-1", subject=TYPED)
    question = {
        name: body[name] for name in ("programme", "municipality", "needs", "client_status")
    } | {"subject": {"kind": "CHILD", "date_of_birth": "2015-04-01"}}
    listed = caller.get(ROOT).json["referrals"]
    feed = caller.get("/referral/api/v1/events?after=0&limit=500").json
    cases = caller.get("/casework/api/v1/events?after=0&limit=500").json
    return {
        "referral": shown.json,
        "version": shown.headers["ETag"],
        "duplicates": caller.get(f"{address}/duplicates").json,
        "list": listed,
        "search": caller.get(f"{ROOT}?source_reference=V-1").json,
        "events": [each["type"] for each in feed["events"]],
        "heads": (feed["next"], cases["next"]),
        "of cases": [each["type"] for each in cases["events"]],
        "eligibility": without_room(caller.post("/referral/api/v1/eligibility", question).json),
        "inbox": caller.get("/referral/api/v1/inbox").json,
        "deadlines": caller.get("/referral/api/v1/deadlines").json,
    }


def test_two_of_one_child_are_shown_to_whom_has_accepted_both(platform: Stepped) -> None:
    first = accepted(platform, "demo-turku", "T-1", AINO)
    sent = platform.caller("demo-varha").post(ROOT, referral("V-1", subject=TYPED))
    second = str(sent.headers["Location"])
    assert pairs(platform) == []
    assert decide(platform, second, "acceptance").status_code == 200
    assert pairs(platform) == [({id_of(first), id_of(second)}, ["NAME_AND_BIRTHDAY"])]
    page = platform.browser("coordinator-mll").get("/referral/duplicates", base_url=BASE).text
    assert [text in page for text in ("Aino-Maria", "MAKINEN", "Sama nimi ja syntymäaika")] == [
        True,
        True,
        True,
    ]
    stranger = platform.caller("coordinator-sastamala")
    assert stranger.get(PAIRS).json["duplicates"] == []
    assert [platform.caller(who).get(PAIRS).status_code for who in SENDERS] == [403, 403]


def test_one_case_leads_and_the_other_waits_until_they_are_separated(platform: Stepped) -> None:
    first, second = two(platform)
    before = (needs(platform), case_of(platform, second))
    led, leading = case_of(platform, second)["id"], case_of(platform, first)["id"]
    merged = decide(platform, second, "merge", {"into": id_of(first), "reason": "Sama äiti."})
    assert merged.status_code == 200, merged.text
    assert (pairs(platform), pairs(platform, "SAME")) == (
        [],
        [({id_of(first), id_of(second)}, [])],
    )
    assert needs(platform) == before[0] - {led}
    refused = platform.caller("coordinator-mll").put(
        f"{CASES}/{led}/closure",
        {"end_reason": "OTHER", "outcome": "NOT_ASSESSED", "early_reason": "Kahdesti"},
    )
    assert (refused.status_code, "leads" in refused.text) == (409, True)
    mine = platform.browser("coordinator-mll", "casework").get("/casework/", base_url=BASE).text
    assert (led in mine, leading in mine) == (False, True)
    shown = platform.browser("coordinator-mll", "casework").get(
        f"/casework/cases/{led}", base_url=BASE
    )
    assert f"/casework/cases/{leading}" in shown.text
    assert decide(platform, second, "separation").status_code == 200
    after = case_of(platform, second)
    assert (needs(platform), {**after, "version": 0}) == (before[0], {**before[1], "version": 0})
    assert pairs(platform, "NOT_SAME") == [({id_of(first), id_of(second)}, [])]
    assert pairs(platform) == []


def test_neither_sender_learns_of_a_merger_or_its_end(platform: Stepped) -> None:
    first, second = two(platform)
    own = dict(zip(SENDERS, (first, second), strict=True))
    before = {who: read_by(platform, who, own[who]) for who in SENDERS}
    for step, body in (
        ("merge", {"into": id_of(first), "reason": "Sama äiti."}),
        ("separation", {"reason": "Kaksoset."}),
        ("merge", {"into": id_of(first)}),
    ):
        assert decide(platform, second, step, body).status_code == 200
        for who in SENDERS:
            now = read_by(platform, who, own[who])
            changed = {name: now[name] for name in now if now[name] != before[who][name]}
            assert changed == {}, step
    for who in SENDERS:
        answers = [
            platform.caller(who).put(f"{own[who]}/{step}", body).status_code
            for step, body in (
                ("merge", {"into": id_of(first)}),
                ("separation", {}),
                ("distinction", {"other": id_of(first)}),
            )
        ]
        assert answers == [403, 403, 403]


def test_a_sender_who_coordinates_elsewhere_decides_nothing(platform: Stepped) -> None:
    first = accepted(platform, "demo-turku", "T-1", AINO)
    second = accepted(platform, "coordinator-siipisulka", "S-1", TYPED)
    siipi = platform.caller("coordinator-siipisulka")
    merge = siipi.put(f"{second}/merge", {"into": id_of(first)})
    assert decide(platform, second, "merge", {"into": id_of(first)}).status_code == 200
    separation = siipi.put(f"{second}/separation", {})
    assert [merge.status_code, separation.status_code] == [409, 409]
    assert pairs(platform, "SAME") == [({id_of(first), id_of(second)}, [])]


def test_a_later_send_of_the_same_child_is_answered_as_any_other(platform: Stepped) -> None:
    first, second = two(platform)
    decide(platform, second, "merge", {"into": id_of(first)})
    other = child(given_name="Eino", family_name="Virtanen", date_of_birth="2014-05-05")
    kela = [
        platform.caller("demo-varha").post(ROOT, referral(reference, subject=subject))
        for reference, subject in (("N-1", AINO), ("N-2", other))
    ]
    bodies = [
        {
            name: value
            for name, value in answer.json.items()
            if name not in ("id", "source_reference")
        }
        for answer in kela
    ]
    assert [answer.status_code for answer in kela] == [201, 201]
    assert bodies[0] == bodies[1]


def test_support_that_goes_on_reads_as_a_match_of_that_day(platform: Stepped) -> None:
    """Its sender reads what it would of a support person who was found that day, no more."""
    dated = {"referred_on": "2026-03-01"}
    first = accepted(platform, "demo-turku", "T-1", AINO, **dated)
    match = proposed(platform, case_of(platform, first)["id"], vetted(platform))
    coordinator = platform.caller("coordinator-mll")
    for step, body in AGREEMENT[:2]:  # of a child of ten no view is asked
        assert coordinator.put(f"{match}/{step}", body).status_code == 200
    assert coordinator.put(f"{match}/start", {"on": "2026-03-06"}).status_code == 200
    second = accepted(platform, "demo-varha", "V-1", TYPED)
    turned = decide(platform, first, "merge", {"into": id_of(second)})
    assert (turned.status_code, "other way round" in turned.text) == (409, True)
    before = read_by(platform, "demo-varha", second)["events"]
    assert decide(platform, second, "merge", {"into": id_of(first)}).status_code == 200
    after = read_by(platform, "demo-varha", second)
    assert (
        after["events"] == [*before, *["fi.rinnalla.referral.advanced.v1"] * 3]
        or after["events"][len(before) :] == [after["events"][-1]] * 3
    )
    assert after["referral"]["business_status"] == "IN_PROGRESS"
    assert "2026-03" not in str(after["referral"])
    assert decide(platform, second, "separation").status_code == 200
    assert read_by(platform, "demo-varha", second)["referral"]["business_status"] == (
        "WAITING_FOR_PERSON"
    )


def test_what_leads_ends_both_and_a_mistaken_end_starts_both(platform: Stepped) -> None:
    first, second = two(platform)
    decide(platform, second, "merge", {"into": id_of(first)})
    leading = case_of(platform, first)["id"]
    coordinator = platform.caller("coordinator-mll")
    ending = {"end_reason": "MOVED", "outcome": "NOT_ASSESSED", "early_reason": "Muutto"}
    assert coordinator.put(f"{CASES}/{leading}/closure", ending).status_code == 200
    platform.settle()
    ended = [coordinator.get(each).json["status"] for each in (first, second)]
    assert ended == ["failed", "failed"]
    assert decide(platform, second, "separation").status_code == 409
    again = coordinator.put(f"{CASES}/{leading}/reopening", {"reason": "Vahinko."})
    assert again.status_code == 200, again.text
    platform.settle()
    assert [coordinator.get(each).json["status"] for each in (first, second)] == [
        "accepted",
        "accepted",
    ]
    assert decide(platform, second, "separation").status_code == 200


def test_two_people_are_asked_about_once(platform: Stepped) -> None:
    first, second = two(platform)
    answer = decide(platform, first, "distinction", {"other": id_of(second), "reason": "Serkku."})
    assert answer.status_code == 200, answer.text
    assert (pairs(platform), pairs(platform, "NOT_SAME")) == (
        [],
        [({id_of(first), id_of(second)}, [])],
    )
    assert decide(platform, second, "merge", {"into": id_of(first)}).status_code == 200


def test_of_what_is_anothers_nobody_learns_whether_it_is_there(platform: Stepped) -> None:
    first = accepted(platform, "demo-turku", "T-1", AINO)
    offered = platform.caller("demo-turku").post(ROOT, referral("T-9")).json["id"]
    elsewhere = informed(platform)[0]  # accepted, by another organisation
    unknown = "00000000-0000-4000-8000-000000000000"
    others = (offered, id_of(elsewhere), unknown)
    answers = [decide(platform, first, "merge", {"into": each}) for each in others]
    bodies = [(each.status_code, each.json["detail"]) for each in answers]
    assert bodies == [bodies[0]] * 3
    assert bodies[0][0] == 422
