"""What the forms of a programme's end show, in the reader's language."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import url_for

from services.common import catalogue
from services.referral.programme_endings import queries
from services.referral.programme_endings.queries import EntryView
from shared.web.i18n import language
from shared.web.own_form import OwnForms
from shared.work import Work


def draw_withdrawal(work: Work, view: EntryView) -> Mapping[str, Any]:
    """Who hears of it, and what happens to families that have it already."""
    code = queries.code_of(view.entry)
    providers = catalogue.all_providers(work.db).get(code, ())
    readers = {*providers, *queries.senders(work, code, besides=providers)}
    organisations = catalogue.all_organisations(work.db).values()
    return {
        "earliest": (work.today + timedelta(days=1)).isoformat(),
        "readers": [each.name_in(language()) for each in organisations if each.id in readers],
    }


def _frame(view: EntryView) -> Mapping[str, Any]:
    code = queries.code_of(view.entry)
    name = view.entry.versions[-1].name_in(language()) if view.entry.versions else code
    return {
        "name": name,
        "home": url_for("programme_versions.show", code=code),
    }


forms = OwnForms[EntryView](
    key="programme_id",
    read=queries.entry,
    home=lambda programme_id: url_for("programme_endings.show", programme_id=programme_id),
    lists=("catalogue",),
    frame=_frame,
)
