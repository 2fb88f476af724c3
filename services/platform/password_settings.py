"""Passwords of the roles in PostgreSQL: files of their own, so that no address holds one.

Secret stores and operators of databases hand out a password as one text, and libpq refuses a
`.pgpass` that a group may read, as an orchestrator mounts it.
"""

from dataclasses import dataclass

from sqlalchemy import make_url

from shared.kernel.settings import WrongSettings, secret_file, setting

SERVICE = "{service}"


def password_file(text: str) -> str:
    """The path; what it holds is read when a service is named, where the path depends on it."""
    if SERVICE not in text:
        secret_file(text)
    return text


def with_password(address: str, password: str) -> str:
    """The address with a password, unless it has one."""
    url = make_url(address)
    if not password or url.password:
        return address
    return url.set(password=password).render_as_string(hide_password=False)


@dataclass(frozen=True)
class PasswordSettings:
    """Part of `Settings`."""

    password_file: str = setting(
        "RINNALLA_DATABASE_PASSWORD_FILE",
        "A file with the password of the service's role, for RINNALLA_DATABASE and RINNALLA_KEYS. "
        "With {service} in it: a file for each service, for the commands that work on all.",
        example="/run/secrets/database/password",
        read=password_file,
    )
    owner_password: str = setting(
        "RINNALLA_OWNER_PASSWORD_FILE",
        "A file with the password of the tables' owner, for RINNALLA_DATABASE_OWNER.",
        example="/run/secrets/owner/password",
        read=secret_file,
        secret=True,
    )

    def password_of(self, service: str) -> str:
        """The password of the role of that service; empty where no file is named."""
        if not self.password_file:
            return ""
        try:
            return secret_file(self.password_file.replace(SERVICE, service))
        except ValueError as wrong:
            raise WrongSettings([f"RINNALLA_DATABASE_PASSWORD_FILE {wrong}"]) from wrong
