"""A few forked processes at a time, each for one job, each ended with all that it started.

The parent has imported the libraries and none of our modules, so that a child begins at once and
clean. A child leaves by `os._exit`: no thread that a test left behind can hold it.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

CRASHED = 70  # the job itself raised
TOO_LONG = 71  # it, or one of its tests, came to no end
FORK = get_context("fork")


@dataclass(frozen=True)
class Job:
    """What one child does; its exit code is the answer, and what it writes goes to `output`."""

    name: str
    run: Callable[[], int]
    output: Path
    limit: float  # seconds


@dataclass(frozen=True)
class _Child:
    job: Job
    process: BaseProcess
    group: int
    until: float

    def end(self, *, in_time: bool = False) -> int:
        """Its exit code, when it and all that it started are gone."""
        if not in_time:
            self.process.kill()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.group, signal.SIGKILL)
        self.process.join()
        return (self.process.exitcode or 0) if in_time else TOO_LONG


def run(jobs: Iterable[Job], *, size: int) -> Iterator[tuple[Job, int]]:
    """Each job with its exit code as it ends; a job is asked for when there is room for it."""
    waiting, children = iter(jobs), list[_Child]()
    try:
        while True:
            while len(children) < size and (job := next(waiting, None)):
                children.append(_start(job))
            if not children:
                return
            for child, in_time in _wait(children):
                children.remove(child)
                yield child.job, child.end(in_time=in_time)
    finally:
        for child in children:
            child.end()


def in_a_fork(act: Callable[[], int]) -> int:
    """Run it in a process of its own; its exit code, TOO_LONG where its timer ended it."""
    pid = os.fork()
    if not pid:
        _leave_by(act)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return TOO_LONG if code == -signal.SIGPROF else code


def _start(job: Job) -> _Child:
    sys.stdout.flush()  # or the child would say it again
    process = FORK.Process(target=_work, args=(job,))
    process.start()
    assert process.pid, "A process that was started has a number."
    return _Child(job, process, process.pid, monotonic() + job.limit)


def _wait(children: list[_Child]) -> list[tuple[_Child, bool]]:
    """Those that have ended, and those that are over their time."""
    soonest = min(child.until for child in children)
    sentinels = [child.process.sentinel for child in children]
    ended = connection.wait(sentinels, max(soonest - monotonic(), 0))
    states = [(child, child.process.sentinel in ended) for child in children]
    return [(child, done) for child, done in states if done or child.until <= monotonic()]


def _work(job: Job) -> None:
    os.setsid()
    output = os.open(job.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    _leave_by(job.run)


def _leave_by(act: Callable[[], int]) -> None:
    code = CRASHED
    try:
        code = act()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
