"""A family's words lie in the clear nowhere: not in a database, its log, a topic or a log line.

Every byte of every server's and process's folder is searched for canaries of a referral that went
its whole way, and a planted one is found.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.keeper import Keeper
from tests.referral.referrals.bodies import child, referral
from tests.system.region import Region

pytestmark = pytest.mark.xdist_group("region")
ROOT = "/referral/api/v1/referrals"
CANARIES = ("Peippokanaria", "Sulkakanaria", "Siipikanariantie", "0457654321", "Lauluton")


def accepted(region: Region) -> None:
    outside = region.outside
    family = child(
        given_name="Peippokanaria",
        family_name="Sulkakanaria",
        contact={"phone": "0457654321", "address": "Siipikanariantie 1"},
        guardians=[{"given_name": "Emo", "family_name": "Sulkakanaria"}],
    )
    sent = outside["demo-turku"].post(ROOT, referral("K-1", subject=family, notes="Lauluton."))
    assert sent.status_code == 201, sent.text
    address = f"{ROOT}/{sent.json()['id']}"
    region.settle()  # the routing offers it
    taken = outside["coordinator-mll"].put(f"{address}/acceptance", {})
    assert taken.json()["subject"]["given_name"] == "Peippokanaria"


def folders(region: Region) -> Iterator[Path]:
    """Those of PostgreSQL with its write-ahead log, of Kafka, and of every process of ours."""
    for server in (region.postgres, region.kafka):
        keeper = getattr(server, "keeper", None)
        if not isinstance(keeper, Keeper):
            pytest.skip("The servers run where their files cannot be read.")
        yield keeper.folder
    yield region.folder


def leaks(folder: Path) -> set[tuple[str, str]]:
    """Which canary lies in which file."""
    hits = set()
    for path in folder.rglob("*"):
        if path.is_file():
            stored = path.read_bytes()
            hits |= {(path.name, word) for word in CANARIES if word.encode() in stored}
    return hits


def test_no_byte_of_any_server_or_log_tells_who_a_family_is(region: Region) -> None:
    accepted(region)
    region.settle()
    with psycopg.connect(region.postgres.url, autocommit=True) as db:
        db.execute("CHECKPOINT")
    assert [leaks(folder) for folder in folders(region)] == [set(), set(), set()]


def test_a_planted_word_is_found_in_each(region: Region) -> None:
    for folder in folders(region):
        planted = folder / "planted"
        planted.write_bytes(b"\x00Lauluton\x00")
        assert leaks(folder) == {("planted", "Lauluton")}
        planted.unlink()
