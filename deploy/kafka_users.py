"""Who signs in to the Kafka of compose.yaml: its administrator, the four services, and partners.

The administrator is in the broker's own file; all others are kept by Kafka as salted hashes
(SCRAM-SHA-512), so that a partner is let in or out while it runs:

    python -m deploy.kafka_users complete          the services, with the passwords drawn for them
    python -m deploy.kafka_users partner NAME      a partner; its password is printed this once
    python -m deploy.kafka_users without NAME      takes a partner's password away

What each may do is `rinnalla kafka-access` to say.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from kafka import KafkaAdminClient
from kafka.admin import (
    ScramMechanism,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)

from deploy.databases import SERVICES

ADMIN = "admin"
HASHED = "SCRAM-SHA-512"


@dataclass(frozen=True)
class Users:
    """The passwords of our own users, drawn once."""

    admin: str
    services: Mapping[str, str]  # by service

    @classmethod
    def stored(cls, path: Path) -> "Users":
        """Those in this file; the first use writes it."""
        if not path.exists():
            path.touch(mode=0o600)
            drawn = {service: secrets.token_urlsafe(24) for service in SERVICES}
            path.write_text(json.dumps({"admin": secrets.token_urlsafe(24), "services": drawn}))
        return cls(**json.loads(path.read_text()))


def security_of_admin(password: str) -> dict[str, str]:
    """How the administrator signs in, in kafka-python's words."""
    return _security("PLAIN", ADMIN, password)


def security_of(service: str, password: str) -> dict[str, str]:
    return _security(HASHED, f"rinnalla_{service}", password)


def _security(mechanism: str, user: str, password: str) -> dict[str, str]:
    return {
        "security_protocol": "SASL_PLAINTEXT",  # in a network of the containers' own
        "sasl_mechanism": mechanism,
        "sasl_plain_username": user,
        "sasl_plain_password": password,
    }


def admit(admin: KafkaAdminClient, passwords: Mapping[str, str]) -> None:
    """Give each user this password; one that it had before ends."""
    _alter(
        admin,
        [
            UserScramCredentialUpsertion(user, ScramMechanism.SCRAM_SHA_512, password)
            for user, password in passwords.items()
        ],
    )


def dismiss(admin: KafkaAdminClient, user: str) -> None:
    """Take the user's password away; connections that are open end with the broker's own time."""
    _alter(admin, [UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)])


def _alter(admin: KafkaAdminClient, alterations: list[object]) -> None:
    answers = admin.alter_user_scram_credentials(alterations)
    if wrong := [f"{user}: {why}" for user, why in answers.items() if why]:
        raise click.ClickException("; ".join(wrong))


@click.group()
@click.option("--kafka", envvar="KAFKA", default="kafka:9092", show_default=True)
@click.option(
    "--users",
    envvar="KAFKA_USERS",
    default="/run/secrets/kafka-users/users.json",
    type=click.Path(path_type=Path, exists=True),
)
@click.pass_context
def main(context: click.Context, kafka: str, users: Path) -> None:
    """Who signs in to the Kafka of compose.yaml."""
    stored = Users.stored(users)
    admin = KafkaAdminClient(bootstrap_servers=kafka, **security_of_admin(stored.admin))
    context.call_on_close(admin.close)
    context.obj = (admin, stored)


@main.command()
@click.pass_obj
def complete(of: tuple[KafkaAdminClient, Users]) -> None:
    """The four services, with the passwords that were drawn for them."""
    admin, users = of
    admit(admin, {f"rinnalla_{service}": text for service, text in users.services.items()})
    click.echo(f"{len(users.services)} services may sign in.")


@main.command()
@click.argument("name")
@click.pass_obj
def partner(of: tuple[KafkaAdminClient, Users], name: str) -> None:
    """Let the partner NAME sign in, with a new password that is printed this once."""
    if name == ADMIN or name.startswith("rinnalla_"):
        raise click.ClickException(f"{name} is one of our own.")
    password = secrets.token_urlsafe(32)
    admit(of[0], {name: password})
    click.echo(password)


@main.command()
@click.argument("name")
@click.pass_obj
def without(of: tuple[KafkaAdminClient, Users], name: str) -> None:
    """Take the password of the partner NAME away."""
    dismiss(of[0], name)
    click.echo(f"{name} may not sign in any more.")


if __name__ == "__main__":
    main()
