"""What is refused on the real server: the documented answer, and not one event for it.

The rules themselves are tested closer to where they stand; here the whole way of a request
counts, from the socket to the store.
"""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from services.platform.registry import NAMES
from tests.journeys.actions import refer
from tests.journeys.families import born, child, to_a_friend
from tests.journeys.outside import REFERRALS, Caller, Outside
from tests.journeys.server import Server

pytestmark = pytest.mark.xdist_group("journeys")

JSON = {"Content-Type": "application/json", "Idempotency-Key": "refused"}
ONE_MEBIBYTE = 2**20


@pytest.fixture
def nothing_written(server: Server) -> Iterator[None]:
    """Every store holds after the test what it held before."""
    before = written(server)
    yield
    assert written(server) == before


def written(server: Server) -> dict[str, int]:
    counted = {}
    for path in (server.folder / f"{name}.sqlite" for name in NAMES):
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
        (counted[path.stem],) = db.execute("SELECT count(*) FROM events").fetchone()
        db.close()
    return counted


def refused(answer: requests.Response, status: int) -> dict[str, Any]:
    """The problem that was told, in the form that every refusal has."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert (problem["status"], problem["type"][:10], bool(problem["title"])) == (
        status,
        "/problems/",
        True,
    )
    return problem


def raw(caller: Caller, body: bytes, **headers: str) -> requests.Response:
    return caller.send("POST", REFERRALS, data=body, headers=JSON | headers)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"subject": child(date_of_birth=born(18))}, "AGE"),
        ({"subject": child(date_of_birth=born(5))}, "AGE"),
        ({"municipality": "091"}, "AREA"),
        ({"client_status": "CHILD_PROTECTION_OPEN_CARE"}, "CHILD_PROTECTION_CLIENT"),
    ],
)
def test_a_family_the_programme_is_not_for_is_refused_with_the_rule(
    outside: Outside, changed: dict[str, Any], code: str
) -> None:
    answer = outside["demo-turku"].post(REFERRALS, to_a_friend(**changed))
    assert refused(answer, 422)["code"] == code


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("municipality", "Turku"),
        ("needs", ["BOREDOM"]),
        ("referred_on", "2999-01-01"),
        ("surprise", 1),
        ("consent", {}),
    ],
)
def test_a_wrong_field_is_named(outside: Outside, field: str, value: Any) -> None:
    answer = outside["demo-turku"].post(REFERRALS, to_a_friend(**{field: value}))
    problem = refused(answer, 422)
    assert field in problem.get("errors", {}) or problem["code"] == "future"


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    "body",
    [
        b'{"municipality": "853", "municipality": "091"}',
        b'{"minutes": NaN}',
        b'{"deep": ' + b"[" * 200 + b"]" * 200 + b"}",
        b'{"number": ' + b"9" * 5000 + b"}",
        b'{"text": "\\ud800"}',
        b"not JSON",
        b"\xff\xfe",
        b"",
    ],
    ids=["twice", "NaN", "deep", "long number", "surrogate", "no JSON", "no UTF-8", "nothing"],
)
def test_what_is_not_strict_json_is_refused(outside: Outside, body: bytes) -> None:
    refused(raw(outside["demo-turku"], body), 400)


@pytest.mark.usefixtures("nothing_written")
def test_ten_megabytes_are_too_large(outside: Outside) -> None:
    body = json.dumps(to_a_friend(notes="x" * 10_000_000)).encode()
    refused(raw(outside["demo-turku"], body), 413)


@pytest.mark.usefixtures("nothing_written")
def test_a_body_in_pieces_is_measured_as_well(outside: Outside) -> None:
    pieces = (b" " * 65_536 for _ in range(2 * ONE_MEBIBYTE // 65_536))
    answer = outside["demo-turku"].send("POST", REFERRALS, data=pieces, headers=JSON)
    refused(answer, 413)


@pytest.mark.usefixtures("nothing_written")
def test_the_media_type_and_the_key_are_asked_for(outside: Outside) -> None:
    turku, body = outside["demo-turku"], json.dumps(to_a_friend()).encode()
    refused(raw(turku, body, **{"Content-Type": "text/plain"}), 415)
    keyless = turku.send("POST", REFERRALS, json=to_a_friend())
    refused(keyless, 400)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("authorization", ["", "Bearer nonsense", "Bearer a.b.c", "Basic eDp5"])
def test_without_a_good_token_one_is_asked_for(server: Server, authorization: str) -> None:
    headers = JSON | ({"Authorization": authorization} if authorization else {})
    answer = requests.post(server.base + REFERRALS, json=to_a_friend(), headers=headers, timeout=30)
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.usefixtures("nothing_written")
def test_a_token_that_somebody_changed_is_no_token(outside: Outside, server: Server) -> None:
    head, claims, signature = outside["demo-turku"].token.split(".")
    forged = Caller(server.base, ".".join((head, claims[:-4] + "AAAA", signature)))
    refused(forged.post(REFERRALS, to_a_friend()), 401)
    unsigned = Caller(server.base, f"eyJhbGciOiJub25lIn0.{claims}.")
    refused(unsigned.post(REFERRALS, to_a_friend()), 401)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("sign_in", ["regional", "funder", "demo-kela", "dpo", "volunteer-mll"])
def test_a_role_that_never_sends_may_not(outside: Outside, sign_in: str) -> None:
    refused(outside[sign_in].post(REFERRALS, to_a_friend()), 403)


@pytest.mark.usefixtures("nothing_written")
def test_a_wrong_method_names_the_right_ones(outside: Outside) -> None:
    answer = outside["demo-turku"].send("DELETE", REFERRALS)
    refused(answer, 405)
    assert {"GET", "POST"} <= {name.strip() for name in answer.headers["Allow"].split(",")}


def test_a_second_push_of_the_same_referral_names_the_first(
    outside: Outside, server: Server
) -> None:
    turku, body = outside["demo-turku"], to_a_friend()
    first = turku.post(REFERRALS, body, key="a key of its own")
    turku.sees(first.headers["Location"], status="offered")
    before = written(server)
    again = refused(turku.post(REFERRALS, body), 409)
    assert first.headers["Location"] in json.dumps(again)
    changed = to_a_friend(source_reference="TURKU-OTHER")
    refused(turku.post(REFERRALS, changed, key="a key of its own"), 422)
    assert turku.post(REFERRALS, body, key="a key of its own").json() == first.json()
    assert written(server) == before


def test_another_client_may_push_the_same_reference(outside: Outside) -> None:
    body = to_a_friend()
    ours = outside["demo-turku"].post(REFERRALS, body)
    theirs = outside["demo-varha"].post(REFERRALS, body)
    assert (ours.status_code, theirs.status_code) == (201, 201)
    assert ours.json()["id"] != theirs.json()["id"]


def test_somebody_elses_referral_answers_like_a_missing_one(outside: Outside) -> None:
    referral = refer(outside["demo-turku"], to_a_friend())
    missing = f"{REFERRALS}/00000000-0000-4000-8000-000000000000"
    for sign_in in ("demo-varha", "coordinator-siipisulka", "worker-helsinki"):
        for method, path in (("GET", ""), ("PUT", "/acceptance"), ("POST", "/messages")):
            assert told_of(outside[sign_in], method, referral + path, referral) == told_of(
                outside[sign_in], method, missing + path, missing
            )


def told_of(caller: Caller, method: str, path: str, referral: str) -> tuple[Any, ...]:
    """All that somebody can learn from an answer, the address itself taken out."""
    headers = {"If-Match": '"1"', "Idempotency-Key": path}
    body = {"text": "Hei"} if method == "POST" else {}
    sent = {} if method == "GET" else {"json": body}
    answer = caller.send(method, path, headers=headers, **sent)
    names = sorted(name for name in answer.headers if name != "Date")
    return answer.status_code, names, answer.text.replace(referral, "…")


def test_a_change_needs_the_version_it_was_decided_on(outside: Outside) -> None:
    referral = refer(outside["demo-turku"], to_a_friend())
    coordinator = outside["coordinator-mll"]
    refused(coordinator.send("PUT", f"{referral}/acceptance", json={}), 428)
    refused(coordinator.put(f"{referral}/acceptance", {}, seen='"1"'), 412)
    coordinator.sees(referral, status="offered")


def test_of_two_who_answer_at_once_one_wins(outside: Outside) -> None:
    with ThreadPoolExecutor(2) as both:
        for _ in range(5):
            referral = refer(outside["demo-turku"], to_a_friend())
            tag = outside["coordinator-mll"].get(referral).headers["ETag"]
            yes = both.submit(answer_it, outside, referral, "acceptance", tag)
            no = both.submit(answer_it, outside, referral, "rejection", tag)
            answers = [yes.result(), no.result()]
            assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 412])
            (won,) = (answer.json()["status"] for answer in answers if answer.status_code == 200)
            assert outside["demo-turku"].get(referral).json()["status"] == won


def answer_it(outside: Outside, referral: str, how: str, tag: str) -> requests.Response:
    """A coordinator's answer over a connection of its own."""
    coordinator = Caller(outside.base, outside["coordinator-mll"].token)
    body = {"reason": "NO_CAPACITY"} if how == "rejection" else {}
    return coordinator.put(f"{referral}/{how}", body, seen=tag)
