"""The product's settings, which process needs which, and which values are refused.

The embedded default needs none of them: they are for services that run each on its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from joserfc.jwk import Key
from sqlalchemy import make_url

from services.platform.demo import people
from services.platform.loopback import not_on_loopback
from services.platform.reading_settings import DATABASE, database_address, private_key_file
from services.platform.registry import NAMES
from shared.identity.proof import Proof
from shared.kernel.settings import (
    SECRET_LENGTH,
    WrongSettings,
    flag,
    host_and_port,
    keys_file,
    listed,
    load,
    number,
    secret_file,
    security_file,
    setting,
    web_address,
)
from shared.web.rates import USUAL, Rates, rates_in

PREFIX = "RINNALLA_"
OF_TESTS = "RINNALLA_TEST_"


@dataclass(frozen=True)
class Settings:
    """The settings of one process. `database_of` and `feed_of` put in the service."""

    base_url: str = setting(
        "RINNALLA_BASE_URL",
        "The one public address of the installation.",
        example="https://rinnalla.example",
        read=web_address,
    )
    database: str = setting(
        "RINNALLA_DATABASE",
        "Each service's database, as the role that it works under. A password that is not here "
        "is looked up in the file that PGPASSFILE names.",
        example=DATABASE,
        read=database_address,
        secret=True,
    )
    owner: str = setting(
        "RINNALLA_DATABASE_OWNER",
        "The same databases as the owner of their tables, for `rinnalla migrate` alone.",
        example=DATABASE.replace("rinnalla_{service}:", "rinnalla_owner:"),
        read=database_address,
        secret=True,
    )
    kafka: tuple[str, ...] = setting(
        "RINNALLA_KAFKA",
        "Kafka's bootstrap servers. Without them consumers follow the other services' feeds.",
        example="kafka-1:9092,kafka-2:9092",
        read=listed,
        default=(),
    )
    kafka_security: Mapping[str, Any] | None = setting(
        "RINNALLA_KAFKA_SECURITY_FILE",
        "A JSON file with how to sign in to Kafka, in kafka-python's own words.",
        example='{"security_protocol": "SASL_SSL", "sasl_mechanism": "SCRAM-SHA-512", '
        '"sasl_plain_username": "rinnalla_referral", "sasl_plain_password": "…"}',
        read=security_file,
        default=None,
        secret=True,
    )
    partners: tuple[str, ...] = setting(
        "RINNALLA_PARTNER_TOPICS",
        "Clients with the role partner that get a topic of their own, rinnalla.partner.<client>.",
        example="kela,city-of-turku",
        read=listed,
        default=(),
    )
    feeds: str = setting(
        "RINNALLA_FEEDS",
        "Where each service's web process is reached from inside; one address, or one with "
        "{service} in it.",
        example="http://{service}:8000",
        read=web_address,
    )
    issuer: str = setting(
        "RINNALLA_ISSUER",
        "The OpenID provider, as its tokens name it. Demo mode brings its own.",
        example="https://login.rinnalla.example/realms/region",
        read=web_address,
    )
    issuer_inside: str = setting(
        "RINNALLA_ISSUER_INSIDE",
        "Where our own processes reach that provider, if its public address does not lead there.",
        example="http://portal:8000/identity",
        read=web_address,
    )
    audience: str = setting(
        "RINNALLA_AUDIENCE",
        "The audience that access tokens must be made for.",
        example="rinnalla",
        default="rinnalla",
    )
    secret: str = setting(
        "RINNALLA_SECRET_FILE",
        "A file with the secret of sessions and forms, the same for all processes.",
        example="/run/secrets/rinnalla",
        read=secret_file,
        secret=True,
    )
    client_secret: str = setting(
        "RINNALLA_CLIENT_SECRET_FILE",
        "A file with the secret of our own clients, web-… and service-…, at the OpenID provider.",
        example="/run/secrets/client",
        read=secret_file,
        secret=True,
    )
    client_key: Key | None = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_CLIENT_KEY_FILE",
        "In the place of that secret: a PEM or JWK file with our clients' own private key.",
        example="/run/secrets/client-key.pem",
        read=private_key_file,
        default=None,
        secret=True,
    )
    signing: Mapping[str, Mapping[str, bytes]] | None = setting(
        "RINNALLA_SIGNING_FILE",
        "A JSON file with the keys that sign messages on Kafka: service, key id, base64 of 32 "
        "bytes or more. A relay signs with its service's first key, all of them verify.",
        example='{"referral": {"2026-11": "…"}, "volunteers": …}',
        read=keys_file,
        default=None,
        secret=True,
    )
    bind: str = setting(
        "RINNALLA_BIND",
        "Where a web process listens.",
        example="127.0.0.1:8000",
        read=host_and_port,
        default="127.0.0.1:8000",
    )
    workers: int = setting(
        "RINNALLA_WORKERS",
        "How many processes answer for one service's web.",
        example="2",
        read=number,
        default=2,
    )
    rates: Rates = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_RATES",
        "How many requests a minute each web process takes of one caller; 0: any number.",
        example="program=6000,form=60",
        read=rates_in,
        default=USUAL,
    )
    proxies: int = setting(
        "RINNALLA_PROXIES",
        "How many proxies of ours stand before a web process and name the caller's address.",
        example="1",
        read=number,
        default=0,
    )
    metrics: str = setting(
        "RINNALLA_METRICS",
        "Where a relay or consumer tells its figures, without asking whom: an address that only "
        "whoever watches can reach. A web process tells them at /<service>/metrics.",
        example="127.0.0.1:9464",
        read=host_and_port,
    )
    demo: bool = setting(
        "RINNALLA_DEMO",
        "1 allows the demo identity provider, its well-known password, and plain http: "
        "on loopback alone.",
        example="1",
        read=flag,
        default=False,
    )
    enclosed: bool = setting(
        "RINNALLA_ENCLOSED",
        "1: only a front door on loopback leads to where a demo's web process listens.",
        example="1",
        read=flag,
        default=False,
    )

    @property
    def proof(self) -> Proof:
        """How our own clients prove at the provider who they are."""
        return self.client_key or self.client_secret

    def database_of(self, service: str) -> str:
        return self.database.replace("{service}", service)

    def role_of(self, service: str) -> str:
        """Who works in that service's database; raises when the address names nobody."""
        role = make_url(self.database_of(service)).username
        if not role:
            raise WrongSettings([f"{PREFIX}DATABASE does not say whose right {service} works by."])
        return role

    def owner_of(self, service: str) -> str:
        return self.owner.replace("{service}", service)

    def feed_of(self, service: str) -> str:
        return self.feeds.replace("{service}", service)

    def signing_of(self, service: str) -> Mapping[str, bytes]:
        """Keys by id, the one to sign with first; empty in demo mode without a signing file."""
        return (self.signing or {}).get(service, {})


_FOLLOWING = ("database", "feeds", "issuer", "client_secret", "base_url")
NEEDS = {  # process -> fields it cannot do without
    "web": (*_FOLLOWING, "secret"),
    "portal": ("base_url", "secret"),
    "relay": ("database", "kafka", "signing"),
    "consume": _FOLLOWING,
    "tools": _FOLLOWING,
    "demo": ("base_url", "database"),
    "publish": ("base_url", "database"),
    "let-in": ("database",),
    "access": ("kafka",),
    "migrate": ("database", "owner"),
    "restored": ("database", "owner"),
    "doctor": (*_FOLLOWING, "secret"),
}
GIVEN_IN_DEMO = {"issuer", "client_secret", "signing"}
SIGNING = {"relay", "consume", "doctor"}  # processes that hold the keys of messages


def settings_for(process: str, environment: Mapping[str, str]) -> Settings:
    """The settings of a process; raises `WrongSettings` with everything that is wrong."""
    demo = environment.get("RINNALLA_DEMO", "").strip() == "1"
    given = {"client_secret"} if environment.get("RINNALLA_CLIENT_KEY_FILE", "").strip() else set()
    needed = set(NEEDS[process]) - given - (GIVEN_IN_DEMO if demo else set())
    ours = {name: text for name, text in environment.items() if not name.startswith(OF_TESTS)}
    settings = load(
        Settings,
        ours,
        prefix=PREFIX,
        needed=needed,
        unsafe=lambda loaded: _unsafe(loaded, signs=process in SIGNING),
    )
    return _completed_for_demo(settings) if demo else settings


def _completed_for_demo(settings: Settings) -> Settings:
    return replace(
        settings,
        issuer=settings.issuer or f"{settings.base_url}/identity",
        client_secret=settings.client_secret or people.PASSWORD,
    )


def _unsafe(settings: Settings, *, signs: bool) -> Iterable[str]:
    if settings.secret and len(settings.secret) < SECRET_LENGTH:
        yield f"RINNALLA_SECRET_FILE holds fewer than {SECRET_LENGTH} characters."
    if settings.owner and _role(settings.owner) == _role(settings.database):
        yield (
            "RINNALLA_DATABASE and RINNALLA_DATABASE_OWNER name the same role, so that a service "
            "could change its history."
        )
    if signs and settings.kafka and not settings.demo:
        for service in NAMES:
            if not settings.signing_of(service):
                yield f"RINNALLA_SIGNING_FILE holds no key of {service}, whose messages need one."
    yield from not_on_loopback(settings) if settings.demo else _only_in_demo(settings)


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
