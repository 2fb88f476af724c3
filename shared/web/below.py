"""Things whose address stands below another's, such as a visit's below its case's."""

from uuid import UUID

from flask import request

from shared.kernel.aggregate import NotFound


def must_stand_below(**ids: UUID) -> None:
    """Raise `NotFound` where the address names another thing above it, by its place's name."""
    named = request.view_args or {}
    if any(named.get(name, thing_id) != thing_id for name, thing_id in ids.items()):
        raise NotFound
