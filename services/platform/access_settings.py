"""Settings of the access log: the key that signs it, and how much somebody may open in an hour."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from shared.accesslog.budget import USUAL, ViewBudget
from shared.accesslog.heads import Signer, signer_of
from shared.kernel.settings import WrongSettings, setting

SERVICE = "{service}"
OF_THE_DEMO = base64.b64encode(hashlib.sha256(b"rinnalla-demo:access-log").digest()).decode()


def access_key_file(text: str) -> str:
    """The path; the key is read when a service is named, where the path depends on it."""
    if SERVICE not in text:
        key_in(text)
    return text


def key_in(text: str) -> Signer:
    """The key that the file holds."""
    try:
        return signer_of(Path(text).read_text().strip())
    except OSError as why:
        raise ValueError(f"names {text}, which cannot be read: {why.strerror}.") from why
    except ValueError as wrong:
        raise ValueError(f"names {text}, which does not hold 32 bytes in base64.") from wrong


def view_budget(text: str) -> ViewBudget:
    """How many files within an hour."""
    if not text.isdecimal() or not int(text):
        raise ValueError(f"is {text}, not a number of files.")
    return ViewBudget(most=int(text))


@dataclass(frozen=True)
class AccessLogSettings:
    """What the settings of a process say of the access log."""

    access_key: str = setting(
        "RINNALLA_ACCESS_LOG_KEY_FILE",
        "A file with the key that signs the access log, 32 random bytes in base64. It lies where "
        "no database's administrator reads; demo mode brings one that everybody knows. With "
        "{service} in it: a file for each service, for `rinnalla verify-audit`.",
        example="/run/secrets/access-log/key",
        read=access_key_file,
    )
    view_budget: ViewBudget = setting(  # noqa: RUF009 - frozen, as every value here
        "RINNALLA_VIEW_BUDGET",
        "How many people's files somebody may open within an hour before the data protection "
        "officer is told.",
        example="60",
        read=view_budget,
        default=USUAL,
    )

    def signer_for(self, service: str) -> Signer:
        """Who signs the access log of that service."""
        if not self.access_key:
            return signer_of(OF_THE_DEMO)
        try:
            return key_in(self.access_key.replace(SERVICE, service))
        except ValueError as wrong:
            raise WrongSettings([f"RINNALLA_ACCESS_LOG_KEY_FILE {wrong}"]) from wrong
