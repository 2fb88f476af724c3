"""Our gunicorn workers, for the embedded platform and for web processes."""

import os
import sys
from typing import Any

from gunicorn.workers import gthread

from shared.telemetry.starting import stop_tracing


class DrainingWorker(gthread.ThreadWorker):
    """Gives a thread only to connections that send a request.

    Browsers open connections in advance. gunicorn gives each a thread for five seconds, so that a
    few open browsers would hold up all others; here such a connection waits in the poller.
    """

    def handle(self, conn: Any) -> Any:
        if not conn.initialized and not conn.data_ready and not conn.wait_for_data(0):
            return gthread._DEFER
        return super().handle(conn)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Stop as for SIGTERM: gunicorn takes locks here, on which two signals would block."""
        self.handle_exit(sig, frame)

    def murder_pending(self) -> None:
        """At a stop, do not wait for connections that have sent no request."""
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = 0
        super().murder_pending()


def close_and_go(_server: Any, worker: Any) -> None:
    """Close the databases and end, also when a thread still waits for the rest of a request."""
    if worker.app.callable:
        worker.app.callable.close()
    stop_tracing()
    sys.stdout.flush()
    os._exit(0)
