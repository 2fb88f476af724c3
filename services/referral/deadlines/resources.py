"""What is due in the referral service, on its page and over HTTP."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common.codes import DeadlineCode
from services.common.deadlines.resources import deadline_api, deadline_pages
from services.common.deadlines.views import Register
from services.referral.deadlines.queries import theirs
from services.referral.deadlines.rules import KINDS
from services.referral.deadlines.views import called

PAGES = {  # kind -> its page, and what the address calls the thing; all others are referrals
    DeadlineCode.REQUEST: ("rights.show", "request_id"),
    DeadlineCode.AGREEMENT: ("partnerships.show", "agreement_id"),
    DeadlineCode.CONSENT: ("consents.show_list", "referral_id"),
    DeadlineCode.CONSENT_WISH: ("consent_wishes.show", "referral_id"),
    DeadlineCode.ACKNOWLEDGEMENT: ("consents.show", "acknowledgement_id"),
    DeadlineCode.FAMILY_CONTACT: ("family_contacts.show", "contact_id"),
    DeadlineCode.RECEPTION: ("bookings.show", "booking_id"),
    DeadlineCode.CONSULTATION: ("consultations.show", "consultation_id"),
    DeadlineCode.PAIR_WORK: ("pairwork.show", "pairwork_id"),
    DeadlineCode.PAIR_OFFER: ("pairwork.show", "pairwork_id"),
    DeadlineCode.PAIR_MEETING: ("pairwork.show", "pairwork_id"),
    DeadlineCode.PACKAGE: ("packages.show", "package_id"),
    DeadlineCode.PACKAGE_PLAN: ("packages.show", "package_id"),
    DeadlineCode.PACKAGE_SESSION: ("packages.show_list", ""),
    DeadlineCode.FEEDBACK: ("feedback.show", "feedback_id"),
}


def page(kind: str, thing_id: UUID) -> str:
    """Where it is done."""
    address, name = PAGES.get(DeadlineCode(kind), ("referrals.show", "referral_id"))
    values: dict[str, Any] = {name: thing_id} if name else {}
    return url_for(address, **values)


register = Register(KINDS, page, theirs=theirs, about=called)
pages = deadline_pages("referral", register)
api = deadline_api("referral", register)
