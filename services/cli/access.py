"""Registers the first administrator and our own processes; an administrator adds all others.

It works on the databases of the environment, in the referral service, which owns the directory.
"""

import os
from contextlib import closing

import click

from services.cli.errors import errors_as_sentences

ADMINISTRATOR, SERVICE = "administrator", "service"
OPERATOR = "operator"  # the actor here: a person with a shell, without a token


@click.command("let-in")
@click.argument("role", type=click.Choice([ADMINISTRATOR, SERVICE]))
@click.argument("sign_in")
@click.argument("sub")
@click.option("--name", help="What people call the administrator.")
@errors_as_sentences()
def register_principal(role: str, sign_in: str, sub: str, name: str | None) -> None:
    """Let in an administrator, or one of our own processes, such as service-referral.

    SUB is the `sub` of their tokens at the OpenID provider. The same again changes nothing.
    """
    from services.common.codes import Role
    from services.platform import wiring
    from services.platform.settings import settings_for
    from services.referral.access import commands as access
    from services.referral.clients import commands as clients
    from shared.kernel.ids import uuid_of
    from shared.work import Actor, Work

    if role == ADMINISTRATOR and not name:
        raise click.UsageError("An administrator has a name: --name.")
    sign_in, name, sub = _checked(sign_in, name or sign_in, sub)

    def admit(work: Work) -> None:
        if role == SERVICE:
            clients.register_client(
                work, sign_in=sign_in, roles=[Role.SERVICE], client_id=uuid_of(sub), subject=sub
            )
        else:
            roles = [Role.ADMINISTRATOR]
            access.admit(
                work, sign_in=sign_in, name=name, roles=roles, person_id=uuid_of(sub), subject=sub
            )

    with closing(wiring.watching(settings_for("let-in", os.environ), "referral")) as referral:
        referral.execute(admit, Actor(OPERATOR, over_all=True))
    click.echo(f"{sign_in} may sign in as {role}.")


def _checked(sign_in: str, name: str, sub: str) -> tuple[str, str, str]:
    """As the API would take them; a usage error says what is wrong."""
    from marshmallow import ValidationError

    from services.referral.access.schemas import NewPersonSchema

    given = {"sign_in": sign_in, "name": name, "subject": sub}
    try:
        taken = NewPersonSchema(only=tuple(given)).load(given)
    except ValidationError as wrong:
        field, messages = next(iter(wrong.normalized_messages().items()))  # type: ignore[no-untyped-call]
        raise click.UsageError(f"{field}: {messages[0]}") from None
    return taken["sign_in"], taken["name"], taken["subject"]


COMMANDS = (register_principal,)
