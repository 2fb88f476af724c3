"""Which process needs which settings, and which values are refused.

The embedded default needs none of them: they are for services that run each on its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import make_url

from services.platform.demo import people
from services.platform.loopback import not_on_loopback
from services.platform.mail_settings import unsafe_mail
from services.platform.options import PREFIX, Settings
from services.platform.registry import NAMES
from shared.kernel.settings import SECRET_LENGTH, load

__all__ = ["PREFIX", "Settings", "settings_for"]

OF_TESTS = "RINNALLA_TEST_"

_FOLLOWING = ("database", "keys", "feeds", "issuer", "client_secret", "base_url")
NEEDS = {  # process -> fields it cannot do without
    "web": (*_FOLLOWING, "secret"),
    "portal": ("base_url", "secret"),
    "relay": ("database", "kafka", "signing"),
    "consume": (*_FOLLOWING, "access_key"),
    "tools": _FOLLOWING,
    "demo": ("base_url", "database", "keys"),
    "publish": ("base_url", "database", "keys"),
    "let-in": ("database", "keys"),
    "verify-audit": ("database", "access_key"),
    "version": ("database",),
    "migrated": ("database",),
    "access": ("kafka",),
    "rotate-keys": ("database", "owner", "keys"),
    "raise-partitions": ("database", "owner"),
    "migrate": ("database", "owner", "keys"),
    "restored": ("database", "owner", "keys"),
    "doctor": (*_FOLLOWING, "secret"),
}
GIVEN_IN_DEMO = {"issuer", "client_secret", "signing", "access_key"}
ONLY_TABLES = {"migrate"}  # processes that make the key store's tables and read no key
SIGNING = {"relay", "consume", "doctor"}  # processes that hold the keys of messages


def settings_for(process: str, environment: Mapping[str, str], service: str = "") -> Settings:
    """The settings of a process; raises `WrongSettings` with everything that is wrong.

    A process of one `service` needs fewer of the keys that sign messages.
    """
    demo = environment.get("RINNALLA_DEMO", "").strip() == "1"
    given = {"client_secret"} if environment.get("RINNALLA_CLIENT_KEY_FILE", "").strip() else set()
    needed = set(NEEDS[process]) - given - (GIVEN_IN_DEMO if demo else set())
    ours = {name: text for name, text in environment.items() if not name.startswith(OF_TESTS)}
    settings = load(
        Settings,
        ours,
        prefix=PREFIX,
        needed=needed,
        unsafe=lambda loaded: _unsafe(loaded, process, service),
    )
    return _completed_for_demo(settings) if demo else settings


def _completed_for_demo(settings: Settings) -> Settings:
    return replace(
        settings,
        issuer=settings.issuer or f"{settings.base_url}/identity",
        client_secret=settings.client_secret or people.PASSWORD,
    )


def _unsafe(settings: Settings, process: str, service: str) -> Iterable[str]:
    if settings.secret and len(settings.secret) < SECRET_LENGTH:
        yield f"RINNALLA_SECRET_FILE holds fewer than {SECRET_LENGTH} characters."
    if settings.owner and _role(settings.owner) == _role(settings.database):
        yield (
            "RINNALLA_DATABASE and RINNALLA_DATABASE_OWNER name the same role, so that a service "
            "could change its history."
        )
    unwraps = "keys" in NEEDS[process] and process not in ONLY_TABLES
    if unwraps and not (settings.wrapping or settings.transit):
        yield (
            "RINNALLA_WRAPPING_FILE or RINNALLA_WRAPPING_TRANSIT is missing: the keys of people "
            "are wrapped with one of them."
        )
    if process in SIGNING and settings.kafka and not settings.demo:
        for name in _signers(process, service):
            if not settings.signing_of(name):
                yield f"RINNALLA_SIGNING_FILE holds no key of {name}, whose messages need one."
    yield from unsafe_mail(settings)
    yield from not_on_loopback(settings) if settings.demo else _only_in_demo(settings)


def _signers(process: str, service: str) -> Iterable[str]:
    """Whose keys it needs: a relay signs for its own service, a consumer verifies the others."""
    if not service:
        return NAMES
    return [service] if process == "relay" else [name for name in NAMES if name != service]


def _role(address: str) -> str | None:
    return make_url(address).username if address else None


def _only_in_demo(settings: Settings) -> Iterable[str]:
    only = "outside demo mode (RINNALLA_DEMO=1)"
    for name, address in (("BASE_URL", settings.base_url), ("ISSUER", settings.issuer)):
        if address.startswith("http:"):
            yield f"{PREFIX}{name} is {address}: {only} it must begin with https:."
    if settings.client_secret == people.PASSWORD:
        yield f"RINNALLA_CLIENT_SECRET_FILE holds the demo's password: {only} everybody knows it."
    for name, address in (("DATABASE", settings.database), ("DATABASE_OWNER", settings.owner)):
        if address and make_url(address).password == people.PASSWORD:
            yield f"{PREFIX}{name} holds the demo's password: {only} everybody knows it."
