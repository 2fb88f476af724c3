"""Demo mode is for one's own machine: with one press anybody signs in as anybody there.

So its public address and where it listens must be loopback. In containers a process has to listen
on every address of a network of its own; who runs them so says it (`RINNALLA_ENCLOSED`).
"""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

SUCH_AS = "such as http://127.0.0.1:8000"
WAY_OUT = "For people elsewhere set RINNALLA_DEMO=0 and name an OpenID provider in RINNALLA_ISSUER."


class Listening(Protocol):
    """The settings that say who can reach a process."""

    @property
    def base_url(self) -> str: ...
    @property
    def bind(self) -> str: ...
    @property
    def enclosed(self) -> bool: ...


def not_on_loopback(settings: Listening) -> Iterator[str]:
    """What would let others into a demo, with the way out; nothing when nobody else gets in."""
    if settings.base_url and not is_loopback(urlsplit(settings.base_url).hostname):
        yield (
            f"RINNALLA_BASE_URL is {settings.base_url}: in demo mode everybody there could sign in "
            f"as an administrator. It must lead to this machine alone, {SUCH_AS}. {WAY_OUT}"
        )
    if not settings.enclosed and not is_loopback(settings.bind.rpartition(":")[0].strip("[]")):
        yield (
            f"RINNALLA_BIND is {settings.bind}: in demo mode it must be an address of this machine "
            "alone, such as 127.0.0.1:8000, or RINNALLA_ENCLOSED=1 where only a front door on "
            f"loopback leads into a network of containers. {WAY_OUT}"
        )


def is_loopback(host: str | None) -> bool:
    """Does this name or address lead nowhere but to the machine itself?"""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
