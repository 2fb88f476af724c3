"""Errors of writers at the same time: another one was faster, or holds the same claim already."""

from uuid import UUID


class Stale(Exception):
    """Someone else has changed the stream since the caller saw it."""

    def __init__(
        self, stream: str, version: int, seen: int | None = None, *, loaded: int | None = None
    ) -> None:
        super().__init__(
            f"{stream} is at version {version}, not {loaded if seen is None else seen}."
        )
        self.seen = seen  # None when the caller named no version, so deciding again may help


class Taken(Exception):
    """What a command claimed belongs to another stream already."""

    def __init__(self, scope: str, key: str, stream: str) -> None:
        super().__init__(f"{scope} {key} is taken.")
        self.scope, self.stream = scope, stream

    @property
    def id(self) -> UUID:
        """The id of the aggregate that holds the claim."""
        return UUID(self.stream[-36:])
