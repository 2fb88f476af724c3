"""The threads that keep consumers at the head of their sources, and a way to step them by hand."""

import threading

import structlog

from shared.consumer.consumer import TRANSIENT, Consumer, Stopped

log = structlog.get_logger(__name__)
PAUSE = 0.5  # seconds without a bell before looking anyway
LONGEST = 30.0  # seconds between tries while a database or source is away


class Followers:
    """All consumers of one service on one thread; `settle` runs them in the caller's instead."""

    def __init__(self, service: str, consumers: list[Consumer]) -> None:
        self.service, self.consumers = service, consumers
        self.bell = threading.Event()  # something may be new
        self.moved = threading.Event()  # something was passed, for whoever waits for it
        self.stopped: dict[str, str] = {}  # consumer -> why it stands still
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def settle(self) -> int:
        """Step every consumer until nothing moves; how many messages were passed."""
        passed = 0
        while moved := sum(self._step(consumer) for consumer in self.consumers):
            passed += moved
            self.moved.set()
        return passed

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=f"{self.service}-followers")
        self._thread.daemon = True
        self._thread.start()

    def stop(self) -> None:
        """End after the batch under way; safe when never started."""
        self._ending.set()
        self.bell.set()
        if self._thread:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        delay = PAUSE
        while not self._ending.is_set():
            self.bell.clear()
            self.moved.clear()
            try:
                self.settle()
                delay = PAUSE
            except TRANSIENT as trouble:
                delay = min(delay * 2, LONGEST)
                log.warning("followers.waiting", service=self.service, why=type(trouble).__name__)
            self.bell.wait(delay)

    def _step(self, consumer: Consumer) -> int:
        key = f"{consumer.name}<{consumer.source.service}"
        if key in self.stopped:
            return 0
        try:
            return consumer.step() + consumer.retry_waiting()
        except Stopped as why:
            self.stopped[key] = str(why)
            log.error("followers.stopped", service=self.service, consumer=key, why=str(why))
            return 0
