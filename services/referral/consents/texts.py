"""How a consent, and its end, are told in the reader's words."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.common.codes import (
    Acknowledgement as Result,
    ChildView,
    ConsentGiver,
    ConsentPurpose,
    DisclosureLevel,
    OtherGuardian,
)
from services.common.labels import label, label_of, listed
from services.referral.consents.queries import ListedAcknowledgement
from services.referral.consents.rules import CASEWORK
from services.referral.families.events import Consent
from services.referral.referrals.domain import Referral
from shared.web.formats import format_date
from shared.web.i18n import gettext, language

Facts = list[tuple[str, str]]


def changed_meanwhile() -> str:
    return gettext("Somebody recorded a step meanwhile. Look at the page again.")


def day(on: date | None) -> str:
    return format_date(on, "d.M.yyyy") if on else "–"


def facts(referral: Referral, consent: Consent, names: Mapping[UUID, str]) -> Facts:
    """The consent as it holds."""
    informed = [names.get(each, "–") for each in consent.inform]
    lasts = gettext("as long as the support goes on")
    return [
        (gettext("State"), state(referral)),
        (gettext("Consent given on"), day(consent.given_on)),
        (gettext("Consent given by"), label_of(ConsentGiver, consent.given_by, language())),
        (
            gettext("The other guardian"),
            label_of(OtherGuardian, consent.other_guardian or "", language()) or "–",
        ),
        (
            gettext("The child's own view"),
            label_of(ChildView, referral.child_view or "", language()) or "–",
        ),
        (gettext("Valid until"), day(consent.valid_until) if consent.valid_until else lasts),
        (
            gettext("The sender reads back"),
            label(DisclosureLevel(consent.disclosure_level), language()),
        ),
        (gettext("Who else is told"), ", ".join(sorted(informed)) or gettext("nobody")),
        (
            gettext("What else is allowed"),
            listed(map(ConsentPurpose, consent.purposes), language()) or "–",
        ),
    ]


def state(referral: Referral) -> str:
    """Does it hold, and if not, since when?"""
    if referral.consent_withdrawn_on:
        return gettext("withdrawn on %(day)s", day=day(referral.consent_withdrawn_on))
    if referral.consent_lapsed_on:
        return gettext("ended on %(day)s", day=day(referral.consent_lapsed_on))
    return gettext("holds")


def holder(line: ListedAcknowledgement, names: Mapping[UUID, str]) -> str:
    """Who was asked."""
    if line.organisation:
        return names.get(line.organisation, "–")
    casework = line.service == CASEWORK
    return gettext("Rinnalla: the case") if casework else gettext("Rinnalla: support people")


def tag(line: ListedAcknowledgement, today: date) -> tuple[str, str]:
    """Kind and text of the mark that says whether somebody has answered."""
    if line.result:
        return "done", label(Result(line.result), language())
    if line.due_on < today:
        return "late", gettext("Answer is late")
    return "wait", gettext("Waiting for an answer")
