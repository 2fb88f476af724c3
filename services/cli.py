"""The commands of the platform. Each says with --help what it does; errors are one clear line."""

import os
from pathlib import Path

import click

from services.embedded import InUse


@click.group()
def main() -> None:
    """Rinnalla: one family's way to support, across organisations."""


@main.command()
@click.option("--port", default=lambda: int(os.environ.get("PORT", "8000")), type=int)
@click.option(
    "--var", default=lambda: os.environ.get("VAR", "var"), type=click.Path(path_type=Path)
)
def run(port: int, var: Path) -> None:
    """Serve the whole platform from this process, with the demo region on the first run."""
    from services.serving import serve

    try:
        serve(var.resolve(), port)
    except InUse as why:
        raise click.ClickException(str(why)) from why


@main.command()
def version() -> None:
    """Print the version."""
    from importlib.metadata import PackageNotFoundError, version as of

    try:
        click.echo(of("rinnalla"))
    except PackageNotFoundError:
        click.echo("0.1.0")
