"""The embedded default under gunicorn: one worker process with threads, followers inside.

Ctrl-C reaches make, gunicorn's master and the worker at once, and the master then tells the worker
a second time. So the worker stops in the same way, however often a signal comes: it finishes its
requests, closes the databases and ends a little after `FINISH` at the latest.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from services.platform import log_settings, mail_settings
from services.platform.backup_settings import of_environment
from services.platform.demo import people
from services.platform.embedded import Platform, lock
from services.platform.loaded import keep_what_is_loaded
from services.platform.place_settings import social_emergency
from services.platform.servers.make_interrupt import parent_make, stop_with
from services.platform.servers.workers import (
    CONNECTIONS,
    DrainingWorker,
    LinesLogger,
    close_and_go,
)
from shared.documents.scanning import Scanner
from shared.telemetry import logs
from shared.telemetry.exposition import start_counting
from shared.telemetry.logs import Level
from shared.telemetry.starting import can_send, start_tracing
from shared.web.rates import rates_in

THREADS = 16
FINISH = 4  # seconds that running requests get at a stop
PATIENCE = 20  # seconds until the master kills a worker that does not end


class Embedded(BaseApplication):
    """One gthread worker: SQLite wants one writer, and threads may start only after the fork."""

    def __init__(self, folder: Path, port: int, make: int | None) -> None:
        self.folder, self.port, self.make = folder, port, make
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"127.0.0.1:{self.port}",
            "worker_class": DrainingWorker,
            "workers": 1,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "timeout": 60,
            "graceful_timeout": PATIENCE,
            "keepalive": 60,  # after the default of 2 s some callers would send a request just then
            "control_socket_disable": True,
            "loglevel": "warning",
            "logger_class": LinesLogger,
            "post_worker_init": _follow,
            "worker_exit": close_and_go,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Platform:
        start_tracing()
        start_counting()
        rates = rates_in(os.environ.get("RINNALLA_RATES", ""))
        numbers = social_emergency(os.environ.get("RINNALLA_SOCIAL_EMERGENCY", ""))
        backups = of_environment(os.environ).backups
        mail = mail_settings.of_environment(os.environ).mail
        scanner = Scanner(os.environ.get("RINNALLA_MALWARE_SCANNER", ""))
        return Platform(
            self.folder,
            f"http://127.0.0.1:{self.port}",
            backups=backups,
            rates=rates,
            mail=mail,
            numbers=numbers,
            scanner=scanner,
        ).open()


def serve(folder: Path, port: int, *, prepare: Callable[[Path, str], object]) -> None:
    """Let `prepare` fill a new data folder, print the address, and serve."""
    logs.start(level=Level.WARNING)  # what the demo has done is written in its history
    can_send()
    lock_file, make = lock(folder), parent_make()
    base_url = f"http://127.0.0.1:{port}"
    prepare(folder, base_url)
    logs.start(level=log_settings.of_environment(os.environ).log_level)
    _print_address(base_url)
    Embedded(folder, port, make).run()
    lock_file.close()


def _follow(worker: Any) -> None:
    worker.cfg.set("graceful_timeout", FINISH)  # the worker's own copy; the master waits longer
    keep_what_is_loaded()
    worker.app.callable.start()
    if worker.app.make:
        stop_with(worker.app.make, process=worker.ppid)


def _print_address(base_url: str) -> None:
    click.echo(f"\nRinnalla is at {base_url}\n\nSign in as (password {people.PASSWORD}):")
    for person in people.PEOPLE:
        click.echo(f"  {person.sign_in:24}{person.role.lower()}")
    click.echo("Systems (client credentials, secret the same):")
    for client in people.CLIENTS:
        click.echo(f"  {client.sign_in:24}{client.role.lower()}")
    click.echo("\nCtrl-C stops it; the data stays.\n", nl=True)
