"""What each event of a referral says, in one line."""

from collections.abc import Sequence
from typing import Any

from services.common.codes import (
    BusinessStatus,
    ClientStatus,
    ConsentGiver,
    EndReason,
    Need,
    RecallReason,
    RejectionReason,
    WaitlistingReason,
    WithdrawalReason,
)
from services.common.labels import label, label_of, listed
from services.common.phrases import FACTS, fact_names, language_name, place, withheld
from services.referral.corrections import events as corrections
from services.referral.referrals import events
from services.referral.routes.events import OfferDeclined, OfferExplained, OfferRecalled
from services.referral.sameness import events as sameness
from shared.web.formats import format_date
from shared.web.i18n import gettext, language


def sentence(event: Any, organisation: str) -> str:
    """What happened; empty for what another event beside it says already."""
    match event:
        case events.ReferralReceived():
            return gettext("The referral arrived")
        case events.ReferralOffered():
            return gettext("Offered to %(organisation)s", organisation=organisation)
        case OfferDeclined() | OfferRecalled() | OfferExplained():
            return _moved(event, organisation)
        case events.ReferralAccepted():
            return gettext("Accepted; the family's details were disclosed")
        case events.InformationRequested():
            return gettext("The sender was asked for more information")
        case events.InformationGiven():
            return gettext("The sender replied")
        case events.ReferralWaitlisted(reason=reason):
            why = label(WaitlistingReason(reason), language())
            return gettext("Put on the waiting list: %(why)s", why=why)
        case events.ReferralRejected(reason=reason):
            return gettext("Not accepted: %(why)s", why=label(RejectionReason(reason), language()))
        case events.ReferralWithdrawn(reason=reason):
            return gettext("Withdrawn: %(why)s", why=label(WithdrawalReason(reason), language()))
        case events.ContactShown(reason=reason):
            return gettext("Contact details were shown: %(why)s", why=reason)
        case (
            events.ReferralProgressed(business_status=business)
            | events.ReferralAdvanced(business_status=business)
        ):
            return label(BusinessStatus(business), language())
        case events.ReferralCompleted(end_reason=reason) | events.ReferralFailed(end_reason=reason):
            return gettext("Support ended: %(why)s", why=label(EndReason(reason), language()))
        case _:
            return _put_right(event)


def _moved(event: OfferDeclined | OfferRecalled | OfferExplained, organisation: str) -> str:
    """Why it is not with that organisation any more, or is by a person's choice."""
    match event:
        case OfferDeclined(reason=reason):
            why = label(RejectionReason(reason), language())
            return gettext(
                "%(organisation)s passed it on: %(why)s", organisation=organisation, why=why
            )
        case OfferRecalled(reason=reason):
            why = label(RecallReason(reason), language())
            return gettext(
                "Recalled from %(organisation)s: %(why)s", organisation=organisation, why=why
            )
        case OfferExplained(reason=reason):
            return gettext("Why %(organisation)s: %(why)s", organisation=organisation, why=reason)


def _put_right(event: Any) -> str:
    match event:
        case corrections.ReferralCorrected(changed=changed):
            return gettext("Details corrected: %(what)s", what=fact_names(changed))
        case corrections.CorrectionDisclosed(changed=changed):
            return gettext("Details corrected: %(what)s", what=fact_names(changed))
        case corrections.ConsentCorrected():
            return gettext("The consent was corrected")
        case corrections.ConsentWithdrawn():
            return gettext("The family withdrew its consent")
        case corrections.ConsentLapsed():
            return gettext("The last day of the consent passed")
        case corrections.ReferralEnteredInError():
            return gettext("Marked as sent by mistake")
        case corrections.ReferralReopened():
            return gettext("Reopened")
        case _:
            return _compared(event)


def _compared(event: Any) -> str:
    """What its provider decided of it and another one; nobody else has it to read."""
    match event:
        case sameness.ReferralMerged():
            return gettext("Merged with another referral of the same person, which leads")
        case sameness.ReferralJoined():
            return gettext("Another referral of the same person was merged with this one")
        case sameness.ReferralSeparated() | sameness.ReferralParted():
            return gettext("Separated from the other referral")
        case sameness.ReferralDistinguished():
            return gettext("Said to be another person than in another referral")
        case sameness.SamenessExplained(reason=reason):
            return gettext("How it is known: %(why)s", why=reason)
        case _:
            return ""


def informing_ended(organisations: Sequence[str]) -> str:
    """Who hears no more, for those who know that they had been let know."""
    return gettext("Told no more: %(names)s", names=", ".join(organisations))


def difference(name: str, before: Any, now: Any) -> str:
    """What stood there, and what stands there now."""
    return f"{gettext(FACTS[name])}: {fact(name, before)} → {fact(name, now)}"


def hidden_difference(name: str) -> str:
    """That it was changed, where a non-disclosure order hides what it says."""
    return f"{gettext(FACTS[name])}: {withheld()}"


def fact(name: str, value: Any) -> str:
    """A value of a family's description as people read it."""
    if value is None or value == "" or value == ():
        return "–"
    match name:
        case "date_of_birth" | "non_disclosure_until":
            return format_date(value, "d.M.yyyy")
        case "place":
            return place(value)
        case "mother_tongue" | "service_language":
            return language_name(value)
        case "interpreter_needed" | "non_disclosure":
            return gettext("yes") if value else gettext("no")
        case "needs":
            return listed(map(Need, value), language())
        case "client_status":
            return label_of(ClientStatus, value, language())
        case "guardians":
            return "; ".join(f"{g.given_name} {g.family_name} {g.phone}".strip() for g in value)
        case "siblings":
            return "; ".join(f"{s.given_name} {s.family_name}".strip() for s in value)
        case _:
            return str(value)


def consent(value: Any) -> str:
    """When and by whom it was given, and what the sender reads back by it."""
    return ", ".join(
        (
            format_date(value.given_on, "d.M.yyyy"),
            label(ConsentGiver(value.given_by), language()),
            value.disclosure_level,
        )
    )
