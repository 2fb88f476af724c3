"""What the page of a referral says of others of the same person."""

from flask import url_for

from services.referral.duplicates.queries import Double, doubles
from services.referral.referrals.queries import ReferralView
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.work import Work


def lines(work: Work, view: ReferralView, principal: Principal) -> list[tuple[str, str]]:
    """Words and address of each.

    Before acceptance the provider reads that there is another, not which: it would name the child.
    """
    others = doubles(work, principal, view.referral)
    if view.sees_all and view.coordinates and view.referral.case:
        page = (gettext("Decide whether it is one person"), url_for("comparing.show"))
        return [*map(_line, others), page] if others else []
    if others and view.record is None:
        return [(gettext("It is shown once this referral is accepted."), "")]
    return [_line(double) for double in others]


def _line(double: Double) -> tuple[str, str]:
    text = gettext(
        "%(reference)s, sent %(day)s",
        reference=double.reference or gettext("Referral"),
        day=format_date(double.referred_on, "d.M.yyyy"),
    )
    return text, url_for("referrals.show", referral_id=double.referral_id)
