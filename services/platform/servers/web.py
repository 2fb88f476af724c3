"""A web process under gunicorn, which can be the first process of a container.

SIGTERM drains: the master stops listening, workers finish their requests and close their
databases, and after `PATIENCE` the master kills the workers that remain. An orchestrator must wait
longer. Behind a proxy that keeps connections open a worker with threads serves many of them.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from socket import create_server
from typing import Any

import structlog
from gunicorn.app.base import BaseApplication

from services.platform import web_processes
from services.platform.loaded import keep_what_is_loaded
from services.platform.observability import cannot_listen
from services.platform.servers.workers import (
    CONNECTIONS,
    DrainingWorker,
    LinesLogger,
    close_and_go,
)
from services.platform.settings import Settings
from shared.telemetry import logs
from shared.telemetry.exposition import serve as tell, start_counting
from shared.telemetry.starting import can_send, start_tracing

log = structlog.get_logger(__name__)
THREADS = 8  # of one worker; they share its connections
FINISH = 20  # seconds that running requests get at a stop
PATIENCE = 25  # seconds until the master kills a worker that does not end


class WebServer(BaseApplication):
    """The application is made in each worker, after the fork: it holds connections."""

    def __init__(
        self,
        make: Callable[[], web_processes.Web],
        *,
        bind: str,
        workers: int,
        metrics: str = "",
    ) -> None:
        self.make, self.bind, self.workers, self.metrics = make, bind, workers, metrics
        self.counts: Path | None = None  # where several workers count together
        super().__init__()

    def run(self) -> None:
        if self.metrics:
            _require_free(self.metrics)
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
            "logger_class": LinesLogger,
            "post_worker_init": _begin,
            "worker_exit": close_and_go,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> web_processes.Web:
        start_tracing()
        start_counting(self.counts)
        web = self.make()
        if self.metrics and web.exposition:
            tell(web.exposition, self.metrics, shared=True)
        return web


def serve(settings: Settings, name: str) -> None:
    """Serve one service, or the portal, until a signal ends it."""
    logs.start(level=settings.log_level)
    can_send()
    if name == web_processes.PORTAL:  # the demo provider keeps its codes in memory: one process
        make, workers = partial(web_processes.portal, settings), 1
    else:
        make, workers = partial(web_processes.web, settings, name), settings.workers
        log.info("web.connections", service=name, most=settings.most("web", workers))
    WebServer(make, bind=settings.bind, workers=workers, metrics=settings.metrics).run()


def _require_free(address: str) -> None:
    """Raise where another server tells its figures: the workers would share the address with it."""
    host, _, port = address.rpartition(":")
    try:
        create_server((host, int(port))).close()
    except OSError as why:
        raise cannot_listen(address, why) from why


def _begin(worker: Any) -> None:
    keep_what_is_loaded()
    worker.cfg.set("graceful_timeout", FINISH)  # the worker's own copy; the master waits longer
