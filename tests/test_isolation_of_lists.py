"""Lists, counts, desks, searches and files: one organisation's work leaves another's as they were.

On SQLite the services' own filters do it alone. On PostgreSQL row-level security stands behind
them, and each line is tried with the other one gone.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from services.casework.cases import queries as cases
from services.platform.demo.people import fixed_id
from services.platform.embedded import Platform
from services.referral.worklist import queries as worklist
from services.volunteers.matching import queries as needs
from services.volunteers.people import queries as people
from shared.identity.principals import Principal, Principals
from shared.service import Service
from shared.web.paging import PageRequest
from shared.work import Actor, Work
from tests.access_matrix import matrix
from tests.casework.acceptance import child_of_two_worlds
from tests.databases import OnServer
from tests.isolated import CANARY, OWNER, Asker, ids_of_theirs, learnt
from tests.platform import BASE, Stepped
from tests.secured import secured_platform

pytestmark = pytest.mark.xdist_group("isolation-of-lists")

OUTSIDERS = (
    "coordinator-mll",
    "worker-helsinki",
    "volunteer-mll",
    "vetting-mll",
    "municipal-turku",
)
QUESTIONS = {  # what else a route can be sent
    "/referral/": ("state=", "state=late", "state=ended"),
    "/casework/": ("state=closed",),
    "/volunteers/matching": ("all=1",),
    "/referral/desk": ("day=1", "letters=1"),
    "/casework/desk": ("day=1", "letters=1"),
    "/volunteers/desk": ("day=1", "letters=1"),
}
# How much room each organisation has left, and when it meets families: whoever sends a family, and
# families themselves, must know it of everybody.
ROOM = (
    "/referral/api/v1/capacity",
    "/referral/directory/capacity",
    "/referral/api/v1/happenings",
    "/referral/api/v1/open-events",
    "/referral/happenings",
    "/referral/open-events",
    "/referral/open-events/calendar.ics",
    "/referral/api/v1/reception/first-free",
    "/referral/api/v1/reception/rotas",
    "/referral/api/v1/reception/slots",
    "/referral/reception",
    "/referral/reception/first-free",
    "/referral/reception/rota",
)
FILES = [f"/reporting/reports/demand.{ending}" for ending in ("csv", "xlsx")]
# Once for each page; how far all services' events have been counted, and how wide that is written.
CHANGES = re.compile(
    r'"csrf_token":"[^"]*"|<input type="hidden"[^>]*>|#\d+( \(\d+ )?|klo \d+\.\d+'
    r'|"complete_to":\{.*?\}\}|\d{4}-\d\d-\d\dT[\d:.]+| width="[\d.]+"'
)
UNREAD = ("sign-in", "signed-in", "health", "metrics", "openapi", "asyncapi", "/docs")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stepped(
    written: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("lists-apart") / "var"
    if request.param == "postgresql":
        databases: OnServer = request.getfixturevalue("postgres_databases")
        with secured_platform(folder, databases) as secured:
            secured.settle()
            yield Stepped(secured)
        return
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


def addresses(stepped: Stepped) -> Iterator[str]:
    """Every address that names nothing, with the questions that it takes; and files."""
    for line in matrix(stepped.platform).splitlines():
        address, _, _ = line.partition(" GET: ")
        if address in ROOM:
            continue
        if address != line and "<" not in address and not any(c in address for c in UNREAD):
            yield address
            yield from (f"{address}?{question}" for question in QUESTIONS.get(address, ()))
    yield from FILES


class Reader(Asker):
    """Reads every list there is, and looks for the canary by its name."""

    def everything(self) -> dict[str, tuple[Any, ...]]:
        shown = {address: self.read(address) for address in addresses(self.stepped)}
        searches = {name: self.search(name) for name in ("referral", "casework", "volunteers")}
        return {where: _contents(answer) for where, answer in (shown | searches).items()}

    def read(self, address: str) -> Any:
        service = address.split("/")[1]
        if "/api/v1/" in address:
            return self.stepped.caller(self.sign_in).get(address)
        browser, _ = self._browser(service)
        return browser.get(address, base_url=BASE)

    def search(self, service: str) -> Any:
        browser, token = self._browser(service)
        form = {"csrf_token": token, "text": CANARY}
        return browser.post(f"/{service}/search", base_url=BASE, data=form)


def _contents(answer: Any) -> tuple[Any, ...]:
    """All that can be learnt; of a workbook its sheets, without the moment of its making."""
    if not answer.data.startswith(b"PK"):
        status, headers, text = learnt(answer, {})
        headers = [pair for pair in headers if pair[0] != "ETag" or "complete_to" not in text]
        return status, headers, CHANGES.sub("", text)
    with ZipFile(BytesIO(answer.data)) as book:
        names = [name for name in book.namelist() if not name.startswith("docProps")]
        return answer.status_code, {
            name: CHANGES.sub("", book.read(name).decode()) for name in names
        }


def _difference(earlier: tuple[Any, ...], later: tuple[Any, ...]) -> list[str]:
    before, after = (str(each[-1]).splitlines() for each in (earlier, later))
    return list(unified_diff(before, after, n=0, lineterm=""))[:20]


@pytest.fixture(scope="module")
def before(stepped: Stepped) -> dict[str, dict[str, tuple[Any, ...]]]:
    return {name: Reader(stepped, name).everything() for name in OUTSIDERS}


@pytest.fixture(scope="module")
def theirs(stepped: Stepped, before: object) -> dict[str, str]:
    """Siipisulka's family, support person and messages: made after all others have looked."""
    ids = ids_of_theirs(stepped)
    stepped.settle()
    return ids


@pytest.mark.parametrize("sign_in", OUTSIDERS)
def test_another_organisations_lists_stay_as_they_were(
    stepped: Stepped,
    before: dict[str, dict[str, tuple[Any, ...]]],
    theirs: dict[str, str],
    sign_in: str,
) -> None:
    after = Reader(stepped, sign_in).everything()
    assert len(after) > 20
    for address, answer in after.items():
        earlier = before[sign_in][address]
        assert answer == earlier, (address, _difference(earlier, answer))
        everything = str(answer)
        assert CANARY not in everything, address
        for name in ("referral_id", "case_id", "volunteer_id", "visit_id", "concern_id"):
            assert theirs[name] not in everything, (address, name)


def test_its_own_people_find_it_in_each_list(stepped: Stepped, theirs: dict[str, str]) -> None:
    owner = Reader(stepped, OWNER)
    lists = {
        "/referral/api/v1/referrals": theirs["referral_id"],
        "/casework/api/v1/cases": theirs["case_id"],
        "/volunteers/api/v1/needs": theirs["case_id"],
        "/volunteers/api/v1/volunteers": theirs["volunteer_id"],
        "/referral/?state=": theirs["referral_id"],
        "/casework/": theirs["case_id"],
        "/volunteers/matching": theirs["case_id"],
    }
    for address, thing in lists.items():
        answer = owner.read(address)
        assert thing in answer.text, (address, answer.status_code)
    for service in ("referral", "casework", "volunteers"):
        assert CANARY in owner.search(service).text, service


LISTS: dict[str, Callable[[Work, Principal], Any]] = {
    "referral": lambda work, who: worklist.worklist(work, who, page_request=PageRequest()).items,
    "casework": lambda work, who: cases.listed(work, who, page_request=PageRequest()).items,
    "volunteers": lambda work, who: [
        *people.listed(work, who, status="", page_request=PageRequest()).items,
        *needs.waiting(work, who),
    ],
}


@pytest.mark.parametrize("name", LISTS)
def test_either_line_alone_keeps_two_organisations_apart(
    stepped: Stepped, theirs: dict[str, str], name: str
) -> None:
    service = stepped.platform.services[name]
    ours, them = _principal(service, "coordinator-mll"), _principal(service, OWNER)
    assert _listed(service, name, Actor(str(them.id), them.organisation), them)
    # The filter mistakes us for them; the database does not.
    if not service.database.is_sqlite:
        assert _listed(service, name, Actor(str(ours.id), ours.organisation), them) == []
    # The database hides nothing; the filter does.
    assert _listed(service, name, Actor("all", over_all=True), them)
    assert _listed(service, name, Actor("all", over_all=True), ours) == []


def _principal(service: Service, sign_in: str) -> Principal:
    who = Principals(service.database, service.sealing).by_id(fixed_id(sign_in))
    assert who is not None
    return who


def _listed(service: Service, name: str, actor: Actor, who: Principal) -> list[Any]:
    with service.read_only(actor) as work:
        return list(LISTS[name](work, who))


@pytest.mark.parametrize("field", ["sender", "organisation", "organisation_id", "provider"])
def test_nobody_sends_in_anothers_name(stepped: Stepped, field: str) -> None:
    other = str(fixed_id("organisation:turku"))
    body = child_of_two_worlds(stepped, given_name="Oma", family_name="Omanen")
    sent = stepped.caller("coordinator-mll").post(
        "/referral/api/v1/referrals", body | {field: other}
    )
    assert sent.status_code == 422, sent.text


def test_what_is_sent_belongs_to_the_senders_own_organisation(stepped: Stepped) -> None:
    body = child_of_two_worlds(stepped, given_name="Oma", family_name="Omanen")
    mll, other = stepped.caller("coordinator-mll"), str(fixed_id("organisation:turku"))
    sent = mll._send(
        "POST",
        "/referral/api/v1/referrals",
        json=body,
        headers={"Idempotency-Key": "own-1", "X-Organisation": other, "X-User-ID": other},
    )
    assert sent.status_code == 201, sent.text
    store = stepped.platform.services["referral"].store
    received = [each for each in store.read(0, 100_000) if sent.json["id"] in each.stream]
    home = str(fixed_id("organisation:mll-vs"))
    by = {each.metadata["organisation"] for each in received}
    assert by - {None} == {home}  # None: what our own reactions add


def test_a_foreign_organisations_person_gets_no_seat_and_no_match(
    stepped: Stepped, theirs: dict[str, str]
) -> None:
    """The write direction: another's id in the body of one's own thing."""
    owner = stepped.caller(OWNER)
    case, stranger = f"/casework/api/v1/cases/{theirs['case_id']}", fixed_id("worker-helsinki")
    seat = owner.put(f"{case}/team/{stranger}", {"role": "WORKER"}, of=case)
    nobody = owner.put(f"{case}/team/{fixed_id('nobody')}", {"role": "WORKER"}, of=case)
    assert (seat.status_code, seat.json["code"]) == (nobody.status_code, nobody.json["code"])
    assert seat.status_code >= 400
