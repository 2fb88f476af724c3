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

LONGEST = 80  # letters of who says something


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
            if cut := report.cut:
                day = f"{cut.before:%Y-%m-%d}"
                click.echo(f"  lines up to {cut.position}, from before {day}, were taken out")
            if report.explained:
                click.echo(f"  {report.explained} ends are gone by an acknowledged restore")
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


@click.command("acknowledge-audit")
@click.argument("service", type=click.Choice(NAMES))
@click.option("--reason", required=True, help="Why an older log was put back; name nobody.")
@click.option("--by", required=True, help="Who says so, such as the number of the incident.")
@errors_as_sentences()
def acknowledge_audit(service: str, reason: str, by: str) -> None:
    """Say that SERVICE's access log went back by a restore, so that its lost ends are explained.

    Refused where anything else is wrong with the log: no restore alters a line. It is signed, it
    stays, and it is itself a line of the log.
    """
    from services.platform.access_logs import acknowledge_restore

    if not reason.strip() or not by.strip() or len(by) > LONGEST:
        raise click.ClickException(f"Say why, and in at most {LONGEST} letters who says so.")
    with _databases() as (databases, signers):
        try:
            count = acknowledge_restore(
                databases, signers, service, reason=reason.strip(), by=by.strip()
            )
        except ValueError as why:
            raise click.ClickException(str(why)) from why
    click.echo(f"{service}: {count} ends that other services keep are explained, and signed.")


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


COMMANDS = (verify_audit, acknowledge_audit)
