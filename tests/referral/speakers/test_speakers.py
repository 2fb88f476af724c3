"""Who speaks at an event: everybody reads the role, and the name of whoever agrees."""

from datetime import timedelta

from services.platform import nightly
from shared.kernel.clock import Clock
from tests.platform import Stepped, csrf_of
from tests.referral.family_contacts.families import get, post, stranger
from tests.referral.happenings.announcing import announced, day_after

SPEAKERS = "/referral/api/v1/happening-speakers"
PAGES, PUBLIC = "/referral/happenings", "/referral/open-events"
ELSA = {"role": "EXPERT_BY_EXPERIENCE", "name": "Elsa Esimerkki"}
NAME = ELSA["name"]


def named(platform: Stepped, **more: object) -> tuple[str, str]:
    """The address of an event's speakers, and the id of the one who was added."""
    address = f"{SPEAKERS}/{announced(platform)[-36:]}"
    made = platform.caller("coordinator-mll").post(f"{address}/speakers", ELSA | more)
    assert made.status_code == 201, made.text
    return address, made.json["id"]


def read_by_all(platform: Stepped, address: str) -> str:
    text: str = get(stranger(platform), address.replace(SPEAKERS, PUBLIC), "en").text
    return text


def test_everybody_reads_a_name_only_while_its_owner_agrees(platform: Stepped) -> None:
    address, speaker = named(platform)
    shown = read_by_all(platform, address)
    assert "Expert by experience" in shown and NAME not in shown
    ours, agreement = platform.caller("coordinator-mll"), f"{address}/speakers/{speaker}/agreement"
    yes = {"agrees": True, "agreed_on": day_after(platform, -1)}
    agreed = ours.put(agreement, yes, of=address)
    assert agreed.json["speakers"][0]["agreed_on"] == yes["agreed_on"]
    assert f"{NAME}, expert by experience" in read_by_all(platform, address)
    assert ours.put(agreement, {"agrees": False}, of=address).status_code == 200
    assert NAME not in read_by_all(platform, address)
    removal = f"{address}/speakers/{speaker}/removal"
    assert ours.put(removal, {}, of=address).json["speakers"] == []


def test_a_day_of_agreement_needs_a_yes_and_lies_not_ahead(platform: Stepped) -> None:
    address, speaker = named(platform)
    ours, agreement = platform.caller("coordinator-mll"), f"{address}/speakers/{speaker}/agreement"
    for wrong in (
        {"agrees": False, "agreed_on": day_after(platform, 0)},
        {"agrees": True, "agreed_on": day_after(platform, 1)},
    ):
        assert ours.put(agreement, wrong, of=address).status_code == 422


def test_only_who_holds_the_event_reads_the_others(platform: Stepped) -> None:
    address, _ = named(platform)
    assert platform.caller("coordinator-mll").get(address).json["speakers"][0]["name"] == NAME
    for other in ("coordinator-siipisulka", "municipal-turku"):
        assert platform.caller(other).get(address).status_code in (403, 404)


def test_a_speaker_is_added_and_agrees_on_pages(platform: Stepped) -> None:
    home = announced(platform).replace("/api/v1", "")
    browser = platform.browser("coordinator-mll")
    form = get(browser, f"{home}/new-speaker", "sv").text
    sent = ELSA | {"csrf_token": csrf_of(form)}
    assert post(browser, f"{home}/new-speaker", sent | {"name": ""}).status_code == 422
    for _ in range(2):
        assert post(browser, f"{home}/new-speaker", sent).status_code == 303
    listed = get(browser, f"{home}/speakers", "en").text
    assert listed.count(NAME) == 1 and "Everybody reads the role alone" in listed
    (agreement,) = {
        part.partition('"')[0] for part in listed.split('action="') if "/agreement" in part[:200]
    }
    yes = {"csrf_token": sent["csrf_token"], "seen": "1", "agrees": "yes"}
    assert post(browser, agreement, yes).status_code == 303
    assert "They agree no more" in get(browser, f"{home}/speakers", "en").text


def test_a_name_goes_ninety_days_after_the_last_day(platform: Stepped) -> None:
    address, speaker = named(platform, agrees=True)
    platform.settle()
    service = platform.platform.services["referral"]
    now = service.clock.now()

    def gone(days: int) -> list[str]:
        later = now + timedelta(days=days)
        service.clock = Clock(service.clock.zone, lambda: later)
        return [str(each.record_id) for each in nightly.expire(service)]

    last = 15  # the third evening
    assert (gone(last + 90), gone(last + 91)) == ([], [speaker])
    platform.settle()
    (left,) = platform.caller("coordinator-mll").get(address).json["speakers"]
    assert (left["name"], left["role"]) == ("", ELSA["role"])
