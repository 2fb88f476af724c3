"""The story of one case in the demo year: a person is found, they meet, it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from services.casework.cases import commands as cases
from services.casework.cases.domain import Case
from services.casework.naming.commands import name_reader
from services.casework.naming.queries import could_be_named
from services.casework.visits import commands as visits
from services.casework.visits.rules import VisitFacts
from services.common.codes import (
    AnswerWay,
    Assessor,
    ChildView,
    EndReason,
    MatchConsentGiver,
    Outcome,
    OutcomeMethod,
    TeamRole,
    VisitKind,
    VisitStatus,
)
from services.common.programme import Consent
from services.demo import book, expenses, plans, professional, summaries
from services.demo.supporters import Pool, Supporter
from services.demo.year import Year, somebody
from services.platform.demo.people import fixed_id
from services.volunteers.matches import commands as matches
from services.volunteers.matches.domain import Match
from services.volunteers.matches.rules import is_adult
from services.volunteers.matching.commands import propose
from services.volunteers.needs.domain import Need
from shared.kernel.aggregate import Refused
from shared.work import Actor, Work

if TYPE_CHECKING:
    from services.demo.referrals import Family

TEAMS = {"siipi": "worker-siipisulka", "hki": "worker-helsinki"}
GOOD = (EndReason.GOALS_REACHED, EndReason.PLANNED_END, EndReason.PLANNED_END)
OTHERS = (EndReason.FAMILY_ENDED, EndReason.MOVED, EndReason.NO_SUPPORT_PERSON, EndReason.OTHER)
OUTCOMES = (
    (Outcome.IMPROVED, 52),
    (Outcome.UNCHANGED, 26),
    (Outcome.WORSENED, 6),
    (Outcome.OUT_OF_HOME_PLACEMENT, 3),
    (Outcome.NOT_ASSESSED, 13),
)


def support(year: Year, pool: Pool, family: Family) -> None:
    """Let the accepted case go its way from tomorrow on."""
    provider = family.profile.provider
    coordinator = somebody(f"coordinator-{provider}", provider)
    if provider in TEAMS:
        year.after(1, "casework", coordinator, lambda work: _assign(work, family))
        summaries.plan_summaries(year, family, _worker(family))
    if family.is_hidden:
        year.after(2, "casework", coordinator, lambda work: _name_readers(work, family))
    if provider == "hki":
        plans.share_plan(year, family)
        year.after(4, "casework", _worker(family), lambda work: _meet(year, family, work))
        year.after(
            year.rng.randint(90, 260), "casework", coordinator, lambda w: _close(year, family, w)
        )
        return
    far = family.place in ("400", "322", "895")
    wait = year.rng.randint(3, 25) + (year.rng.randint(10, 35) if far else 0)
    year.after(wait, "volunteers", coordinator, lambda work: _propose(year, pool, family, work))


def _worker(family: Family) -> Actor:
    provider = family.profile.provider
    return somebody(TEAMS.get(provider, f"coordinator-{provider}"), provider)


def _case(family: Family) -> UUID:
    if family.case is None:
        raise ValueError("The referral has not been accepted.")
    return family.case


def _assign(work: Work, family: Family) -> None:
    person = fixed_id(TEAMS[family.profile.provider])
    cases.assign(work, _case(family), person, role=TeamRole.RESPONSIBLE)


def _name_readers(work: Work, family: Family) -> None:
    """The coordinator, and the team where there is one, may open the contact details."""
    case, _ = work.load(Case(_case(family)))
    for person in could_be_named(work, case):
        name_reader(work, case.id, person.id)


def _propose(year: Year, pool: Pool, family: Family, work: Work) -> None:
    """Propose whoever has room; without anybody the family waits and is looked at again."""
    profile = family.profile
    coordinator = somebody(f"coordinator-{profile.provider}", profile.provider)
    again = year.rng.randint(9, 20)
    supporter = pool.choose(year, profile.provider, profile.programme, family.place)
    if supporter is None or supporter.id is None:
        year.after(again, "volunteers", coordinator, lambda w: _propose(year, pool, family, w))
        return
    try:
        match, _ = propose(work, case_id=_case(family), volunteer_id=supporter.id)
    except Refused:  # the hard rules know better, such as a language in common
        year.after(again, "volunteers", coordinator, lambda w: _propose(year, pool, family, w))
        return
    supporter.busy += 1
    year.after(
        year.rng.randint(1, 6),
        "volunteers",
        coordinator,
        lambda w: _record_consents(year, pool, family, supporter, match.id, w),
    )


def _record_consents(
    year: Year, pool: Pool, family: Family, supporter: Supporter, match: UUID, work: Work
) -> None:
    """The consents that the programme asks for, as the coordinator heard them."""
    coordinator = somebody(f"coordinator-{family.profile.provider}", family.profile.provider)
    if year.rng.random() < 0.06:
        supporter.busy -= 1
        matches.record_family_consent(
            work, match, given=False, by=_who_consents(family, work), channel=AnswerWay.PHONE
        )
        year.after(7, "volunteers", coordinator, lambda w: _propose(year, pool, family, w))
        return
    state, _ = work.load(Match(match))
    if Consent.VOLUNTEER in state.waits_for:
        matches.record_volunteer_consent(work, match, given=True, channel=AnswerWay.PHONE)
    by = _who_consents(family, work)
    matches.record_family_consent(work, match, given=True, by=by, channel=AnswerWay.IN_PERSON)
    if Consent.CHILD in state.waits_for:
        met = AnswerWay.IN_PERSON
        matches.record_child_view(work, match, view=ChildView.WANTS, channel=met)
    year.after(
        year.rng.randint(2, 8),
        "volunteers",
        coordinator,
        lambda w: _start(year, family, supporter, match, w),
    )


def _who_consents(family: Family, work: Work) -> MatchConsentGiver:
    """From 18 on the person alone; a parent who is supported, for their family."""
    if is_adult(_adult_from(work, family), work.today):
        return MatchConsentGiver.SELF
    return MatchConsentGiver.GUARDIAN if family.age is not None else MatchConsentGiver.PARENT


def _adult_from(work: Work, family: Family) -> date | None:
    need = work.load(Need(_case(family)))[0].opened
    return need.adult_from if need else None


def _start(year: Year, family: Family, supporter: Supporter, match: UUID, work: Work) -> None:
    coordinator = somebody(f"coordinator-{family.profile.provider}", family.profile.provider)
    if work.load(Match(match))[0].lacks_own_consent(_adult_from(work, family), work.today):
        matches.record_family_consent(  # they came of age between the two days
            work, match, given=True, by=MatchConsentGiver.SELF, channel=AnswerWay.IN_PERSON
        )
    matches.start(work, match)
    supporter.matches.append(match)
    year.after(
        year.rng.randint(2, 10), "casework", _worker(family), lambda w: _meet(year, family, w)
    )
    if family.profile.provider == "siipi":
        professional.plan_phases(year, family, _worker(family))
        return
    if year.rng.random() < 0.55:
        length = year.rng.choice((45, 60, 95, 120, 150, 180, 210, 240))
        year.after(length, "casework", coordinator, lambda w: _close(year, family, w, supporter))


def _meet(year: Year, family: Family, work: Work) -> None:
    """A visit, told the same day or days later; then the next one."""
    rng = year.rng
    late = rng.choice((0, 0, 0, 0, 1, 2, 6, 14))
    missed = rng.random() < 0.08
    held_on = work.today - timedelta(days=late)
    facts = VisitFacts(
        held_on=held_on,
        kind=rng.choice((VisitKind.FACE, VisitKind.FACE, VisitKind.FACE, VisitKind.PHONE)),
        status=VisitStatus.MISSED if missed else VisitStatus.HELD,
        minutes=0 if missed else rng.choice((45, 60, 90, 120, 150)),
        present=0 if missed else 1,
        **expenses.took(family.profile.provider, held_on, year.last, missed=missed),
    )
    try:
        visits.log(work, _case(family), facts)
        book.write(year, work, _case(family), family, _worker(family))
    except Refused:
        if late == 0:
            return  # the case has closed meanwhile
    gap = rng.randint(9, 20) if family.profile.provider in TEAMS else rng.randint(16, 40)
    year.after(gap, "casework", _worker(family), lambda w: _meet(year, family, w))


def _close(year: Year, family: Family, work: Work, supporter: Supporter | None = None) -> None:
    rng = year.rng
    good = rng.random() < 0.72
    outcome = rng.choices([o for o, _ in OUTCOMES], [w for _, w in OUTCOMES])[0]
    assessed = outcome is not Outcome.NOT_ASSESSED
    cases.close(
        work,
        _case(family),
        end_reason=rng.choice(GOOD if good else OTHERS),
        outcome=outcome,
        assessed_by=rng.choice(list(Assessor)) if assessed else None,
        method=OutcomeMethod.INTERVIEW if assessed else None,
        early_reason="Perhe ja tukihenkilö sopivat päättämisestä.",
    )
    if supporter:
        supporter.busy -= 1
