"""What the worklist shows, in the reader's language; the template only draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from services.common import catalogue, geography
from services.common.codes import Need, ReferrerKind, Role
from services.common.labels import label, within
from services.common.organisation import Organisation
from services.common.phrases import ages, language_name, place
from services.common.programme.usual import PROMISE_DAYS
from services.referral.intake.policy import records
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
    stands: bool  # the clock of the promised answer, while the sender is asked
    action: str
    is_unread: bool


@dataclass(frozen=True)
class WorklistPage:
    lead: str
    counts: list[Count]
    lines: list[ReferralLine]
    programmes: list[Option]
    places: list[Option]
    sorts: list[Option]
    chosen: dict[str, str]
    first: str  # address of the list's first page; empty on it
    more: str  # address of the page that follows; empty on the last
    note: str  # who sees names, and when
    may_record: bool  # may the reader write a referral down?
    compares: bool  # may they decide which referrals are of one person?


def worklist(
    work: Work, principal: Principal, query: MultiDict[str, str], *, text: str = ""
) -> WorklistPage:
    """The reader's referrals in the state asked for, and the counts that are its filter."""
    state = query.get("state", "" if text else "waiting")
    cursor, newest = query.get("cursor", ""), query.get("sort") == "newest"
    chosen = {name: query.get(name, "") for name in ("programme", "municipality")}
    request = PageRequest(cursor=cursor)
    shown = queries.worklist(
        work, principal, state=state, text=text, newest=newest, page_request=request, **chosen
    )
    chosen |= {"sort": query.get("sort", ""), "search": "kept" if text else ""}
    answers, today = principal.has(Role.NGO_COORDINATOR), format_date(work.today, "EEEE d.M.")
    names = catalogue.names_of_programmes(work.db, language())
    senders = catalogue.all_organisations(work.db)
    promises = queries.promised(work)
    lines = [_line(work, line, names, senders, promises) for line in shown.items]
    return WorklistPage(
        lead=gettext("What waits for you today, %(day)s", day=today)
        if answers
        else gettext("How your referrals stand, %(day)s", day=today),
        counts=_counts(queries.counts(work, principal), state),
        lines=lines,
        programmes=[Option(code, name) for code, name in sorted(names.items())],
        places=_places(work, principal),
        chosen=chosen | {"state": state, "text": text},
        sorts=[Option("newest", gettext("Newest first"))],
        first=_page_at(chosen, state, "") if cursor else "",
        more=_page_at(chosen, state, shown.next) if shown.next else "",
        note=gettext("Names are shown only after your organisation has accepted a referral.")
        if answers
        else gettext("The organisation sees who it is about only after it has accepted."),
        may_record=records.admits(principal),
        compares=answers,
    )


def _line(
    work: Work,
    line: queries.ListedReferral,
    names: dict[str, str],
    senders: dict[Any, Organisation],
    promises: queries.Promises,
) -> ReferralLine:
    row = line.row
    promised, used = promises.get(row.programme, PROMISE_DAYS), line.used(work.today)
    waited = ((line.waits_until or work.today) - row.referred_on).days
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
        sender=f"{kind}, {sender.name_in(language())}" if sender else kind,
        tag=tag(line.status, line.business_status, is_late=line.is_late(work.today)),
        used=used,
        promised=promised,
        waited=ngettext("%(num)s day", "%(num)s days", waited) if waited else gettext("today"),
        promise=_promise(line, promised),
        stands=bool(row.asked_on),
        action=gettext("Answer") if line.is_mine and line.is_waiting else gettext("Look"),
        is_unread=line.is_unread,
    )


def _promise(line: queries.ListedReferral, promised: int) -> str:
    """What was promised, while an answer is awaited: of us, or of the sender."""
    if line.row.asked_on:
        day = format_date(line.row.asked_on, "d.M.")
        return gettext("the clock stands: the sender was asked %(day)s", day=day)
    if not line.is_waiting:
        return ""
    return ngettext(
        "answer promised in %(num)s working day",
        "answer promised in %(num)s working days",
        promised,
    )


def _counts(tally: Mapping[str, int], state: str) -> list[Count]:
    texts = {
        "waiting": gettext("waiting for an answer"),
        "late": gettext("late"),
        "queue": gettext("waiting for a person"),
        "running": gettext("support under way"),
        "ended": gettext("ended"),
    }
    return [
        Count(
            tally[name],
            text,
            url_for("worklist.show", state=name),
            name == state,
            urgent=name == "late" and tally[name] > 0,
        )
        for name, text in texts.items()
    ]


def _places(work: Work, principal: Principal) -> list[Option]:
    codes = queries.municipalities(work, principal)
    named = sorted((geography.name(code, language()), code) for code in codes)
    return [Option(code, name) for name, code in named]


def _page_at(chosen: dict[str, str], state: str, cursor: str) -> str:
    filled = {name: value for name, value in chosen.items() if value}
    query = {"state": state, **filled} | ({"cursor": cursor} if cursor else {})
    return f"{url_for('worklist.show')}?{urlencode(query)}"
