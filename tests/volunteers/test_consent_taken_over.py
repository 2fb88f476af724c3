"""Whom a family lets know no more hears of no match, one that has ended among them."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from services.common.disclosing import Parties
from services.volunteers.matches.domain import Match
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedConsentTakenOver
from shared.kernel.testing import given
from tests.volunteers.examples import NEED
from tests.volunteers.test_matches import CONSIDERED, PROPOSED

SENDER, NGO, KELA = uuid4(), uuid4(), uuid4()
DAY = date(2026, 11, 28)
BEFORE = Parties(sender=SENDER, provider=NGO, level="L3", informed=(KELA,))
NOW = replace(BEFORE, informed=())
MATCH = given(Match(PROPOSED.match_id), replace(CONSIDERED, parties=BEFORE), PROPOSED)
TAKEN_OVER = NeedConsentTakenOver(
    case_id=NEED.case_id, referral_id=NEED.referral_id, correction_id=uuid4(), parties=NOW, on=DAY
)


def test_matches_tell_it_nothing_more() -> None:
    changes = MATCH.change_consent(NOW, on=DAY)
    after = given(MATCH, *changes)
    assert KELA in MATCH.concerned_by(PROPOSED)
    assert KELA not in after.concerned_by(PROPOSED)
    assert after.change_consent(NOW, on=DAY) == []


def test_the_next_match_rests_on_the_need_as_it_is_now() -> None:
    need = given(Need(NEED.case_id), NEED)
    after = given(need, *need.change_consent(TAKEN_OVER))
    assert after.opened is not None
    assert after.opened.parties == NOW
    assert after.change_consent(TAKEN_OVER) == []


def test_where_nobody_is_looked_for_nothing_changes() -> None:
    assert Need(NEED.case_id).change_consent(TAKEN_OVER) == []
