"""A worker of the provider outside the case's team gets no more than casework gives them."""

from typing import Any

import pytest

from tests.casework.acceptance import WORKER, Opened, a_case, child_of_two_worlds
from tests.platform import BASE, Stepped
from tests.sightings import revealed

NAMES = ("Aino", "Testinen", "Outi", "+358401234567", "Salakuja", "Sosiaalityöntekijä", "Muutimme")
LINKS = ("/casework/cases/",)


@pytest.fixture
def case(platform: Stepped) -> Opened:
    opened = a_case(platform)
    address = f"/referral/api/v1/referrals/{opened.referral}"
    sent = platform.caller("demo-varha").post(
        f"{address}/messages", {"text": "Muutimme Ainon luo."}
    )
    assert sent.status_code == 201
    return opened


def everything_for(platform: Stepped, case: Opened) -> str:
    """Everything that the worker gets of a referral: API, lists, search, messages, pages."""
    worker, address = case.worker, f"/referral/api/v1/referrals/{case.referral}"
    browser = platform.browser("worker-siipisulka")
    texts = [worker.get(each).text for each in (address, address.rsplit("/", 1)[0])]
    texts.append(worker.get(f"{address}/messages").text)
    lists = ("/referral/?state=queue", "/referral/?state=queue&text=TESTINEN")
    pages = (*lists, f"/referral/referrals/{case.referral}")
    texts += [browser.get(page, base_url=BASE).text for page in pages]
    return "\n".join(texts)


def test_outside_the_team_nothing_names_the_family(platform: Stepped, case: Opened) -> None:
    assert revealed(everything_for(platform, case), NAMES + LINKS) == []
    case.put(f"team/{WORKER}", {"role": "WORKER"})
    assert revealed(everything_for(platform, case), NAMES) == list(NAMES)
    case.coordinator._send("DELETE", f"{case.path}/team/{WORKER}", headers=tag(case))
    assert revealed(everything_for(platform, case), NAMES + LINKS) == []


def test_outside_the_team_codes_are_read_as_before_acceptance(
    platform: Stepped, case: Opened
) -> None:
    address = f"/referral/api/v1/referrals/{case.referral}"
    shown = case.worker.get(address).json
    assert {"need", "status", "business_status"} <= shown.keys()
    assert {
        "subject",
        "phase",
        "frequency",
        "outcome",
        "goals",
        "preconditions",
    } & shown.keys() == set()
    assert shown["status"] == "accepted"
    assert case.worker.post(f"{address}/messages", {"text": "Hei"}).status_code == 404


def test_before_acceptance_every_worker_reads_and_writes(platform: Stepped) -> None:
    made = platform.caller("demo-varha").post(
        "/referral/api/v1/referrals", child_of_two_worlds(platform)
    )
    worker, address = platform.caller("worker-siipisulka"), made.headers["Location"]
    assert worker.post(f"{address}/messages", {"text": "Kiitos, palaamme."}).status_code == 201
    assert len(worker.get(f"{address}/messages").json["messages"]) == 1


def tag(case: Opened) -> dict[str, Any]:
    return {"If-Match": case.coordinator.get(case.path).headers["ETag"]}
