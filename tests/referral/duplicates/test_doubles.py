"""The same child sent twice is noticed by what is said, and no sender hears of another."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import Role
from services.platform.demo.people import fixed_id
from services.referral.duplicates import queries
from services.referral.duplicates.rules import Described, Household, is_same, shares_home
from services.referral.referrals.domain import Referral
from shared.identity.principals import Principals
from shared.work import Actor, Work
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
AINO = Described("Aino Testinen", date(2015, 4, 1))
NOTICE = "Samasta henkilöstä on toinen lähete."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Described("Aino Testinen", date(2015, 4, 1)), True),
        (Described("TESTINEN  aino", date(2015, 4, 1)), True),
        (Described("Aino Testinen", date(2015, 4, 2)), False),
        (Described("Aino Testinen", None), False),
        (Described("Aino", date(2015, 4, 1)), False),
        (Described("Aino Maria Testinen", date(2015, 4, 1)), False),
        (Described("", date(2015, 4, 1)), False),
    ],
)
def test_a_name_and_a_birthday_make_the_same_person(other: Described, same: bool) -> None:
    assert (is_same(AINO, other), is_same(other, AINO)) == (same, same)


def test_nobody_is_the_same_without_a_name_or_a_birthday() -> None:
    assert not is_same(Described("", date(2015, 4, 1)), Described("", date(2015, 4, 1)))
    assert not is_same(Described("Aino Testinen", None), Described("Aino Testinen", None))


@pytest.mark.parametrize(
    ("people", "phones", "shared"),
    [
        ({"aino testinen"}, {"+358401234567"}, True),
        ({"aino testinen"}, {"+358407654321"}, True),
        ({"maija mallinen"}, {"+358401234567"}, True),
        ({"maija mallinen"}, {"+358407654321"}, False),
        (set(), set(), False),
    ],
)
def test_people_of_one_home_share_a_name_or_a_phone(
    people: set[str], phones: set[str], shared: bool
) -> None:
    home = Household(frozenset({"aino testinen", "eino testinen"}), frozenset({"+358401234567"}))
    other = Household(frozenset(people), frozenset(phones))
    assert (shares_home(home, other), shares_home(other, home)) == (shared, shared)


def sent(platform: Stepped, sign_in: str, reference: str, **changed: str) -> str:
    body = referral(reference, subject=child(**changed))
    made = platform.caller(sign_in).post(ROOT, body)
    return f"{ROOT}/{made.json['id']}"


def doubles(platform: Stepped, sign_in: str, address: str) -> tuple[bool, list[str]]:
    body = platform.caller(sign_in).get(f"{address}/duplicates").json
    return body["is_doubled"], [each["referral_id"] for each in body["doubles"]]


def test_two_senders_are_noticed_by_the_provider_alone(platform: Stepped) -> None:
    first = sent(platform, "demo-turku", "T-1")
    second = sent(platform, "demo-varha", "V-1", given_name="AINO")
    assert doubles(platform, "coordinator-mll", second) == (True, [])
    assert doubles(platform, "demo-turku", first) == (False, [])
    assert doubles(platform, "demo-varha", second) == (False, [])


def test_which_it_is_the_provider_reads_after_acceptance(platform: Stepped) -> None:
    first, second = (sent(platform, who, who) for who in ("demo-turku", "demo-varha"))
    page = f"/referral/referrals/{second[-36:]}"
    coordinator = platform.caller("coordinator-mll")
    before = platform.browser("coordinator-mll").get(page, base_url=BASE).text
    coordinator.put(f"{second}/acceptance", {})
    after = platform.browser("coordinator-mll").get(page, base_url=BASE).text
    assert [(NOTICE in text, first[-36:] in text) for text in (before, after)] == [
        (True, False),
        (True, True),
    ]
    assert doubles(platform, "coordinator-mll", second) == (True, [first[-36:]])


def test_a_sender_reads_that_it_has_sent_the_same_child_before(platform: Stepped) -> None:
    first, second = (sent(platform, "municipal-turku", each) for each in ("T-1", "T-2"))
    shown = platform.browser("municipal-turku").get(
        f"/referral/referrals/{second[-36:]}", base_url=BASE
    )
    assert (NOTICE in shown.text, first[-36:] in shown.text) == (True, True)


def test_what_was_sent_by_mistake_is_nobodys_double(platform: Stepped) -> None:
    first, second = (sent(platform, "municipal-turku", each) for each in ("T-1", "T-2"))
    platform.caller("municipal-turku").put(f"{first}/entered-in-error", {"reason": "Kahdesti."})
    assert doubles(platform, "municipal-turku", second) == (False, [])


def test_who_sends_for_an_organisation_reads_nothing_of_what_it_is_offered(
    platform: Stepped,
) -> None:
    young = child(kind="YOUNG_PERSON", date_of_birth="2011-04-01")
    body = referral("A-1", programme="nuorten-monialainen", municipality="091", subject=young)
    body |= {"client_status": "CHILD_PROTECTION_OPEN_CARE", "needs": ["SCHOOLING"]}
    offered = platform.caller("demo-varha").post(ROOT, body)
    recorded = platform.caller("worker-helsinki").post(ROOT, body | {"source_reference": "A-2"})
    assert (offered.status_code, recorded.status_code) == (201, 201), recorded.text

    def doubles_of(role: Role) -> list[str]:
        def read(work: Work) -> list[str]:
            reader = Principals.of(work).by_id(fixed_id("worker-helsinki"))
            assert reader is not None
            view = work.load(Referral(UUID(recorded.json["id"])))[0]
            doubled = queries.doubles(work, replace(reader, roles=frozenset({role})), view)
            return [str(each.referral_id) for each in doubled]

        service = platform.platform.services["referral"]
        return service.execute(read, Actor("reader", over_all=True))

    assert doubles_of(Role.NGO_COORDINATOR) == [offered.json["id"]]
    assert doubles_of(Role.MUNICIPAL_WORKER) == []
