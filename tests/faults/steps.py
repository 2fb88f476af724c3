"""The moments of a cycle: every line that some functions go through, each a place to die at.

A process counts them as it comes by, and at one of them sends itself a signal: so a fault hits
exactly the line that the test names, each time anew.
"""

import inspect
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from random import Random
from types import FrameType
from typing import Any


@dataclass(frozen=True, order=True)
class CodeLine:
    function: str
    offset: int  # within the function, its first line being 0


@dataclass(frozen=True)
class Moment:
    """The turn-th time that a line is reached."""

    line: CodeLine
    turn: int
    number: int  # of the signal that it sends itself


@dataclass
class Steps:
    """Watches this thread from `begin` to `end`."""

    functions: Collection[Callable[..., Any]]
    fatal: Moment | None = None
    seen: Counter[CodeLine] = field(default_factory=Counter)

    def begin(self) -> None:
        codes = {inspect.unwrap(function).__code__ for function in self.functions}

        def enter(frame: FrameType, event: str, argument: object) -> Any:
            return self._pass if frame.f_code in codes else None

        sys.settrace(enter)

    def end(self) -> None:
        sys.settrace(None)

    def _pass(self, frame: FrameType, event: str, argument: object) -> Any:
        if event == "line":
            code = frame.f_code
            line = CodeLine(code.co_qualname, frame.f_lineno - code.co_firstlineno)
            self.seen[line] += 1
            if self.fatal and (line, self.seen[line]) == (self.fatal.line, self.fatal.turn):
                os.kill(os.getpid(), self.fatal.number)
        return self._pass


def deaths(seen: Counter[CodeLine], random: Random) -> list[Moment]:
    """One at every line; where it is reached more often, at the first or second turn."""
    turns = {line: random.randint(1, min(2, seen[line])) for line in sorted(seen)}
    return [Moment(line, turn, signal.SIGKILL) for line, turn in turns.items()]
