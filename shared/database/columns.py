"""Column types for times and for personal values, the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator

from shared.kernel.sealing import Label, Sealed


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Naive datetimes are refused; SQLite keeps them without an offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """PostgreSQL answers in UTC as it is: rows are read by the million."""
        return super().result_processor(dialect, coltype) if dialect.name == "sqlite" else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Personal(TypeDecorator[Sealed]):
    """A value about a person, in its stored form; plaintext is refused, not written.

    `of` names the column with the person's id, `retention` the class it is kept under.
    """

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, *, of: str, retention: str) -> None:
        super().__init__()
        self.of, self.retention = of, retention

    @property
    def label(self) -> Label:
        return Label(self.of, self.retention)

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError("A personal column takes only what came sealed out of an event.")
        return value.stored

    def process_result_value(self, value: Any, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(value)
