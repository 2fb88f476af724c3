"""The applications of one process by the first part of their paths, "" for all other paths."""

from collections.abc import Callable, Iterator, MutableMapping
from threading import Lock

from flask import Flask


class Apps(MutableMapping[str, Flask]):
    """Each is made when it is first asked for: who needs one service pays for no other."""

    def __init__(self) -> None:
        self._makers: dict[str, Callable[[], Flask]] = {}
        self._made: dict[str, Flask] = {}
        self._lock = Lock()

    def let(self, name: str, make: Callable[[], Flask]) -> None:
        """Say how the application of that name is made."""
        self._makers[name] = make

    def make_all(self) -> None:
        """Make them now, where a first request is not to wait for it."""
        for name in self:
            _ = self[name]

    def __getitem__(self, name: str) -> Flask:
        with self._lock:
            if name not in self._made:
                self._made[name] = self._makers[name]()
            return self._made[name]

    def __setitem__(self, name: str, app: Flask) -> None:
        self._makers[name] = lambda: app
        self._made[name] = app

    def __delitem__(self, name: str) -> None:
        del self._makers[name]
        self._made.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
