"""What an organisation has sent by file: counts and ids, and its own names of columns."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("import.columns_named")
class ColumnsNamed:
    """What the organisation's own files call their columns, from now on."""

    organisation: UUID
    columns: dict[str, str]  # name in small letters -> field; empty: the column is left out


@event("import.confirmed")
class ImportConfirmed:
    """A file was sent, as a whole or without the lines that had a mistake."""

    organisation: UUID
    import_id: UUID
    person_id: UUID  # who confirmed it
    referrals: tuple[UUID, ...]  # that it made, in the order of its lines
    there: int  # lines that had been sent before
    left_out: int  # lines with a mistake
    on: date


ImportEvent = ColumnsNamed | ImportConfirmed
