"""What the pages of requests show, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import RefusalGround, Requester, RightsKind
from services.common.labels import label, label_of
from services.referral.rights import queries, texts
from services.referral.rights.policy import OFFICER
from services.referral.rights.queries import Candidate, ListedRequest, RequestView
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Moment
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class RequestLine:
    href: str
    title: str
    name: str
    came: str
    due: str
    tag: tuple[str, str]


@dataclass(frozen=True)
class RefusedLine:
    href: str
    name: str
    day: str
    ground: str


@dataclass(frozen=True)
class RequestList:
    lines: list[RequestLine]
    is_open: bool
    other: str  # address of those dealt with, or of those that wait
    first: str
    more: str


@dataclass(frozen=True)
class RequestPage:
    view: RequestView
    title: str
    tag: tuple[str, str]
    facts: Facts
    next_step: str
    complaint: str
    history: list[Moment]
    erasure: str  # where a family is erased; empty where it is about a support person
    home: str  # the list, for the officer alone


def listed(work: Work, who: Principal, query: Mapping[str, str]) -> RequestList:
    """The officer's requests: those that wait, or with `dealt=1` those dealt with."""
    is_open, cursor = "dealt" not in query, query.get("cursor", "")
    shown = queries.listed(work, who, is_open=is_open, page_request=PageRequest(cursor=cursor))
    own = None if is_open else 1
    return RequestList(
        lines=[_line(line, work) for line in shown.items],
        is_open=is_open,
        other=url_for("rights.show_list", dealt=1 if is_open else None),
        first=url_for("rights.show_list", dealt=own) if cursor else "",
        more=url_for("rights.show_list", dealt=own, cursor=shown.next) if shown.next else "",
    )


def refused_erasures(work: Work, who: Principal) -> list[RefusedLine]:
    """Who asked to be erased and was not, and why."""
    return [
        RefusedLine(
            url_for("rights.show", request_id=line.request_id),
            line.name or gettext("Somebody whose name is gone"),
            format_date(line.dealt_with_on) if line.dealt_with_on else "",
            label_of(RefusalGround, ground, language()),
        )
        for line, ground in queries.refused(work, who, RightsKind.ERASURE)
    ]


def request(work: Work, who: Principal, request_id: UUID) -> RequestPage:
    """One request, how far it is and what to do next."""
    view = queries.request(work, who, request_id)
    state = view.request
    received, due = state.received, state.due_on
    title = label(RightsKind(received.kind), language()) if received else ""
    return RequestPage(
        view=view,
        title=title,
        tag=texts.tag(str(state.status), due, work.today) if due else ("idle", ""),
        facts=_facts(work, view),
        next_step=texts.next_step(state) if view.answers else "",
        complaint=texts.complaint(),
        history=_history(work, request_id),
        erasure=url_for("erasures.erasure", referral_id=received.referral_id)
        if received and received.referral_id
        else "",
        home=url_for("rights.show_list") if who.has(OFFICER) else "",
    )


def candidates(work: Work, text: str) -> list[tuple[str, str, str]]:
    """Families that a request may be about: address, name, what else is known."""
    names = catalogue.names_of_programmes(work.db, language())
    return [_candidate(each, names) for each in queries.candidates(work, text)]


def _candidate(each: Candidate, names: Mapping[str, str]) -> tuple[str, str, str]:
    href = url_for("rights.write", referral=each.referral_id)
    sent = format_date(each.referred_on, "d.M.yyyy")
    about = " · ".join(part for part in (names.get(each.programme, ""), sent) if part)
    return href, each.name, about


def _line(line: ListedRequest, work: Work) -> RequestLine:
    return RequestLine(
        href=url_for("rights.show", request_id=line.request_id),
        title=label(RightsKind(line.kind), language()),
        name=line.name,
        came=format_date(line.received_on, "d.M.yyyy"),
        due=format_date(line.due_on, "d.M.yyyy"),
        tag=texts.tag(line.status, line.due_on, work.today),
    )


def _facts(work: Work, view: RequestView) -> Facts:
    received = view.request.received
    if received is None:
        return []
    organisations = catalogue.all_organisations(work.db)
    by = organisations.get(received.organisation) if received.organisation else None
    facts = (
        (gettext("Whose data"), queries.name_of(work, received.referral_id)),
        (gettext("Who asks"), received.requester_name or "–"),
        (gettext("As"), label(Requester(received.requester), language())),
        (gettext("What they ask"), received.text),
        (gettext("Came"), format_date(received.received_on, "d.M.yyyy")),
        (gettext("Answer due"), texts.clock(view.request) if view.request.is_open else ""),
        (gettext("Recorded by"), by.name_in(language()) if by else ""),
    )
    return [(name, text) for name, text in facts if text]


def _history(work: Work, request_id: UUID) -> list[Moment]:
    return [
        Moment(at=format_date(_day(each), "d.M.yyyy"), text=texts.sentence(each.event), by=each.by)
        for each in reversed(queries.history(work, request_id))
    ]


def _day(happening: queries.Happening) -> Any:
    event = happening.event
    return getattr(event, "on", None) or getattr(event, "received_on", None)
