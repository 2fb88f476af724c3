"""Whose data is erased, their files go from the disk too; the key is destroyed elsewhere."""

from services.casework.kept import projections
from services.common.erasure.events import PersonErased
from services.common.retention import CASE
from shared.consumer.subscription import Reactions
from shared.work import Work

erasing_files = Reactions("erasing_receipts")  # as it was called while there was nothing else


@erasing_files.on(PersonErased)
def drop(work: Work, event: PersonErased) -> None:
    if CASE in event.classes:
        projections.drop_of(work.db, event.person_id)
