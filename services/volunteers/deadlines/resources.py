"""What is due among families and support persons, on its page and over HTTP."""

from uuid import UUID

from flask import url_for

from services.common.codes import DeadlineCode
from services.common.deadlines.resources import deadline_api, deadline_pages
from services.common.deadlines.views import Register
from services.volunteers.deadlines.queries import theirs
from services.volunteers.deadlines.rules import KINDS
from services.volunteers.deadlines.views import called
from services.volunteers.matches import policy


def page(kind: str, thing_id: UUID) -> str:
    """Where it is done."""
    if kind == DeadlineCode.PERSON:
        return url_for("matching.case", case_id=thing_id)
    return url_for("matches.match", match_id=thing_id)


register = Register(KINDS, page, theirs, policy.follows.access, called)
pages = deadline_pages("volunteers", register)
api = deadline_api("volunteers", register)
