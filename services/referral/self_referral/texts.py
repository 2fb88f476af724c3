"""What the pages for families say of how it goes on, in plain words."""

from datetime import date

from services.common.codes import BusinessStatus, ReferralStatus
from services.referral.family_contacts.domain import FamilyContact
from services.referral.referrals.domain import Referral
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.web.parts import Step

BEGUN = (BusinessStatus.IN_PROGRESS, BusinessStatus.PAUSED, BusinessStatus.ENDED)
AGREED = (BusinessStatus.MATCH_AGREED, *BEGUN)


def promise(due: date) -> str:
    """Until when they have an answer."""
    return gettext("You get an answer by %(day)s", day=format_date(due, "EEEE d.M."))


def late() -> str:
    """Where the promise was not kept."""
    return gettext("The answer is late. We are sorry. You may also call the organisation.")


def steps(contact: FamilyContact, referral: Referral | None) -> list[Step]:
    """How it goes on, without a detail that somebody else in the home could read."""
    accepted = referral is not None and referral.case is not None
    business = referral.business_status if referral else None
    answered = accepted or any(not letter.by_family for letter in contact.letters)
    reached = [
        (gettext("Your message has arrived"), True),
        (gettext("You get an answer"), answered),
        (gettext("You say who you are"), referral is not None),
        (gettext("The right support is looked for"), accepted and business in AGREED),
        (gettext("The support begins"), accepted and business in BEGUN),
    ]
    current = next((place for place, (_, done) in enumerate(reached) if not done), None)
    return [
        Step(label, "done" if done else "current" if place == current else "todo")
        for place, (label, done) in enumerate(reached)
    ]


def refused(referral: Referral | None) -> str:
    """What a family reads where nothing comes of its referral."""
    ends = (ReferralStatus.REJECTED, ReferralStatus.WITHDRAWN, ReferralStatus.ENTERED_IN_ERROR)
    if referral is None or referral.status not in ends:
        return ""
    return gettext(
        "This support cannot be arranged for you now. Call the organisation: it helps you further."
    )
