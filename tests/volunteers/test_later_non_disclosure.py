"""A place that may be shown no more is told no more: by the need, by its match, by the list."""

from dataclasses import replace

import pytest

from services.common.disclosing import Parties
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedPlaceCorrected
from shared.kernel.testing import given
from tests.volunteers.examples import CASE, MATCH, MAY, NEED, NGO, SENDER
from tests.volunteers.test_matches import AGREEMENT, CONSIDERED, PROPOSED

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


@pytest.mark.parametrize(
    ("considered", "later"),
    [
        (CONSIDERED, replace(CONSIDERED, concerned=(SENDER, NGO))),
        (
            replace(CONSIDERED, parties=PARTIES),
            replace(CONSIDERED, parties=replace(PARTIES, hidden=True)),
        ),
    ],
    ids=["of before", "with parties"],
)
def test_nobody_hears_of_the_match_whose_being_told_would_tell_the_place(
    considered: events.MatchConsidered, later: events.MatchConsidered
) -> None:
    match = given(Match(MATCH), considered, PROPOSED, MATCH_WITHHELD)
    assert match.considered == later


def test_a_match_that_was_never_proposed_has_no_place() -> None:
    assert Match(MATCH).correct_place(None, on=MAY) == []
