"""Everything about a person passes one seam: with keys behind it, no plaintext is stored.

Canaries are put into every field of a referral that tells of somebody, and every byte of every
file is searched.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.demo import region
from services.platform.embedded import Platform
from shared.kernel.sealing import Open, Sealing
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
CANARIES = ("Kanarialintu", "Keltasulka", "Häkkitie", "457123456", "Laulaa", "Orrella")


def canary_referral() -> dict[str, object]:
    return referral(
        subject=child(
            given_name="Kanarialintu",
            family_name="Keltasulka",
            contact={"phone": "0457123456", "address": "Häkkitie 1"},
            guardians=[{"given_name": "Laulaa", "family_name": "Keltasulka"}],
        ),
        notes="Orrella hiljaa.",
    )


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """The demo's directory and people, sealed."""
    return Path(shutil.copytree(written, tmp_path / "var"))


def accepted_in(folder: Path, sealing: Sealing | None = None) -> None:
    platform = Platform(folder, BASE, sealing=sealing, sync="OFF").open()
    if sealing:
        region.fill_directory(platform)
    platform.settle()
    stepped = Stepped(platform)
    made = stepped.caller("demo-turku").post(ROOT, canary_referral())
    coordinator = stepped.caller("coordinator-mll")
    accepted = coordinator.put(f"{made.headers['Location']}/acceptance", {})
    assert accepted.json["subject"]["given_name"] == "Kanarialintu"
    platform.close()


def leaks(folder: Path) -> Iterator[str]:
    """The canaries that lie in a file of the folder as they are."""
    for path in folder.iterdir():
        stored = path.read_bytes()
        yield from (word for word in CANARIES if word.encode() in stored)


def test_nothing_about_a_person_reaches_a_file_in_the_clear(folder: Path) -> None:
    accepted_in(folder)
    assert set(leaks(folder)) == set()


def test_the_search_finds_what_is_not_sealed(tmp_path: Path) -> None:
    accepted_in(tmp_path / "open", Open())
    assert set(leaks(tmp_path / "open")) == set(CANARIES)
