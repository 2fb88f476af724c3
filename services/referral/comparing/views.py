"""Pairs as their provider's coordinators read them, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.common import catalogue
from services.common.codes import SamenessAnswer
from services.common.labels import label
from services.referral.duplicates import queries
from services.referral.duplicates.queries import Decided
from services.referral.duplicates.rules import Pair
from services.referral.referrals import texts
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import ReferralView
from shared.identity.principals import Principal
from shared.web import paging
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Option
from shared.work import Work

ON_A_PAGE = 50
Links = list[tuple[str, str]]


@dataclass(frozen=True)
class Side:
    """One referral of a pair, as the provider's register has it: no place, and no contact."""

    id: UUID
    name: str
    born: str
    sent: str  # by whom and when
    tag: tuple[str, str]
    is_hidden: bool  # by a non-disclosure order
    href: str


@dataclass(frozen=True)
class PairPart:
    first: Side
    other: Side
    lines: list[str]  # why they may be one person; or when it was decided, and why
    links: Links


@dataclass(frozen=True)
class PairsPage:
    waiting: list[PairPart]
    more: str  # address of the next ones; empty: there are none
    same: list[PairPart]
    different: list[PairPart]

    @property
    def shown(self) -> list[UUID]:
        pairs = (*self.waiting, *self.same, *self.different)
        return [side.id for pair in pairs for side in (pair.first, pair.other)]


def page(work: Work, principal: Principal, *, cursor: str = "") -> PairsPage:
    """What waits for a decision, and the newest of what has been decided."""
    names = _names(work)
    waiting = paging.after(
        queries.open_pairs(work, principal), lambda each: each.id, PageRequest(ON_A_PAGE, cursor)
    )
    more = url_for("comparing.show", cursor=waiting.next) if waiting.next else ""
    parts = (_waiting(work, pair, names) for pair in waiting.items)
    return PairsPage(
        [part for part in parts if part],
        more,
        _decided(work, principal, SamenessAnswer.SAME, names),
        _decided(work, principal, SamenessAnswer.NOT_SAME, names),
    )


def draw_merge(work: Work, view: ReferralView) -> Mapping[str, Any]:
    """Which referrals can lead: those that are alike, and those once said to be another's."""
    options = _options(work, view)
    turned = [
        (gettext("Merge %(name)s instead, and let this one lead", name=option.label), option.value)
        for option in options
    ]
    return {
        "options": options,
        "turned": [(text, url_for("sameness.merge", referral_id=value)) for text, value in turned],
    }


def fill_merge(work: Work, view: ReferralView) -> Mapping[str, object]:
    return {"into": next((each.value for each in _options(work, view)), "")}


def draw_distinction(work: Work, view: ReferralView) -> Mapping[str, Any]:
    return {"options": _options(work, view, decided=False)}


def fill_distinction(work: Work, view: ReferralView) -> Mapping[str, object]:
    return {"other": next((each.value for each in _options(work, view, decided=False)), "")}


def draw_separation(work: Work, view: ReferralView) -> Mapping[str, Any]:
    into = view.referral.sameness.into
    side = _side(work, into, _names(work)) if into else None
    return {"leading": side}


def _options(work: Work, view: ReferralView, *, decided: bool = True) -> list[Option]:
    referral, names = view.referral, _names(work)
    pairs = queries.open_pairs(work, g.who, of=referral.id)
    why = {
        pair.other if pair.first == referral.id else pair.first: _likenesses(pair) for pair in pairs
    }
    others = sorted(referral.sameness.others) if decided else ()
    label_of_other = gettext("Said to be another person")
    why |= {other: [label_of_other] for other in others if other not in why}
    options = []
    for other, reasons in why.items():
        side = _side(work, other, names)
        if side:
            hint = " · ".join([side.sent, *reasons])
            options.append(Option(str(other), side.name, hint=hint))
    return options


def _waiting(work: Work, pair: Pair, names: Mapping[UUID, str]) -> PairPart | None:
    first, other = _side(work, pair.first, names), _side(work, pair.other, names)
    if first is None or other is None:
        return None
    links = [
        (gettext("Same person"), url_for("sameness.merge", referral_id=first.id)),
        (gettext("Two people"), url_for("sameness.distinction", referral_id=first.id)),
    ]
    return PairPart(first, other, _likenesses(pair), links)


def _decided(
    work: Work, principal: Principal, answer: SamenessAnswer, names: Mapping[UUID, str]
) -> list[PairPart]:
    decided = queries.decided_pairs(work, principal, answer)[:ON_A_PAGE]
    parts = (_decided_part(work, each, names) for each in decided)
    return [part for part in parts if part]


def _decided_part(work: Work, decided: Decided, names: Mapping[UUID, str]) -> PairPart | None:
    first = _side(work, decided.pair.first, names)
    other = _side(work, decided.pair.other, names)
    if first is None or other is None:
        return None
    is_same = decided.answer is SamenessAnswer.SAME
    when = gettext("Decided %(day)s", day=format_date(decided.on, "d.M.yyyy"))
    words, step = (
        (gettext("Separate"), "sameness.separation")
        if is_same
        else (gettext("They are one person after all"), "sameness.merge")
    )
    lines = [when, decided.reason] if decided.reason else [when]
    return PairPart(first, other, lines, [(words, url_for(step, referral_id=first.id))])


def _side(work: Work, referral_id: UUID, names: Mapping[UUID, str]) -> Side | None:
    """None where nobody may read any more who it is: erased, or restricted."""
    referral = work.load(Referral(referral_id))[0]
    record, received = referral.disclosed, referral.received
    name = f"{record.given_name or ''} {record.family_name or ''}".strip() if record else ""
    if record is None or received is None or not name:
        return None
    born = record.date_of_birth
    return Side(
        id=referral.id,
        name=name,
        born=format_date(born, "d.M.yyyy") if born else gettext("not told"),
        sent=gettext(
            "%(organisation)s, %(day)s",
            organisation=names.get(received.sender, ""),
            day=format_date(received.referred_on, "d.M.yyyy"),
        ),
        tag=texts.tag(str(referral.status), referral.business_status, is_late=False),
        is_hidden=record.non_disclosure,
        href=url_for("referrals.show", referral_id=referral.id),
    )


def _likenesses(pair: Pair) -> list[str]:
    return [label(each, language()) for each in pair.likenesses]


def _names(work: Work) -> Mapping[UUID, str]:
    everybody = catalogue.all_organisations(work.db)
    return {id_: each.name_in(language()) for id_, each in everybody.items()}
