"""Nobody but a small circle learns that there is a concern: by address, list, count or log."""

from typing import Any

from services.casework.cases.domain import Case
from services.platform.demo.people import fixed_id
from shared.work import Actor
from tests.casework.acceptance import WORKER, Opened
from tests.casework.visiting import Browser, browser, path
from tests.casework.worrying import (
    BRUISE,
    COORDINATOR,
    DESK,
    LIST,
    MEMBER,
    kinds,
    raise_it,
    supporter,
)
from tests.platform import Stepped

__all__ = ["supporter"]
STRANGERS = ("coordinator-mll", "worker-helsinki", "municipal-turku", "volunteer-mll", "demo-turku")
CHANGES: dict[str, Any] = {
    "taking": {},
    "closing": {"outcome": "NOTHING_FURTHER", "reason": "x"},
    "reopening": {"reason": "x"},
}


def test_others_see_nothing_by_address_in_lists_or_in_counts(
    platform: Stepped, case: Opened, supporter: Browser
) -> None:
    raise_by = browser(platform, COORDINATOR)
    before = {each: _seen(platform, each) for each in STRANGERS}
    concern = raise_it(raise_by, case, text=BRUISE)
    api = f"{LIST}/{concern}"
    for stranger in STRANGERS:
        caller = platform.caller(stranger)
        assert _seen(platform, stranger) == before[stranger]
        assert caller.get(api).status_code in (403, 404), stranger
        for what, body in CHANGES.items():
            answer = caller.put(f"{api}/{what}", body, seen='"1"')
            assert answer.status_code in (403, 404), (stranger, what)
        assert caller.post(f"{api}/acts", {"act": "POLICE"}).status_code in (403, 404)
        if stranger != "volunteer-mll":
            assert caller.post(f"{case.path}/concerns", {"text": "x"}).status_code in (403, 404)


def _seen(platform: Stepped, sign_in: str) -> list[Any]:
    caller = platform.caller(sign_in)
    lists = (LIST, "/casework/api/v1/deadlines", "/casework/api/v1/inbox")
    pages = [caller.get(address) for address in lists]
    events = [caller.get(f"/{name}/api/v1/events?limit=500") for name in ("casework", "referral")]
    names = [each["type"] for answer in events for each in (answer.json or {}).get("events", [])]
    return [*(each.json for each in pages if each.status_code == 200), names]


def test_the_rest_of_the_team_reads_nothing(
    platform: Stepped, case: Opened, supporter: Browser
) -> None:
    assert case.put(f"team/{WORKER}", {"role": "WORKER"}).status_code == 200
    concern = raise_it(supporter, case, text=BRUISE)
    worker = browser(platform, MEMBER)
    assert worker.get(f"/casework/concerns/{concern}").status_code == 404
    everything = "".join(
        worker.get(each).text
        for each in ("/casework/concerns", path(case), f"{path(case)}/timeline", DESK)
    )
    assert (concern in everything, BRUISE in everything) == (False, False)
    assert kinds(case, MEMBER, COORDINATOR) == [[], ["concern"]]


def test_a_coordinator_of_the_team_hears_of_it_before_the_others(
    platform: Stepped, case: Opened, supporter: Browser
) -> None:
    coordinator = fixed_id(COORDINATOR)
    assert case.put(f"team/{coordinator}", {"role": "WORKER"}).status_code == 200
    concern = raise_it(supporter, case, text=BRUISE)
    service = platform.platform.services["casework"]
    raised = next(each for each in service.store.read(0, 10_000) if concern in each.stream)
    assert raised.data["to_all"] is False
    assert set(raised.data["readers"]) == {str(WORKER), str(coordinator)}
    assert BRUISE not in str(raised.data)
    assert kinds(case, MEMBER, COORDINATOR) == [["concern"], ["concern"]]


def test_a_restriction_of_use_keeps_nobody_from_it(
    platform: Stepped, case: Opened, supporter: Browser
) -> None:
    service = platform.platform.services["casework"]
    with service.read_only(Actor("test")) as work:
        subject = work.load(Case(case.id))[0].person.subject_id
    service.execute(lambda work: work.sealing.restrict(subject), Actor("test"))
    concern = raise_it(supporter, case, text=BRUISE)
    assert BRUISE in browser(platform, COORDINATOR).get(f"/casework/concerns/{concern}").text


def test_each_look_leaves_a_row_in_the_access_log(
    platform: Stepped, case: Opened, supporter: Browser
) -> None:
    concern = raise_it(supporter, case, text=BRUISE)
    browser(platform, COORDINATOR).get(f"/casework/concerns/{concern}")
    about = "/casework/api/v1/access-log?subject="
    rows = platform.caller("dpo").get(f"{about}{concern}").json["accesses"]
    who = {row["who"]["id"] for row in rows if row["operation"] == "concerns.show"}
    assert who == {str(fixed_id(COORDINATOR))}
    assert platform.caller(MEMBER).get(f"{about}{concern}").json["accesses"]
    assert case.put(f"team/{WORKER}", {"role": "WORKER"}).status_code == 200
    assert platform.caller(MEMBER).get(f"{about}{concern}").status_code == 404
    shown = platform.caller(MEMBER).get(f"{about}{case.id}").json["accesses"]
    assert shown and not [row for row in shown if row["operation"].startswith("concern")]
