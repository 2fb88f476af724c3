"""The matrix: every route with an id, by every method and role, asked for what is another's.

Routes come from the applications themselves, so a new one is in it from its first day.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.platform.embedded import Platform
from tests.isolated import (
    CANARY,
    FILLED,
    OUTSIDERS,
    OWNER,
    SYSTEMS,
    Asker,
    Route,
    ids_of_theirs,
    learnt,
    other_ids,
    routes,
)
from tests.platform import Stepped

pytestmark = pytest.mark.xdist_group("isolation")
NOT_THE_OWNERS = {  # page -> its answer: what the sender or the vetting contact does,
    "imports.preview": 404,  # its sender's alone
    "imports_api.show": 404,
    "guide.described": 404,  # nothing was taken over
    "referrals.withdrawal": 409,
    "referrals.consent": 409,
    "referrals.entered_in_error": 409,
    "people.extract_check": 403,
    "records.extract_check_correction": 403,
    "records.extract_check_entered_in_error": 403,
    "organisations.contact": 403,  # an administrator's
    "organisations.names": 403,
    "organisations.kind": 403,
    "organisations.leaving": 403,
    "organisations.return": 403,
    "organisations.show": 403,
    "programme_endings.withdrawal": 403,
    "programme_endings.continuation": 403,
    "referrals.recall": 404,  # who has it answers, and takes nothing back
    "partnerships.emphases_agreement": 404,  # nothing is proposed
    "partnerships.emphases_refusal": 404,
    "partnerships.emphases_withdrawal": 404,
    "partnerships.meetings_correction": 404,  # and no meeting was held
    "networks.members": 404,  # of a network to which it does not belong
    "networks.members_departure": 404,
    "networks.answer_time": 404,  # its coordinator's
    "networks.control": 404,
    "next_times.choose": 404,  # it was not held yet
    "public_times.book": 404,  # no time of that reception
    "entry_receipts.file": 404,  # the receipt is of a visit
    "toolfolder.tools": 404,  # a code that is no tool of its programme
    "certificates.paper": 409,  # there is nothing to certify
    "courses.own_registration": 403,  # a support person's
    "courses.own_withdrawal": 403,
    "entry_receipts_api.receipt": 404,
    "erasures.erasure": 403,  # and what is the officer's
    "erasures_api.show": 403,
    "contact_readers.contact_readers": 404,  # nothing of this family is hidden
    "sent_summaries.show": 404,  # its sender's; the provider reads it in the case
    "sent_summaries.paper": 404,
    "sent_summaries_api.of_referral": 404,
    "sent_summaries_api.show": 404,
    "corrections.reopening": 404,  # and what has not happened, so cannot be put right
    "corrections.follow_up_entered_in_error": 404,
    "corrections.phase_entered_in_error": 404,
    "corrections.tasks_entered_in_error": 404,
}


OF_SYSTEMS = (
    "systems.",
    "scim.",
    "staff.",
)  # an administrator's pages, and a directory's own interface
ADMINISTERED = (
    "people_api.",
    "clients_api.",
    "directory_api.",
    "hsds_api.",
    "systems.",
    "staff.",
    "partnerships",
    "organisations",
)
EVERYBODYS = (
    "networks",
    "receptions",
    "happenings",
    "open_events",
    "public_networks",
    "public_registrations",
    "open_registrations",
    "asked_opinions",
    "public_times",
    "capacity",
    "programme_endings",
    "new_indicators",
)  # what the directory says of organisations


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("isolation") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, "http://localhost", sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


@pytest.fixture(scope="module")
def theirs(stepped: Stepped) -> dict[str, str]:
    return ids_of_theirs(stepped)


def routes_of(stepped: Stepped, sign_in: str) -> list[Route]:
    """What somebody can ask: a system has no browser; the directory is everybody's to read."""
    own = [route for route in routes(stepped) if set(route.rule.arguments) - FILLED.keys()]
    return [route for route in own if route.is_api or sign_in not in SYSTEMS]


@pytest.mark.parametrize("sign_in", OUTSIDERS)
def test_what_is_anothers_answers_like_what_is_not_there(
    stepped: Stepped, theirs: dict[str, str], sign_in: str
) -> None:
    asker, nobody = Asker(stepped, sign_in), other_ids(theirs)
    for route in routes_of(stepped, sign_in):
        if route.rule.endpoint.startswith((*ADMINISTERED, *EVERYBODYS)):
            continue  # an administrator's own, and agreements that all may read
        if sign_in == "dpo" and route.rule.endpoint.startswith(("erasures", "exports")):
            continue  # the officer of everybody's registers
        foreign = asker.ask(route, theirs)
        if foreign.status_code != 403 or not asker.is_shut_out(route):
            assert learnt(foreign, theirs) == learnt(asker.ask(route, nobody), nobody), route
        assert foreign.status_code in (302, 303, 401, 403, 404), (route, foreign.status_code)
        everything = f"{foreign.headers} {foreign.text}"
        assert CANARY not in everything, route


@pytest.mark.parametrize("sign_in", [OWNER, "coordinator-mll", "municipal-turku", "demo-turku"])
def test_what_is_no_id_is_not_there(stepped: Stepped, theirs: dict[str, str], sign_in: str) -> None:
    asker, malformed = Asker(stepped, sign_in), other_ids(theirs, of="no-id")
    for route in routes_of(stepped, sign_in):
        answer = asker.ask(route, malformed)
        assert answer.status_code in (302, 400, 401, 403, 404), (route, answer.status_code)


def test_looking_writes_no_event_and_the_owner_sees_what_was_asked_for(
    stepped: Stepped, theirs: dict[str, str]
) -> None:
    owner, before = Asker(stepped, OWNER), heads(stepped)
    read = {
        route.rule.endpoint: owner.ask(route, theirs).status_code
        for route in routes_of(stepped, OWNER)
        if route.method == "GET" and not asks_for_more(route)
    }
    seen = (200, 302, 303)
    assert {name: code for name, code in read.items() if code not in seen} == NOT_THE_OWNERS
    assert heads(stepped) == before


def asks_for_more(route: Route) -> bool:
    """No match was made here, a phase's page says which, people are an administrator's.

    The gathering is a course, and no guidance group. What families ask of their data is the
    officer's; of its consent this family wishes nothing.
    """
    others = ("people_api.", "clients_api.", "consent_wishes", *OF_SYSTEMS)
    is_administered = route.rule.endpoint.startswith(others)
    of_group = route.rule.endpoint.startswith("guidance") and "gathering_id" in route.rule.arguments
    names_another = route.rule.endpoint == "cases.phase" or is_administered or of_group
    return names_another or not {
        "match_id",
        "request_id",
        "contact_id",
        "feedback_id",
        "draft_id",
        "acknowledgement_id",
        "claim_id",
        "payment_id",
        "duty_id",
        "loan_id",
        "consultation_id",
        "pairwork_id",
        "indicator_id",
        "package_id",
        "template_id",
    }.isdisjoint(route.rule.arguments)


def heads(stepped: Stepped) -> dict[str, int]:
    return {name: service.store.head() for name, service in stepped.platform.services.items()}
