"""What is due among cases, on its page and over HTTP."""

from uuid import UUID

from flask import url_for

from services.casework.cases import policy
from services.casework.cases.queries import names
from services.casework.deadlines.queries import theirs
from services.casework.deadlines.rules import KINDS
from services.common.codes import DeadlineCode
from services.common.deadlines.resources import deadline_api, deadline_pages
from services.common.deadlines.views import Register


def page(kind: str, thing_id: UUID) -> str:
    """Where it is done."""
    if kind == DeadlineCode.CONCERN:
        return url_for("concerns.show", concern_id=thing_id)
    return url_for("casefile.show", case_id=thing_id)


register = Register(KINDS, page, theirs, policy.opens.access, names)
pages = deadline_pages("casework", register)
api = deadline_api("casework", register)
