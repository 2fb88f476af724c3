"""The settings of mail: the server that takes it, and in whose name it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.platform.loopback import is_loopback
from shared.kernel.settings import host_and_port, load, secret_file, setting
from shared.mail.conversation import Encryption, MailServer

PREFIX = "RINNALLA_MAIL"


def encryption(text: str) -> Encryption:
    """How the connection is protected."""
    try:
        return Encryption(text)
    except ValueError:
        raise ValueError(f"is {text!r}; it can be {', '.join(Encryption)}.") from None


def address(text: str) -> str:
    """An address that mail can come from."""
    name, at, domain = text.partition("@")
    if not (name and at and domain) or any(c.isspace() for c in text):
        raise ValueError(f"is {text!r}; it must be an address such as rinnalla@region.example.")
    return text


@dataclass(frozen=True)
class MailSettings:
    """Part of `Settings`; the embedded default reads it alone."""

    mail_server: str = setting(
        "RINNALLA_MAIL_SERVER",
        "The SMTP server that takes mail. Without it mails wait, and `rinnalla mail` lists them.",
        example="smtp.region.example:587",
        read=host_and_port,
    )
    mail_from: str = setting(
        "RINNALLA_MAIL_FROM",
        "In whose name mail goes out; what cannot be delivered comes back there.",
        example="rinnalla@region.example",
        read=address,
    )
    mail_user: str = setting(
        "RINNALLA_MAIL_USER",
        "As whom we sign in to that server; without it we do not.",
        example="rinnalla",
        read=str,
    )
    mail_password: str = setting(
        "RINNALLA_MAIL_PASSWORD_FILE",
        "A file with the password for it.",
        example="/run/secrets/mail",
        read=secret_file,
        secret=True,
    )
    mail_encryption: Encryption = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_MAIL_ENCRYPTION",
        "How the connection is protected: starttls, tls (from its first byte), or none, which is "
        "for a server on loopback alone.",
        example="starttls",
        read=encryption,
        default=Encryption.STARTTLS,
    )

    @property
    def mail(self) -> MailServer | None:
        """The server; None where mails are only to wait."""
        if not self.mail_server:
            return None
        host, _, port = self.mail_server.rpartition(":")
        return MailServer(
            host.strip("[]"),
            int(port),
            self.mail_from,
            self.mail_user,
            self.mail_password,
            self.mail_encryption,
        )


def unsafe_mail(settings: MailSettings) -> list[str]:
    """What is wrong with them together, in sentences."""
    wrong = []
    if settings.mail_server and not settings.mail_from:
        wrong.append("RINNALLA_MAIL_FROM is missing: mail has to come from somebody.")
    host = settings.mail_server.rpartition(":")[0]
    if settings.mail_encryption is Encryption.NONE and host and not is_loopback(host):
        wrong.append("RINNALLA_MAIL_ENCRYPTION is none: only a server on loopback may be so.")
    return wrong


def of_environment(environment: Mapping[str, str]) -> MailSettings:
    """The embedded default's, which has no other settings."""
    ours = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    return load(MailSettings, ours, prefix=PREFIX, unsafe=unsafe_mail)
