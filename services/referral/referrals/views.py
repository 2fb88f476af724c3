"""What the page of one referral shows, in the reader's language; the template only draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from services import catalogue, workdays
from services.codes import (
    BusinessStatus,
    ClientStatus,
    Need,
    ReferralStatus,
    ReferrerKind,
    RejectionReason,
    SubjectKind,
    WaitlistingReason,
    WithdrawalReason,
)
from services.labels import choices, label, listed, within
from services.referral.directory.defaults import PROMISE_DAYS
from services.referral.directory.events import Programme
from services.referral.referrals import queries
from services.referral.referrals.domain import Referral
from services.referral.referrals.fit import Fit, fit_of
from services.referral.referrals.going import progress_of
from services.referral.referrals.worklist import tag
from services.wording import ages, language_name, place, preconditions
from shared.i18n import format_date, format_datetime, gettext, language
from shared.identity.principals import Principal
from shared.parts import Moment, Option, Step
from shared.work import Work

Act = Callable[[Work], Any]


@dataclass(frozen=True)
class ReferralPage:
    view: queries.ReferralView
    title: str
    reference: str
    tag: tuple[str, str]
    steps: list[Step]
    need: list[tuple[str, str]]
    family: list[tuple[str, str]]  # empty before acceptance, and for the sender
    progress: list[tuple[str, str]]  # for the sender, as far as its level; empty before it begins
    sender: list[tuple[str, str]]
    fit: Fit
    messages: list[Moment]
    rejections: list[Option]
    waitlistings: list[Option]
    withdrawals: list[Option]
    case_href: str


def referral(work: Work, who: Principal, referral_id: Any) -> ReferralPage:
    """One referral as its reader may see it."""
    view = queries.referral(work, who, referral_id)
    found, told = view.referral, view.referral.described
    programme = queries.programme_of(work, found)
    name = programme.name_in(language()) if programme else found.programme or ""
    promise = programme.promise_days if programme else PROMISE_DAYS
    conversation = queries.conversation(work, found.id)
    senders = catalogue.all_organisations(work.db)
    return ReferralPage(
        view=view,
        title=_title(view, name),
        reference=told.source_reference if told else "",
        tag=tag(str(view.status), view.business_status, _used(found, work.today), promise),
        steps=_steps(view, promise),
        need=_need(view, name),
        family=_family(view, programme),
        progress=progress_of(work, view),
        sender=_sender(view, senders),
        fit=fit_of(work, found),
        messages=[
            Moment(
                at=format_datetime(m.sent_at, "d.M."),
                text=m.text,
                by=senders[m.organisation].name if m.organisation in senders else "",
            )
            for m in conversation
        ],
        rejections=[Option(code, text) for code, text in choices(RejectionReason, language())],
        waitlistings=[Option(code, text) for code, text in choices(WaitlistingReason, language())],
        withdrawals=[Option(code, text) for code, text in choices(WithdrawalReason, language())],
        case_href=f"/casework/cases/{found.case}" if found.case and view.is_provider else "",
    )


def choose_a_reason() -> str:
    return gettext("Choose a reason.")


def changed_meanwhile() -> str:
    return gettext("Somebody else changed this referral meanwhile. Look at it again.")


def _title(view: queries.ReferralView, programme: str) -> str:
    told, received = view.referral.described, view.referral.received
    if told is None or received is None:
        return ""
    if view.is_disclosed and told.given_name:
        return f"{told.given_name} {told.family_name}".strip()
    programme = programme or gettext("Programme not chosen")
    return f"{programme}, {within(ages(told.subject_kind, told.age_band))}"


def _used(found: Referral, today: date) -> int:
    received = found.received
    return workdays.passed(received.referred_on, today) if received else 0


def _steps(view: queries.ReferralView, promise: int) -> list[Step]:
    """The way of a referral, as far as it has come."""
    found = view.referral
    sent = found.received.referred_on if found.received else None
    arrived = format_date(sent, "d.M.") if sent else ""
    last = format_date(workdays.due(sent, promise), "d.M.") if sent else ""
    business = view.business_status
    reached = 1
    if found.can_be_answered:
        reached = 2
    if found.case:
        reached = 4 if business in (BusinessStatus.MATCH_AGREED, BusinessStatus.IN_PROGRESS) else 3
    if business == BusinessStatus.IN_PROGRESS:
        reached = 5
    if not found.can_be_withdrawn and view.status is not ReferralStatus.ACCEPTED:
        return [
            Step(gettext("Received"), "done", arrived),
            Step(label(ReferralStatus(str(view.status)), language()), "current"),
        ]
    names = (
        (gettext("Received"), arrived, ""),
        (gettext("Offered"), "", gettext("rule: programme and area")),
        (gettext("Waiting for an answer"), "", gettext("promised by %(day)s", day=last)),
        (gettext("A support person is found"), "", ""),
        (gettext("Support begins"), "", ""),
        (gettext("Ending"), "", ""),
    )
    return [
        Step(name, "done" if i < reached else "current" if i == reached else "todo", day, why)
        for i, (name, day, why) in enumerate(names)
    ]


def _need(view: queries.ReferralView, programme: str) -> list[tuple[str, str]]:
    told, received = view.referral.described, view.referral.received
    if told is None or received is None:
        return []
    tongue = [language_name(told.mother_tongue), language_name(told.service_language)]
    if told.interpreter_needed:
        tongue.append(gettext("interpreter needed"))
    consent = gettext(
        "given %(day)s · the sender reads back level %(level)s",
        day=format_date(told.consent.given_on, "d.M.yyyy"),
        level=view.referral.disclosure_level,
    )
    return [
        (gettext("Programme"), programme or "–"),
        (
            label(SubjectKind(told.subject_kind), language()),
            ages(told.subject_kind, told.age_band) or "–",
        ),
        (gettext("Concern"), listed(map(Need, told.needs), language()) or "–"),
        (gettext("Language"), ", ".join(dict.fromkeys(part for part in tongue if part))),
        (gettext("Child protection"), label(ClientStatus(told.client_status), language())),
        (gettext("Siblings"), str(told.sibling_count)),
        (gettext("Municipality"), place(received.municipality)),
        (gettext("Consent"), consent),
    ]


def _family(view: queries.ReferralView, programme: Programme | None) -> list[tuple[str, str]]:
    told = view.referral.described
    if not view.is_disclosed or told is None:
        return []
    born = format_date(told.date_of_birth, "d.M.yyyy") if told.date_of_birth else "–"
    guardians = [f"{g.given_name} {g.family_name} {g.phone}".strip() for g in told.guardians]
    address = gettext("hidden: non-disclosure") if told.non_disclosure else told.address
    said = (
        (gettext("Name"), f"{told.given_name} {told.family_name}".strip()),
        (gettext("Date of birth"), born),
        (gettext("Guardians"), "; ".join(guardians)),
        (gettext("Phone"), told.phone),
        (gettext("E-mail"), told.email),
        (gettext("Address"), address),
        (
            gettext("Told of preconditions"),
            preconditions(programme, told.preconditions) if programme else "",
        ),
        (gettext("Notes"), told.notes),
    )
    return [(name, text) for name, text in said if text]


def _sender(
    view: queries.ReferralView, senders: dict[Any, catalogue.Organisation]
) -> list[tuple[str, str]]:
    told, received = view.referral.described, view.referral.received
    if told is None or received is None:
        return []
    home = senders.get(received.sender)
    kind = label(ReferrerKind(received.referrer_kind), language())
    facts = [
        (gettext("From"), f"{kind}, {home.name}" if home else kind),
        (gettext("Their reference"), told.source_reference),
        (gettext("Arrived"), format_date(received.referred_on, "d.M.yyyy")),
    ]
    if view.is_disclosed:
        contact = (told.referrer_name, told.referrer_phone, told.referrer_email)
        facts.append((gettext("Contact"), ", ".join(part for part in contact if part) or "–"))
    return facts
