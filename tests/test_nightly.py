"""What has been kept to the end of its time goes by itself, and by `rinnalla retention`."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from services.cli.main import main
from services.platform.nightly import Nightly, expire
from services.platform.registry import parts_of
from services.referral.clients.commands import retire
from shared import duties
from shared.identity.principals import principals
from shared.kernel.clock import Clock
from shared.service import Service
from shared.transport.deliveries import Deliveries
from shared.work import Actor
from tests.platform import BASE, Stepped, platform
from tests.referral.referrals.bodies import child, referral

__all__ = ["platform"]  # found by name
ROOT = "/referral/api/v1/referrals"
KEPT = 90  # days after a referral that led to no support


def withdrawn(stepped: Stepped) -> str:
    family = child(given_name="Kanarialintu", family_name="Keltasulka")
    made = stepped.caller("demo-turku").post(ROOT, referral("N-1", subject=family)).json["id"]
    stepped.caller("demo-turku").put(f"{ROOT}/{made}/withdrawal", {"reason": "FAMILY_WITHDREW"})
    return str(made)


def later(service: Service, days: int) -> Service:
    """The service, so many days from now."""
    now: datetime = service.clock.now() + timedelta(days=days)
    service.clock = Clock(service.clock.zone, lambda: now)
    return service


def shown(stepped: Stepped, referral_id: str) -> bool:
    page = stepped.browser("municipal-turku").get(
        f"/referral/referrals/{referral_id}", base_url=BASE
    )
    return "Keltasulka" in page.text


@pytest.mark.parametrize(("days", "classes"), [(KEPT, []), (KEPT + 1, [("referral",)])])
def test_a_record_goes_the_day_after_its_time(
    platform: Stepped, days: int, classes: list[tuple[str, ...]]
) -> None:
    withdrawn(platform)
    service = later(platform.platform.services["referral"], days)
    assert [over.classes for over in expire(service, preview=True)] == classes
    assert [over.classes for over in expire(service)] == classes
    assert list(expire(service)) == []


def test_looking_erases_and_nobody_reads_it_any_more(platform: Stepped) -> None:
    referral_id = withdrawn(platform)
    assert shown(platform, referral_id)
    service = platform.platform.services["referral"]
    today = service.clock
    Nightly([later(service, KEPT + 1)]).do_due()
    service.clock = today
    platform.settle()
    assert not shown(platform, referral_id)
    assert duties.states(service.database)[duties.RETENTION].findings == 0


def test_a_service_that_cannot_now_keeps_no_other_back(platform: Stepped) -> None:
    withdrawn(platform)
    services = platform.platform.services
    services["volunteers"].database.close()
    broken = Service(
        "volunteers",
        database=services["reporting"].database,  # which has none of the tables
        clock=services["volunteers"].clock,
        sealing=services["volunteers"].sealing,
    )
    Nightly([broken, later(services["referral"], KEPT + 1)]).do_due()
    assert list(expire(services["referral"])) == []


def test_what_was_written_for_a_partner_who_left_goes(platform: Stepped) -> None:
    partners = {name: platform.caller(name) for name in ("demo-kela", "demo-turku")}
    for partner in partners.values():
        assert partner.get("/referral/api/v1/events").json["head"] > 0
    service = platform.platform.services["referral"]
    ids = {name: principal_of(service, name) for name in partners}
    deliveries = Deliveries(service.store, parts_of("referral").POLICY)
    before = deliveries.heads(list(ids.values()))
    service.execute(partial(retire, client_id=ids["demo-kela"]), Actor("administrator"))
    platform.settle()
    Nightly([service]).do_due()
    assert deliveries.heads(list(ids.values())) == before | {ids["demo-kela"]: 0}


def test_what_cannot_be_tidied_keeps_no_expiry_back(platform: Stepped) -> None:
    withdrawn(platform)
    service = later(platform.platform.services["referral"], KEPT + 1)
    with service.database.writing() as db:
        db.execute(text("DROP TABLE deliveries_followed"))
    Nightly([service]).do_due()
    assert list(expire(service)) == []


def principal_of(service: Service, sign_in: str) -> UUID:
    with service.database.reading() as db:
        named = select(principals.c.id).where(principals.c.sign_in == sign_in)
        principal_id: UUID = db.execute(named).scalar_one()
    return principal_id


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, words, env={"VAR": str(folder)})


def test_by_hand_it_is_listed_first(platform: Stepped) -> None:
    withdrawn(platform)
    folder = platform.platform.folder
    listed = run(folder, "retention")
    assert (listed.exit_code, listed.output) == (
        0,
        "0 records to be erased; `--apply` does it.\n",
    )


def test_somebody_is_erased_by_hand_or_it_is_said_why_not(platform: Stepped) -> None:
    referral_id = withdrawn(platform)
    folder = platform.platform.folder
    going_on = platform.caller("demo-turku").post(ROOT, referral("N-2")).json["id"]
    refused = run(folder, "erase-person", "family", str(going_on))
    assert refused.output.startswith("Error: The support is under way or awaits its answer")
    nobody = run(folder, "erase-person", "support-person", referral_id)
    assert nobody.output == "Error: There is no support-person with that id.\n"
    done = run(folder, "erase-person", "family", referral_id)
    assert (done.exit_code, done.output) == (0, f"{referral_id} is erased.\n")
    for service in platform.platform.services.values():
        service.sealing.drop()  # type: ignore[attr-defined]  # another process: in five minutes
    assert not shown(platform, referral_id)


def test_a_new_wrapping_key_while_everything_runs(platform: Stepped) -> None:
    referral_id = withdrawn(platform)
    rotated = run(platform.platform.folder, "rotate-keys")
    assert (rotated.exit_code, "are wrapped with '2'." in rotated.output) == (0, True)
    assert shown(platform, referral_id)
    for service in platform.platform.services.values():
        service.sealing.drop()  # type: ignore[attr-defined]
    assert shown(platform, referral_id)
