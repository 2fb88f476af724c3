"""Expected errors of a command, each as one sentence for the person who runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """Turn refusals, wrong settings and outages into click's one-line errors."""
    from sqlalchemy.exc import DBAPIError

    from services.platform.database_check import Unsafe
    from services.platform.key_store import NotSealed
    from shared.consumer import Stopped
    from shared.database.migrating import NewerTables
    from shared.kernel.aggregate import Refused
    from shared.kernel.outages import is_outage
    from shared.kernel.settings import WrongSettings
    from shared.keys.wrapping import NoWrappingKey

    try:
        yield
    except (
        *(Unsafe, NewerTables, NotSealed, NoWrappingKey),
        *(Refused, Stopped, WrongSettings),
    ) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except DBAPIError as trouble:
        raise click.ClickException(f"The database refused: {trouble.orig}") from trouble
    except Exception as trouble:
        if not is_outage(trouble):
            raise
        raise click.ClickException(str(trouble)) from trouble
