"""The other services, asked in the name of the person before us: with their browser's own cookies.

Nobody is asked for more than the person may see there, since each service looks at its own session.
All are asked at once, and one that is away or slow holds nobody up.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

import structlog
from requests import RequestException, Session
from requests.adapters import BaseAdapter

from shared.kernel import request_ids
from shared.telemetry.edge import REQUEST_ID

PATIENCE = 1.5  # seconds that a page waits for its neighbours
THREADS = 16
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reply:
    """What a service said; anything but 200 is that it has nothing for this browser."""

    status: int
    body: Any = None  # JSON


@dataclass(frozen=True)
class Neighbours:
    """The services of this installation, by name."""

    base_url: str  # the one public address, without a slash at the end
    cookies: Mapping[str, str]  # service -> name of its session cookie
    reach: Callable[[str], BaseAdapter]  # how requests get to a service
    patience: float = PATIENCE
    pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(THREADS, "neighbours"), repr=False
    )

    def met_by(self, browser: Mapping[str, str]) -> list[str]:
        """The services with which a browser of these cookies may have a session."""
        return [name for name, cookie in self.cookies.items() if browser.get(cookie)]

    def ask(
        self,
        names: Iterable[str],
        path: str,
        browser: Mapping[str, str],
        *,
        language: str = "",
        form: Mapping[str, str] | None = None,
    ) -> dict[str, Reply | None]:
        """What each says at `/<name>/<path>`, None who is away; with a `form` it is a POST."""
        headers = {REQUEST_ID: request_id} if (request_id := request_ids.current()) else {}
        under_way = {
            name: self.pool.submit(self._send, name, path, browser, language, form, headers)
            for name in names
        }
        wait(under_way.values(), timeout=self.patience)
        return {name: _reply(name, future) for name, future in under_way.items()}

    def _send(
        self,
        name: str,
        path: str,
        browser: Mapping[str, str],
        language: str,
        form: Mapping[str, str] | None,
        headers: Mapping[str, str],
    ) -> Reply:
        cookies = {self.cookies[name]: browser.get(self.cookies[name], "")}
        cookies |= {"language": language} if language else {}
        with Session() as session:
            session.trust_env = False
            session.mount(self.base_url, self.reach(name))
            answer = session.request(
                "GET" if form is None else "POST",
                f"{self.base_url}/{name}/{path}",
                data=form,
                headers={
                    "Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items()),
                    **headers,
                },
                timeout=self.patience,
                allow_redirects=False,
            )
            is_json = answer.headers.get("Content-Type", "").startswith("application/json")
            return Reply(answer.status_code, answer.json() if is_json else None)


def _reply(name: str, future: "Future[Reply]") -> Reply | None:
    """The reply that came in time; one that fails in another way than being away is a bug."""
    if not future.done():
        future.cancel()
        log.warning("neighbour.slow", service=name)
        return None
    try:
        reply = future.result()
    except (RequestException, ValueError) as trouble:
        log.warning("neighbour.away", service=name, kind=type(trouble).__name__)
        return None
    if reply.status >= 500:
        log.warning("neighbour.failed", service=name, status=reply.status)
        return None
    return reply
