"""Commands that take a backup of the whole region, and put one back."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.cli.errors import errors_as_sentences
from services.cli.restoring import (
    Region,
    data_folder,
    mend_region,
    opened_region,
    standing_still,
)
from services.platform.registry import NAMES
from shared.consumer.subscription import OpeningProjection
from shared.maintenance.rebuild import rebuild

if TYPE_CHECKING:
    from services.platform.backups.postgres import Databases
    from services.platform.backups.sqlite import Files

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--keys", type=FOLDER, help="Copy what opens the data too, to this other folder.")
@errors_as_sentences()
def backup(folder: Path, keys: Path | None) -> None:
    """Copy the databases of all services into a new folder below FOLDER, while they run.

    Each copy is restored into a temporary place and compared before it counts. The folder and all
    in it may be read by its owner alone.
    """
    from services.platform.backups import taking
    from services.platform.backups.manifest import Unusable
    from services.platform.backups.postgres import Databases
    from shared import duties

    place, now = _place(), datetime.now(UTC)
    try:
        if keys is not None:
            taking.require_apart(folder.resolve(), keys.resolve())
        written = taking.take(place, folder.resolve(), now=now, tell=click.echo)
        for name in NAMES:
            with place.live(name) as database:
                duties.done(database, duties.BACKUP, now)
        click.echo(f"The backup is {written}.")
        if keys is not None:
            kept = taking.take_keys(place, keys.resolve(), now=now)
            click.echo(f"Its keys are {kept}: keep them somewhere else.")
        if isinstance(place, Databases):
            click.echo(place.archiving())
    except Unusable as why:
        raise click.ClickException(str(why)) from why


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--keys", type=FOLDER, help="Put the keys of this backup back too.")
@click.option("--replace", is_flag=True, help="Where data or keys are already, replace them.")
@click.option("--plan", "only_tell", is_flag=True, help="Only say what would be done.")
@errors_as_sentences()
def restore(folder: Path, keys: Path | None, replace: bool, only_tell: bool) -> None:
    """Put the backup in FOLDER back, where nothing of the region is running.

    Every store begins a new epoch, so that whoever had followed it further notices; the services
    are brought together again, and `rinnalla lost` lists what people have to judge.
    """
    from services.platform.backups import restoring
    from services.platform.backups.manifest import Unusable

    place = _place()
    try:
        with standing_still():
            lines = restoring.plan(place, folder, replace=replace)
            lines += restoring.plan_keys(place, keys, replace=replace)
            click.echo("\n".join(lines))
            if only_tell:
                return
            before = restoring.put_keys_back(place, keys)
            restoring.put_back(place, folder)
            if again := restoring.erase_again(place, folder, before.erased):
                click.echo(f"{again} people who had been erased since are erased again.")
            if again := restoring.restrict_again(place, before, now=datetime.now(UTC)):
                click.echo(f"{again} people whose data is restricted are restricted again.")
            with opened_region() as region:
                mend_region(region, NAMES)
                if keys is not None:
                    _find_again(region)
    except Unusable as why:
        raise click.ClickException(str(why)) from why
    click.echo("All is put back. Start the region, then `rinnalla reconcile` and `rinnalla lost`.")


COMMANDS = (backup, restore)


def _find_again(region: Region) -> None:
    """By what people are found was made with keys that may be gone."""
    for service in region.services.values():
        for consumer in service.followers.consumers:
            if isinstance(consumer.subscription, OpeningProjection):
                rebuild(service, consumer.subscription)
                break


def _place() -> "Files | Databases":
    from services.platform.backups.postgres import Databases
    from services.platform.backups.sqlite import Files
    from services.platform.settings import settings_for

    if "RINNALLA_DATABASE" in os.environ:
        return Databases(settings_for("restored", os.environ))
    return Files(data_folder())
