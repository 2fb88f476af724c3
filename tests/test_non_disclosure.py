"""A non-disclosure order hides alike in referral and case, with a way in for named people alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.casework.cases.events import WorkerAssigned
from services.common.codes import TeamRole
from services.common.contact import opening
from services.common.identifying import check_tells_no_place
from services.platform.demo.people import PEOPLE, fixed_id
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.acceptance import WORKER, Opened, ago, child_of_two_worlds
from tests.casework.examples import ANNA, BEGUN, CASE_OPENED, DESCRIBED, OPENED, a_case
from tests.platform import BASE, Caller, Stepped, platform
from tests.sightings import revealed

__all__ = ["platform"]

HIDDEN = ("+358401234567", "aino@esimerkki.fi", "Salakuja", "+358407654321", "Mäkikoulu", "853")
REASON = {"reason": "Soitan perheelle tänään."}
CAUTION = "Turvakielto: älä kirjoita tähän"
COORDINATOR = fixed_id("coordinator-siipisulka")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def case(platform: Stepped) -> Opened:
    body = child_of_two_worlds(platform, non_disclosure=True)
    body["subject"]["contact"] |= {"email": "aino@esimerkki.fi"}
    body |= {"notes": "Käy Mäkikoulua."}
    made = platform.caller("demo-varha").post("/referral/api/v1/referrals", body)
    coordinator = platform.caller("coordinator-siipisulka")
    accepted = coordinator.put(f"{made.headers['Location']}/acceptance", {"on": ago(platform, 250)})
    case_id, worker = accepted.json["case"], platform.caller("worker-siipisulka")
    opened = Opened(platform, UUID(case_id), made.json["id"], coordinator, worker)
    opened.put(f"team/{WORKER}", {"role": "WORKER"})
    return opened


@pytest.fixture
def named(case: Opened) -> Opened:
    """The same, with its coordinator and worker named."""
    for person in (COORDINATOR, WORKER):
        assert case.put(f"contact-readers/{person}", {}).status_code == 200
    case.platform.settle()
    return case


def addresses(case: Opened) -> dict[str, tuple[str, str]]:
    """Of the two services: the API's and the page's."""
    return {
        "referral": (
            f"/referral/api/v1/referrals/{case.referral}",
            f"/referral/referrals/{case.referral}",
        ),
        "casework": (case.path, f"/casework/cases/{case.id}"),
    }


def shown(case: Opened, sign_in: str, service: str) -> list[str]:
    api, page = addresses(case)[service]
    text: str = case.platform.caller(sign_in).get(api).text
    text += case.platform.browser(sign_in, service).get(page, base_url=BASE).text
    return revealed(text, HIDDEN)


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_it_is_hidden_until_somebody_named_says_why_they_look(named: Opened, service: str) -> None:
    case = named
    api, _ = addresses(case)[service]
    for sign_in in ("coordinator-siipisulka", "worker-siipisulka"):
        assert shown(case, sign_in, service) == []
    answer = case.coordinator.put(f"{api}/contact-viewing", REASON)
    assert (answer.status_code, answer.json["subject"]["phone"]) == (200, "+358401234567")
    assert shown(case, "coordinator-siipisulka", service) == list(HIDDEN[:5])
    assert shown(case, "worker-siipisulka", service) == []  # each looks with their own reason


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_who_has_looked_and_why_can_be_read(named: Opened, service: str) -> None:
    case = named
    api, page = addresses(case)[service]
    assert case.worker.put(f"{api}/contact-viewing", REASON).status_code == 200
    browser = case.platform.browser("coordinator-siipisulka", service)
    text = browser.get(page, base_url=BASE).text
    who_and_why = [name_of("worker-siipisulka"), REASON["reason"]]
    assert revealed(text, who_and_why) == who_and_why


def name_of(sign_in: str) -> str:
    return next(person.name for person in PEOPLE if person.sign_in == sign_in)


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_a_reason_is_needed(named: Opened, service: str) -> None:
    case = named
    api, _ = addresses(case)[service]
    for reason in ({}, {"reason": ""}, {"reason": "  "}):
        assert case.coordinator.put(f"{api}/contact-viewing", reason).status_code == 422
    assert shown(case, "coordinator-siipisulka", service) == []


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_nobody_else_looks(case: Opened, service: str) -> None:
    api, _ = addresses(case)[service]
    tag = case.coordinator.get(api).headers["ETag"]
    release(case)

    def status(who: Caller) -> int:
        answer: int = who.put(f"{api}/contact-viewing", REASON, seen=tag).status_code
        return answer

    stranger = case.platform.caller("coordinator-mll")
    assert (status(case.worker), status(stranger)) == (404, 404)
    municipal = 404 if service == "referral" else 403  # a worker of another municipality
    assert status(case.platform.caller("municipal-turku")) == municipal


def release(case: Opened) -> None:
    tag = {"If-Match": case.coordinator.get(case.path).headers["ETag"]}
    case.coordinator._send("DELETE", f"{case.path}/team/{WORKER}", headers=tag)


def test_the_sender_reads_its_own_words_after_saying_why_too(case: Opened) -> None:
    api, _ = addresses(case)["referral"]
    varha = case.platform.caller("demo-varha")
    assert revealed(varha.get(api).text, HIDDEN) == []
    assert varha.put(f"{api}/contact-viewing", REASON).status_code == 403  # people look, no system
    body = child_of_two_worlds(case.platform, non_disclosure=True)
    worker = case.platform.caller("municipal-turku")
    own = worker.post("/referral/api/v1/referrals", body).headers["Location"]
    assert revealed(worker.get(own).text, HIDDEN) == []
    looked_at = worker.put(f"{own}/contact-viewing", REASON).json
    assert (looked_at["sent"]["phone"], looked_at["sent"]["contact_hidden"]) == (HIDDEN[0], False)


def test_looking_does_not_show_to_the_sender(named: Opened) -> None:
    case = named
    api, _ = addresses(case)["referral"]
    varha = case.platform.caller("demo-varha")
    before = varha.get(api)
    case.coordinator.put(f"{api}/contact-viewing", REASON)
    after = varha.get(api)
    assert (after.headers["ETag"], after.json) == (before.headers["ETag"], before.json)


def test_what_was_put_right_is_hidden_before_and_after(named: Opened) -> None:
    case = named
    api, page = addresses(case)["referral"]
    values = {"phone": "+358409999999", "address": "Uusikuja 2", "reason": "Muuttivat."}
    assert case.coordinator.put(f"{api}/correction", values).status_code == 200
    browser = case.platform.browser("coordinator-siipisulka")
    new = (*HIDDEN, "+358409999999", "Uusikuja")
    assert revealed(browser.get(page, base_url=BASE).text, new) == []
    assert browser.get(f"{page}/correction", base_url=BASE).status_code == 404
    case.coordinator.put(f"{api}/contact-viewing", REASON)
    assert "+358409999999" in revealed(browser.get(page, base_url=BASE).text, new)
    assert browser.get(f"{page}/correction", base_url=BASE).status_code == 200


def test_free_text_is_warned_of_while_it_is_written(case: Opened) -> None:
    own = f"/casework/cases/{case.id}"
    pages = {
        "referral": [f"/referral/referrals/{case.referral}"],
        "casework": [
            *(f"{own}/goals/new", f"{own}/plan-meetings/new", f"{own}/closing"),
            *(f"{own}/tasks/T1", f"{own}/messages", f"/casework/visits/new?case={case.id}"),
        ],
    }
    for service, listed in pages.items():
        browser: Any = case.platform.browser("coordinator-siipisulka", service)
        for page in listed:
            assert CAUTION in browser.get(f"{page}", base_url=BASE).text, page


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_who_is_not_named_hears_whom_to_ask(case: Opened, service: str) -> None:
    api, page = addresses(case)[service]
    refused = case.worker.put(f"{api}/contact-viewing", REASON)
    assert refused.status_code == 409
    case.put(f"contact-readers/{COORDINATOR}", {})
    text = case.platform.browser("worker-siipisulka", service).get(page, base_url=BASE).text
    whom = [f"Nimetty: {name_of('coordinator-siipisulka')}.", "Nimeämistä voi pyytää:"]
    assert revealed(text, whom) == whom


@pytest.mark.parametrize("service", ["referral", "casework"])
def test_who_is_named_no_more_reads_nothing_more(named: Opened, service: str) -> None:
    api, _ = addresses(named)[service]
    assert named.worker.put(f"{api}/contact-viewing", REASON).status_code == 200
    assert shown(named, "worker-siipisulka", service) == list(HIDDEN[:5])
    tag = {"If-Match": named.coordinator.get(named.path).headers["ETag"]}
    removed = named.coordinator._send(
        "DELETE", f"{named.path}/contact-readers/{WORKER}", headers=tag
    )
    assert removed.status_code == 200
    assert shown(named, "worker-siipisulka", service) == []


def test_only_a_coordinator_names_and_only_who_knows_the_family(case: Opened) -> None:
    assert case.put(f"contact-readers/{fixed_id('worker-helsinki')}", {}).status_code == 409
    assert case.put(f"contact-readers/{fixed_id('nobody')}", {}).status_code == 409
    mine = case.worker.put(f"{case.path}/contact-readers/{WORKER}", {}, of=case.path)
    assert mine.status_code == 403


def test_nobody_is_named_for_a_family_without_an_order() -> None:
    with pytest.raises(Refused, match="no non-disclosure order"):
        a_case(*BEGUN).name_reader(ANNA, knows_family=True, on=OPENED)


TELLING = ("Uusi numero 040 123 4567.", "Soita uusi@esimerkki.fi", "Muuttivat: Salakuja 3.")


@pytest.mark.parametrize("text", TELLING)
def test_no_message_and_no_visit_tells_where_the_family_is(case: Opened, text: str) -> None:
    api, _ = addresses(case)["referral"]
    for writer in (case.coordinator, case.worker):
        assert writer.post(f"{api}/messages", {"text": text}).status_code == 422
    visit = {"held_on": ago(case.platform, 5), "kind": "FACE", "minutes": 30, "notes": text}
    assert case.post("visits", visit).status_code == 422
    assert case.post("visits", visit | {"notes": "Pelattiin 2 tuntia."}).status_code == 201


def test_where_nothing_is_hidden_a_number_may_be_written() -> None:
    check_tells_no_place(TELLING[0], non_disclosure=False)
    with pytest.raises(Invalid, match="phone number"):
        check_tells_no_place(TELLING[0], non_disclosure=True)


def test_an_opening_ends_by_itself() -> None:
    hidden = a_case(replace(DESCRIBED, non_disclosure=True), CASE_OPENED)
    viewed = opening(ANNA, reason=" why ", hours=1, now=NOON, on=OPENED)
    with pytest.raises(Refused, match="named"):
        hidden.show_contact(viewed, at=NOON)
    (naming,) = hidden.name_reader(ANNA, knows_family=True, on=OPENED)
    (viewing,) = given(hidden, naming).show_contact(viewed, at=NOON)
    seen = given(hidden, naming, viewing)
    assert not given(hidden, naming).shows_contact(ANNA, at=NOON)
    assert seen.shows_contact(ANNA, at=NOON + HOUR - SECOND)
    assert not seen.shows_contact(ANNA, at=NOON + HOUR)
    assert not seen.shows_contact(fixed_id("another"), at=NOON)
    assert seen.show_contact(viewed, at=NOON + HOUR - SECOND) == []
    assert len(seen.show_contact(viewed, at=NOON + HOUR)) == 1


def test_naming_ends_with_the_seat_and_with_leaving() -> None:
    hidden = a_case(replace(DESCRIBED, non_disclosure=True), CASE_OPENED)
    (naming,) = hidden.name_reader(ANNA, knows_family=True, on=OPENED)
    named = given(hidden, naming)
    assert named.name_reader(ANNA, knows_family=True, on=OPENED) == []
    (left,) = named.lose(ANNA, on=OPENED)
    assert given(named, left).contact_access.named == frozenset()
    on_team = given(
        named, WorkerAssigned(case_id=hidden.id, person_id=ANNA, role=TeamRole.WORKER, on=OPENED)
    )
    released = given(on_team, *on_team.release(ANNA, on=OPENED))
    assert released.contact_access.named == frozenset()


def test_where_nothing_is_hidden_nothing_is_opened() -> None:
    viewed = opening(ANNA, reason="why", hours=1, now=NOON, on=OPENED)
    assert a_case(*BEGUN).shows_contact(ANNA, at=NOON)
    assert a_case(*BEGUN).show_contact(viewed, at=NOON) == []


SUGGESTED = "Samassa taloudessa jollakulla on turvakielto."


@pytest.mark.parametrize(
    ("mother", "phone", "is_suggested"),
    [
        ("Outi", "+358401112223", True),
        ("Oili", "+358407654321", True),
        ("Oili", "+358401112223", False),
    ],
)
def test_an_order_is_suggested_for_others_of_the_household(
    case: Opened, mother: str, phone: str, is_suggested: bool
) -> None:
    guardian = {"given_name": mother, "family_name": "Testinen", "phone": phone}
    body = child_of_two_worlds(case.platform, given_name="Eino", guardians=[guardian])
    body["subject"]["contact"] = {"phone": "+358401113333"}
    sent = case.platform.caller("demo-varha").post("/referral/api/v1/referrals", body)
    where = f"/referral/referrals/{sent.json['id']}"
    browser = case.platform.browser("coordinator-siipisulka")
    assert SUGGESTED not in browser.get(where, base_url=BASE).text  # nobody is named there yet
    case.coordinator.put(f"{sent.headers['Location']}/acceptance", {"on": ago(case.platform, 250)})
    assert (SUGGESTED in browser.get(where, base_url=BASE).text) is is_suggested
