"""What the referral pages show, in the reader's language; templates only draw it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from services import catalogue, geography
from services.codes import (
    BusinessStatus,
    ClientStatus,
    Need,
    ReferralStatus,
    ReferrerKind,
    RejectionReason,
    SubjectKind,
    WithdrawalReason,
)
from services.labels import choices, label
from services.referral.referrals import queries
from services.referral.referrals.domain import Referral
from services.wording import ages, language_name, place
from shared.i18n import format_date, format_datetime, gettext, language, ngettext
from shared.identity.principals import Principal
from shared.parts import Count, Moment, Option, Step
from shared.work import Work

Act = Callable[[Work], Any]
SOON = 2  # days before the promise runs out


@dataclass(frozen=True)
class Line:
    """One row of the worklist, ready to draw."""

    href: str
    title: str
    about: str
    place: str
    sender: str
    tag: tuple[str, str]  # kind, text
    used: int  # days
    promised: int  # days
    waited: str
    promise: str
    action: str


@dataclass(frozen=True)
class WorklistPage:
    lead: str
    counts: list[Count]
    lines: list[Line]
    programmes: list[Option]
    places: list[Option]
    chosen: dict[str, str]
    earlier: str
    later: str


@dataclass(frozen=True)
class ReferralPage:
    view: queries.ReferralView
    title: str
    reference: str
    tag: tuple[str, str]
    steps: list[Step]
    need: list[tuple[str, str]]
    family: list[tuple[str, str]]  # empty before acceptance, and for the sender
    sender: list[tuple[str, str]]
    warnings: list[str]
    messages: list[Moment]
    rejections: list[Option]
    withdrawals: list[Option]
    case_href: str


def worklist(work: Work, who: Principal, asked: MultiDict[str, str]) -> WorklistPage:
    """The reader's referrals in the state asked for, and the counts that are its filter."""
    state = asked.get("state", "waiting")
    start = int(asked.get("after", "0")) if asked.get("after", "0").isdigit() else 0
    chosen = {name: asked.get(name, "") for name in ("programme", "municipality", "text")}
    found = queries.worklist(work, who, state=state, after=start, **chosen)
    names = catalogue.names_of_programmes(work.db, language())
    senders = catalogue.all_organisations(work.db)
    promises = {p.code: p.promise_days for p in catalogue.newest_programmes(work.db)}
    lines = [_line(work, line, names, senders, promises) for line in found[: queries.PAGE]]
    return WorklistPage(
        lead=gettext("What waits for you today, %(day)s", day=format_date(work.today, "EEEE d.M.")),
        counts=_counts(queries.counts(work, who), state),
        lines=lines,
        programmes=[Option(code, name) for code, name in sorted(names.items())],
        places=_places(work, who),
        chosen=chosen | {"state": state},
        earlier=_page_at(chosen, state, start - queries.PAGE) if start else "",
        later=_page_at(chosen, state, start + queries.PAGE) if len(found) > queries.PAGE else "",
    )


def referral(work: Work, who: Principal, referral_id: Any) -> ReferralPage:
    """One referral as its reader may see it."""
    view = queries.referral(work, who, referral_id)
    found, told = view.referral, view.referral.described
    names = catalogue.names_of_programmes(work.db, language())
    promise = _promise_days(work, found)
    conversation = queries.conversation(work, found.id)
    senders = catalogue.all_organisations(work.db)
    return ReferralPage(
        view=view,
        title=_title(view, names),
        reference=told.source_reference if told else "",
        tag=_tag(str(found.status), found.business_status, _used(found, work.today), promise),
        steps=_steps(view, promise),
        need=_need(view, names),
        family=_family(view),
        sender=_sender(view, senders),
        warnings=list(told.warnings) if told else [],
        messages=[
            Moment(
                at=format_datetime(m.sent_at, "d.M. H.mm"),
                text=m.text,
                by=senders[m.organisation].name if m.organisation in senders else "",
            )
            for m in conversation
        ],
        rejections=[Option(code, text) for code, text in choices(RejectionReason, language())],
        withdrawals=[Option(code, text) for code, text in choices(WithdrawalReason, language())],
        case_href=f"/casework/cases/{found.case}" if found.case and view.is_provider else "",
    )


def choose_a_reason() -> str:
    return gettext("Choose a reason.")


def changed_meanwhile() -> str:
    return gettext("Somebody else changed this referral meanwhile. Look at it again.")


def _line(
    work: Work,
    line: queries.Line,
    names: dict[str, str],
    senders: dict[Any, catalogue.Organisation],
    promises: dict[str, int],
) -> Line:
    row = line.row
    used, promised = queries.waited(row, work.today), promises.get(row.programme, 7)
    kind = label(ReferrerKind(row.referrer_kind), language())
    sender = senders.get(row.sender)
    about = [
        ages(row.subject_kind, row.age_band),
        *[label(Need(n), language()) for n in line.needs],
    ]
    if row.interpreter_needed:
        about += [language_name(line.mother_tongue), gettext("interpreter")]
    programme = names.get(row.programme, gettext("Programme not chosen"))
    return Line(
        href=url_for("referrals.show", referral_id=row.referral_id),
        title=f"{line.name} · {programme}" if line.name else programme,
        about=" · ".join(part for part in about if part),
        place=place(row.municipality),
        sender=f"{kind}, {sender.name}" if sender else kind,
        tag=_tag(row.status, row.business_status, used, promised),
        used=used,
        promised=promised,
        waited=ngettext("%(num)s day", "%(num)s days", used),
        promise=ngettext("promised %(num)s day", "promised %(num)s days", promised)
        if line.is_waiting
        else "",
        action=gettext("Answer") if line.is_mine and line.is_waiting else gettext("Look"),
    )


def _counts(tally: dict[str, int], state: str) -> list[Count]:
    said = {
        "waiting": gettext("waiting for an answer"),
        "queue": gettext("waiting for a person"),
        "running": gettext("support under way"),
        "ended": gettext("ended"),
    }
    return [
        Count(tally[name], text, url_for("referrals.worklist", state=name), name == state)
        for name, text in said.items()
    ]


def _places(work: Work, who: Principal) -> list[Option]:
    codes = queries.municipalities(work, who)
    named = sorted((geography.name(code, language()), code) for code in codes)
    return [Option(code, name) for name, code in named]


def _page_at(chosen: dict[str, str], state: str, after: int) -> str:
    asked = {"state": state, "after": max(after, 0), **chosen}
    return f"{url_for('referrals.worklist')}?{urlencode(asked)}"


def _title(view: queries.ReferralView, names: dict[str, str]) -> str:
    told, received = view.referral.described, view.referral.received
    if told is None or received is None:
        return ""
    if view.is_disclosed and told.given_name:
        return f"{told.given_name} {told.family_name}".strip()
    programme = names.get(view.referral.programme or "", gettext("Programme not chosen"))
    return ", ".join(part for part in (programme, ages(told.subject_kind, told.age_band)) if part)


def _tag(status: str, business: str | None, used: int, promised: int) -> tuple[str, str]:
    if status in queries.WAITING:
        if used > promised:
            return "late", gettext("Answer is late")
        return "wait", gettext("Waiting for an answer")
    if status == ReferralStatus.ACCEPTED and business:
        kind = "done" if business == BusinessStatus.IN_PROGRESS else "info"
        return kind, label(BusinessStatus(business), language())
    return "idle", label(ReferralStatus(status), language())


def _used(found: Referral, today: date) -> int:
    received = found.received
    return (today - received.referred_on).days if received else 0


def _promise_days(work: Work, found: Referral) -> int:
    programme = catalogue.programme(work.db, found.programme) if found.programme else None
    return programme.promise_days if programme else 7


def _steps(view: queries.ReferralView, promise: int) -> list[Step]:
    """The way of a referral, as far as it has come."""
    found = view.referral
    arrived = format_date(found.received.referred_on, "d.M.") if found.received else ""
    business = found.business_status
    reached = 1
    if found.status is ReferralStatus.OFFERED:
        reached = 2
    if found.case:
        reached = 4 if business in (BusinessStatus.MATCH_AGREED, BusinessStatus.IN_PROGRESS) else 3
    if business == BusinessStatus.IN_PROGRESS:
        reached = 5
    if found.status not in (*queries.WAITING, ReferralStatus.ACCEPTED):
        return [
            Step(gettext("Received"), "done", arrived),
            Step(label(ReferralStatus(str(found.status)), language()), "current"),
        ]
    names = (
        (gettext("Received"), arrived, ""),
        (gettext("Offered"), "", gettext("rule: programme and area")),
        (
            gettext("Waiting for an answer"),
            "",
            ngettext("promised in %(num)s day", "promised in %(num)s days", promise),
        ),
        (gettext("A support person is found"), "", ""),
        (gettext("Support begins"), "", ""),
        (gettext("Ending"), "", ""),
    )
    return [
        Step(name, "done" if i < reached else "current" if i == reached else "todo", day, why)
        for i, (name, day, why) in enumerate(names)
    ]


def _need(view: queries.ReferralView, names: dict[str, str]) -> list[tuple[str, str]]:
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
        (gettext("Programme"), names.get(view.referral.programme or "", "–")),
        (
            label(SubjectKind(told.subject_kind), language()),
            ages(told.subject_kind, told.age_band) or "–",
        ),
        (gettext("Concern"), ", ".join(label(Need(n), language()) for n in told.needs) or "–"),
        (gettext("Language"), ", ".join(dict.fromkeys(part for part in tongue if part))),
        (gettext("Child protection"), label(ClientStatus(told.client_status), language())),
        (gettext("Siblings"), str(told.sibling_count)),
        (gettext("Municipality"), place(received.municipality)),
        (gettext("Consent"), consent),
    ]


def _family(view: queries.ReferralView) -> list[tuple[str, str]]:
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
