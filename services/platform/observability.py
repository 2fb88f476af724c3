"""Log lines, spans and figures of a process without web pages, from its start to its end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

from shared.telemetry import logs
from shared.telemetry.exposition import Exposition, Gauges, serve, start_counting
from shared.telemetry.logs import Level
from shared.telemetry.starting import NoExporter, start_tracing, stop_tracing

Show = Callable[[str, Gauges], None]


@contextmanager
def observing(address: str, level: Level = Level.INFO) -> Iterator[Show]:
    """Start logging, tracing and counting; the yielded function serves a service's figures.

    Enter it before a database is opened, so that its statements are traced.
    """
    logs.start(level=level)
    try:
        start_tracing()
    except NoExporter as why:
        raise click.ClickException(str(why)) from why
    start_counting()
    with ExitStack() as opened:
        opened.callback(stop_tracing)
        yield lambda service, gauges: _show(opened, address, Exposition({service}, gauges))


def _show(opened: ExitStack, address: str, exposition: Exposition) -> None:
    if not address:
        return
    try:
        opened.callback(serve(exposition, address))
    except OSError as why:
        raise cannot_listen(address, why) from why


def cannot_listen(address: str, why: OSError) -> click.ClickException:
    """What a process says that cannot tell its figures where it should."""
    return click.ClickException(
        f"RINNALLA_METRICS is {address}, where nothing can listen: {why.strerror}."
    )
