"""The matrix for a coordinator who is kept out of a case: every route, list and search."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common.codes import Role
from services.platform.demo.people import fixed_id
from services.platform.embedded import Platform
from services.referral.access import commands as access
from shared.work import Actor, Work
from tests.answers import whole
from tests.casework.acceptance import WORKER
from tests.isolated import CANARY, Asker, ids_of_theirs
from tests.platform import BASE, Stepped
from tests.test_isolation_of_relations import OF_FAMILY, assert_missing, near

pytestmark = pytest.mark.xdist_group("isolation")
LISTS = {
    "casework": ("", f"?text={CANARY}", "concerns", "deadlines", "desk"),
    "referral": ("", f"?text={CANARY}", "duplicates", "deadlines", "desk"),
}
HERE = {
    "casework": ("cases", "concerns", "deadlines", "inbox"),
    "referral": ("referrals", "duplicates", "inbox"),
}


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("locks") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, "http://localhost", sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


def coordinate(stepped: Stepped) -> None:
    """Let the worker come back as a coordinator of the same organisation."""
    home, service = fixed_id("organisation:siipi"), stepped.platform.services["referral"]

    def come_back(work: Work) -> None:
        access.admit(
            work,
            sign_in="worker-siipisulka",
            name="Kaksoisrooli",
            roles=[Role.NGO_COORDINATOR],
            organisation=home,
            person_id=WORKER,
        )

    for act in (lambda work: access.leave(work, WORKER), come_back):
        service.execute(act, Actor("test"))
        stepped.settle()


def everything_listed(stepped: Stepped) -> str:
    """What the coordinator's lists hold, on pages, over HTTP, on the desk and in the search."""
    caller, asker = stepped.caller("worker-siipisulka"), Asker(stepped, "worker-siipisulka")
    texts = [
        whole(caller.get(f"/{service}/api/v1/{each}"))
        for service, lists in HERE.items()
        for each in lists
    ]
    for service, lists in LISTS.items():
        browser, token = asker._browser(service)
        pages = [browser.get(f"/{service}/{each}", base_url=BASE) for each in lists]
        form = {"csrf_token": token, "text": CANARY}
        pages.append(browser.post(f"/{service}/search", data=form, base_url=BASE))
        assert [page.status_code for page in pages] == [200] * len(pages)
        texts += [page.text for page in pages]
    said_again = (f'value="{CANARY}"', f"text={CANARY}")  # what was typed in the filter
    return re.sub("|".join(said_again), "", "".join(texts))


def test_who_is_kept_out_finds_the_case_on_no_route_and_in_no_list(stepped: Stepped) -> None:
    ids = ids_of_theirs(stepped)
    coordinate(stepped)
    asker = Asker(stepped, "worker-siipisulka")
    listed = [
        *(route for route in near(stepped, OF_FAMILY, ids) if route.service == "casework"),
        *(route for route in near(stepped, {"referral_id"}, ids) if route.service == "referral"),
    ]
    assert sum(asker.ask(r, ids).status_code == 200 for r in listed if r.method == "GET") > 20
    assert_there(everything_listed(stepped), ids)

    case = f"/casework/api/v1/cases/{ids['case_id']}"
    owner = stepped.caller("coordinator-siipisulka")
    locked = owner.put(f"{case}/locks/{WORKER}", {"reason": "Serkku."}, of=case)
    assert locked.status_code == 200, locked.text
    stepped.settle()

    assert_missing(asker, listed, ids)
    text = everything_listed(stepped)
    names = ("case_id", "concern_id", "summary_id", "entry_id", "referral_id")
    assert [each for each in (CANARY, *(ids[name] for name in names)) if each in text] == []
    assert owner.get(f"{case}/locks").json["locks"][0]["reason"] == "Serkku."


def assert_there(text: str, ids: dict[str, str]) -> None:
    names = ("case_id", "concern_id", "referral_id")
    assert [name for name in names if ids[name] not in text] == []
    assert CANARY in text
