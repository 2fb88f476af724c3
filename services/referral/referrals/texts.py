"""How a referral stands, in the reader's words: its title, its mark, how far it has come."""

from services.common import workdays
from services.common.codes import BusinessStatus, ReferralStatus
from services.common.labels import label, within
from services.common.phrases import ages
from services.referral.referrals.queries import ReferralView
from services.referral.referrals.rules import WAITING
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Step


def tag(status: str, business: str | None, used: int, promised: int) -> tuple[str, str]:
    """Kind and text of the mark that says how a referral stands."""
    if status == ReferralStatus.AWAITING_INFORMATION:
        return "info", label(ReferralStatus.AWAITING_INFORMATION, language())
    if status in WAITING:
        if used > promised:
            return "late", gettext("Answer is late")
        return "wait", gettext("Waiting for an answer")
    if status == ReferralStatus.ACCEPTED and business:
        kind = "done" if business == BusinessStatus.IN_PROGRESS else "info"
        return kind, label(BusinessStatus(business), language())
    return "idle", label(ReferralStatus(status), language())


def title(view: ReferralView, programme: str) -> str:
    """Who it is about once they are disclosed; before, the programme and an age."""
    described = view.referral.described
    if described is None:
        return ""
    record = view.record
    if record is not None and (named := f"{record.given_name} {record.family_name}".strip()):
        return named
    programme = programme or gettext("Programme not chosen")
    return f"{programme}, {within(ages(described.subject_kind, described.age_band))}"


def steps(view: ReferralView, promised: int) -> list[Step]:
    """The stations of a referral, as far as it has come."""
    referral = view.referral
    sent = referral.received.referred_on if referral.received else None
    arrived = format_date(sent, "d.M.") if sent else ""
    last = format_date(workdays.due(sent, promised), "d.M.") if sent else ""
    if not referral.can_be_withdrawn and view.status is not ReferralStatus.ACCEPTED:
        return [
            Step(gettext("Received"), "done", arrived),
            Step(label(ReferralStatus(str(view.status)), language()), "current"),
        ]
    stations = (
        (gettext("Received"), arrived, ""),
        (gettext("Offered"), "", gettext("rule: programme and area")),
        (gettext("Waiting for an answer"), "", gettext("promised by %(day)s", day=last)),
        (gettext("A support person is found"), "", ""),
        (gettext("Support begins"), "", ""),
        (gettext("Ending"), "", ""),
    )
    reached = _reached(view)
    return [
        Step(name, "done" if i < reached else "current" if i == reached else "todo", day, why)
        for i, (name, day, why) in enumerate(stations)
    ]


def changed_meanwhile() -> str:
    return gettext("Somebody else changed this referral meanwhile. Look at it again.")


def _reached(view: ReferralView) -> int:
    """The station that is current, counted from 0."""
    business = view.business_status
    if business == BusinessStatus.IN_PROGRESS:
        return 5
    if view.referral.case:
        return 4 if business == BusinessStatus.MATCH_AGREED else 3
    return 2 if view.referral.can_be_answered else 1
