"""The demo's sign-in, for the embedded platform and for services that run each on its own."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from requests.adapters import BaseAdapter

from services.common.page_frame import BRAND
from services.platform import registry
from services.platform.demo import people
from shared.demo_provider.provider import create_provider
from shared.demo_provider.roster import Client, ProviderSettings


def provider(
    base_url: str,
    *,
    issuer: str,
    audience: str,
    key_file: Path,
    now: Callable[[], datetime],
    reach: Callable[[str], BaseAdapter],
    registered: Callable[[str], Client | None] = lambda _: None,
) -> Flask:
    """The provider that knows the demo's people and systems; `reach` gets to a service."""
    settings = ProviderSettings(
        issuer=issuer,
        audience=audience,
        key_file=key_file,
        people=people.provider_people(),
        clients=(*people.clients(), *[_web_client(name, base_url) for name in registry.NAMES]),
        password=people.PASSWORD,
        brand=BRAND,
        demo=True,
        registered=registered,
        reach=lambda address: reach(urlsplit(address).path.split("/")[1]),
    )
    return create_provider(settings, clock=now)


def _web_client(name: str, base_url: str) -> Client:
    return Client(
        f"web-{name}",
        people.PASSWORD,
        redirect_uris=(f"{base_url}/{name}/signed-in",),
        signed_out_uris=(f"{base_url}/",),
        logout_uri=f"{base_url}/{name}/back-channel-logout",
    )
