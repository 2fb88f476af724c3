"""How a referral stands, in the reader's words: its title, its mark, how far it has come."""

from dataclasses import replace
from datetime import date
from typing import Literal

from services.common.codes import (
    BusinessStatus,
    DisclosureLevel,
    ReferralStatus,
    RejectionReason,
    WaitlistingReason,
    WithdrawalReason,
)
from services.common.labels import label, within
from services.common.phrases import ages
from services.referral.referrals.queries import ReferralView, due_on
from services.referral.statuses.rules import WAITING
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import Step


def tag(status: str, business: str | None, *, is_late: bool) -> tuple[str, str]:
    """Kind and text of the mark that says how a referral stands."""
    if status == ReferralStatus.AWAITING_INFORMATION:
        return "info", label(ReferralStatus.AWAITING_INFORMATION, language())
    if status in WAITING:
        if is_late:
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


def steps(view: ReferralView, promised: int, organisation: str, *, is_matched: bool) -> list[Step]:
    """The stations of a referral with their days, as far as it has come."""
    referral = view.referral
    sent = referral.received.referred_on if referral.received else None
    arrived = Step(gettext("Received"), "done", _day(sent))
    offered = Step(gettext("Offered"), "done", _day(referral.offered_on), organisation)
    before = [arrived, offered] if referral.offered_on else [arrived]
    if referral.case is None and not referral.can_be_withdrawn:
        status = label(ReferralStatus(str(view.status)), language())
        why = ", ".join(part for part in (_why(view), organisation) if part)
        return [*before, Step(status, "current", _day(referral.ended_on), why)]
    if referral.case is None:
        waits = Step(*_waiting(view, promised))
        ahead = [Step(name, "todo") for name in _course(is_matched)]
        if referral.offered_on is None:
            return [replace(arrived, state="current"), replace(waits, state="todo"), *ahead]
        return [*before, waits, *ahead]
    accepted = Step(gettext("Accepted"), "done", _day(referral.accepted_on), organisation)
    if not view.reads(DisclosureLevel.L1):
        return [*before, replace(accepted, state="current")]
    return [*before, accepted, *_support(view, is_matched=is_matched)]


def turn(view: ReferralView) -> str:
    """Whose turn it is, where that is the sender's and the clock of the promised answer stands."""
    since = view.referral.asked_on
    if since is None:
        return ""
    return gettext(
        "Waiting for the sender's answer since %(day)s. Until then the clock of the promised "
        "answer stands.",
        day=_day(since),
    )


def _waiting(view: ReferralView, promised: int) -> tuple[str, Literal["current"], str, str]:
    """The station of whom an answer is awaited."""
    referral = view.referral
    if referral.status is ReferralStatus.WAITLISTED:
        name = label(ReferralStatus.WAITLISTED, language())
        return name, "current", _day(referral.latest), _why(view)
    if referral.asked_on:
        name = label(ReferralStatus.AWAITING_INFORMATION, language())
        return name, "current", _day(referral.asked_on), gettext("the clock stands")
    due = gettext("promised by %(day)s", day=_day(due_on(referral, promised)))
    return gettext("Waiting for an answer"), "current", "", due


def _support(view: ReferralView, *, is_matched: bool) -> list[Step]:
    """What has become of it since it was accepted; the step "now" is right while support runs."""
    referral, names = view.referral, _course(is_matched)
    begun, over = referral.started_on, referral.has_ended
    waits = gettext("Waiting for a support person")
    finds = Step(waits, "done" if begun or over else "current", "" if begun else _stands(view))
    runs = Step(names[-2], "done" if over else "current" if begun else "todo", _day(begun))
    ended = Step(names[-1], "current" if over else "todo", _day(referral.ended_on))
    return [finds, runs, ended] if is_matched else [runs, ended]


def _course(is_matched: bool) -> list[str]:
    finds = [gettext("Waiting for a support person")] if is_matched else []
    return [*finds, gettext("Support is under way"), gettext("Ended")]


def _stands(view: ReferralView) -> str:
    """How far the search is, and since when."""
    business = view.business_status
    if business in (None, BusinessStatus.WAITING_FOR_PERSON, BusinessStatus.ENDED):
        return ""
    status = label(BusinessStatus(business), language())
    return f"{within(status)} {_day(view.referral.moved_on)}"


def _why(view: ReferralView) -> str:
    """The reason of a no or of the waiting list, in words."""
    reason = view.referral.reason
    for codes in (RejectionReason, WithdrawalReason, WaitlistingReason):
        if reason in set(codes):
            return within(label(codes(reason), language()))
    return ""


def _day(day: date | None) -> str:
    return format_date(day, "d.M.yyyy") if day else ""


def changed_meanwhile() -> str:
    return gettext("Somebody else changed this referral meanwhile. Look at it again.")
