"""What the page of one match and a support person's own page show, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.codes import ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.children import OWN_VIEW_FROM
from services.labels import choices, label
from services.referral.directory.events import Consent
from services.volunteers.matches import queries
from services.volunteers.matches.domain import FAMILY, Match
from services.volunteers.matches.wording import match_tag, whose_consent
from services.volunteers.needs.domain import Need
from services.volunteers.needs.views import about_need, programme_name
from services.volunteers.people import queries as people
from services.wording import place
from shared.i18n import format_date, gettext, language
from shared.identity.principals import Principal
from shared.parts import Mark, Option, Step
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class MatchPage:
    view: queries.MatchView
    title: str
    tag: tuple[str, str]
    steps: list[Step]
    consents: list[Mark]
    asks: list[str]  # codes of those not heard with a yes
    facts: Facts
    givers: list[Option]
    child_views: list[Option]
    own_view_from: int  # years of age
    ends: list[Option]
    today: str
    case_href: str

    @property
    def asks_now(self) -> bool:
        """Is there something for the coordinator to write down?"""
        return self.view.is_coordinator and self.view.match.is_live

    @property
    def status(self) -> str:
        return str(self.view.match.status)


def match(work: Work, who: Principal, match_id: UUID) -> MatchPage:
    """One match for its coordinators: who has answered what, and what comes next."""
    view = queries.match(work, who, match_id)
    found, told = view.match, view.match.proposed
    if told is None:
        raise LookupError(match_id)
    names = people.names(work, told.organisation)
    asked = work.load(Need(told.case_id))[0].asked
    return MatchPage(
        view=view,
        title=names.get(told.volunteer_id, "–"),
        tag=match_tag(str(found.status)),
        steps=_steps(found),
        consents=_consents(found),
        asks=[str(one) for one in found.waits_for],
        facts=[
            (gettext("Programme"), programme_name(work, asked, told.programme)),
            (gettext("For whom"), about_need(asked) if asked else "–"),
            (gettext("Municipality"), place(told.municipality)),
        ],
        givers=[
            Option(code, text)
            for code, text in choices(MatchConsentGiver, language())
            if MatchConsentGiver(code) in FAMILY
        ],
        child_views=[Option(code, text) for code, text in choices(ChildView, language())],
        own_view_from=OWN_VIEW_FROM,
        ends=[Option(code, text) for code, text in choices(MatchEnd, language())],
        today=work.today.isoformat(),
        case_href=f"/casework/cases/{told.case_id}",
    )


def _steps(found: Match) -> list[Step]:
    told = found.proposed
    days = (
        (gettext("Proposed"), told.proposed_on if told else None),
        (gettext("Agreed"), found.agreed_on),
        (gettext("Support under way"), found.started_on),
        (gettext("Ended"), found.ended_on if found.status is MatchStatus.ENDED else None),
    )
    if found.status is MatchStatus.DECLINED:
        proposed, declined = told.proposed_on if told else None, found.ended_on
        return [
            Step(gettext("Proposed"), "done", _day(proposed)),
            Step(label(MatchStatus.DECLINED, language()), "current", _day(declined)),
        ]
    reached = max(at for at, (_, day) in enumerate(days) if day)
    return [
        Step(name, "done" if at < reached else "current" if at == reached else "todo", _day(day))
        for at, (name, day) in enumerate(days)
    ]


def _consents(found: Match) -> list[Mark]:
    asks = found.considered.asks if found.considered else ()
    return [_consent(found, consent) for consent in asks]


def _consent(found: Match, consent: Consent) -> Mark:
    who = whose_consent(consent)
    if consent is Consent.CHILD:
        if found.child is None:
            return Mark("open", who, gettext("not asked yet"))
        states = {ChildView.WANTS: "ok", ChildView.UNSURE: "warn", ChildView.DOES_NOT_WANT: "no"}
        view = ChildView(found.child.view)
        note = f"{label(view, language())}, {_day(found.child.on)}"
        return Mark(states[view], who, note)  # type: ignore[arg-type]
    answer = found.volunteer if consent is Consent.VOLUNTEER else found.family
    if answer is None:
        return Mark("open", who, gettext("not asked yet"))
    said = gettext("consented") if answer.given else gettext("declined")
    return Mark("ok" if answer.given else "no", who, f"{said}, {_day(answer.on)}")


def _day(day: date | None) -> str:
    return format_date(day, "d.M.yyyy") if day else ""
