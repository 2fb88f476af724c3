"""Either party proposes, and only the other one can agree."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.common.codes import EmphasisState, MeetingRole, Role, Theme
from services.referral.directory.rules import Terms
from services.referral.partnerships import events, policy
from services.referral.partnerships.domain import Partnership
from services.referral.partnerships.events import Emphasis, Minutes
from services.referral.partnerships.rules import Seen, Use, money
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given

ID, MLL, TURKU, STRANGER = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
FIRST, SECOND, MEETING = UUID(int=11), UUID(int=12), UUID(int=13)
MONDAY = date(2026, 11, 2)
TERMS = Terms(
    id=ID,
    provider=MLL,
    party=TURKU,
    controller=MLL,
    programmes=("kaveri", "perhekummi"),
    municipalities=("853",),
    counties=(),
    starts_on=date(2025, 1, 1),
    ends_on=date(2027, 12, 31),
)
NEW = Partnership(ID, provider=MLL, party=TURKU)
EMPHASIS = Emphasis(year=2027, programmes=("perhekummi",), themes=(Theme.JAKSAMINEN,), share=50)
PROPOSED = events.EmphasisProposed(
    agreement_id=ID,
    emphasis_id=FIRST,
    emphasis=EMPHASIS,
    text="Vauvaperheille.",
    organisation=MLL,
    waits_for=TURKU,
    on=MONDAY,
)
COUNTERED = replace(
    PROPOSED,
    emphasis_id=SECOND,
    emphasis=replace(EMPHASIS, share=30),
    organisation=TURKU,
    waits_for=MLL,
    counters=FIRST,
)
AGREED = events.EmphasisAgreed(
    agreement_id=ID,
    emphasis_id=FIRST,
    emphasis=EMPHASIS,
    version=1,
    proposed_by=MLL,
    organisation=TURKU,
    on=MONDAY,
)
MINUTES = Minutes(
    held_on=MONDAY,
    provider_roles=(MeetingRole.COORDINATION,),
    party_roles=(MeetingRole.FIELD_WORK,),
    decisions="Jatketaan.",
)
FORECAST = events.ForecastGiven(
    agreement_id=ID,
    organisation=MLL,
    year=2027,
    programme="kaveri",
    families=40,
    staff=Decimal("1.5"),
    on=MONDAY,
)


def propose(
    on: Partnership, *, by: UUID | None = MLL, emphasis: Emphasis = EMPHASIS, new: UUID = FIRST
) -> list[events.PartnershipEvent]:
    return on.propose(new, emphasis, text="Vauvaperheille.", by=by, terms=TERMS, on=MONDAY)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_a_party_proposes_and_the_other_is_asked() -> None:
    assert propose(NEW) == [PROPOSED]


def test_another_proposal_of_the_other_party_answers_the_first() -> None:
    state = given(NEW, PROPOSED)
    countered = propose(state, by=TURKU, emphasis=COUNTERED.emphasis, new=SECOND)
    after = given(state, *countered)
    states = [each.state for each in after.proposals.values()]
    assert (countered, states) == (
        [COUNTERED],
        [EmphasisState.COUNTERED, EmphasisState.WAITING],
    )


def test_one_party_has_one_proposal_for_a_year_at_a_time() -> None:
    state = given(NEW, PROPOSED)
    assert refused(lambda: propose(state, new=SECOND)) == "proposal-waits"
    assert propose(state, emphasis=replace(EMPHASIS, year=2026), new=SECOND) != []


def test_only_the_other_party_agrees_and_once() -> None:
    state = given(NEW, PROPOSED)
    assert state.agree(FIRST, by=TURKU, on=MONDAY) == [AGREED]
    assert refused(lambda: state.agree(FIRST, by=MLL, on=MONDAY)) == "own-proposal"
    assert given(state, AGREED).agree(FIRST, by=TURKU, on=MONDAY) == []


def test_what_is_agreed_anew_is_the_next_version_and_the_first_stays() -> None:
    state = given(NEW, PROPOSED, AGREED, replace(COUNTERED, counters=None))
    (second,) = state.agree(SECOND, by=MLL, on=MONDAY)
    assert isinstance(second, events.EmphasisAgreed)
    versions = [each.version for each in given(state, second).agreed(2027)]
    assert (second.version, versions) == (2, [1, 2])


@pytest.mark.parametrize(
    "answer",
    [
        AGREED,
        COUNTERED,
        events.EmphasisDeclined(
            agreement_id=ID, emphasis_id=FIRST, organisation=TURKU, text="Ei.", on=MONDAY
        ),
        events.EmphasisWithdrawn(agreement_id=ID, emphasis_id=FIRST, organisation=MLL, on=MONDAY),
    ],
    ids=["agreed", "countered", "declined", "withdrawn"],
)
def test_what_was_answered_waits_no_more(answer: events.PartnershipEvent) -> None:
    state = given(NEW, PROPOSED, answer)
    decline = refused(lambda: state.decline(FIRST, by=TURKU, text="Ei.", on=MONDAY))
    assert decline == "proposal-answered"
    assert state.proposals[FIRST].state is not EmphasisState.WAITING


def test_its_own_party_takes_a_proposal_back_and_the_other_declines() -> None:
    state = given(NEW, PROPOSED)
    assert [type(each) for each in state.withdraw(FIRST, by=MLL, on=MONDAY)] == [
        events.EmphasisWithdrawn
    ]
    assert [type(e) for e in state.decline(FIRST, by=TURKU, text="Ei.", on=MONDAY)] == [
        events.EmphasisDeclined
    ]
    assert refused(lambda: state.withdraw(FIRST, by=TURKU, on=MONDAY)) == "not-own-proposal"
    assert refused(lambda: state.decline(FIRST, by=MLL, text="", on=MONDAY)) == "own-proposal"


@pytest.mark.parametrize("by", [STRANGER, None])
def test_nobody_but_the_two_says_anything(by: UUID | None) -> None:
    state = given(NEW, PROPOSED)
    acts: list[Callable[[], object]] = [
        lambda: propose(NEW, by=by),
        lambda: state.agree(FIRST, by=by, on=MONDAY),
        lambda: state.decline(FIRST, by=by, text="", on=MONDAY),
        lambda: state.withdraw(FIRST, by=by, on=MONDAY),
        lambda: state.meet(MEETING, MINUTES, by=by, on=MONDAY),
        lambda: state.foresee(FORECAST, by=by, terms=TERMS),
    ]
    assert {refused(act) for act in acts} == {"not-a-party"}


@pytest.mark.parametrize(
    ("emphasis", "code"),
    [
        (replace(EMPHASIS, year=2025), "not-a-year"),  # over
        (replace(EMPHASIS, year=2028), "not-a-year"),  # after the agreement
        (replace(EMPHASIS, programmes=("perhelinja",)), "not-in-agreement"),
        (Emphasis(year=2027), "no-emphasis"),
    ],
)
def test_an_emphasis_is_of_the_agreement(emphasis: Emphasis, code: str) -> None:
    assert refused(lambda: propose(NEW, emphasis=emphasis)) == code


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_year_that_runs_and_the_last_one_may_have_an_emphasis(year: int) -> None:
    assert propose(NEW, emphasis=replace(EMPHASIS, year=year)) != []


def test_a_meeting_is_written_down_once_it_was_held_and_corrected_later() -> None:
    (held,) = NEW.meet(MEETING, MINUTES, by=TURKU, on=MONDAY)
    state = given(NEW, held)
    corrected = state.meet(MEETING, replace(MINUTES, decisions="Toisin."), by=MLL, on=MONDAY)
    assert (type(held), [type(each) for each in corrected]) == (
        events.MeetingHeld,
        [events.MeetingCorrected],
    )
    assert state.meet(MEETING, MINUTES, by=MLL, on=MONDAY) == []
    early = replace(MINUTES, held_on=date(2026, 11, 3))
    with pytest.raises(Invalid):
        NEW.meet(MEETING, early, by=MLL, on=MONDAY)
    with pytest.raises(Invalid):
        NEW.meet(MEETING, replace(MINUTES, next_on=MONDAY), by=MLL, on=MONDAY)


def test_a_forecast_takes_the_place_of_the_same_partys_earlier_one() -> None:
    assert NEW.foresee(FORECAST, by=MLL, terms=TERMS) == [FORECAST]
    state = given(NEW, FORECAST)
    assert state.foresee(FORECAST, by=MLL, terms=TERMS) == []
    more = replace(FORECAST, families=50)
    theirs = replace(more, organisation=TURKU)
    after = given(state, more, theirs)
    assert sorted(after.forecasts.values(), key=lambda e: e.organisation) == [more, theirs]
    with pytest.raises(Invalid):
        NEW.foresee(replace(FORECAST, families=None, staff=None), by=MLL, terms=TERMS)


@pytest.mark.parametrize(
    ("use", "is_provider", "seen"),
    [
        (Use(taken=7, own=0), True, Seen(7, 7)),
        (Use(taken=7, own=7), False, Seen(7, 7)),
        (Use(taken=8, own=7), False, Seen(8, 11)),  # one that somebody else sent
        (Use(taken=11, own=7), False, Seen(8, 11)),  # four
        (Use(taken=12, own=7), False, Seen(12, 12)),  # five tell of nobody
        (Use(), False, Seen(0, 0)),
    ],
)
def test_a_party_reads_no_small_number_of_what_others_sent(
    use: Use, is_provider: bool, seen: Seen
) -> None:
    assert use.seen(is_provider=is_provider) == seen


def test_money_is_counted_where_the_number_is_exact() -> None:
    price = Decimal("1450.50")
    shown = [money(Seen(2, 2), price), money(Seen(1, 4), price), money(Seen(2, 2), None)]
    assert shown == [Decimal("2901.00"), None, None]


def reader(role: Role, organisation: UUID | None) -> Principal:
    return Principal(UUID(int=50), "person", "somebody", organisation, frozenset({role}))


def test_who_speaks_for_a_party_and_who_only_reads() -> None:
    speak = {r for r in Role if policy.speaks.allows(reader(r, TURKU), NEW)}
    read = {r for r in Role if policy.reads.allows(reader(r, TURKU), NEW)}
    over = {r for r in Role if policy.reads.allows(reader(r, None), NEW)}
    strangers = {r for r in Role if policy.reads.allows(reader(r, STRANGER), NEW)}
    assert speak == {Role.MUNICIPAL_WORKER, Role.NGO_COORDINATOR, Role.ADMINISTRATOR}
    assert read == speak | {Role.NGO_WORKER, Role.MUNICIPAL_SYSTEM, Role.REGIONAL_COORDINATOR}
    assert over == {Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR}
    assert strangers == {Role.REGIONAL_COORDINATOR}  # who works somewhere in the region, too
    assert not policy.speaks.allows(reader(Role.ADMINISTRATOR, None), NEW)
