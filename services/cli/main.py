"""The commands of the platform. Each says with --help what it does; errors are one clear line."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.cli import (
    access,
    audit,
    backing_up,
    clock,
    erasing,
    maintenance,
    migrating,
    restoring,
    streaming,
    systems,
    version,
)
from services.cli.errors import errors_as_sentences
from services.platform.embedded import InUse
from services.platform.registry import NAMES
from shared.kernel.private_files import write_privately
from shared.telemetry import logs
from shared.telemetry.logs import Level

if TYPE_CHECKING:
    from shared.service import Service


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """Rinnalla: one family's way to support, across organisations."""
    write_privately()
    logs.start(level=Level.WARNING)  # a command says itself what it does; a server begins anew
    context.call_on_close(logs.stop)


@main.command()
@click.option("--port", envvar="PORT", default=8000, type=click.IntRange(1, 65535))
@click.option(
    "--var", default=lambda: os.environ.get("VAR", "var"), type=click.Path(path_type=Path)
)
def run(port: int, var: Path) -> None:
    """Serve the whole platform from this process, with the demo region on the first run."""
    from services.demo.region import write_once
    from services.platform.servers.embedded import serve
    from shared.database.migrating import NewerTables
    from shared.telemetry.starting import NoExporter

    try:
        serve(var.resolve(), port, prepare=write_once)
    except (InUse, NewerTables, NoExporter) as why:
        raise click.ClickException(str(why)) from why


@main.command()
@click.option("--port", envvar="PORT", default=8000, type=click.IntRange(1, 65535))
@click.option(
    "--var", default=lambda: os.environ.get("VAR", "var"), type=click.Path(path_type=Path)
)
@click.option("--directory", is_flag=True, help="Only organisations, programmes and people.")
def demo(port: int, var: Path, directory: bool) -> None:
    """Write the invented region and its year where nothing is yet; `run` does so too.

    Into the data folder, or into the migrated databases that RINNALLA_DATABASE names.
    """
    if "RINNALLA_DATABASE" in os.environ:
        _fill_databases(year=not directory)
        return
    from services.demo.region import write_directory, write_once
    from services.platform.embedded import lock

    folder, base_url = var.resolve(), f"http://127.0.0.1:{port}"
    try:
        with lock(folder):
            if any(folder.glob("*.sqlite")):
                raise click.ClickException(f"{folder} holds data already; nothing was changed.")
            (write_directory if directory else write_once)(folder, base_url)
    except InUse as why:
        raise click.ClickException(str(why)) from why
    click.echo(f"The region is in {folder}.")


def _fill_databases(*, year: bool) -> None:
    from services.demo.region import write_into
    from services.platform import key_store
    from services.platform.settings import settings_for

    with errors_as_sentences():
        settings = settings_for("demo", os.environ)
        keys_of = partial(key_store.of, settings)
        if not write_into(settings.database_of, keys_of, settings.base_url, year=year):
            raise click.ClickException("The databases hold data already; nothing was changed.")
    click.echo("The region is in the databases.")


@main.command()
@click.option(
    "--var", default=lambda: os.environ.get("VAR", "var"), type=click.Path(path_type=Path)
)
def publish_edition(var: Path) -> None:
    """Close every whole month that is still open and publish its figures.

    Of the data folder, or of the databases that RINNALLA_DATABASE names.
    """
    from services.reporting.editions.commands import publish

    with errors_as_sentences(), _reporting(var) as reporting:
        months = publish(reporting)
    click.echo(f"Published: {', '.join(map(str, months))}." if months else "No month was open.")


@contextmanager
def _reporting(var: Path) -> "Iterator[Service]":
    """The reporting service, as complete as it can be made from here."""
    from services.platform import wiring
    from services.platform.embedded import Platform
    from services.platform.settings import settings_for

    if "RINNALLA_DATABASE" in os.environ:
        service = wiring.watching(settings_for("publish", os.environ), "reporting")
        yield service
        service.close()
        return
    platform = Platform(var.resolve(), "http://127.0.0.1").open()
    platform.settle()
    yield platform.services["reporting"]
    platform.close()


@main.command()
@click.argument("service", type=click.Choice([*NAMES, "portal"]))
def web(service: str) -> None:
    """Serve the pages and API of SERVICE, or the portal, which is the front door."""
    from services.platform.database_check import refuse_unsafe
    from services.platform.servers import web
    from services.platform.settings import settings_for

    with errors_as_sentences():
        if service == "portal":
            web.serve(settings_for("portal", os.environ), service)
            return
        settings = settings_for("web", os.environ)
        refuse_unsafe(service, settings.database_of(service))
        web.serve(settings, service)


@main.command()
def doctor() -> None:
    """Look whether all is there that the services need, a line for each; fails if not.

    Without RINNALLA_DATABASE it looks at the embedded default's files in VAR.
    """
    from services.cli import doctor as examination
    from services.platform.settings import settings_for

    with errors_as_sentences():
        if "RINNALLA_DATABASE" in os.environ:
            findings = examination.examine(settings_for("doctor", os.environ))
        else:
            findings = examination.examine_folder(Path(os.environ.get("VAR", "var")).resolve())
        wrong = 0
        for finding in findings:
            click.echo(finding)
            wrong += bool(finding.wrong)
    if wrong:
        raise click.ClickException(f"{wrong} of these must be put right.")


@main.command()
@click.option("--page", is_flag=True, help="As the table of docs/settings.md.")
def settings(page: bool) -> None:
    """Print what each process reads from its environment."""
    from services.platform import settings_reference

    click.echo(settings_reference.page() if page else settings_reference.reference(), nl=not page)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def contract(folder: Path) -> None:
    """Write the contract of all events into FOLDER: asyncapi.json and the JSON Schemas."""
    from services.common.event_contract import asyncapi, schemas
    from services.platform.registry import NAMES

    schema_folder = folder / "schemas"
    schema_folder.mkdir(parents=True, exist_ok=True)
    written = {folder / "asyncapi.json": asyncapi(*NAMES)} | {
        schema_folder / f"{name}.json": schema for name, schema in schemas(*NAMES).items()
    }
    for path, document in written.items():
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
    click.echo(f"{len(written)} documents are in {folder}.")


for command in (
    *access.COMMANDS,
    *systems.COMMANDS,
    *audit.COMMANDS,
    *streaming.COMMANDS,
    *maintenance.COMMANDS,
    *migrating.COMMANDS,
    *erasing.COMMANDS,
    *restoring.COMMANDS,
    *backing_up.COMMANDS,
    *clock.COMMANDS,
    *version.COMMANDS,
):
    main.add_command(command)


@main.command()
def metrics() -> None:
    """List the figures that /metrics tells: kind, unit, labels, and what each means."""
    from shared.telemetry.metrics import METRICS

    for name, metric in METRICS.items():
        labels = ", ".join(metric.labels)
        click.echo(f"{name}\n  {metric.kind}, {metric.unit}, by {labels}\n  {metric.sentence}\n")
