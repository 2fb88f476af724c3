"""`rinnalla version`: what runs here, and how the databases at hand stand to it."""

import os
from pathlib import Path

import click

from services.cli.errors import errors_as_sentences


@click.command()
@click.option(
    "--var", default=lambda: os.environ.get("VAR", "var"), type=click.Path(path_type=Path)
)
def version(var: Path) -> None:
    """Print version, commit and schema, and how each database stands to them.

    Of the databases that RINNALLA_DATABASE names, else of the files in VAR.
    """
    from services.platform import versions
    from services.platform.registry import NAMES
    from services.platform.settings import settings_for

    for line in versions.of_code():
        click.echo(line)
    if "RINNALLA_DATABASE" in os.environ:
        with errors_as_sentences():
            settings = settings_for("version", os.environ)
        addresses = {name: settings.database_of(name) for name in NAMES}
    else:
        files = {name: var.resolve() / f"{name}.sqlite" for name in NAMES}
        addresses = {name: f"sqlite:///{path}" for name, path in files.items() if path.exists()}
    for line in versions.of_databases(addresses):
        click.echo(line)


COMMANDS = (version,)
