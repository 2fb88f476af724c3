"""Everything about a person passes one seam: with a sealing behind it, no plaintext is stored.

The sealing here only scrambles; what is proved is that nothing goes around it. Canaries are put
into every field of a referral that tells of somebody, and every byte of every file is searched.
"""

import base64
import json
import shutil
from pathlib import Path

import pytest

from services.demo import region
from services.platform.embedded import Platform
from shared.kernel.codec import Json
from shared.kernel.sealing import Subject
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
CANARIES = ("Kanarialintu", "Keltasulka", "Häkkitie", "0457123456", "Laulaa", "Orrella")


class Scrambled:
    """Stored text that nobody finds by looking for what it says."""

    def seal(self, value: Json, subject: Subject) -> Json:
        text = json.dumps([str(subject.person), subject.retention, value])
        return "sealed:" + base64.b85encode(text.encode()).decode()

    def open(self, stored: Json) -> Json:
        return json.loads(base64.b85decode(stored.removeprefix("sealed:")))[2]


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
def sealed(written: Path, tmp_path: Path) -> Stepped:
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    for path in folder.glob("*.sqlite"):
        path.unlink()  # the people in it were written with the seam open
    platform = Platform(folder, BASE, sealing=Scrambled(), sync="OFF").open()
    region.fill_directory(platform)
    return Stepped(platform)


def test_nothing_about_a_person_reaches_a_file_in_the_clear(sealed: Stepped) -> None:
    made = sealed.caller("demo-turku").post(ROOT, canary_referral())
    coordinator = sealed.caller("coordinator-mll")
    accepted = coordinator.put(f"{made.headers['Location']}/acceptance", {})
    assert accepted.json["subject"]["given_name"] == "Kanarialintu"
    sealed.platform.close()
    leaks = {
        (path.name, word)
        for path in sealed.platform.folder.iterdir()
        for word in CANARIES
        if word.encode() in path.read_bytes()
    }
    assert leaks == set()


def test_the_search_can_find_what_is_not_sealed(written: Path) -> None:
    assert any(b"Kaislakoski" in path.read_bytes() for path in written.glob("*.sqlite"))
