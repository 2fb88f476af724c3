"""A place that may be shown no more is told no more: by the need, by its match, by the list."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.disclosing import Parties
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedPlaceCorrected
from shared.kernel.testing import given
from tests.volunteers.examples import CASE, MATCH, MAY, NEED, NGO, SENDER
from tests.volunteers.test_matches import AGREEMENT, CONSIDERED, PROPOSAL, PROPOSED

WITHHELD = NeedPlaceCorrected(case_id=CASE, municipality=None, on=MAY)
MATCH_WITHHELD = events.MatchPlaceCorrected(match_id=MATCH, municipality=None, on=MAY)
PARTIES = Parties(sender=SENDER, provider=NGO, level="L1")


def test_a_need_says_no_place_from_then_on() -> None:
    need = given(Need(CASE), replace(NEED, parties=PARTIES))
    assert need.correct_place(None, on=MAY) == [WITHHELD]
    later = given(need, WITHHELD)
    hidden = replace(PARTIES, hidden=True)
    assert later.opened == replace(NEED, municipality=None, parties=hidden)
    assert later.correct_place(None, on=MAY) == []


def test_who_was_asked_for_nobody_has_no_place() -> None:
    assert Need(CASE).correct_place(None, on=MAY) == []


def test_a_match_says_no_place_in_what_follows() -> None:
    match = given(Match(MATCH), *AGREEMENT)
    assert match.correct_place(None, on=MAY) == [MATCH_WITHHELD]
    later = given(match, MATCH_WITHHELD)
    assert later.proposed == replace(PROPOSED, municipality=None)
    assert later.correct_place(None, on=MAY) == []


def test_a_match_that_was_never_proposed_has_no_place() -> None:
    assert Match(MATCH).correct_place(None, on=MAY) == []


MOVED = replace(MATCH_WITHHELD, municipality="202")


def a_match(*history: events.MatchEvent) -> Match:
    return given(Match(MATCH), *history)


TO_SOME = replace(CONSIDERED, parties=replace(PARTIES, level="L2"), concerned=(CASE,))


@pytest.mark.parametrize(
    ("history", "concerns", "concerned"),
    [
        ((), (), ()),
        ((CONSIDERED,), (SENDER, NGO), ()),
        (PROPOSAL, (SENDER, NGO), (NGO,)),
        ((TO_SOME, PROPOSED), (CASE,), (SENDER, NGO)),
    ],
)
def test_the_provider_alone_hears_where_it_was_not_said_how_the_others_stand_to_it(
    history: tuple[events.MatchEvent, ...], concerns: Any, concerned: Any
) -> None:
    match = a_match(*history)
    assert (match.concerns, match.concerned_by(AGREEMENT[-1])) == (concerns, concerned)


@pytest.mark.parametrize(
    ("before", "moved", "withheld"),
    [
        (CONSIDERED, CONSIDERED, replace(CONSIDERED, concerned=(SENDER, NGO))),
        (
            replace(CONSIDERED, concerned=(CASE, SENDER)),
            replace(CONSIDERED, concerned=(CASE, SENDER)),
            CONSIDERED,
        ),
        (TO_SOME, TO_SOME, replace(TO_SOME, parties=replace(PARTIES, level="L2", hidden=True))),
    ],
)
def test_a_place_put_right_is_said_and_a_withheld_one_to_fewer(
    before: events.MatchConsidered,
    moved: events.MatchConsidered,
    withheld: events.MatchConsidered,
) -> None:
    match = a_match(before, PROPOSED)
    assert (match.correct_place("853", on=MAY), match.correct_place("202", on=MAY)) == ([], [MOVED])
    assert given(match, MOVED) == a_match(moved, replace(PROPOSED, municipality="202"))
    assert given(match, MATCH_WITHHELD) == a_match(withheld, replace(PROPOSED, municipality=None))
    assert given(match, MATCH_WITHHELD, MOVED).considered == (
        moved if before is TO_SOME else withheld
    )


@pytest.mark.parametrize("event", [MOVED, MATCH_WITHHELD])
def test_what_was_never_proposed_is_nowhere(event: events.MatchPlaceCorrected) -> None:
    assert a_match(event) == Match(MATCH)
    assert a_match(CONSIDERED, event) == a_match(CONSIDERED)
    assert a_match(PROPOSED, event) == a_match(replace(PROPOSED, municipality=event.municipality))
