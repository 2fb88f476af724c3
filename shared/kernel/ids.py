"""Ids as texts."""

from uuid import UUID


def uuid_of(text: str) -> UUID | None:
    """The id; None when the text is no id. It is for queries that filter by an id."""
    try:
        return UUID(text)
    except ValueError:
        return None
