"""Systems from a shell: registered, given secrets, retired; as an administrator does on pages.

It works on the databases of the environment, in the referral service, which owns the directory.
"""

import os
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from services.cli.errors import errors_as_sentences

if TYPE_CHECKING:
    from shared.work import Work

OPERATOR = "operator"  # the actor here: a person with a shell, without a token
ROLES = ("municipal_system", "partner", "directory_system")
T = TypeVar("T")


@click.group("system")
def system() -> None:
    """Register systems that call the interfaces, give and take their secrets, and retire them."""


@system.command("register")
@click.argument("sign_in")
@click.option("--role", type=click.Choice(ROLES), required=True, multiple=True)
@click.option("--organisation", help="Its code; without one it is the region's.")
@click.option("--subject", help="The `sub` of its tokens, where that is not its name.")
@errors_as_sentences()
def register(
    sign_in: str, role: tuple[str, ...], organisation: str | None, subject: str | None
) -> None:
    """Register the system that asks for tokens as SIGN_IN. The same again changes nothing."""
    from services.referral.clients import commands
    from services.referral.directory.commands import ORGANISATION

    def act(work: "Work") -> None:
        home = work.holder(ORGANISATION, organisation) if organisation else None
        if organisation and home is None:
            raise click.ClickException(f"No organisation has the code {organisation}.")
        commands.register_client(
            work, sign_in=sign_in, roles=role, organisation=home, subject=subject
        )

    _execute(act)
    click.echo(f"{sign_in} is registered.")


@system.command("secret")
@click.argument("sign_in")
@errors_as_sentences()
def secret(sign_in: str) -> None:
    """Draw a secret beside the one in use, and print it: nobody can read it again.

    The one in use lives on for 30 days, or until it is withdrawn.
    """
    from services.referral.clients import commands

    new = _execute(lambda work: commands.draw_secret(work, _named(work, sign_in)))
    click.echo(f"{new.id} {new.text}")


@system.command("withdraw-secret")
@click.argument("sign_in")
@click.argument("secret_id")
@errors_as_sentences()
def withdraw_secret(sign_in: str, secret_id: str) -> None:
    """Let the secret SECRET_ID of a system be worth nothing from now on."""
    from services.referral.clients import commands

    _execute(
        lambda work: commands.withdraw_secret(work, _named(work, sign_in), secret_id=secret_id)
    )
    click.echo(f"{sign_in} gets in by {secret_id} no more.")


@system.command("retire")
@click.argument("sign_in")
@errors_as_sentences()
def retire(sign_in: str) -> None:
    """Let a system call no more, from its next request on."""
    from services.referral.clients import commands

    _execute(lambda work: commands.retire(work, _named(work, sign_in)))
    click.echo(f"{sign_in} is retired.")


@system.command("list")
@errors_as_sentences()
def listed() -> None:
    """List the systems: roles, secrets worth something today, the day of the last call."""

    def act(work: "Work") -> list[str]:
        from services.referral.clients.queries import everything

        return [
            f"{name}: {', '.join(roles)}; secrets {', '.join(secrets) or 'none'}; "
            f"last called {used or 'never'}{'; retired' if retired else ''}"
            for name, roles, secrets, used, retired in everything(work)
        ]

    for line in _execute(act):
        click.echo(line)


def _named(work: Any, sign_in: str) -> UUID:
    from services.referral.access.commands import SIGN_IN

    client_id: UUID | None = work.holder(SIGN_IN, sign_in)
    if client_id is None:
        raise click.ClickException(f"Nobody is called {sign_in}.")
    return client_id


def _execute(act: Callable[["Work"], T]) -> T:
    from services.platform import wiring
    from services.platform.settings import settings_for
    from shared.work import Actor

    with closing(wiring.watching(settings_for("let-in", os.environ), "referral")) as referral:
        return referral.execute(act, Actor(OPERATOR, over_all=True))


COMMANDS = (system,)
