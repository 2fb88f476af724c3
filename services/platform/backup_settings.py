"""The settings of backups: where they lie, and how old the last one may become."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.kernel.settings import load, number, setting


@dataclass(frozen=True)
class BackupSettings:
    """Part of `Settings`; the embedded default reads it alone."""

    backups: Path | None = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_BACKUPS",
        "The folder below which `rinnalla backup` writes, for `rinnalla doctor` to look at.",
        example="/var/backups/rinnalla",
        read=Path,
        default=None,
    )
    backup_hours: int = setting(
        "RINNALLA_BACKUP_HOURS",
        "How many hours old the last backup may be until `rinnalla doctor` finds it too old.",
        example="26",
        read=number,
        default=26,
    )


def of_environment(environment: Mapping[str, str]) -> BackupSettings:
    """The embedded default's, which has no other settings."""
    prefix = "RINNALLA_BACKUP"
    ours = {name: text for name, text in environment.items() if name.startswith(prefix)}
    return load(BackupSettings, ours, prefix=prefix, unsafe=lambda _: ())
