"""What the page of one match and a support person's own page show, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from flask import url_for

from services.common import catalogue, seats
from services.common.children import OWN_VIEW_FROM
from services.common.codes import MatchConsentGiver, MatchStatus
from services.common.labels import choices, label
from services.common.phrases import place
from services.common.programme import Consent
from services.volunteers.matches import policy, queries
from services.volunteers.matches.domain import LIVE, Match
from services.volunteers.matches.events import CorrectionExplained
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.rules import FAMILY, is_adult, is_no, is_yes, soon
from services.volunteers.matches.texts import (
    agreed_until,
    answer_parts,
    author,
    match_tag,
    whose_consent,
)
from services.volunteers.needs.domain import Need
from services.volunteers.people import queries as people
from services.volunteers.ranking.texts import about_need
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.parts import ChecklistItem, Moment, Option, Step
from shared.work import Work

Facts = list[tuple[str, str]]
CORRECTED_AT = {
    Consent.VOLUNTEER: "corrections.volunteer_consent_correction",
    Consent.FAMILY: "corrections.family_consent_correction",
    Consent.CHILD: "corrections.child_view_correction",
}


@dataclass(frozen=True)
class MatchPage:
    view: MatchView
    is_coordinator: bool
    title: str
    tag: tuple[str, str]
    steps: list[Step]
    consents: list[ChecklistItem]
    is_adult: bool  # the supported person, who consents for themselves
    asks: list[str]  # codes of those without a yes
    facts: Facts
    givers: list[Option]
    yes_or_no: list[Option]
    of_age: str  # what is to be said of coming of age; empty while nothing is
    asks_own: bool  # the supported person is of age and has not consented for themselves
    mended: list[Moment]
    own_view_from: int  # years of age
    today: str
    case_href: str  # empty for whom the case does not open
    needs_href: str  # of matching, for this case
    person_href: str

    @property
    def asks_now(self) -> bool:
        """Is there something for the coordinator to write down?"""
        return self.is_coordinator and self.view.match.is_live

    @property
    def status(self) -> str:
        return str(self.view.match.status)


def match(work: Work, who: Principal, match_id: UUID) -> MatchPage:
    """One match for its coordinators: who has answered what, and what comes next."""
    view = queries.match(work, who, match_id)
    match, proposal = view.match, view.match.proposed
    if proposal is None:
        raise LookupError(match_id)
    names = people.names(work, proposal.organisation)
    programmes = catalogue.names_of_programmes(work.db, language())
    need = work.load(Need(proposal.case_id))[0].opened
    is_coordinator = policy.coordinates.allows(who, view)
    opens_case = is_coordinator or who.id in seats.team_of(work.db, proposal.case_id)
    adult_from = need.adult_from if need else None
    asks_own = match.is_live and match.lacks_own_consent(adult_from, work.today)
    return MatchPage(
        view=view,
        is_coordinator=is_coordinator,
        title=names.get(proposal.volunteer_id, "–"),
        tag=match_tag(str(match.status)),
        steps=_steps(match),
        consents=consents(match, mends=is_coordinator),
        asks=_asks(match, adult_from, work.today),
        is_adult=is_adult(adult_from, work.today),
        facts=[
            (gettext("Programme"), programmes.get(proposal.programme, proposal.programme)),
            (gettext("For whom"), about_need(need) if need else "–"),
            (gettext("Municipality"), place(proposal.municipality)),
            *agreed_until(match),
        ],
        givers=givers(adult_from, work.today),
        yes_or_no=answers(),
        of_age=_coming_of_age(match, adult_from, work.today) if match.is_live else "",
        asks_own=asks_own,
        mended=_mended(work, match),
        own_view_from=OWN_VIEW_FROM,
        today=work.today.isoformat(),
        case_href=f"/casework/cases/{proposal.case_id}" if opens_case else "",
        needs_href=url_for("matching.case", case_id=proposal.case_id),
        person_href=url_for("people.show", volunteer_id=proposal.volunteer_id),
    )


def _asks(match: Match, adult_from: date | None, on: date) -> list[str]:
    """Whose answer can be written down; of who is of age their own, and no child's view."""
    waits = match.waits_on(on, adult_from)
    return [str(who) for who in waits if who in match.waits_for]  # `asks_own` asks for the other


def givers(adult_from: date | None, on: date) -> list[Option]:
    """Who may answer for the family: from 18 on nobody but the person themselves."""
    mine = (MatchConsentGiver.SELF,) if is_adult(adult_from, on) else FAMILY
    return [
        Option(code, text)
        for code, text in choices(MatchConsentGiver, language())
        if MatchConsentGiver(code) in mine
    ]


def answers() -> list[Option]:
    return [Option("true", gettext("Gives consent")), Option("false", gettext("Declines"))]


def _coming_of_age(match: Match, adult_from: date | None, today: date) -> str:
    """What who comes of age, or will soon, means for the consents."""
    if adult_from is None or adult_from > soon(today):
        return ""
    day = _day(adult_from)
    if adult_from > today:
        return gettext(
            "Turns 18 on %(day)s. From that day on they consent for themselves.", day=day
        )
    if match.lacks_own_consent(adult_from, today):
        return gettext("Turned 18 on %(day)s: their own consent is missing.", day=day)
    return ""


def _mended(work: Work, match: Match) -> list[Moment]:
    """What was put right, why and by whom, newest first."""
    return [_moment(work, each) for each in reversed(match.explained)]


def _moment(work: Work, why: CorrectionExplained) -> Moment:
    whose = whose_consent(Consent(why.whose)) if why.whose else gettext("The match")
    return Moment(
        at=_day(why.on),
        text=gettext("%(what)s: put right. %(reason)s", what=whose, reason=why.reason or "–"),
        by=author(work, why.by),
    )


def _steps(match: Match) -> list[Step]:
    proposal = match.proposed
    days = (
        (gettext("Proposed"), proposal.proposed_on if proposal else None),
        (gettext("Agreed"), match.agreed_on),
        (gettext("Support under way"), match.started_on),
        (gettext("Ended"), match.ended_on if match.status is MatchStatus.ENDED else None),
    )
    if match.status is MatchStatus.DECLINED:
        proposed, declined = proposal.proposed_on if proposal else None, match.ended_on
        return [
            Step(gettext("Proposed"), "done", _day(proposed)),
            Step(label(MatchStatus.DECLINED, language()), "current", _day(declined)),
        ]
    reached = max(at for at, (_, day) in enumerate(days) if day)
    return [
        Step(name, "done" if at < reached else "current" if at == reached else "todo", _day(day))
        for at, (name, day) in enumerate(days)
    ]


def consents(match: Match, *, mends: bool) -> list[ChecklistItem]:
    """Who has answered what, when, how and to whom; with the way to put it right."""
    return [_consent(match, consent, mends=mends) for consent in match.asks]


def _consent(match: Match, consent: Consent, *, mends: bool) -> ChecklistItem:
    who, answer = whose_consent(consent), match.answers[consent]
    if answer is None:
        return ChecklistItem("open", who, gettext("not asked yet"))
    state: Literal["ok", "warn", "no"] = (
        "ok" if is_yes(answer) else "no" if is_no(answer) else "warn"
    )
    is_mended = mends and match.status in (*LIVE, MatchStatus.ENDED)
    return ChecklistItem(
        state,
        who,
        ", ".join(answer_parts(answer)),
        action=gettext("Correct") if is_mended else "",
        href=url_for(CORRECTED_AT[consent], match_id=match.id) if is_mended else "",
    )


def _day(day: date | None) -> str:
    return format_date(day, "d.M.yyyy") if day else ""
