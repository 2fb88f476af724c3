"""What is due in the referral service, on its page and over HTTP."""

from functools import partial
from uuid import UUID

from flask import url_for

from services.common.codes import DeadlineCode
from services.common.deadlines.queries import of_sides
from services.common.deadlines.resources import deadline_api, deadline_pages
from services.common.deadlines.views import Register
from services.referral.deadlines.rules import KINDS
from services.referral.deadlines.views import called


def page(kind: str, thing_id: UUID) -> str:
    """Where it is done."""
    if kind == DeadlineCode.REQUEST:
        return url_for("rights.show", request_id=thing_id)
    if kind == DeadlineCode.AGREEMENT:
        return url_for("partnerships.show", agreement_id=thing_id)
    if kind == DeadlineCode.CONSENT:
        return url_for("consents.show_list", referral_id=thing_id)
    if kind == DeadlineCode.CONSENT_WISH:
        return url_for("consent_wishes.show", referral_id=thing_id)
    if kind == DeadlineCode.ACKNOWLEDGEMENT:
        return url_for("consents.show", acknowledgement_id=thing_id)
    return url_for("referrals.show", referral_id=thing_id)


OFFICERS = frozenset({str(DeadlineCode.REQUEST)})
register = Register(KINDS, page, theirs=partial(of_sides, officers=OFFICERS), about=called)
pages = deadline_pages("referral", register)
api = deadline_api("referral", register)
