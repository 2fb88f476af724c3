"""A web process under gunicorn, which can be the first process of a container.

SIGTERM drains: the master stops listening, workers finish their requests and close their
databases, and after `PATIENCE` the master kills the workers that remain. An orchestrator must wait
longer. Behind a proxy that keeps connections open a worker with threads serves many of them.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from services.platform import web_processes
from services.platform.servers.workers import CONNECTIONS, DrainingWorker, close_and_go
from services.platform.settings import Settings
from shared.telemetry import logs
from shared.telemetry.exposition import start_counting
from shared.telemetry.starting import can_send, start_tracing

THREADS = 8  # of one worker; each holds at most one connection to the database at a time
FINISH = 20  # seconds that running requests get at a stop
PATIENCE = 25  # seconds until the master kills a worker that does not end


class WebServer(BaseApplication):
    """The application is made in each worker, after the fork: it holds connections."""

    def __init__(self, make: Callable[[], web_processes.Web], *, bind: str, workers: int) -> None:
        self.make, self.bind, self.workers = make, bind, workers
        self.counts: Path | None = None  # where several workers count together
        super().__init__()

    def run(self) -> None:
        if self.workers == 1:
            super().run()
            return
        with tempfile.TemporaryDirectory(prefix="rinnalla-counts-") as folder:
            self.counts = Path(folder)
            super().run()

    def load_config(self) -> None:
        settings = {
            "bind": self.bind,
            "worker_class": DrainingWorker,
            "workers": self.workers,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "timeout": 60,
            "graceful_timeout": PATIENCE,
            "keepalive": 75,  # longer than proxies keep connections, so that the proxies close them
            "control_socket_disable": True,  # it would need a folder to write to
            "loglevel": "warning",
            "post_worker_init": _shorten,
            "worker_exit": close_and_go,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> web_processes.Web:
        start_tracing()
        start_counting(self.counts)
        return self.make()


def serve(settings: Settings, name: str) -> None:
    """Serve one service, or the portal, until a signal ends it."""
    logs.configure()
    can_send()
    if name == web_processes.PORTAL:  # the demo provider keeps its codes in memory: one process
        WebServer(lambda: web_processes.portal(settings), bind=settings.bind, workers=1).run()
        return
    make = partial(web_processes.web, settings, name)
    WebServer(make, bind=settings.bind, workers=settings.workers).run()


def _shorten(worker: Any) -> None:
    worker.cfg.set("graceful_timeout", FINISH)  # the worker's own copy; the master waits longer
