"""Whose data is erased, their receipts go from the disk too; the key is destroyed elsewhere."""

from services.casework.receipts import projections
from services.common.erasure.events import PersonErased
from services.common.retention import CASE
from shared.consumer.subscription import Reactions
from shared.work import Work

erasing_receipts = Reactions("erasing_receipts")


@erasing_receipts.on(PersonErased)
def drop(work: Work, event: PersonErased) -> None:
    if CASE in event.classes:
        projections.drop_of(work.db, event.person_id)
