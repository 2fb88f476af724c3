"""Commands that erase people, and that give the key store a new wrapping key."""

import os
from pathlib import Path
from uuid import UUID

import click

from services.cli.errors import errors_as_sentences
from services.cli.maintenance import ANY_SERVICE, each_service
from shared.service import Service

REGISTERS = {"family": "referral", "support-person": "volunteers"}


@click.command("erase-person")
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("record", type=click.UUID)
@errors_as_sentences()
def erase_person(register: str, record: UUID) -> None:
    """Erase a family (the id of its REFERRAL) or a support person for ever, on request.

    Refused, with the reason, while the data is in use and for as long as the law keeps it. Every
    service lets go of the person; statistics stay.
    """
    from services.referral.erasures import commands as of_families
    from services.volunteers.erasures import commands as of_volunteers
    from shared.kernel.aggregate import NotFound
    from shared.work import Actor

    erase = {"family": of_families.erase, "support-person": of_volunteers.erase}[register]
    for service in each_service(REGISTERS[register]):
        try:
            service.execute(lambda work: erase(work, record), Actor("operator", over_all=True))
        except NotFound:
            raise click.ClickException(f"There is no {register} with that id.") from None
        service.followers.settle()
    click.echo(f"{record} is erased.")


@click.command()
@ANY_SERVICE
@click.option("--apply", "is_applied", is_flag=True, help="Erase it; without this, only list it.")
@errors_as_sentences()
def retention(service: str | None, is_applied: bool) -> None:
    """List what has been kept to the end of its time, or erase it; runs by itself every hour."""
    from services.platform.nightly import KEEPERS, expire
    from shared import duties

    count = 0
    for opened in each_service(service):
        for over in expire(opened, preview=not is_applied):
            click.echo(f"{over.register.lower()} {over.record_id}: {', '.join(over.classes)}")
            count += 1
        if lines := _lines_over(opened):
            click.echo(
                f"{opened.name}: {lines} lines of its access log are over. The process that signs "
                "it takes them out, once a day."
            )
        opened.followers.settle()
        if is_applied and opened.name in KEEPERS:
            duties.done(opened.database, duties.RETENTION, opened.clock.now())
    done = "erased" if is_applied else "to be erased; `--apply` does it"
    click.echo(f"{count} records {done}.")


def _lines_over(service: Service) -> int:
    from services.common.accesses.rules import over_before
    from shared.accesslog.cutting import count_over

    before = over_before(service.clock.today(), service.clock.zone)
    with service.database.reading() as db:
        return count_over(db, before)


@click.command("rotate-keys")
@errors_as_sentences()
def rotate_keys() -> None:
    """Wrap every key of the key store with a new wrapping key, while everything runs on.

    Works as the owner of the key store's tables (RINNALLA_DATABASE_OWNER) or on the files in VAR.
    """
    from services.platform import key_store
    from services.platform.settings import settings_for

    if "RINNALLA_DATABASE" in os.environ:
        keys = key_store.owned(settings_for("rotate-keys", os.environ))
    else:
        keys = key_store.beside(Path(os.environ.get("VAR", "var")).resolve())
    name, counts = keys.rotate()
    keys.database.close()
    for old, count in counts.items():
        click.echo(f"{count} keys that were wrapped with {old!r} are wrapped with {name!r}.")


COMMANDS = (erase_person, retention, rotate_keys)
