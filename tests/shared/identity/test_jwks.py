"""Keys are fetched when needed, seldom, and kept through an outage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import ECKey, KeySet
from requests import ConnectionError as Away

from shared.identity.jwks import Keys, NoKeys
from shared.kernel.clock import Clock

OLD = ECKey.generate_key("P-256", {"kid": "old"})
NEW = ECKey.generate_key("P-256", {"kid": "new"})


@dataclass
class Issuer:
    """Publishes what it is told to, and counts how often it was asked."""

    published: list[ECKey] = field(default_factory=lambda: [OLD])
    away: bool = False
    fetches: int = 0
    now: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.keys = Keys(self.answer, Clock(ZoneInfo("UTC"), lambda: self.now))

    def answer(self) -> Mapping[str, Any]:
        self.fetches += 1
        if self.away:
            raise Away
        return KeySet(list(self.published)).as_dict(private=False)

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


def test_known_keys_are_asked_for_once() -> None:
    issuer = Issuer()
    assert {issuer.keys.find("old").kid for _ in range(3)} == {"old"}
    assert issuer.fetches == 1


def test_a_new_key_is_fetched_when_it_is_met() -> None:
    issuer = Issuer()
    issuer.keys.find("old")
    issuer.published.append(NEW)
    issuer.later(seconds=30)
    assert issuer.keys.find("new").kid == "new"


def test_unknown_keys_make_us_ask_every_half_minute_at_most() -> None:
    issuer = Issuer()
    issuer.keys.find("old")
    for _ in range(29):
        issuer.later(seconds=1)
        with pytest.raises(InvalidKeyIdError):
            issuer.keys.find("invented")
    assert issuer.fetches == 1


def test_a_withdrawn_key_stops_working_within_an_hour() -> None:
    issuer = Issuer()
    issuer.keys.find("old")
    issuer.published[:] = [NEW]
    issuer.later(minutes=61)
    with pytest.raises(InvalidKeyIdError):
        issuer.keys.find("old")


def test_the_last_keys_serve_for_a_day_without_the_issuer() -> None:
    issuer = Issuer()
    issuer.keys.find("old")
    issuer.away = True
    issuer.later(hours=24)
    assert issuer.keys.find("old").kid == "old"
    issuer.later(seconds=1)
    with pytest.raises(NoKeys):
        issuer.keys.find("old")


def test_without_any_keys_nobody_can_tell() -> None:
    issuer = Issuer(away=True)
    with pytest.raises(NoKeys):
        issuer.keys.find("old")


@pytest.mark.parametrize("nonsense", [{}, {"keys": []}, {"keys": [{"kty": "EC"}]}])
def test_nonsense_from_the_issuer_changes_nothing(nonsense: dict[str, Any]) -> None:
    issuer = Issuer()
    issuer.keys.find("old")
    issuer.keys.fetch = lambda: nonsense
    issuer.later(minutes=61)
    assert issuer.keys.find("old").kid == "old"
