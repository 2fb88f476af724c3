"""What casework does about what the other services tell, in whichever order it arrives."""

from dataclasses import replace
from functools import partial
from typing import Any

from services.casework.cases.domain import Case
from services.common.programme import Programme
from services.platform.demo.people import fixed_id
from services.referral.directory.events import ProgrammePublished
from shared.kernel.events import decode
from shared.work import Actor
from tests.casework.acceptance import API, a_case, ago
from tests.casework.examples import CASE, DISCLOSED, PHASED
from tests.casework.visiting import SUPPORTER, Agreement, agree
from tests.platform import Stepped

SIIPI = fixed_id("organisation:siipi")


def tell(platform: Stepped, event: Any) -> None:
    """Let the referral service say something, and everybody hear it."""

    def only(_: Any) -> list[Any]:
        return [event]

    stream = Agreement(fixed_id(repr(event)[:80]))
    platform.platform.services["referral"].execute(partial(_change, stream, only), Actor("test"))
    platform.settle()


def _change(stream: Agreement, decide: Any, work: Any) -> None:
    work.change(stream, decide)


def publish(platform: Stepped, programme: Programme) -> None:
    tell(
        platform,
        ProgrammePublished(
            programme_id=fixed_id(f"{programme.code}-{programme.version}"),
            provider=SIIPI,
            programme=programme,
        ),
    )


def opened(platform: Stepped) -> bool:
    casework = platform.platform.services["casework"]
    with casework.read_only(Actor("test")) as work:
        return work.load(Case(CASE))[0].begun is not None


def test_a_case_waits_for_its_programme_and_keeps_that_version(platform: Stepped) -> None:
    tell(platform, replace(DISCLOSED, organisation=SIIPI))
    assert not opened(platform)
    publish(platform, PHASED)
    assert opened(platform)
    publish(platform, replace(PHASED, version=3, phases=()))
    body = platform.caller("coordinator-siipisulka").get(f"{API}/{CASE}").json
    assert (body["programme_version"], body["phase"]) == (2, "START")


def test_a_programme_nobody_has_seen_runs_from_its_own_data(platform: Stepped) -> None:
    publish(platform, PHASED)
    tell(platform, replace(DISCLOSED, organisation=SIIPI))
    coordinator, path = platform.caller("coordinator-siipisulka"), f"{API}/{CASE}"

    def put(what: str, body: dict[str, Any]) -> Any:
        return coordinator.put(f"{path}/{what}", body, of=path).json

    for task in ("T1", "T2", "T3"):
        put(f"tasks/{task}", {"state": "DONE", "on": "2026-02-01"})
    assert put("phase", {"to": "TRUST", "on": "2026-02-01"})["phase"] == "TRUST"
    met = {"held_on": "2026-02-02", "participants": 2, "goals_being_met": True}
    assert coordinator.post(f"{path}/plan-meetings", met).status_code == 201
    assert put("phase", {"to": "FUTURE", "on": "2026-02-03"})["phase"] == "FUTURE"
    put("tasks/T4", {"state": "WAIVED", "reason": "Ei tarpeen", "on": "2026-02-04"})
    closed = put(
        "closure",
        {"on": "2026-08-01", "end_reason": "PLANNED_END", "outcome": "NOT_ASSESSED"},
    )
    assert closed["status"] == "closed"


def introductions(platform: Stepped) -> list[Any]:
    """As the service of the support persons opens them."""
    store = platform.platform.services["casework"].store
    sealing = platform.platform.services["volunteers"].sealing
    return [
        decode(event.name, event.schema_version, event.data, sealing)
        for event in store.travelling(0, 500)
        if event.name == "case.introduced"
    ]


def test_who_has_agreed_to_a_match_is_told_whom_to_meet(platform: Stepped) -> None:
    case = a_case(platform)
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    (event,) = introductions(platform)
    assert (event.given_name, event.guardian_name, hasattr(event, "family_name")) == (
        "Aino",
        "Outi",
        False,
    )


def test_under_non_disclosure_they_are_told_no_place_and_no_number(platform: Stepped) -> None:
    case = a_case(platform, non_disclosure=True)
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    (event,) = introductions(platform)
    assert (event.address, event.phone, event.guardian_phone) == (None, "", "")
