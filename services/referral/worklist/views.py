"""What the worklist shows, in the reader's language; the template only draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from sqlalchemy import Row
from werkzeug.datastructures import MultiDict

from services.common import catalogue, geography, workdays
from services.common.codes import Need, ReferrerKind, Role
from services.common.labels import label, within
from services.common.phrases import ages, language_name, place
from services.common.programme.usual import PROMISE_DAYS
from services.referral.referrals.texts import tag
from services.referral.worklist import queries
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import PageRequest
from shared.web.parts import Count, Option
from shared.work import Work


@dataclass(frozen=True)
class ReferralLine:
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
    is_unread: bool


@dataclass(frozen=True)
class WorklistPage:
    lead: str
    counts: list[Count]
    lines: list[ReferralLine]
    programmes: list[Option]
    places: list[Option]
    chosen: dict[str, str]
    first: str  # address of the list's first page; empty on it
    more: str  # address of the page that follows; empty on the last
    note: str  # who sees names, and when


def worklist(work: Work, principal: Principal, query: MultiDict[str, str]) -> WorklistPage:
    """The reader's referrals in the state asked for, and the counts that are its filter."""
    state = query.get("state", "waiting")
    cursor = query.get("cursor", "")
    chosen = {name: query.get(name, "") for name in ("programme", "municipality", "text")}
    shown = queries.worklist(
        work, principal, state=state, page_request=PageRequest(cursor=cursor), **chosen
    )
    answers, today = principal.has(Role.NGO_COORDINATOR), format_date(work.today, "EEEE d.M.")
    names = catalogue.names_of_programmes(work.db, language())
    senders = catalogue.all_organisations(work.db)
    promises = {p.code: p.promise_days for p in catalogue.newest_programmes(work.db)}
    lines = [_line(work, line, names, senders, promises) for line in shown.items]
    return WorklistPage(
        lead=gettext("What waits for you today, %(day)s", day=today)
        if answers
        else gettext("How your referrals stand, %(day)s", day=today),
        counts=_counts(queries.counts(work, principal), state),
        lines=lines,
        programmes=[Option(code, name) for code, name in sorted(names.items())],
        places=_places(work, principal),
        chosen=chosen | {"state": state},
        first=_page_at(chosen, state, "") if cursor else "",
        more=_page_at(chosen, state, shown.next) if shown.next else "",
        note=gettext("Names are shown only after your organisation has accepted a referral.")
        if answers
        else gettext("The organisation sees who it is about only after it has accepted."),
    )


def _line(
    work: Work,
    line: queries.ListedReferral,
    names: dict[str, str],
    senders: dict[Any, catalogue.Organisation],
    promises: dict[str, int],
) -> ReferralLine:
    row = line.row
    waited, promised = _waited(row, work.today), promises.get(row.programme, PROMISE_DAYS)
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
    return ReferralLine(
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
        is_unread=line.is_unread,
    )


def _waited(row: Row[Any], today: date) -> int:
    """Days since it was sent, to its answer or to today."""
    until: date = row.answered_on or today
    sent: date = row.referred_on
    return (until - sent).days


def _counts(tally: Mapping[str, int], state: str) -> list[Count]:
    texts = {
        "waiting": gettext("waiting for an answer"),
        "queue": gettext("waiting for a person"),
        "running": gettext("support under way"),
        "ended": gettext("ended"),
    }
    return [
        Count(tally[name], text, url_for("worklist.show", state=name), name == state)
        for name, text in texts.items()
    ]


def _places(work: Work, principal: Principal) -> list[Option]:
    codes = queries.municipalities(work, principal)
    named = sorted((geography.name(code, language()), code) for code in codes)
    return [Option(code, name) for name, code in named]


def _page_at(chosen: dict[str, str], state: str, cursor: str) -> str:
    query = {"state": state, **chosen} | ({"cursor": cursor} if cursor else {})
    return f"{url_for('worklist.show')}?{urlencode(query)}"
