"""What `rinnalla doctor` says of backups, and of consumers that stand still."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.platform.backup_settings import BackupSettings
from services.platform.backups.manifest import newest
from shared.consumer import stopping
from shared.database.engine import Database

NOBODY = "backup: nobody looks for one; RINNALLA_BACKUPS says where they lie"


def last_backup(settings: BackupSettings, *, now: datetime | None = None) -> tuple[str, str]:
    """The line about the last good backup, and what is wrong with it."""
    folder: Path | None = settings.backups
    if folder is None:
        return NOBODY, ""
    manifest = newest(folder)
    if manifest is None:
        return "backup", f"{folder} holds none; `rinnalla backup {folder}` writes one."
    age = (now or datetime.now(UTC)) - manifest.taken_at
    line = f"backup: the last good one is of {manifest.taken_at:%Y-%m-%d %H:%M}Z"
    if age > timedelta(hours=settings.backup_hours):
        hours = int(age.total_seconds() // 3600)
        return line, f"It is {hours} hours old; {settings.backup_hours} are allowed."
    return line, ""


def standing_still(database: Database) -> Iterator[str]:
    """Each consumer that waits for a person, and why."""
    with database.reading() as db:
        yield from (f"{key}: {why}" for key, why in stopping.reasons(db).items())
