"""The issuer of tokens, and how this process reaches it.

In production the issuer is another server, reached over https. In the embedded default it is an
application in this process: an HTTP call to ourselves could wait for a thread that waits for it,
so requests to its address go directly into the application.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import BaseAdapter, HTTPAdapter
from werkzeug.test import Client as WsgiClient
from werkzeug.wrappers import Response as WsgiResponse

TIMEOUT = 5  # seconds; a sign-in must not hang on a provider that does


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
        session.mount("http://", _Patient())
        session.mount("https://", _Patient())
        if self.inside:
            session.mount(self.url, _Inside(self.url, self.inside))
        if self.app is not None:
            session.mount(self.url, _InProcess(self.app))
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


class _Patient(HTTPAdapter):
    """HTTP with a time-out; `requests` has none by default."""

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        kwargs["timeout"] = kwargs.get("timeout") or TIMEOUT
        return super().send(request, *args, **kwargs)


class _Inside(_Patient):
    """Sends requests to an address in our own network, under the public host name."""

    def __init__(self, url: str, inside: str) -> None:
        super().__init__()
        self.url, self.inside = url, inside

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        public_url = request.url or ""
        request.headers["Host"] = urlsplit(public_url).netloc
        request.url = self.inside + public_url.removeprefix(self.url)
        try:
            return super().send(request, *args, **kwargs)
        finally:
            request.url = public_url


class _InProcess(BaseAdapter):
    """Answers a request by calling a WSGI application."""

    def __init__(self, app: Any) -> None:
        super().__init__()
        self.app = app

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        url = urlsplit(request.url or "")
        answer = WsgiClient(self.app, WsgiResponse, use_cookies=False).open(
            str(url.path),
            method=request.method,
            base_url=f"{url.scheme!s}://{url.netloc!s}",
            query_string=str(url.query),
            headers=dict(request.headers),
            data=request.body,
        )
        response = Response()
        response.status_code = answer.status_code
        response.headers.update(dict(answer.headers))
        response.raw = BytesIO(answer.get_data())
        response.request, response.url = request, request.url or ""
        return response

    def close(self) -> None:
        """Nothing is kept open."""
