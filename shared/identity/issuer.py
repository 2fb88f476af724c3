"""The issuer of tokens, and how this process reaches it.

In production the issuer is another server, reached over https. In the embedded default it is an
application in this process: an HTTP call to ourselves could wait for a thread that waits for it,
so requests to its address go directly into the application.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from requests import Session

from shared.identity.reaching import InProcess, Inside, Patient


@dataclass(frozen=True)
class Issuer:
    """An OpenID provider by its address; `app` when it lives in this process."""

    url: str  # as in the `iss` claim, without a slash at the end
    app: Any = field(default=None, repr=False)  # a WSGI application
    inside: str = ""  # where to reach it, when its own address does not work from here

    @property
    def configuration(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def mount(self, session: Session) -> Session:
        """Make the session reach this issuer. It follows no redirects, wherever it goes."""
        session.max_redirects = 0
        session.mount("http://", Patient())
        session.mount("https://", Patient())
        if self.inside:
            session.mount(self.url, Inside(self.url, self.inside))
        if self.app is not None:
            session.mount(self.url, InProcess(self.app))
        return session

    def fetch(self, url: str) -> dict[str, Any]:
        """The JSON object at `url`; raises what `requests` raises."""
        with self.mount(Session()) as session:
            answer = session.get(url, allow_redirects=False)
            answer.raise_for_status()
            content = answer.json()
        if answer.status_code != 200 or not isinstance(content, dict):
            raise ValueError(f"{url} did not answer with a JSON object.")
        return content
