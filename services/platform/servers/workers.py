"""Our gunicorn workers, for the embedded platform and for web processes."""

import os
import sys
from time import monotonic
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers import gthread

from services.platform.servers.arriving import (
    TOO_LARGE,
    TOO_SLOW,
    Arriving,
    never_wait_long,
    say,
)
from shared.telemetry.starting import stop_tracing


class LinesLogger(Logger):
    """What gunicorn says, written as all other lines are (`shared.telemetry.logs`)."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


CONNECTIONS = 400  # that one worker holds at a time
SPARE = 20  # of them that are kept free


class DrainingWorker(gthread.ThreadWorker):
    """Gives a thread only to connections whose request has come whole (`arriving`).

    Browsers also open connections in advance. gunicorn gives each a thread for five seconds, so
    that a few open browsers would hold up all others; here these wait in the poller too.
    """

    def handle(self, conn: Any) -> Any:
        arriving = self._gathered(conn)
        if arriving.is_whole():
            conn.arriving, conn.data_ready = None, True
            conn.sock.setblocking(True)
            never_wait_long(conn.sock)
            conn.init()
            conn.parser.unreader.unread(bytes(arriving.data))
            return super().handle(conn)
        if arriving.has_endless_head():
            say(conn.sock, TOO_LARGE)
            return False
        return False if arriving.is_closed else gthread._DEFER

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Stop as for SIGTERM: gunicorn takes locks here, on which two signals would block."""
        self.handle_exit(sig, frame)

    def murder_pending(self) -> None:
        """Close what waits too long; at a stop, whatever has sent no whole request.

        Where nearly all places are taken, the longest wait ends first: new ones find a place.
        """
        now, waiting = monotonic(), list(self.pending_conns)
        too_many = max(0, self.nr_conns - self.worker_connections + SPARE)
        for number, conn in enumerate(waiting):
            arriving = getattr(conn, "arriving", None)
            is_late = arriving is not None and arriving.is_late(now)
            if self.alive and number >= too_many and conn.timeout > now and not is_late:
                continue
            self.pending_conns.remove(conn)
            self.poller.unregister(conn.sock)
            self.nr_conns -= 1
            if is_late:
                say(conn.sock, TOO_SLOW)
            conn.close()

    def _gathered(self, conn: Any) -> Arriving:
        """What has come of this connection's next request."""
        arriving: Arriving | None = getattr(conn, "arriving", None)
        if arriving is None:
            ahead = conn.parser.unreader.take_buffered() if conn.parser else b""
            conn.arriving = arriving = Arriving(bytearray(ahead))
        arriving.gather(conn.sock)
        return arriving


def close_and_go(_server: Any, worker: Any) -> None:
    """Close the databases and end, also when a thread still waits for the rest of a request."""
    if worker.app.callable:
        worker.app.callable.close()
    stop_tracing()
    sys.stdout.flush()
    os._exit(0)
