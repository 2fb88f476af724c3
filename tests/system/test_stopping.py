"""SIGTERM: a relay and a consumer go within seconds, and what they held is free at once."""

from time import monotonic

import pytest
from sqlalchemy import text

from tests.keeper import Keeper
from tests.system.region import START, Region
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("region")
SECONDS = 10.0  # what a supervisor gives a process on a busy machine until it kills


def stop(process: Keeper) -> float:
    """Seconds until it has gone."""
    begun = monotonic()
    process.end("TERM")
    assert "Traceback" not in process.log
    return monotonic() - begun


def holder(region: Region) -> str | None:
    """Who relays referrals; None for nobody."""
    query = "SELECT holder FROM relay_lease WHERE until > clock_timestamp()"
    with region.engine("referral").connect() as db:
        name: str | None = db.execute(text(query)).scalar()
    return name


def members(region: Region) -> dict[str, int]:
    """How many consumers are in each group of casework."""
    with region.kafka.admin() as admin:
        names = [row["group_id"] for row in admin.list_groups()]
        groups = admin.describe_groups([name for name in names if name.startswith("casework.")])
    return {name: len(group["members"]) for name, group in groups.items()}


def test_a_relay_that_is_told_to_stop_leaves_its_lease_to_the_next(region: Region) -> None:
    before = holder(region)
    assert before
    assert stop(region.processes["relay referral"]) < SECONDS
    assert holder(region) is None
    region.processes["relay referral"].start()
    assert eventually(lambda: holder(region), within=START) != before


def test_a_consumer_that_is_told_to_stop_leaves_its_partitions_to_the_next(region: Region) -> None:
    before = members(region)
    assert set(before.values()) == {1}
    assert stop(region.processes["consume casework"]) < SECONDS
    assert members(region) == dict.fromkeys(before, 0)
    region.processes["consume casework"].start()
    eventually(lambda: members(region) == before, within=START)
    region.settle()
