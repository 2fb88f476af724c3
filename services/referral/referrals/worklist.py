"""What the worklist shows, in the reader's language; the template only draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from services import catalogue, geography, workdays
from services.codes import BusinessStatus, Need, ReferralStatus, ReferrerKind, Role
from services.labels import label, within
from services.referral.directory.defaults import PROMISE_DAYS
from services.referral.referrals import listing, queries
from services.wording import ages, language_name, place
from shared.i18n import format_date, gettext, language, ngettext
from shared.identity.principals import Principal
from shared.paging import Asked
from shared.parts import Count, Option
from shared.work import Work


@dataclass(frozen=True)
class Line:
    """One row of the worklist, ready to draw."""

    href: str
    title: str
    about: str
    place: str
    sender: str
    tag: tuple[str, str]  # kind, text
    used: int  # working days
    promised: int  # working days
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
    first: str  # address of the list's first page; empty on it
    more: str  # address of the page that follows; empty on the last
    note: str  # who sees names, and when


def worklist(work: Work, who: Principal, asked: MultiDict[str, str]) -> WorklistPage:
    """The reader's referrals in the state asked for, and the counts that are its filter."""
    state = asked.get("state", "waiting")
    cursor = asked.get("cursor", "")
    chosen = {name: asked.get(name, "") for name in ("programme", "municipality", "text")}
    found = listing.worklist(work, who, state=state, asked=Asked(cursor=cursor), **chosen)
    answers, today = who.has(Role.NGO_COORDINATOR), format_date(work.today, "EEEE d.M.")
    names = catalogue.names_of_programmes(work.db, language())
    senders = catalogue.all_organisations(work.db)
    promises = {p.code: p.promise_days for p in catalogue.newest_programmes(work.db)}
    lines = [_line(work, line, names, senders, promises) for line in found.items]
    return WorklistPage(
        lead=gettext("What waits for you today, %(day)s", day=today)
        if answers
        else gettext("How your referrals stand, %(day)s", day=today),
        counts=_counts(listing.counts(work, who), state),
        lines=lines,
        programmes=[Option(code, name) for code, name in sorted(names.items())],
        places=_places(work, who),
        chosen=chosen | {"state": state},
        first=_page_at(chosen, state, "") if cursor else "",
        more=_page_at(chosen, state, found.next) if found.next else "",
        note=gettext("Names are shown only after your organisation has accepted a referral.")
        if answers
        else gettext("The organisation sees who it is about only after it has accepted."),
    )


def tag(status: str, business: str | None, used: int, promised: int) -> tuple[str, str]:
    """Kind and text of the mark that says how a referral stands."""
    if status == ReferralStatus.AWAITING_INFORMATION:
        return "info", label(ReferralStatus.AWAITING_INFORMATION, language())
    if status in queries.WAITING:
        if used > promised:
            return "late", gettext("Answer is late")
        return "wait", gettext("Waiting for an answer")
    if status == ReferralStatus.ACCEPTED and business:
        kind = "done" if business == BusinessStatus.IN_PROGRESS else "info"
        return kind, label(BusinessStatus(business), language())
    return "idle", label(ReferralStatus(status), language())


def _line(
    work: Work,
    line: listing.Line,
    names: dict[str, str],
    senders: dict[Any, catalogue.Organisation],
    promises: dict[str, int],
) -> Line:
    row = line.row
    waited, promised = queries.waited(row, work.today), promises.get(row.programme, PROMISE_DAYS)
    used = workdays.passed(row.referred_on, row.answered_on or work.today)
    kind = label(ReferrerKind(row.referrer_kind), language())
    sender = senders.get(row.sender)
    about = [
        ages(row.subject_kind, row.age_band),
        *[within(label(Need(n), language())) for n in line.needs],
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
        tag=tag(line.status, line.business_status, used, promised),
        used=used,
        promised=promised,
        waited=ngettext("%(num)s day", "%(num)s days", waited),
        promise=ngettext("promised %(num)s working day", "promised %(num)s working days", promised)
        if line.is_waiting
        else "",
        action=gettext("Answer") if line.is_mine and line.is_waiting else gettext("Look"),
    )


def _counts(tally: Mapping[str, int], state: str) -> list[Count]:
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
    codes = listing.municipalities(work, who)
    named = sorted((geography.name(code, language()), code) for code in codes)
    return [Option(code, name) for name, code in named]


def _page_at(chosen: dict[str, str], state: str, cursor: str) -> str:
    asked = {"state": state, **chosen} | ({"cursor": cursor} if cursor else {})
    return f"{url_for('referrals.worklist')}?{urlencode(asked)}"
