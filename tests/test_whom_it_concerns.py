"""What organisations outside the provider hear of a family: by feed, topic and ETag."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from services.platform.demo.people import fixed_id
from services.platform.partner_topics import PartnerTopics, ToPartner
from services.platform.registry import parts_of
from services.platform.wiring import envelopes_of
from shared.maintenance.restored import begin_epoch
from shared.store.tables import events
from shared.transport.kafka.relay_targets import OutboundRecord
from tests.casework.acceptance import ago, child_of_two_worlds
from tests.platform import Stepped, platform
from tests.referral.referrals.bodies import referral
from tests.referral.referrals.test_levels import close, supported

__all__ = ["platform"]

ROOT = "/referral/api/v1/referrals"
SERVICES = ("referral", "volunteers", "casework")
OF_DIRECTORY = ("organisation.", "programme.", "agreement.")
BY_LEVEL: dict[str, list[str]] = {
    "L0": ["referral.received", "referral.offered", "referral.accepted"],
    "L1": ["referral.advanced"],  # that it has ended
    "L2": ["case.opened", "visit.logged", "visit.logged", "visit.logged"],
    "L3": ["case.closed", "referral.failed"],
}


def events_of(platform: Stepped, client: str, *, of: str = "") -> list[str]:
    """The types of all events about families that a client finds in its feeds, or of one."""
    listed = list[str]()
    for service in SERVICES:
        page = platform.caller(client).get(f"/{service}/api/v1/events?limit=1000").json
        listed += [
            event["type"].removeprefix("fi.rinnalla.").rsplit(".", 1)[0]
            for event in page["events"]
            if of in str(event["data"])
        ]
    return sorted(name for name in listed if not name.startswith(OF_DIRECTORY))


def up_to(level: str) -> list[str]:
    return sorted(name for each, names in BY_LEVEL.items() if each <= level for name in names)


@pytest.mark.parametrize("level", BY_LEVEL)
def test_the_sender_hears_what_its_level_lets_it_read(platform: Stepped, level: str) -> None:
    _, case, siipi = supported(platform, level)
    close(platform, case, siipi)
    assert events_of(platform, "demo-varha") == up_to(level)


@pytest.mark.parametrize("level", ["L0", "L3"])
def test_a_county_that_ordered_hears_all_and_one_that_did_not_hears_nothing(
    platform: Stepped, level: str
) -> None:
    body = child_of_two_worlds(platform)
    body["consent"] |= {"disclosure_level": level}
    turku, siipi = platform.caller("demo-turku"), platform.caller("coordinator-siipisulka")
    made = turku.post(ROOT, body).headers["Location"]
    accepted = siipi.put(f"{made}/acceptance", {"on": ago(platform, 60)}).json
    close(platform, f"/casework/api/v1/cases/{accepted['case']}", siipi)
    by_level = {*up_to("L3")} - {"visit.logged"}
    assert {*events_of(platform, "demo-varha")} == by_level  # its agreement makes it controller
    assert {*events_of(platform, "demo-turku")} == (
        by_level if level == "L3" else {*BY_LEVEL["L0"]}
    )
    assert events_of(platform, "demo-kela") == []


def test_where_the_family_only_lives_nothing_of_an_ngos_own_activity_is_heard(
    platform: Stepped,
) -> None:
    body = referral(consent=consent("L3"))
    made = platform.caller("coordinator-mll").post(ROOT, body)
    mll = platform.caller("coordinator-mll")
    assert mll.put(f"{made.headers['Location']}/acceptance", {}).status_code == 200
    assert events_of(platform, "demo-varha") == events_of(platform, "demo-turku") == []


def test_whom_the_family_lets_know_hears_no_more_than_the_sender(platform: Stepped) -> None:
    kela = str(fixed_id("organisation:kela"))
    for level in ("L0", "L1"):
        body = referral(f"T-{level}", consent=consent(level) | {"inform": [kela]})
        made = platform.caller("demo-turku").post(ROOT, body).headers["Location"]
        platform.caller("coordinator-mll").put(f"{made}/acceptance", {})
    assert events_of(platform, "demo-kela") == events_of(platform, "demo-turku")
    assert events_of(platform, "demo-kela") == sorted([*BY_LEVEL["L0"] * 2, "case.opened"])


def test_under_a_non_disclosure_order_nobody_else_is_told(platform: Stepped) -> None:
    kela = str(fixed_id("organisation:kela"))
    body = child_of_two_worlds(platform, non_disclosure=True)
    body["consent"] |= {"disclosure_level": "L3", "inform": [kela]}
    made = platform.caller("demo-turku").post(ROOT, body).headers["Location"]
    platform.caller("coordinator-siipisulka").put(f"{made}/acceptance", {"on": ago(platform, 60)})
    assert events_of(platform, "demo-varha") == events_of(platform, "demo-kela") == []
    assert events_of(platform, "demo-turku") == sorted([*BY_LEVEL["L0"], "case.opened"])
    page = platform.caller("demo-turku").get("/casework/api/v1/events").json
    assert [event["data"]["municipality"] for event in page["events"]] == [None]


def test_at_level_zero_an_outsiders_tag_stays_as_the_case_goes_on(platform: Stepped) -> None:
    made, case, siipi = supported(platform, "L0")
    varha = platform.caller("demo-varha")
    before = varha.get(made).headers["ETag"]
    moved = siipi.get(made).headers["ETag"]
    close(platform, case, siipi)
    assert varha.get(made).headers["ETag"] == before
    assert siipi.get(made).headers["ETag"] != moved
    siipi.post(f"{made}/messages", {"text": "Kiitos lähetteestä."})  # what both sides write
    assert varha.get(made).headers["ETag"] != before


def test_the_tag_that_the_sender_has_read_lets_it_change_what_is_its_own(
    platform: Stepped,
) -> None:
    made, _, _ = supported(platform, "L0")
    varha = platform.caller("demo-varha")
    seen = varha.get(made).headers["ETag"]
    late = varha.put(f"{made}/withdrawal", {"reason": "MOVED"}, seen=seen)
    assert (late.status_code, late.json["code"]) == (409, "accepted")  # and not 412
    waiting = varha.post(ROOT, child_of_two_worlds(platform)).headers["Location"]
    old = varha.get(waiting).headers["ETag"]
    question = {"text": "Mihin aikaan sopisi?"}
    siipi = platform.caller("coordinator-siipisulka")
    assert siipi.put(f"{waiting}/information-request", question, of=waiting).status_code == 200
    stale = varha.put(f"{waiting}/withdrawal", {"reason": "MOVED"}, seen=old)
    assert (stale.status_code, stale.json["detail"].split(" is ")[1]) == (
        412,
        "at version 5, not 3.",
    )
    assert varha.put(f"{waiting}/withdrawal", {"reason": "MOVED"}, of=waiting).status_code == 200


def test_events_of_before_are_read_with_the_new_policy_under_an_epoch_of_its_own(
    platform: Stepped,
) -> None:
    _, case, siipi = supported(platform, "L1")
    close(platform, case, siipi)
    varha, turku = platform.caller("demo-varha"), platform.caller("demo-turku")
    for service in SERVICES:
        let_concern(
            platform, service, fixed_id("organisation:varha"), fixed_id("organisation:turku")
        )
    assert events_of(platform, "demo-turku") == []
    assert events_of(platform, "demo-varha") == up_to("L1")
    for service in SERVICES:
        store = platform.platform.services[service].store
        epochs = {each.get(f"/{service}/api/v1/events").json["epoch"] for each in (varha, turku)}
        assert len(epochs) == 1
        assert str(store.epoch.id) not in epochs


def test_an_old_list_is_never_widened(platform: Stepped) -> None:
    supported(platform, "L3")
    for service in SERVICES:
        let_concern(platform, service, fixed_id("organisation:siipi"))
    assert events_of(platform, "demo-varha") == []


def test_a_partners_topic_says_the_same_from_the_first_number_of_its_policy_on(
    platform: Stepped,
) -> None:
    kela = str(fixed_id("organisation:kela"))
    body = referral(consent=consent("L0") | {"inform": [kela]})
    platform.caller("demo-turku").post(ROOT, body)
    topic = topic_of(platform, "referral")
    sent = [dict(each.record.headers) for each in topic.records(0, 100)]
    types = [each["ce_type"].decode().split(".", 2)[2] for each in sent]
    assert types == [
        *("organisation.registered.v1", "organisation.renamed.v1"),
        *("referral.received.v1", "referral.offered.v1"),
    ]
    assert [each["ce_sequence"] for each in sent] == [b"1", b"2", b"3", b"4"]
    first, *others, last = (each.cursor for each in topic.records(0, 100))
    assert [each.cursor for each in topic.records(first, 100)] == [*others, last]
    assert topic.records(last, 100) == []
    # a cursor of an earlier policy, however far it had come, means to begin anew
    assert [each.cursor for each in topic.records(500, 100)] == [first, *others, last]
    page = platform.caller("demo-kela").get("/referral/api/v1/events").json
    assert {each["ce_epoch"].decode() for each in sent} == {page["epoch"]}


def test_after_a_restore_a_partners_topic_begins_anew_under_the_new_epoch(
    platform: Stepped,
) -> None:
    kela = str(fixed_id("organisation:kela"))
    body = referral(consent=consent("L0") | {"inform": [kela]})
    platform.caller("demo-turku").post(ROOT, body)
    topic = topic_of(platform, "referral")
    before = topic.records(0, 100)
    begin_epoch(platform.platform.services["referral"].store)
    topic = topic_of(platform, "referral")
    after = topic.records(before[-1].cursor, 100)
    assert [_about(each)[0] for each in after] == [_about(each)[0] for each in before]
    assert {_about(each)[1] for each in after}.isdisjoint(_about(each)[1] for each in before)
    assert topic.records(after[-1].cursor, 100) == []


def _about(outbound: OutboundRecord) -> tuple[tuple[bytes, bytes], bytes]:
    """Number and id of a message, and its epoch."""
    headers = dict(outbound.record.headers)
    return (headers["ce_sequence"], headers["ce_id"]), headers["ce_epoch"]


def topic_of(platform: Stepped, service: str) -> ToPartner:
    store = platform.platform.services[service].store
    policy = parts_of(service).POLICY
    (target,) = PartnerTopics(store, envelopes_of(service), ["demo-kela"], policy).targets()
    return target


def let_concern(platform: Stepped, service: str, *organisations: UUID) -> None:
    """Write the store's events as an earlier version did: all concern these, and nothing else."""
    with platform.platform.services[service].database.writing() as db:
        for row in db.execute(select(events.c.id, events.c.metadata, events.c.reach)).all():
            if row.reach == "public" and row.metadata.pop("selected", False):
                earlier = row.metadata | {"concerns": [str(each) for each in organisations]}
                db.execute(update(events).where(events.c.id == row.id).values(metadata=earlier))


def consent(level: str) -> dict[str, Any]:
    return {"given_on": "2026-11-01", "given_by": "GUARDIAN", "disclosure_level": level}
