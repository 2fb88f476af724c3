"""How a request of ours gets to another server, or to another application of this process."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter, HTTPAdapter
from werkzeug.test import Client as WsgiClient
from werkzeug.wrappers import Response as WsgiResponse

TIMEOUT = 5  # seconds; a sign-in must not hang on a provider that does


class Patient(HTTPAdapter):
    """HTTP with a time-out; `requests` has none by default."""

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        kwargs["timeout"] = kwargs.get("timeout") or TIMEOUT
        return super().send(request, *args, **kwargs)


class Inside(Patient):
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


class InProcess(BaseAdapter):
    """Answers a request by calling a WSGI application; a call to ourselves could wait for us."""

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
