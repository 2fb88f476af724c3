"""What the clock of a service does: `rinnalla remind`."""

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


COMMANDS = (remind,)
