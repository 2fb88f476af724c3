"""The provider tells its applications that a session has ended (OIDC Back-Channel Logout 1.0)."""

import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from joserfc import jwt
from joserfc.jwk import KeySet
from requests import RequestException, Session

from shared.demo_provider.keys import ALGORITHM
from shared.demo_provider.roster import Client, ProviderSettings
from shared.identity.logout_tokens import EVENT

LIFETIME = 120  # seconds
PATIENCE = 2.0  # seconds that signing out waits; who is away hears of it no more
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LogoutNotices:
    """Sends a signed logout token to every application that named an address for it."""

    settings: ProviderSettings
    keys: KeySet
    pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(4, "logout"), repr=False
    )

    def send(self, sid: str) -> None:
        """Tell all that this session has ended; it asks nobody whether they know it."""
        listening = [client for client in self.settings.clients if client.logout_uri]
        wait([self.pool.submit(self._tell, client, sid) for client in listening], timeout=PATIENCE)

    def token(self, client: Client, sid: str) -> str:
        """The logout token for one application (section 2.4)."""
        now = int(time.time())
        claims = {
            "iss": self.settings.issuer,
            "aud": client.id,
            "iat": now,
            "exp": now + LIFETIME,
            "jti": str(uuid4()),
            "sid": sid,
            "events": {EVENT: {}},
        }
        key = self.keys.keys[0]
        header = {"alg": ALGORITHM, "typ": "logout+jwt", "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=[ALGORITHM])

    def _tell(self, client: Client, sid: str) -> None:
        address = client.logout_uri
        try:
            with Session() as session:
                session.trust_env = False
                session.mount(address, self.settings.reach(address))
                form = {"logout_token": self.token(client, sid)}
                session.post(address, data=form, timeout=PATIENCE, allow_redirects=False)
        except RequestException as away:
            log.warning("logout.away", client=client.id, kind=type(away).__name__)
