"""No route can forget the log: every request that may show people leaves one row, and says whose.

Routes come from the applications themselves, so a new one is in it from its first day.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Row, func, select

from services.platform.embedded import Platform
from shared.accesslog.tables import accesses
from shared.identity.access import Access
from shared.identity.headers import is_static
from tests.isolated import CANARY, FILLED, OUTSIDERS, OWNER, Asker, Route, ids_of_theirs, other_ids
from tests.platform import Stepped

pytestmark = pytest.mark.xdist_group("isolation")
READERS = (OWNER, "worker-siipisulka", "vetting-siipisulka", "municipal-turku")
ASKERS = ("coordinator-mll", "demo-turku", "dpo", "admin", "volunteer-mll")


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("accesses") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, "http://localhost", sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


@pytest.fixture(scope="module")
def theirs(stepped: Stepped) -> dict[str, str]:
    return ids_of_theirs(stepped)


def routes_of(stepped: Stepped) -> Iterator[tuple[Route, Access]]:
    """Every route that is read, with what the manifest says of it."""
    for service in stepped.platform.services:
        app = stepped.platform.apps[service]
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not is_static(rule.endpoint):
                access: Any = app.extensions["access"][rule.endpoint]
                yield (
                    Route(service, rule, "GET"),
                    access if isinstance(access, Access) else access["GET"],
                )


def signed_in(stepped: Stepped, sign_in: str) -> Asker:
    """Somebody who has a session with every service already: signing in shows a page."""
    stepped.settle()  # the last contact may be long ago on a busy machine
    asker = Asker(stepped, sign_in)
    for service in stepped.platform.services if asker.is_person else ():
        asker.meet(service)
    return asker


def last(stepped: Stepped, service: str) -> tuple[int, Row[Any] | None]:
    """How many rows the service's log has, and the newest."""
    with stepped.platform.services[service].database.reading() as db:
        number = db.execute(select(func.count()).select_from(accesses)).scalar_one()
        row = db.execute(select(accesses).order_by(accesses.c.seq.desc()).limit(1)).first()
    return number, row


@pytest.mark.parametrize("sign_in", READERS)
def test_whoever_reads_of_a_family_leaves_one_row_that_says_of_which(
    stepped: Stepped, theirs: dict[str, str], sign_in: str
) -> None:
    asker, shown, silent = signed_in(stepped, sign_in), 0, list[str]()
    for route, access in routes_of(stepped):
        if access.public:
            continue
        before, _ = last(stepped, route.service)
        answer = asker.ask(route, theirs)
        after, row = last(stepped, route.service)
        is_shown = shows_somebody(answer)
        assert access.shows_people or not is_shown, (route, "shows people")
        assert after - before == access.shows_people or is_nobody(route), route
        if is_shown:
            shown += 1
            assert row is not None
            assert row.operation == route.rule.endpoint
            assert row.outcome == "shown", route
            if not (row.opened or row.listed):
                silent.append(route.rule.rule)
    assert silent == []  # shows people, and does not say whom
    assert shown or sign_in != OWNER


def shows_somebody(answer: Any) -> bool:
    """A paper is written so that its words cannot be found: it always shows somebody."""
    return answer.mimetype == "application/pdf" or CANARY.encode() in answer.get_data()


def is_nobody(route: Route) -> bool:
    """The front door's own question, which names nobody unless somebody waits."""
    return bool(route.rule.endpoint == "desk.show")


@pytest.mark.parametrize("sign_in", ASKERS)
def test_whoever_asks_for_anothers_leaves_a_row_that_tells_it_from_what_is_not_there(
    stepped: Stepped, theirs: dict[str, str], sign_in: str
) -> None:
    asker, nobody = signed_in(stepped, sign_in), other_ids(theirs)
    told_apart = set()
    for route, access in routes_of(stepped):
        is_about_somebody = set(route.rule.arguments) - FILLED.keys()
        if access.public or not access.shows_people or not is_about_somebody:
            continue
        is_staff = route.rule.endpoint.startswith(("people_api.", "staff."))
        if is_staff or not (route.is_api or asker.is_person):
            continue
        for ids, outcomes in ((theirs, {"refused", "missing"}), (nobody, {"refused", "missing"})):
            before, _ = last(stepped, route.service)
            answer = asker.ask(route, ids)
            after, row = last(stepped, route.service)
            if answer.status_code in (302, 401):
                continue
            assert after - before == 1, route
            assert row is not None
            if answer.status_code not in (403, 404):  # theirs after all, as the officer's pages are
                assert row.outcome == "shown", route
                continue
            assert row.outcome in outcomes, route
            told_apart.add((ids is theirs, row.outcome))
            assert any(UUID(each[-36:]) for each in row.opened.split()), route
    assert (True, "refused") in told_apart


def test_outsiders_of_the_matrix_are_among_those_who_ask() -> None:
    assert set(ASKERS) <= set(OUTSIDERS)
