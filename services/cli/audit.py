"""The command that shows whether somebody has altered an access log."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from services.cli.errors import errors_as_sentences
from services.platform.registry import NAMES
from shared.accesslog.heads import Signer
from shared.database.engine import Database


@click.command()
@errors_as_sentences()
def verify_audit() -> None:
    """Read every access log whole and say which lines somebody has altered; fails if any.

    Each log is compared with its chain, with the ends that were signed, and with what the other
    services keep of them. Of the data folder VAR, or of the databases that RINNALLA_DATABASE names.
    """
    from services.platform.access_logs import verify_all
    from shared import duties

    wrong = 0
    with _databases() as (databases, signers):
        for report in list(verify_all(databases, signers)):
            waiting = f", {report.waiting} not chained yet" if report.waiting else ""
            key = signers[report.service].key
            click.echo(f"{report.service}: {report.rows} lines{waiting}, key {key}")
            for finding in report.findings:
                click.echo(f"  {finding}")
            wrong += len(report.findings)
            duties.done(
                databases[report.service],
                duties.AUDIT_OF_ALL,
                datetime.now(UTC),
                findings=len(report.findings),
            )
    if wrong:
        raise click.ClickException(f"{wrong} lines are not as they were written.")
    click.echo("All is as it was written.")


@contextmanager
def _databases() -> Iterator[tuple[Mapping[str, Database], Mapping[str, Signer]]]:
    from services.platform.access_logs import signer_of_folder
    from services.platform.settings import settings_for

    if "RINNALLA_DATABASE" in os.environ:
        settings = settings_for("verify-audit", os.environ)
        addresses = {name: settings.database_of(name) for name in NAMES}
        signers = {name: settings.signer_for(name) for name in NAMES}
    else:
        folder = Path(os.environ.get("VAR", "var")).resolve()
        if not folder.exists():
            raise click.ClickException(f"{folder} is not there; `rinnalla run` makes it.")
        addresses = {name: f"sqlite:///{folder}/{name}.sqlite" for name in NAMES}
        signers = dict.fromkeys(NAMES, signer_of_folder(folder))
    with ExitStack() as stack:
        yield (
            {
                name: stack.enter_context(closing(Database(address, connections=1)))
                for name, address in addresses.items()
            },
            signers,
        )


COMMANDS = (verify_audit,)
