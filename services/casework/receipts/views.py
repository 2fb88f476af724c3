"""The forms of receipts: adding some, removing one."""

from typing import Any

from flask import url_for

from services.casework.cases.texts import first_name
from services.casework.receipts import queries
from services.casework.receipts.policy import ReceiptsView
from services.common.phrases import caution
from shared.web.own_form import OwnForms


def frame(view: ReceiptsView) -> dict[str, Any]:
    """What both forms show around themselves."""
    hidden = view.case.person.non_disclosure
    return {"name": first_name(view.case), "caution": caution(hidden, is_short=True)}


visit_forms = OwnForms[ReceiptsView](
    key="visit_id",
    read=queries.of_visit,
    home=lambda visit_id: url_for("visitbook.show", visit_id=visit_id),
    lists=("timeline",),
    frame=lambda view: (
        frame(view) | {"home": url_for("visitbook.show", visit_id=view.paid.part_id)}
    ),
)
entry_forms = OwnForms[ReceiptsView](
    key="entry_id",
    read=queries.of_entry,
    home=lambda entry_id: url_for("entrybook.show", entry_id=entry_id),
    lists=("timeline",),
    frame=lambda view: (
        frame(view) | {"home": url_for("entrybook.show", entry_id=view.paid.part_id)}
    ),
)
