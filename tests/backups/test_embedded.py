"""`rinnalla backup` and `restore` on the embedded default's files."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.platform.backups import sqlite, taking
from services.platform.backups.manifest import Manifest, Unusable
from services.platform.embedded import lock
from services.platform.registry import NAMES
from shared import duties
from tests.backups.embedded import Embedded
from tests.backups.test_going_back import cases, ready
from tests.journeys.families import child

NO_KEYS = "The keys that open the backup are not here: --keys names theirs."
WORDS = ("Kanervikko", "Toivoo seuraa uimahalliin", child()["family_name"])
MOMENT = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture
def embedded(written: Path, tmp_path: Path) -> Embedded:
    embedded = Embedded(tmp_path / "var")
    shutil.copytree(written, embedded.folder)
    embedded.take_on(1)
    return embedded


@pytest.fixture
def backup(embedded: Embedded, tmp_path: Path) -> Path:
    return taken(embedded, tmp_path / "backups")


def taken(embedded: Embedded, below: Path, *arguments: str) -> Path:
    done = embedded.run("backup", str(below), *arguments)
    assert done.exit_code == 0, done.output
    (folder,) = below.iterdir()
    return folder


def test_a_backup_is_taken_while_the_platform_serves(embedded: Embedded, tmp_path: Path) -> None:
    with embedded.opened() as region, lock(embedded.folder):
        done = embedded.run("backup", str(tmp_path / "backups"))
        services = region.platform.services
        heads = {name: services[name].store.head() for name in NAMES}
        moments = [duties.states(services[name].database)[duties.BACKUP].since for name in NAMES]
    assert done.exit_code == 0, done.output
    (folder,) = (tmp_path / "backups").iterdir()
    manifest = Manifest.read(folder)
    assert set(moments) == {manifest.taken_at}
    manifest.verify(folder)
    assert {part.name: part.history and part.history.head for part in manifest.parts} == heads
    for name, head in heads.items():
        assert f"{name}: {head} events, checked by restoring them\n" in done.output


def test_nobody_else_may_read_it(backup: Path) -> None:
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in backup.iterdir()}
    assert modes.pop("manifest.json") == "0o600"
    assert modes == {f"{name}.sqlite": "0o600" for name in NAMES}
    assert oct(backup.stat().st_mode & 0o777) == "0o700"


def test_nobody_reads_a_family_in_it(embedded: Embedded, tmp_path: Path) -> None:
    taken(embedded, tmp_path / "data", "--keys", str(tmp_path / "keys"))
    files = [path for name in ("data", "keys") for path in (tmp_path / name).glob("*/*")]
    assert [(path.name, word) for path in files for word in WORDS if has(path, word)] == []
    planted = tmp_path / "planted"
    planted.write_text(f"x{WORDS[0]}x")
    assert has(planted, WORDS[0])


def has(path: Path, word: str) -> bool:
    return word.encode() in path.read_bytes()


def test_what_came_after_it_is_gone_and_everything_works_again(
    embedded: Embedded, backup: Path
) -> None:
    lost = embedded.take_on(1)
    done = embedded.run("restore", str(backup), "--replace")
    assert done.exit_code == 0, done.output
    assert all(f"{name}: epoch 2 begins." in done.output for name in NAMES)
    assert cases(embedded) == embedded.cases[:1]
    after = embedded.take_on(1)
    assert cases(embedded) == [*embedded.cases[:1], *after]
    assert lost != after
    with embedded.opened() as region:
        assert [ready(region, name)[0] for name in NAMES] == [200] * 4
    assert embedded.run("reconcile").exit_code == 0


def test_services_of_different_moments_are_brought_together(
    embedded: Embedded, backup: Path
) -> None:
    """A backup of one moment does not exist: each database is copied for itself."""
    embedded.take_on(1)
    later = embedded.folder.parent / "later"
    shutil.copytree(taken(embedded, embedded.folder.parent / "more"), later)
    shutil.copyfile(backup / "referral.sqlite", later / "referral.sqlite")
    document = json.loads((later / "manifest.json").read_text())
    old = json.loads((backup / "manifest.json").read_text())
    document["parts"] = [
        next(
            part
            for part in (old if part["name"] == "referral" else document)["parts"]
            if part["name"] == name
        )
        for part in document["parts"]
        for name in [part["name"]]
    ]
    (later / "manifest.json").write_text(json.dumps(document))
    done = embedded.run("restore", str(later), "--replace")
    assert done.exit_code == 0, done.output
    assert "answers to events that are no more" in done.output
    after = embedded.take_on(1)
    assert cases(embedded)[-1:] == after
    assert embedded.run("reconcile").exit_code == 0


def test_it_tells_what_it_would_do_and_does_nothing(embedded: Embedded, backup: Path) -> None:
    embedded.take_on(1)
    planned = embedded.run("restore", str(backup), "--replace", "--plan")
    assert planned.exit_code == 0
    assert "referral.sqlite is replaced; what was written there since is lost" in planned.output
    assert cases(embedded) == embedded.cases


@pytest.fixture(params=["data", "running", "changed", "missing", "strange", "parent"])
def refusal(
    request: pytest.FixtureRequest, embedded: Embedded, backup: Path
) -> Iterator[tuple[list[str], str]]:
    """A restore that must change nothing, and what it says."""
    ordinary = ["restore", str(backup), "--replace"]
    match request.param:
        case "data":
            yield ordinary[:2], "There is data already: "
        case "running":
            with lock(embedded.folder):
                yield ordinary, "Stop it first."
        case "changed":
            with sqlite3.connect(backup / "casework.sqlite") as db:
                db.execute("DELETE FROM checkpoints")
            db.close()
            yield ordinary, "its checksum differs."
        case "missing":
            (backup / "reporting.sqlite").unlink()
            yield ordinary, "reporting.sqlite is missing."
        case "strange":
            (backup / "manifest.json").write_text("{}")
            yield ordinary, "is not what a backup writes."
        case "parent":
            yield ["restore", str(backup.parent)], f"It holds {backup.name}; name one of these."


def test_a_restore_that_could_do_harm_is_refused_in_a_line(
    embedded: Embedded, refusal: tuple[list[str], str]
) -> None:
    arguments, why = refusal
    refused = embedded.run(*arguments)
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert why in refused.output
    assert len(refused.output.splitlines()) == 1
    if "Stop it" not in why:
        assert cases(embedded) == embedded.cases


def test_a_copy_that_is_not_what_the_database_holds_is_no_backup(
    embedded: Embedded, tmp_path: Path
) -> None:
    class Losing(sqlite.Files):
        """Copies that lack the last event, as a broken disk might make them."""

        def dump(self, service: str, target: Path) -> None:
            super().dump(service, target)
            db = sqlite3.connect(target)
            db.execute("UPDATE events SET id = ? WHERE seq = 1", ("0" * 32,))
            db.commit()
            db.close()

    place = Losing(embedded.folder)
    below = tmp_path / "backups"
    with pytest.raises(Unusable, match="is not what its database holds"):
        taking.take(place, below, now=MOMENT, tell=print)
    assert list(below.iterdir()) == []


def test_keys_go_to_a_place_of_their_own(embedded: Embedded, tmp_path: Path) -> None:
    together = tmp_path / "backups"
    refused = embedded.run("backup", str(together), "--keys", str(together / "keys"))
    assert "Keys and data may not lie in one folder" in refused.output
    backup = taken(embedded, tmp_path / "apart", "--keys", str(tmp_path / "keys"))
    (keys,) = (tmp_path / "keys").iterdir()
    assert not {"secret", "identity.jwk", "keys.sqlite"} & {path.name for path in backup.iterdir()}
    assert {path.name for path in keys.iterdir()} >= {"secret", "identity.jwk", "manifest.json"}
    shutil.rmtree(embedded.folder)
    refused = embedded.run("restore", str(backup))
    assert (
        refused.output
        == "Error: The keys that open the backup are not here: --keys names theirs.\n"
    )
    done = embedded.run("restore", str(backup), "--keys", str(keys))
    assert done.exit_code == 0, done.output
    assert {oct(path.stat().st_mode & 0o777) for path in keys.iterdir()} == {"0o600"}
    assert (embedded.folder / "secret").read_bytes() == (keys / "secret").read_bytes()
    assert cases(embedded) == embedded.cases
