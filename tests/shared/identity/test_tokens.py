"""One good token and the many that only look like it: all of these get the same answer."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from joserfc.jwk import ECKey, Key, KeySet

from shared.identity.jwks import Keys
from shared.identity.tokens import BadToken, Tokens
from shared.kernel.clock import Clock
from tests.shared.identity.corpus import BAD, BARE, GOOD, PS, Forger

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOW = int(NOON.timestamp())
CLOCK = Clock(ZoneInfo("Europe/Helsinki"), lambda: NOON)
KEY = ECKey.generate_key("P-256", {"kid": "good", "use": "sig", "alg": "ES256"})
FORGER = Forger(KEY, "https://id.example", "bicycles", "ana", NOW)


def tokens() -> Tokens:
    published = KeySet([KEY, PS, BARE]).as_dict(private=False)
    return Tokens("https://id.example", "bicycles", Keys(lambda: published, CLOCK), CLOCK)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_token_is_refused(name: str) -> None:
    with pytest.raises(BadToken):
        tokens().subject(BAD[name](FORGER))


@pytest.mark.parametrize("name", GOOD)
def test_a_good_token_tells_its_subject(name: str) -> None:
    assert tokens().subject(GOOD[name](FORGER)) == "ana"


def test_a_token_that_was_good_is_judged_anew() -> None:
    moment, published = [NOON], list[Key]([KEY])
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: moment[0])
    keys = Keys(lambda: KeySet(published).as_dict(private=False), clock)
    judge, token = (
        Tokens("https://id.example", "bicycles", keys, clock),
        FORGER.token_with(exp=NOW + 600),
    )
    assert [judge.subject(token), judge.subject(token)] == ["ana", "ana"]
    with pytest.raises(BadToken):
        judge.subject(token[:-4] + "AAAA")
    moment[0] = NOON + timedelta(seconds=661)
    with pytest.raises(BadToken):
        judge.subject(token)


def test_a_token_that_was_good_is_bad_once_its_key_was_withdrawn() -> None:
    moment, published = [NOON - timedelta(hours=1)], list[Key]([KEY, PS])
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: moment[0])
    judge = Tokens(
        "https://id.example",
        "bicycles",
        Keys(lambda: KeySet(published).as_dict(private=False), clock),
        clock,
    )
    assert judge.keys.are_available()
    moment[0], token = NOON, FORGER.token_with()
    assert judge.subject(token) == "ana"
    moment[0], published[:] = NOON + timedelta(seconds=1), [PS]  # the keys are an hour old
    with pytest.raises(BadToken):
        judge.subject(token)
