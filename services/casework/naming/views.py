"""What the form about who opens contact details shows, in the reader's language."""

from typing import Any

from services.casework.cases.queries import CaseView
from services.casework.naming import queries
from services.casework.people import names
from shared.kernel.aggregate import NotFound
from shared.web.parts import Option
from shared.work import Work


def readers_form(work: Work, view: CaseView) -> dict[str, Any]:
    """Who is named, and who else could be."""
    if not view.is_hidden:
        raise NotFound
    name, named = names(work), view.case.contact_access.named
    could = queries.could_be_named(work, view.case)
    return {
        "staff": [Option(str(person.id), person.name) for person in could],
        "readers": sorted((name(str(person)), str(person)) for person in named),
    }
