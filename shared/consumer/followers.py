"""The threads that run consumers; tests and commands can also step the consumers by hand.

Each source has a thread of its own, so that a slow or missing source holds up nothing else.
Where reading the source waits for news, each of its consumers has a thread. The others wait until
they are woken, and look by themselves after a pause: what wakes may be lost.
"""

import threading
from collections.abc import Callable, Collection
from time import monotonic

import structlog

from shared.consumer import parking, stopping
from shared.consumer.consumer import Consumer
from shared.consumer.going_past import go_past, verify_together
from shared.consumer.stopping import Stopped, WentBack
from shared.consumer.subscription import Reactions
from shared.consumer.troubles import is_transient
from shared.telemetry.metrics import ALARMS, OUTAGES

log = structlog.get_logger(__name__)
PAUSE = 0.5  # seconds without a wakeup before the next step
LOOK_FOR_WAITING = 5.0  # seconds until it asks again whether another process left events waiting
PATIENCE = 10.0  # seconds in which all threads must end
LONGEST = 30.0  # seconds between tries while a database or source is away
LOOK_AGAIN = 5.0  # seconds until a consumer whose source went back asks whether that is mended


class Followers:
    """All consumers of one service; `settle` runs them in the caller's thread instead."""

    def __init__(self, service: str, consumers: list[Consumer]) -> None:
        self.service = service
        self.pause: Callable[[str], float] = lambda source: PAUSE  # after reading that source
        self.consumers: list[Consumer] = []
        self.moved = (
            threading.Event()
        )  # set when a message was processed, for those who wait for it
        self.stopped: dict[str, str] = {}  # consumer -> why it has stopped
        self._asks_at: dict[str, float] = {}  # consumer whose source went back -> when it asks
        self._recorded: set[str] | None = None  # stopped by their rows; None: not read so far
        self._wakeups: dict[str, threading.Event] = {}  # by group: something may be new there
        self._looked_at = 0.0  # when it last asked who waits
        self._ending = threading.Event()
        self._chores: list[tuple[str, float, Callable[[], object]]] = []
        self._threads: list[threading.Thread] = []
        for consumer in consumers:
            self.add(consumer)

    def add(self, consumer: Consumer) -> None:
        """Add a consumer, before `start`."""
        self.consumers.append(consumer)
        consumer.source.notify(self._wakeups.setdefault(_group(consumer), threading.Event()))

    def every(self, seconds: float, name: str, act: Callable[[], object]) -> None:
        """Do it again and again beside the consumers, from `start` on, where this process follows.

        What fails is logged and tried at the next time.
        """
        self._chores.append((name, seconds, act))

    def settle(self) -> int:
        """Step every consumer until none has anything to do; the number of messages processed.

        An error of one of them does not stop the others; it is raised at the end.
        """
        return self._settled(self.consumers)

    def react(self, also: Collection[str] = ()) -> int:
        """The same for reactions, and for the projections that they wait for."""
        return self._settled(
            [c for c in self.consumers if isinstance(c.subscription, Reactions) or c.name in also]
        )

    def step_those(self, consumers: Collection[Consumer]) -> None:
        """Step these where no thread does and no other process: the caller is all there is."""
        if not self._threads and all(consumer.runs_here for consumer in consumers):
            self._settled(list(consumers))

    def resume(self) -> None:
        """Let stopped consumers go on, after a person has looked."""
        self.stopped.clear()
        self._asks_at.clear()

    def start(self) -> None:
        for group in self._wakeups:
            self._begin(group, self._follow, group)
        for name, seconds, act in self._chores:
            self._begin(name, self._repeat, name, seconds, act)

    def _begin(self, name: str, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(
            target=target, args=args, name=f"{self.service}: {name}", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _repeat(self, name: str, seconds: float, act: Callable[[], object]) -> None:
        while not self._ending.wait(seconds):
            try:
                act()
            except Exception as trouble:  # the outermost loop: logged once, tried again
                kind = type(trouble).__name__
                log.warning("followers.chore", service=self.service, chore=name, why=kind)

    def stop(self) -> None:
        """End after the current batches, or without those that hang; safe when never started."""
        self._ending.set()
        for wakeup in self._wakeups.values():
            wakeup.set()
        until = monotonic() + PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))

    def _follow(self, group: str) -> None:
        wakeup, delay = self._wakeups[group], 0.0
        consumers = [c for c in self.consumers if _group(c) == group]
        source = consumers[0].source
        beside = self._wakeups.get(source.service, wakeup)  # the same source by another way
        while not self._ending.is_set():
            self.moved.clear()
            processed, troubles = self._settle(consumers)
            if processed and beside is not wakeup:
                beside.set()
            rest = 0.0 if source.waits else self.pause(source.service)
            for trouble in troubles:
                write = log.warning if is_transient(trouble) else log.error
                kind = type(trouble).__name__
                if is_transient(trouble):
                    OUTAGES.add(service=self.service, at=group)
                write("followers.waiting", service=self.service, lane=group, why=kind)
            delay = min(max(delay, PAUSE) * 2, LONGEST) if troubles else rest
            if rest and not troubles and not any(c.may_wait for c in consumers):
                source.rest(wakeup, rest)
            else:
                wakeup.wait(delay)
            wakeup.clear()  # before `_ending` is read, so that its wakeup is not lost

    def _settled(self, consumers: list[Consumer]) -> int:
        processed, troubles = self._settle(consumers)
        for trouble in troubles:
            raise trouble
        return processed

    def _settle(self, consumers: list[Consumer]) -> tuple[int, list[Exception]]:
        processed, moved = 0, 1
        troubles: dict[str, Exception] = {}
        while moved and not self._ending.is_set():
            heads: dict[int, int] = {}
            moved = self._go_past(consumers, heads, troubles)
            for consumer in consumers:
                try:
                    moved += self._step(consumer, heads)
                    troubles.pop(consumer.key, None)
                except Exception as trouble:  # the outermost loop: logged once, tried again
                    troubles[consumer.key] = trouble
                    consumer.distrust()
            processed += moved
            if moved:
                self.moved.set()
        return processed, list(troubles.values())

    def _go_past(
        self, consumers: list[Consumer], heads: dict[int, int], troubles: dict[str, Exception]
    ) -> int:
        """Let those that handle nothing of what is new go past it together, source by source."""
        moving = [c for c in consumers if c.key not in self.stopped and not c.source.waits]
        gone = 0
        for source in {id(consumer.source): consumer.source for consumer in moving}.values():
            those, key = [c for c in moving if c.source is source], f"together<{source.service}"
            try:
                heads[id(source)] = source.head()
                verify_together(those, source, heads[id(source)])
                gone += go_past(those, source, heads[id(source)])
                troubles.pop(key, None)
            except Exception as trouble:  # each of them steps by itself, and may meet it too
                heads.pop(id(source), None)
                troubles[key] = trouble
        return gone

    def _step(self, consumer: Consumer, heads: dict[int, int]) -> int:
        """Step it; `heads` holds what each source has answered in this round, asked once."""
        key, source = consumer.key, id(consumer.source)
        if key in self.stopped and monotonic() < self._asks_at.get(key, float("inf")):
            return 0
        try:
            self._look_for_waiting(consumer)
            if key in self.stopped:
                consumer.verify()
            if source not in heads:
                heads[source] = consumer.source.head()
            processed = consumer.step(heads[source]) + consumer.retry_waiting()
        except Stopped as why:
            self._stop(consumer, why)
            return 0
        if key in self._stopped_before(consumer):
            self._go_on(consumer)
        return processed

    def _look_for_waiting(self, any_of: Consumer) -> None:
        """Let consumers try again what another process has left waiting."""
        if monotonic() < self._looked_at + LOOK_FOR_WAITING:
            return
        with any_of.database.reading() as db:
            waiting = parking.who_waits(db)
        self._looked_at = monotonic()
        for consumer in self.consumers:
            if (consumer.name, consumer.source.service) in waiting:
                consumer.expect_waiting()

    def _stop(self, consumer: Consumer, why: Stopped) -> None:
        key, source = consumer.key, consumer.source.service
        if isinstance(why, WentBack):
            self._asks_at[key] = monotonic() + LOOK_AGAIN
        if key in self.stopped:
            return
        self.stopped[key] = str(why)
        log.error("followers.stopped", service=self.service, consumer=key, why=str(why))
        if isinstance(why, WentBack):
            ALARMS.add(service=self.service, source=source, alarm="went back")
        with consumer.database.writing() as db:
            stopping.record(db, consumer.name, source, str(why), consumer.clock.now())
        self._stopped_before(consumer).add(key)

    def _go_on(self, consumer: Consumer) -> None:
        with consumer.database.writing() as db:
            stopping.clear(db, consumer.name, consumer.source.service)
        self._stopped_before(consumer).discard(consumer.key)
        self.stopped.pop(consumer.key, None)
        self._asks_at.pop(consumer.key, None)

    def _stopped_before(self, consumer: Consumer) -> set[str]:
        """The consumers that stand in the database as stopped, by this process or one before it."""
        if self._recorded is None:
            with consumer.database.reading() as db:
                self._recorded = set(stopping.reasons(db))
        return self._recorded


def _group(consumer: Consumer) -> str:
    """Consumers with the same group share a thread."""
    return consumer.key if consumer.source.waits else consumer.source.service
