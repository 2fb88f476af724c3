"""What the page of the roster shows, in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.duties import queries, texts
from services.casework.duties.policy import DutyView, cancels, hands_on
from services.casework.duties.rules import Duty, Span, gaps
from services.casework.people import names, staff_of
from services.common.codes import Role
from services.common.days import start_of
from shared.identity.principals import Principal
from shared.web.i18n import gettext
from shared.web.own_form import OwnForms
from shared.web.parts import Option
from shared.work import Work

SHOWN = timedelta(days=14)


@dataclass(frozen=True)
class DutyLine:
    words: str
    who: str  # empty: nobody answers then
    hand_on: str  # address; empty for who may not
    cancel: str


@dataclass(frozen=True)
class RosterPage:
    now: str
    lines: list[DutyLine]
    earlier: str
    later: str
    staff: list[Option]
    is_coordinator: bool


def page(work: Work, who: Principal, first: date | None) -> RosterPage:
    """Two weeks from that day on, what is missing among them."""
    home, day = who.organisation, first or work.today
    span = Span(start_of(day), start_of(day + SHOWN))
    duties = queries.within(work, home, span)
    begins = max(span.since, work.now)
    missing = gaps(duties, Span(begins, span.until)) if begins < span.until else ()
    lines = [(each.span.since, _line(work, who, each)) for each in duties]
    lines += [(each.since, DutyLine(texts.span(each), "", "", "")) for each in missing]
    is_coordinator = who.has(Role.NGO_COORDINATOR) and home is not None
    staff = staff_of(work, home) if is_coordinator and home else []
    return RosterPage(
        now=texts.now(work, home) if home else "",
        lines=[line for _, line in sorted(lines, key=_by_moment)],
        earlier=url_for("duties.show", week=(day - SHOWN).isoformat()),
        later=url_for("duties.show", week=(day + SHOWN).isoformat()),
        staff=[Option(str(person), name) for person, name in staff],
        is_coordinator=is_coordinator,
    )


def hand_on_form(work: Work, view: DutyView) -> dict[str, Any]:
    """Who could answer instead."""
    agreed = view.duty.agreed
    home = agreed.organisation if agreed else None
    staff = staff_of(work, home) if home else []
    return {
        "staff": [Option(str(who), name) for who, name in staff if who != view.duty.person],
        "words": texts.span(Span(agreed.since, agreed.until)) if agreed else "",
    }


def _home(_duty_id: UUID) -> str:
    return url_for("duties.show")


forms = OwnForms[DutyView](
    key="duty_id",
    read=queries.duty,
    home=_home,
    lists=("phone_duties",),
    frame=lambda view: {"title": gettext("24-hour telephone")},
)


def _line(work: Work, who: Principal, duty: Duty) -> DutyLine:
    view = queries.duty(work, who, duty.id)
    is_ahead = duty.span.until > work.now
    can_hand, can_cancel = hands_on.allows(who, view), cancels.allows(who, view)
    return DutyLine(
        words=texts.span(duty.span),
        who=names(work)(str(duty.person)) or "–",
        hand_on=url_for("duties.hand_on", duty_id=duty.id) if is_ahead and can_hand else "",
        cancel=url_for("duties.cancel", duty_id=duty.id) if is_ahead and can_cancel else "",
    )


def _by_moment(line: tuple[datetime, DutyLine]) -> datetime:
    return line[0]
