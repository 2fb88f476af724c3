"""Every setting of the product: its name, meaning, example and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc.jwk import Key
from sqlalchemy import make_url

from services.platform.access_settings import AccessLogSettings
from services.platform.backup_settings import BackupSettings
from services.platform.connection_settings import ConnectionSettings
from services.platform.file_settings import FileSettings
from services.platform.log_settings import LogSettings
from services.platform.mail_settings import MailSettings
from services.platform.password_settings import PasswordSettings, with_password
from services.platform.place_settings import PlaceSettings
from services.platform.reading_settings import DATABASE, database_address, private_key_file
from shared.identity.proof import Proof
from shared.kernel.settings import (
    WrongSettings,
    flag,
    host_and_port,
    keys_file,
    listed,
    number,
    secret_file,
    security_file,
    setting,
    web_address,
)
from shared.web.rates import USUAL, Rates, rates_in

PREFIX = "RINNALLA_"
KEYS = "keys"  # the key store's database, where the services' are called by their names


@dataclass(frozen=True)
class Settings(
    AccessLogSettings,
    BackupSettings,
    ConnectionSettings,
    FileSettings,
    LogSettings,
    MailSettings,
    PasswordSettings,
    PlaceSettings,
):
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
        "is read from RINNALLA_DATABASE_PASSWORD_FILE, or looked up in the file that PGPASSFILE "
        "names.",
        example=DATABASE,
        read=database_address,
        secret=True,
    )
    owner: str = setting(
        "RINNALLA_DATABASE_OWNER",
        "The same databases as the owner of their tables, for `rinnalla migrate`, `backup`, "
        "`restore` and `restored` alone.",
        example=DATABASE.replace("rinnalla_{service}:", "rinnalla_owner:"),
        read=database_address,
        secret=True,
    )
    keys: str = setting(
        "RINNALLA_KEYS",
        "The key store's database, which is backed up apart from all others: each service signs "
        "in to it by a role of its own. `rinnalla migrate` makes its tables in the database that "
        "RINNALLA_DATABASE_OWNER gives for the service `keys`.",
        example=DATABASE.replace("/rinnalla_{service}", "/rinnalla_keys"),
        read=database_address,
        secret=True,
    )
    wrapping: Path | None = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_WRAPPING_FILE",
        "A file with the keys that people's keys are wrapped with: a line of a name and base64 "
        "of 32 bytes for each, the newest first. `rinnalla rotate-keys` puts a new one in.",
        example="/run/secrets/wrapping",
        read=Path,
        default=None,
        secret=True,
    )
    transit: str = setting(
        "RINNALLA_WRAPPING_TRANSIT",
        "Instead of that file: a key of the transit engine of OpenBao or Vault, by its address.",
        example="https://bao.rinnalla.example/v1/transit/keys/rinnalla",
        read=web_address,
    )
    transit_token: str = setting(
        "RINNALLA_WRAPPING_TOKEN_FILE",
        "A file with the token for that engine.",
        example="/run/secrets/bao-token",
        read=secret_file,
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
        "How many requests a minute each web process takes of one caller; 0: any number. "
        "Of what anybody may send (public, everybody), an hour.",
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
        "Where the process tells its figures at /metrics, without asking whom: an address that "
        "only whoever watches can reach. A web process also tells them, to whoever shows a token "
        "of an administrator or service, at /<service>/metrics.",
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
        address = self.database.replace("{service}", service)
        return with_password(address, self.password_of(service))

    def role_of(self, service: str) -> str:
        """Who works in that service's database; raises when the address names nobody."""
        role = make_url(self.database.replace("{service}", service)).username
        if not role:
            raise WrongSettings([f"{PREFIX}DATABASE does not say whose right {service} works by."])
        return role

    def keys_of(self, service: str) -> str:
        """The key store, as that service signs in to it."""
        address = self.keys.replace("{service}", service)
        return with_password(address, self.password_of(service))

    def role_in_keys(self, service: str) -> str:
        return make_url(self.keys.replace("{service}", service)).username or self.role_of(service)

    def owner_of(self, service: str) -> str:
        return with_password(self.owner.replace("{service}", service), self.owner_password)

    def feed_of(self, service: str) -> str:
        return self.feeds.replace("{service}", service)

    def signing_of(self, service: str) -> Mapping[str, bytes]:
        """Keys by id, the one to sign with first; empty in demo mode without a signing file."""
        return (self.signing or {}).get(service, {})
