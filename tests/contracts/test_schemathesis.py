"""What the documents allow is taken, what they do not allow is refused, and all of it as they say.

Requests are made from the documents alone (tests/fuzzing.py), so what a chapter adds is asked
from its first day.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.demo import region
from services.demo.year import organisation_id
from services.platform.embedded import Platform
from tests.casework.acceptance import child_of_two_worlds
from tests.fuzzing import Fuzzing
from tests.isolated import ids_of_theirs
from tests.missing import Missing
from tests.platform import BASE, Caller, Stepped
from tests.referral.consultations.test_way_through import a_question
from tests.referral.packages.planning import every_kind
from tests.referral.pairwork.test_way_through import a_request
from tests.servers import Postgres
from tests.volunteers.bodies import AGREEMENT, proposed, vetted, waiting_case
from tests.volunteers.expenses.test_way_through import EXPENSES, log_visit
from tests.volunteers.gatherings.theirs import a_gathering

EXAMPLES = int(
    os.environ.get("EXAMPLES", "3")
)  # for each operation, right and wrong, beside borders
BORDERS = os.environ.get("BORDERS", "positive")  # what lies outside them, tests/bad_input tries
METHODS = os.environ.get("METHODS", "PATCH").split()  # that few addresses have
OF_SIIPISULKA = {
    "ngo_coordinator": "coordinator-siipisulka",
    "administrator": "admin",
    "municipal_system": "demo-varha",
    "data_protection_officer": "dpo",
    "municipal_worker": "municipal-turku",
}
OF_MLL = {
    "ngo_coordinator": "coordinator-mll",
    "vetting_contact": "vetting-mll",
    "support_person": "volunteer-mll",
    "municipal_system": "demo-varha",
    "data_protection_officer": "dpo",
}
OF_THE_REGION = {
    "regional_coordinator": "regional",
    "municipal_system": "demo-varha",
    "data_protection_officer": "dpo",
}
SELDOM = 0.4  # of the operations: what they need is not there, and their own tests make it
Things = dict[str, Sequence[str]]


@pytest.fixture
def platform(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stepped]:
    """On PostgreSQL where there is one: it refuses more than SQLite does, and says so with 500."""
    with ExitStack() as stack:
        opened = Platform(tmp_path, BASE, sync="OFF", address_of=_databases(request, stack)).open()
        stack.callback(opened.close)
        region.fill_directory(opened)
        yield Stepped(opened)


def _databases(request: pytest.FixtureRequest, stack: ExitStack) -> Callable[[str], str] | None:
    try:
        server: Postgres = request.getfixturevalue("postgres_server")
    except Missing:
        return None
    return cache(lambda name: stack.enter_context(server.database()))


def test_referrals_answer_as_their_document_says(platform: Stepped) -> None:
    ids = ids_of_theirs(platform)
    offered = _offered(platform, 4)
    _withdraw(platform, offered[3])
    things = _each(ids) | {"referral_id": [ids["referral_id"], *offered]}
    things |= {"code": ["kaveri"], "person_id": [_new_person(platform)]}
    things |= {"client_id": [_new_client(platform)], "request_id": _requests(platform, offered[3])}
    things |= every_kind(platform, by="coordinator-siipisulka", organisation=ids["organisation"])
    things |= {"consultation_id": [_id(a_question(platform)) for _ in range(6)]}
    things |= {"pairwork_id": [_id(a_request(platform)) for _ in range(6)]}
    _must_agree(Fuzzing(platform, "referral", OF_SIIPISULKA, things))


def test_volunteers_answer_as_their_document_says(platform: Stepped) -> None:
    case, person, other = waiting_case(platform), vetted(platform), vetted(platform)
    match = proposed(platform, case, person)
    free = waiting_case(platform, "R-2")
    log_visit(platform, "R-3")
    claims = platform.caller("coordinator-mll").get(EXPENSES).json["expenses"]
    things = {
        "claim_id": [claim["id"] for claim in claims],
        "match_id": [_id(match), *_agreed(platform, 4)],
        "volunteer_id": [_id(person), _id(other), _id(_left(platform))],
        "case_id": [free, case],
        **_gatherings(platform.caller("coordinator-mll"), _id(person)),
    }
    _must_agree(Fuzzing(platform, "volunteers", OF_MLL, things))


def test_casework_answers_as_its_document_says(platform: Stepped) -> None:
    things = _each(ids_of_theirs(platform))
    _must_agree(Fuzzing(platform, "casework", OF_SIIPISULKA, things))


def test_reporting_answers_as_its_document_says(platform: Stepped) -> None:
    ids_of_theirs(platform)
    things = {"report": ["demand", "waiting", "support", "outcomes"]}
    _must_agree(Fuzzing(platform, "reporting", OF_THE_REGION, things))


def _must_agree(fuzzing: Fuzzing) -> None:
    """No answer is another than documented, and nothing that was taken stops a follower."""
    assert fuzzing.failures(examples=EXAMPLES, borders=BORDERS, methods=METHODS) == []
    fuzzing.stepped.settle()
    services = fuzzing.stepped.platform.services
    assert {name: service.is_current() for name, service in services.items()} == dict.fromkeys(
        services, True
    )
    never = [name for name, codes in fuzzing.statuses.items() if not codes & {200, 201}]
    assert len(never) <= len(fuzzing.statuses) * SELDOM, never


def _each(ids: dict[str, str]) -> Things:
    return {name: [item] for name, item in ids.items()}


def _id(address: str) -> str:
    return address.rsplit("/", 1)[1]


def _agreed(platform: Stepped, number: int) -> list[str]:
    """Matches to which everybody has said yes."""
    coordinator, made = platform.caller("coordinator-mll"), []
    for each in range(number):
        match = proposed(platform, waiting_case(platform, f"R-1{each}"), vetted(platform))
        for step, body in AGREEMENT:
            assert coordinator.put(f"{match}/{step}", body).status_code == HTTPStatus.OK
        made.append(_id(match))
    return made


def _gatherings(coordinator: Caller, person: str) -> Things:
    """Courses and guidance groups, each with a session and this person in it, side by side:
    some are cancelled before their sessions are asked for."""
    kinds = ("courses", "guidance") * 4
    made = [a_gathering(coordinator, person, "Yhdessä", kind) for kind in kinds]
    names = ("gathering_id", "session_id", "participant_id")
    return {name: [ids[name] for ids in made] for name in names}


def _offered(platform: Stepped, number: int) -> list[str]:
    """Referrals that wait for the answer of Siipisulka."""
    county = platform.caller("demo-varha")
    made = [
        county.post("/referral/api/v1/referrals", child_of_two_worlds(platform))
        for _ in range(number)
    ]
    return [item.json["id"] for item in made]


def _withdraw(platform: Stepped, referral_id: str) -> None:
    """So that there is somebody who may be erased."""
    address = f"/referral/api/v1/referrals/{referral_id}/withdrawal"
    answer = platform.caller("demo-varha").put(address, {"reason": "FAMILY_WITHDREW"})
    assert answer.status_code == HTTPStatus.OK, answer.text


def _new_client(platform: Stepped) -> str:
    """A system that nobody calls as, so that it may be retired."""
    body = {"sign_in": f"new-{uuid4()}", "roles": ["municipal_system"]}
    body["organisation"] = str(organisation_id("varha"))
    made = platform.caller("admin").post("/referral/api/v1/clients", body)
    assert made.status_code == HTTPStatus.CREATED, made.text
    return str(made.json["id"])


def _requests(platform: Stepped, referral_id: str) -> list[str]:
    """Requests about a family's data: some new, some of somebody whose identity is sure."""
    root, officer = "/referral/api/v1/rights-requests", platform.caller("dpo")
    body = {"kind": "RESTRICTION", "requester": "GUARDIAN", "requester_name": "Aino"}
    made = [officer.post(root, body | {"referral_id": referral_id}).json["id"] for _ in range(8)]
    for request_id in made[:5]:
        step = f"{root}/{request_id}/identity-confirmation"
        assert officer.put(step, {"method": "KNOWN_PERSON"}).status_code == HTTPStatus.OK
    return made


def _left(platform: Stepped) -> str:
    """A support person who has left."""
    person = vetted(platform)
    answer = platform.caller("coordinator-mll").put(f"{person}/ending", {"reason": "WITHDRAWN"})
    assert answer.status_code == HTTPStatus.OK, answer.text
    return person


def _new_person(platform: Stepped) -> str:
    """Somebody whom nobody signs in as, so that they may leave and change their roles."""
    body: dict[str, Any] = {
        "sign_in": f"new-{uuid4()}",
        "name": "Uusi",
        "roles": ["data_protection_officer"],
    }
    answer = platform.caller("admin").post("/referral/api/v1/people", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json["id"])
