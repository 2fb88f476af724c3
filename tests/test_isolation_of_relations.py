"""The matrix for those who stand near a family and yet outside: every route, by everything it has.

A worker outside the team, the same after a seat and in another organisation, the coordinator who
sent the family to another provider, and the county that sent and ordered.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.platform.demo.people import fixed_id
from services.platform.embedded import Platform
from tests.answers import whole
from tests.casework.acceptance import WORKER, ago, child_of_two_worlds
from tests.casework.visiting import employ
from tests.isolated import CANARY, FILLED, Asker, Route, ids_of_theirs, learnt, other_ids, routes
from tests.platform import Stepped

pytestmark = pytest.mark.xdist_group("isolation")

OF_REFERRAL = {"referral_id"}
OF_FAMILY = {
    *("case_id", "visit_id", "goal_id", "meeting_id", "measurement_id", "message_id"),
    *("concern_id", "entry_id", "map_id", "paper_id", "plan_id", "receipt_id", "sheet_id"),
    "document_id",
}
REFUSED = (302, 303, 400, 401, 403, 404, 409, 412, 422, 428)


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("relations") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, "http://localhost", sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


@pytest.fixture(scope="module")
def theirs(stepped: Stepped) -> dict[str, str]:
    return ids_of_theirs(stepped)


@pytest.fixture(scope="module")
def sent_by_mll(stepped: Stepped) -> dict[str, str]:
    """A family that MLL's coordinator has sent to Siipisulka, which has accepted it."""
    body = child_of_two_worlds(stepped, given_name=CANARY, family_name=CANARY)
    made = stepped.caller("coordinator-mll").post("/referral/api/v1/referrals", body)
    assert made.status_code == 201, made.text
    siipi = stepped.caller("coordinator-siipisulka")
    accepted = siipi.put(f"{made.headers['Location']}/acceptance", {"on": ago(stepped, 100)})
    return {"referral_id": made.json["id"], "case_id": accepted.json["case"]}


def near(stepped: Stepped, names: set[str], ids: dict[str, str]) -> list[Route]:
    """The routes that name such a thing, and nothing but what there are ids for."""
    return [
        route
        for route in routes(stepped)
        if set(route.rule.arguments) & names and set(route.rule.arguments) <= ids.keys()
    ]


def assert_missing(asker: Asker, listed: list[Route], ids: dict[str, str]) -> None:
    """Each answers like what is not there, and tells nothing."""
    nobody = other_ids(ids)
    assert listed
    for route in listed:
        foreign, missing = asker.ask(route, ids), asker.ask(route, nobody)
        assert learnt(foreign, ids) == learnt(missing, nobody), route
        assert foreign.status_code in REFUSED, (route, foreign.status_code)
        assert CANARY not in f"{foreign.headers} {foreign.text}", route


def test_a_worker_outside_the_team_learns_no_name_on_any_route(
    stepped: Stepped, theirs: dict[str, str]
) -> None:
    asker = Asker(stepped, "worker-siipisulka")
    of_case = [
        route
        for route in near(stepped, OF_FAMILY, theirs)
        if route.service == "casework"  # matching shows the organisation's people codes alone
    ]
    assert_missing(asker, of_case, theirs)
    for route in near(stepped, OF_REFERRAL, theirs):
        answer = asker.ask(route, theirs)
        assert answer.status_code in (200, *REFUSED), (route, answer.status_code)
        assert CANARY not in f"{answer.headers} {whole(answer)}", route


def test_the_coordinator_who_sent_reads_the_referral_and_nothing_of_the_case(
    stepped: Stepped, sent_by_mll: dict[str, str]
) -> None:
    ids = sent_by_mll | FILLED | {"person_id": str(WORKER)}
    asker = Asker(stepped, "coordinator-mll")
    assert_missing(asker, near(stepped, {"case_id"}, ids), ids)
    assert (
        CANARY
        in stepped.caller("coordinator-mll")
        .get(f"/referral/api/v1/referrals/{ids['referral_id']}")
        .text
    )  # its own words


def test_the_coordinator_who_answers_does_not_take_back_what_another_has_sent(
    stepped: Stepped, sent_by_mll: dict[str, str]
) -> None:
    address = f"/referral/api/v1/referrals/{sent_by_mll['referral_id']}"
    siipi = stepped.caller("coordinator-siipisulka")
    for change, reason in (("withdrawal", "MOVED"), ("entered-in-error", "Vahinko.")):
        answer = siipi.put(f"{address}/{change}", {"reason": reason})
        assert (answer.status_code, answer.json["code"]) == (409, "not-sender"), change
    assert siipi.get(address).json["status"] == "accepted"


def test_the_county_that_sent_and_ordered_opens_no_case(
    stepped: Stepped, theirs: dict[str, str]
) -> None:
    of_case = [route for route in near(stepped, {"case_id"}, theirs) if route.is_api]
    assert_missing(Asker(stepped, "demo-varha"), of_case, theirs)


def test_who_has_left_for_another_organisation_meets_nothing_of_before(
    stepped: Stepped, theirs: dict[str, str]
) -> None:
    owner = stepped.caller("coordinator-siipisulka")
    case = f"/casework/api/v1/cases/{theirs['case_id']}"
    assert owner.put(f"{case}/team/{WORKER}", {"role": "WORKER"}, of=case).status_code == 200
    employ(stepped, WORKER, organisation=fixed_id("organisation:mll-vs"))
    asker = Asker(stepped, "worker-siipisulka")
    listed = near(stepped, OF_FAMILY | OF_REFERRAL | {"volunteer_id"}, theirs)
    assert_missing(asker, listed, theirs)
