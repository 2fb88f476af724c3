"""Consent and merging on PostgreSQL, each service under its own role: the ways through."""

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.databases import OnServer
from tests.platform import BASE, Stepped
from tests.referral.consent_wishes.test_wish import WISHES, answer, referred, take_back
from tests.referral.consents.test_withdrawn import ASKED, BECAUSE, informed, visit, waiting
from tests.referral.duplicates.test_merging import PAIRS, decide, id_of, pairs, read_by, two
from tests.referral.family_contacts.families import get, stranger
from tests.referral.pairwork import racing as pairs_and_families
from tests.referral.receptions.racing import press_in_pairs
from tests.referral.registrations import racing as last_seats
from tests.secured import secured_platform
from tests.test_whom_it_concerns import events_of

pytestmark = pytest.mark.xdist_group("consent-on-postgresql")


@pytest.fixture(scope="module", name="stepped")
def on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgres_databases: OnServer
) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("on-postgresql") / "var"
    with secured_platform(folder, postgres_databases) as secured:
        secured.settle()
        yield Stepped(secured)


def test_a_consent_ends_and_whoever_had_heard_answers(stepped: Stepped) -> None:
    made, case, siipi = informed(stepped)
    visit(stepped, case, siipi)
    before = events_of(stepped, "demo-kela")
    assert siipi.put(f"{made}/consent-withdrawal", BECAUSE).status_code == 200
    stepped.settle()
    visit(stepped, case, siipi)
    stepped.settle()
    assert events_of(stepped, "demo-kela") == sorted([*before, "consent.ended"])
    (awaited,) = waiting(stepped, "demo-kela")
    address = f"{ASKED}/{awaited['id']}"
    strangers = [
        stepped.caller(who).get(address).status_code for who in ("demo-turku", "demo-kela")
    ]
    assert strangers == [404, 200]
    stopped = stepped.caller("demo-kela").put(f"{address}/answer", {"result": "ERASED"})
    assert stopped.status_code == 200, stopped.text
    stepped.settle()
    listed = siipi.get(f"{made}/acknowledgements").json["acknowledgements"]
    assert [each["result"] for each in listed] == ["ERASED", "STOPPED", "STOPPED"]


def test_a_family_takes_its_consent_back_by_its_code(stepped: Stepped) -> None:
    mother = stranger(stepped)
    home, referral = referred(stepped, mother)
    assert take_back(stepped, mother, home).status_code == 303
    assert stepped.caller("coordinator-sastamala").get(f"{WISHES}/{referral}").status_code == 404
    assert answer(stepped, referral, {"result": "CARRIED_OUT"}).status_code == 200
    assert "/consent-withdrawal" not in get(mother, home).text


def test_two_press_at_once_and_one_is_asked_to_look_again(stepped: Stepped) -> None:
    first, second = two(stepped)
    own = {"demo-turku": first, "demo-varha": second}
    before = {who: read_by(stepped, who, address) for who, address in own.items()}
    coordinator = stepped.caller("coordinator-mll")
    tags = {each: coordinator.get(each).headers["ETag"] for each in (first, second)}
    start, statuses = Barrier(2), list[int]()

    def press(address: str, into: str) -> None:
        client = Client(stepped.platform, Response)
        headers = {"Authorization": f"Bearer {coordinator.token}", "If-Match": tags[address]}
        start.wait()
        body = {"into": id_of(into)}
        pressed = client.put(f"{address}/merge", json=body, headers=headers, base_url=BASE)
        statuses.append(pressed.status_code)

    both = [Thread(target=press, args=each) for each in ((first, second), (second, first))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    stepped.settle()
    assert sorted(statuses) in ([200, 409], [200, 412])  # as whoever is later had read
    assert [ids for ids, _ in pairs(stepped, "SAME")] == [{id_of(first), id_of(second)}]
    assert {who: read_by(stepped, who, address) for who, address in own.items()} == before
    follower = next(each for each in (first, second) if _follows(stepped, each))
    assert decide(stepped, follower, "separation").status_code == 200
    assert [ids for ids, _ in pairs(stepped, "NOT_SAME")] == [{id_of(first), id_of(second)}]


def _follows(stepped: Stepped, address: str) -> bool:
    listed = stepped.caller("coordinator-mll").get(f"{PAIRS}?answer=SAME").json["duplicates"]
    return [each["referral"] for each in listed] == [id_of(address)]


def test_of_a_hundred_pairs_that_book_one_time_at_once_one_each_has_it(stepped: Stepped) -> None:
    press_in_pairs(stepped)


def test_of_a_family_and_a_pair_that_press_at_once_one_has_the_time(stepped: Stepped) -> None:
    pairs_and_families.press_in_pairs(stepped)


def test_of_a_hundred_pairs_that_press_for_the_last_seat_one_each_has_it(stepped: Stepped) -> None:
    last_seats.press_in_pairs(stepped)
