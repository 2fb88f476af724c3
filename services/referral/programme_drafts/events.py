"""What happened to a programme in the making. Its text is a programme's, and tells of nobody."""

from uuid import UUID

from shared.kernel.events import event


@event("programme_draft.begun")
class DraftBegun:
    draft_id: UUID
    organisation: UUID | None  # in whose hands it is; None: the region's administrators
    basis: str  # code of the programme that it began with; empty: with none
    code: str  # of the programme, as far as the text says it
    title: str
    yaml: str


@event("programme_draft.written")
class DraftWritten:
    """The text is this from now on, whole."""

    draft_id: UUID
    code: str
    title: str
    yaml: str


@event("programme_draft.published")
class DraftPublished:
    draft_id: UUID
    code: str
    version: int


@event("programme_draft.discarded")
class DraftDiscarded:
    draft_id: UUID


DraftEvent = DraftBegun | DraftWritten | DraftPublished | DraftDiscarded
"""Everything that can have happened to one."""
