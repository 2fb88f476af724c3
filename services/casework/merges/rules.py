"""What a case may not do while another one of the same person leads."""

from uuid import UUID

from services.casework.merges.events import CaseMerged, MergeEvent
from shared.kernel.aggregate import Refused


def led_after(event: MergeEvent) -> UUID | None:
    """The case that leads from then on; None: it stands by itself."""
    return event.into if isinstance(event, CaseMerged) else None


def check_leads(led_by: UUID | None) -> None:
    """Refuse work in a case that another one leads: it is done there."""
    if led_by is not None:
        raise Refused(
            "Another case of the same person leads: the work goes on there.", code="follows"
        )
