"""A backup is put back where nobody is at work, and checked before anything is replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from services.platform import registry
from services.platform.backups import erasures, restrictions
from services.platform.backups.erasures import Erasure, apply_erasures
from services.platform.backups.histories import history_of
from services.platform.backups.manifest import Manifest, Part, Unusable
from services.platform.backups.restrictions import apply_restrictions
from services.platform.backups.taking import Place
from services.platform.options import KEYS


def plan(place: Place, folder: Path, *, replace: bool) -> list[str]:
    """What a restore would do, a line each; raises `Unusable` where it would refuse."""
    manifest = Manifest.read(folder)
    if manifest.kind != place.kind:
        raise Unusable(f"{folder} is a backup of {manifest.kind}; here is {place.kind}.")
    manifest.verify(folder)
    _require_all(manifest.parts)
    full = place.occupied()
    if full and not replace:
        raise Unusable(f"There is data already: {', '.join(full)}. --replace replaces it.")
    at = f"{manifest.taken_at:%Y-%m-%d %H:%M}Z"
    lines = [
        f"{part.name}: its {part.history.head if part.history else 0} events of {at} are put back"
        for part in manifest.parts
    ]
    return lines + [f"{name} is replaced; what was written there since is lost" for name in full]


def put_back(place: Place, folder: Path) -> None:
    """Put every file of a backup in its place, and compare what came of it with the manifest."""
    for part in Manifest.read(folder).parts:
        place.put(part.name, folder / part.file)
        with place.live(part.name) as database:
            history = history_of(part.name, database, registry.steps_of(part.name))
        wanted = part.history
        if wanted is None or (history.head, history.digest) != (wanted.head, wanted.digest):
            raise Unusable(f"What was put back of {part.name} is not what the backup holds.")


def plan_keys(place: Place, folder: Path | None, *, replace: bool) -> list[str]:
    """The same of the keys; without a folder those stay that are there, if they are."""
    there = place.occupied_keys()
    if folder is None:
        if not there:
            raise Unusable("The keys that open the backup are not here: --keys names theirs.")
        return []
    manifest = Manifest.read(folder)
    if manifest.kind != KEYS:
        raise Unusable(f"{folder} is a backup of {manifest.kind}, not of keys.")
    manifest.verify(folder)
    if there and not replace:
        raise Unusable(f"There are keys already: {', '.join(there)}. --replace replaces them.")
    at = f"{manifest.taken_at:%Y-%m-%d %H:%M}Z"
    return [f"keys: those of {at} are put back", *(f"{name} is replaced" for name in there)]


@dataclass(frozen=True)
class Before:
    """What the key store in use knew of people."""

    erased: tuple[Erasure, ...] = ()
    restricted: frozenset[UUID] = frozenset()


def put_keys_back(place: Place, folder: Path | None) -> Before:
    """Put keys back, if there are any; what those in use knew, whose wishes outlive them."""
    before = Before()
    if place.occupied_keys():
        with place.keys() as keys:
            before = Before(erasures.of(keys), keys.restricted())
    if folder is not None:
        place.put_keys(folder)
    return before


def erase_again(place: Place, folder: Path, more: Sequence[Erasure]) -> int:
    """Erase everybody on the backup's list, and `more`; how many it would have brought back."""
    with place.keys() as keys:
        return apply_erasures(keys, [*Manifest.read(folder).erased, *more])


def restrict_again(place: Place, before: Before, *, now: datetime) -> int:
    """Restrict whom the history put back or the replaced keys restrict; how many were not so."""
    with place.live("referral") as database:
        by_history = restrictions.of(database)
    with place.keys() as keys:
        return apply_restrictions(keys, by_history, before.restricted, now=now)


def _require_all(parts: Sequence[Part]) -> None:
    missing = set(registry.NAMES) - {part.name for part in parts}
    if missing:
        raise Unusable(f"The backup holds nothing of {' and '.join(sorted(missing))}.")
