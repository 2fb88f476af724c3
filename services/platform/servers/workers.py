"""How gunicorn's workers behave, in the embedded platform and in a web process alike."""

import os
import sys
from typing import Any

from gunicorn.workers import gthread

from shared.telemetry.starting import stop_tracing


class DrainingWorker(gthread.ThreadWorker):
    """Gives a thread only to who says something.

    Browsers open connections in advance. gunicorn lets each sit on a thread for five seconds,
    so that a few open browsers would hold up everybody; here it waits in the poller at once.
    """

    def handle(self, conn: Any) -> Any:
        if not conn.initialized and not conn.data_ready and not conn.wait_for_data(0):
            return gthread._DEFER
        return super().handle(conn)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Stop as SIGTERM asks: gunicorn takes locks here, and two signals meet in one of them."""
        self.handle_exit(sig, frame)

    def murder_pending(self) -> None:
        """Wait for nobody who has said nothing when there is no time left to answer."""
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = 0
        super().murder_pending()


def close_and_go(_server: Any, worker: Any) -> None:
    """Close the databases, and go without a thread that a caller left in the middle of a word."""
    if worker.app.callable:
        worker.app.callable.close()
    stop_tracing()
    sys.stdout.flush()
    os._exit(0)
