"""What the clock of a service does: `rinnalla remind` and `rinnalla mail`."""

from uuid import UUID

import click

from services.cli.errors import errors_as_sentences
from services.cli.maintenance import ANY_SERVICE, each_service


@click.command()
@ANY_SERVICE
@click.option("--preview", is_flag=True, help="Only list what is due, and do nothing.")
@errors_as_sentences()
def remind(service: str | None, preview: bool) -> None:
    """Remind of what is due, and escalate what has waited too long; runs by itself every minute.

    No step is taken twice, however often and from however many processes this is called.
    """
    from services.common.deadlines.commands import CLOCK, due, take_due
    from services.platform.registry import deadlines_of

    count = 0
    for opened in each_service(service):
        kinds = deadlines_of(opened.name)
        if not kinds:
            continue
        if preview:
            with opened.read_only(CLOCK) as work:
                rows = due(work, most=None)
            for row in rows:
                click.echo(f"{opened.name}: {row.kind} of {row.thing_id}, last day {row.due_on}")
            count += len(rows)
            continue
        count += take_due(opened, kinds)
        opened.followers.settle()
    click.echo(f"{count} {'steps are due' if preview else 'steps were taken'}.")


@click.command()
@ANY_SERVICE
@click.option("--all", "is_all", is_flag=True, help="Also those that were sent.")
@click.option("--bounced", type=click.UUID, help="This mail came back: write there no more.")
@errors_as_sentences()
def mail(service: str | None, is_all: bool, bounced: UUID | None) -> None:
    """List the mails that wait to leave or did not arrive: to whom by id, about how much.

    What comes back later names the mail in its Message-ID; `--bounced` notes it as refused, until
    the person puts the address right.
    """
    from services.common.deadlines.commands import CLOCK
    from services.common.mailing import queries
    from services.common.mailing.commands import note_bounce, prepare
    from shared.mail.tables import MailState

    count = 0
    for opened in each_service(service):
        if bounced is not None:
            count += note_bounce(opened, bounced)
            continue
        prepare(opened)
        states = set(MailState) - (set() if is_all else {MailState.SENT, MailState.DROPPED})
        with opened.read_only(CLOCK) as work:
            lines = queries.listed(work, *sorted(states))
        for line in lines:
            counts = ", ".join(f"{name} {number}" for name, number in line.counts.items())
            answer = f", answer {line.code}" if line.code else ""
            click.echo(
                f"{opened.name}: {line.mail_id} to {line.person_id}: {counts}; {line.state}"
                f"{answer}, made {line.made_at:%Y-%m-%d %H:%M}Z"
            )
        count += len(lines)
    if bounced is not None and not count:
        raise click.ClickException("There is no such mail.")
    click.echo("Noted." if bounced is not None else f"{count} mails.")


COMMANDS = (remind, mail)
